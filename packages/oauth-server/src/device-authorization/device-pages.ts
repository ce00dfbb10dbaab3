import { scopeGroups, whereToRevoke } from '../consent/consent-page.ts'
import { howLong, type GrantLifetime } from '../consent/grant-lifetime.ts'
import { html } from '../consent/html.ts'
import { page, type PageFrame } from '../consent/page.ts'
import { consentTextsIn } from '../locales/consent/index.ts'
import type { Scope } from '../scope.ts'

const texts = consentTextsIn('en')

interface DeviceView {
  user: { displayName: string; switchAccountUrl: string }
  /** Where the form goes; same origin. */
  action: string
  csrfToken: string
  branding: PageFrame['branding']
  nonce: string
}

export interface UserCodeFormView extends DeviceView {
  /** What the field begins with; typed by anybody. */
  userCode: string
  /** What was wrong with the code before. */
  problem?: string
}

export interface DeviceRequestView extends DeviceView, GrantLifetime {
  userCode: string
  client: {
    /** Chosen by a stranger; escape it. */
    name: string
    isRegisteredByHand: boolean
  }
  resource: { id: string; name: string }
  scopes: Scope[]
}

/** Where a person types the code that their device shows. Nothing is looked up before they send it. */
export function renderUserCodeForm(view: UserCodeFormView): string {
  const { user, problem, branding, nonce } = view
  return page(
    { title: 'Connect a device', branding, nonce },
    html`<form class="card" method="post" action="${view.action}">
<input type="hidden" name="csrf_token" value="${view.csrfToken}">
<h1>Connect a device to your ${branding.name} account</h1>
<p class="quiet">Signed in as <strong>${user.displayName}</strong> · <a href="${user.switchAccountUrl}">Switch account</a></p>
${problem !== undefined && html`<p class="notice" role="alert" id="problem">${problem}</p>`}
<p><label for="user_code">Code on your device</label>
<input class="user-code" id="user_code" name="user_code" value="${view.userCode}" required maxlength="40"
 autocomplete="off" autocapitalize="characters" spellcheck="false" aria-describedby="${problem === undefined ? 'hint' : 'problem hint'}"></p>
<p class="quiet" id="hint">Eight letters. Take them from a device of your own that is asking for them now, never from a message
or from somebody on the phone.</p>
<div class="actions">
<button type="submit" class="approve">Continue</button>
</div>
</form>`
  )
}

/** Who asks, for what, and whether it is really the person's own device that does. */
export function renderDeviceRequest(view: DeviceRequestView): string {
  const { client, user, resource, branding, nonce } = view
  return page(
    { title: `Allow ${client.name}?`, branding, nonce },
    html`<form class="card" method="post" action="${view.action}">
<input type="hidden" name="user_code" value="${view.userCode}">
<input type="hidden" name="csrf_token" value="${view.csrfToken}">
<h1>Allow <bdi>${client.name}</bdi> on a device to use your ${branding.name} account?</h1>
<p><span class="tag">${client.isRegisteredByHand ? 'Registered application' : 'Unverified application'}</span></p>
<dl>
<dt>Signed in as</dt><dd><strong>${user.displayName}</strong> · <a href="${user.switchAccountUrl}">Switch account</a></dd>
<dt>For use at</dt><dd>${resource.name} <code>${resource.id}</code></dd>
</dl>
${scopeGroups(view.scopes, texts)}
<p class="quiet">Untick what you do not want to allow. ${howLong(view, texts)}
${whereToRevoke(branding, texts)}</p>
<h2>Is this code on the device in front of you?</h2>
<p class="user-code">${view.userCode}</p>
<p class="notice" role="note">Approve only if you have just started this connection yourself and see this very code there. If
somebody sent you the code or a link with it, deny: you would let their device into your account.</p>
<div class="actions">
<button type="submit" name="decision" value="deny">Deny</button>
<button type="submit" name="decision" value="approve" class="approve">Approve</button>
</div>
</form>`
  )
}

/** The end of it; the device learns by itself. */
export function renderDeviceDecided({
  isApproved,
  clientName,
  branding,
  nonce
}: Pick<DeviceView, 'branding' | 'nonce'> & { isApproved: boolean; clientName: string }): string {
  const title = isApproved ? 'Device connected' : 'Device not connected'
  return page(
    { title, branding, nonce },
    html`<div class="card">
<h1>${title}</h1>
<p>${isApproved ? html`You allowed <bdi>${clientName}</bdi> to use your ${branding.name} account.` : html`You did not allow <bdi>${clientName}</bdi> to use your ${branding.name} account.`}</p>
<p>You can close this page. ${isApproved ? 'Your device goes on by itself within a few seconds.' : 'The device is told so.'}</p>
${isApproved && html`<p class="quiet">${whereToRevoke(branding, texts)}</p>`}
</div>`
  )
}

import { consentTextsIn } from '../locales/consent/index.ts'
import type { ConsentTexts } from '../locales/consent/consent-texts.ts'
import type { Language } from '../locales/languages.ts'
import type { Scope } from '../scope.ts'
import type { ClientKind } from '../store/index.ts'
import { howLong, type GrantLifetime } from './grant-lifetime.ts'
import { html, type Html } from './html.ts'
import { page, type PageFrame } from './page.ts'

/** All that a consent page may show; also what the JSON form of the page is made from. */
export interface ConsentView extends GrantLifetime {
  /** The one the person likes best of those offered. */
  language: Language
  /** Where the form goes; same origin. */
  action: string
  /** The hidden inputs the form has to carry. */
  interactionId: string
  csrfToken: string
  client: {
    id: string
    /** Chosen by a stranger; escape it. */
    name: string
    /** How it became known: nobody has checked a `dynamic` client. */
    kind: ClientKind
    /** Of a client that a document describes: the document's host. */
    domain?: string
    /** Whether the answer goes to that very host. */
    isVerified?: boolean
    website?: string
  }
  redirect: {
    uri: string
    /** What a person should recognise: scheme and host. */
    destination: string
    /** Whether a program on the person's own machine receives the answer. */
    isLoopback: boolean
  }
  resource: { id: string; name: string }
  scopes: ConsentScope[]
  user: { displayName: string; switchAccountUrl: string }
  branding: PageFrame['branding']
  /** For the `nonce` of the page's style element. */
  nonce: string
}

/** A scope the client asks for. */
export interface ConsentScope extends Scope {
  /** Whether the person has given it to this client before. */
  isGiven: boolean
}

/** The default consent page: plain HTML, works without script. */
export function renderConsentPage(view: ConsentView): string {
  const { client, redirect, user, branding, language } = view
  const texts = consentTextsIn(language)
  const given = view.scopes.filter(({ isGiven }) => isGiven)
  const asked = view.scopes.filter(({ isGiven }) => !isGiven)
  const heading = given.length > 0 && asked.length > 0 ? texts.headingForMore : texts.heading
  return page(
    { title: texts.title(client.name), language, branding, nonce: view.nonce },
    html`<form class="card" method="post" action="${view.action}">
<input type="hidden" name="interaction" value="${view.interactionId}">
<input type="hidden" name="csrf_token" value="${view.csrfToken}">
<h1>${heading(html`<bdi>${client.name}</bdi>`, branding.name)}</h1>
${standing(client, texts)}
<p class="who">${texts.signedInAs} <strong>${user.displayName}</strong> · ${texts.notYou} <a href="${user.switchAccountUrl}">${texts.switchAccount}</a></p>
<dl>
<dt>${texts.sendsYouTo}</dt><dd><strong>${redirect.destination}</strong></dd>
<dt>${texts.fullAddress}</dt><dd><code>${redirect.uri}</code></dd>
<dt>${texts.forUseAt}</dt><dd>${view.resource.name} <code>${view.resource.id}</code></dd>
${client.website !== undefined && html`<dt>${texts.website}</dt><dd><code>${client.website}</code> (${texts.websiteUnchecked})</dd>`}
</dl>
${destinationNotice(redirect, texts)}
<p class="quiet">${texts.untick}</p>
${scopeGroups(asked, texts)}
${given.length > 0 && alreadyGiven(given, { isAll: asked.length === 0, texts })}
<p class="quiet">${howLong(view, texts)}
${whereToRevoke(branding, texts)}</p>
<div class="actions">
<button type="submit" name="decision" value="deny">${texts.deny}</button>
<button type="submit" name="decision" value="approve" class="approve">${texts.approve}</button>
</div>
</form>`
  )
}

function standing({ kind, domain = '', isVerified = false }: ConsentView['client'], texts: ConsentTexts): Html {
  if (kind === 'manual') return html`<p><span class="tag">${texts.standing.manual}</span></p>`
  if (isVerified) return html`<p><span class="tag good">✓ ${texts.standing.verified(domain)}</span></p>`
  const words = kind === 'dynamic' ? texts.standing.dynamic : texts.standing.unverified(domain)
  return html`<p><span class="tag warn">${words}</span> <span class="quiet">${texts.unchecked}</span></p>`
}

function destinationNotice({ uri, isLoopback }: ConsentView['redirect'], texts: ConsentTexts): Html {
  if (!isLoopback && /^https?:/.test(uri)) return html``
  return html`<p class="notice" role="note">${isLoopback ? texts.loopback : texts.application}</p>`
}

/** Approving keeps it; it need not be read again, unless there is nothing else. */
function alreadyGiven(scopes: Scope[], { isAll, texts }: { isAll: boolean; texts: ConsentTexts }): Html {
  return html`${isAll && html`<p>${texts.nothingNew}</p>`}
<details${isAll && html` open`}>
<summary>${texts.alreadyAllowed(scopes.length)}</summary>
${scopeGroups(scopes, texts)}
</details>`
}

/** A checkbox per scope, under the headings of their groups. */
export function scopeGroups(scopes: Scope[], texts: ConsentTexts): Html[] {
  const groups = new Map<string, Scope[]>()
  for (const scope of scopes) {
    const group = scope.group ?? texts.ungrouped
    groups.set(group, [...(groups.get(group) ?? []), scope])
  }
  return [...groups].map(
    ([group, members]) => html`<fieldset>
<legend>${group}</legend>
${members.map((scope) => scopeRow(scope, texts))}</fieldset>
`
  )
}

function scopeRow(scope: Scope, { risks }: ConsentTexts): Html {
  return html`<label>
<input type="checkbox" name="scope" value="${scope.name}" checked>
<b>${scope.label}</b>
<span class="risk ${scope.risk}">${risks[scope.risk]}</span>
${scope.description !== scope.label && html`<small>${scope.description}</small>`}
</label>
`
}

/** Says nothing of settings that the host may not have. */
export function whereToRevoke({ manageUrl, name }: PageFrame['branding'], texts: ConsentTexts): Html {
  return manageUrl === undefined ? html`` : texts.revoke((text) => html`<a href="${manageUrl}">${text}</a>`, name)
}

import type { Scope, ScopeRisk } from '../scope.ts'
import type { ClientKind } from '../store/index.ts'
import { howLong, type GrantLifetime } from './grant-lifetime.ts'
import { html, type Html } from './html.ts'
import { page, type PageFrame } from './page.ts'

/** All that a consent page may show; also what the JSON form of the page is made from. */
export interface ConsentView extends GrantLifetime {
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

const RISKS: Record<ScopeRisk, string> = { read: 'can see', write: 'can change', delete: 'can delete' }

/** The default consent page: plain HTML, works without script. */
export function renderConsentPage(view: ConsentView): string {
  const { client, redirect, user, branding } = view
  const given = view.scopes.filter(({ isGiven }) => isGiven)
  return page(
    { title: `Allow ${client.name}?`, branding, nonce: view.nonce },
    html`<form class="card" method="post" action="${view.action}">
<input type="hidden" name="interaction" value="${view.interactionId}">
<input type="hidden" name="csrf_token" value="${view.csrfToken}">
<h1>Allow <bdi>${client.name}</bdi> to use your ${branding.name} account?</h1>
<p><span class="tag">${standing(client)}</span></p>
<dl>
<dt>Signed in as</dt><dd><strong>${user.displayName}</strong> · <a href="${user.switchAccountUrl}">Switch account</a></dd>
<dt>Sends you to</dt><dd><code>${redirect.destination}</code></dd>
<dt>Full address</dt><dd><code>${redirect.uri}</code></dd>
<dt>For use at</dt><dd>${view.resource.name} <code>${view.resource.id}</code></dd>
${client.website !== undefined && html`<dt>Its website</dt><dd><code>${client.website}</code> (not checked)</dd>`}
</dl>
${redirect.isLoopback && loopbackNotice}
${scopeGroups(view.scopes.filter(({ isGiven }) => !isGiven))}
${given.length > 0 && alreadyGiven(given)}
<p class="quiet">Untick what you do not want to allow. ${howLong(view)}
${whereToRevoke(branding)}</p>
<div class="actions">
<button type="submit" name="decision" value="deny">Deny</button>
<button type="submit" name="decision" value="approve" class="approve">Approve</button>
</div>
</form>`
  )
}

function standing({ kind, domain = '', isVerified = false }: ConsentView['client']): string {
  if (kind === 'manual') return 'Registered application'
  if (kind === 'dynamic') return 'Unverified application'
  return isVerified ? `Verified: ${domain}` : `Unverified; says it belongs to ${domain}`
}

/** Approving keeps it; it need not be read again. */
function alreadyGiven(scopes: Scope[]): Html {
  return html`<details>
<summary>You have already allowed ${scopes.length === 1 ? 'one thing' : `${scopes.length} things`}</summary>
${scopeGroups(scopes)}
</details>`
}

const loopbackNotice = html`<p class="notice" role="note">The answer goes to a program on the device you are using now. Approve
only if you have just started this connection yourself.</p>`

/** A checkbox per scope, under the headings of their groups. */
export function scopeGroups(scopes: Scope[]): Html[] {
  const groups = new Map<string, Scope[]>()
  for (const scope of scopes) {
    const group = scope.group ?? 'It would be able to'
    groups.set(group, [...(groups.get(group) ?? []), scope])
  }
  return [...groups].map(
    ([group, members]) => html`<fieldset>
<legend>${group}</legend>
${members.map(scopeRow)}
</fieldset>
`
  )
}

function scopeRow(scope: Scope): Html {
  return html`<label class="scope">
<input type="checkbox" name="scope" value="${scope.name}" checked>
<span class="what">${scope.label}</span>
<span class="risk risk-${scope.risk}">${RISKS[scope.risk]}</span>
${scope.description !== scope.label && html`<span class="why">${scope.description}</span>`}
</label>
`
}

/** Says nothing of settings that the host may not have. */
export function whereToRevoke({ manageUrl, name }: PageFrame['branding']): Html {
  return manageUrl === undefined
    ? html``
    : html`You can end it at any time in <a href="${manageUrl}">your ${name} settings</a>.`
}

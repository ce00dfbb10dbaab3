import type { Branding } from '../options.ts'
import { html } from './html.ts'
import { page } from './page.ts'

export interface ErrorView {
  language: string
  title: string
  message: string
  /** What the person can do about it. */
  advice: string
  /** Facts that help to find the difference, such as the redirect URI sent beside the registered ones. */
  details?: { label: string; values: string[] }[]
  /** Where to go on, when there is a place. */
  link?: { label: string; url: string }
  /** What the id below is called, and the id: to find the event in the server's log. */
  referenceLabel: string
  correlationId: string
  branding: Branding & { name: string; accentColor: string }
  nonce: string
}

/** What a person sees when an authorization request cannot go back to the client. */
export function renderErrorPage(view: ErrorView): string {
  const { title, language, branding, nonce } = view
  return page(
    { title, language, branding, nonce },
    html`<div class="card">
<h1>${title}</h1>
<p>${view.message}</p>
<p>${view.advice}</p>
${(view.details ?? []).map(
  ({ label, values }) => html`<h2>${label}</h2>
${values.map((value) => html`<p><code>${value}</code></p>`)}`
)}
${view.link && html`<p><a href="${view.link.url}">${view.link.label}</a></p>`}
<p class="quiet">${view.referenceLabel}: <code>${view.correlationId}</code></p>
</div>`
  )
}

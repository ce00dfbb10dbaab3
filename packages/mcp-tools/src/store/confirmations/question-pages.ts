import type { Confirmation } from './confirmation.store.ts'
import { html } from './html.ts'
import type { Page } from './page.ts'

export interface QuestionView {
  confirmation: Confirmation
  user: { displayName: string; switchAccountUrl: string }
  /** Where the form goes; same origin. */
  action: string
  formToken: string
  applicationName: string
}

/** Who asks what, and two buttons. */
export function questionPage({ confirmation, user, action, formToken, applicationName }: QuestionView): Page {
  const { clientName, message } = confirmation
  return {
    title: `Confirm for ${clientName}`,
    content: html`<form class="card" method="post" action="${action}">
<input type="hidden" name="form_token" value="${formToken}">
<h1><bdi>${clientName}</bdi> needs your confirmation</h1>
<p class="quiet">Signed in as <strong>${user.displayName}</strong> · <a href="${user.switchAccountUrl}">Switch account</a></p>
<p class="question" dir="auto">${message}</p>
<p class="notice" role="note">Approve only if you have just asked <bdi>${clientName}</bdi> for this. If somebody sent you here,
deny: ${applicationName} would do it in your name.</p>
<div class="actions">
<button type="submit" name="decision" value="deny">Deny</button>
<button type="submit" name="decision" value="approve" class="approve">Approve</button>
</div>
</form>`
  }
}

/** What the person said, however often they look. */
export function answeredPage({ clientName, state }: Confirmation): Page {
  const isApproved = state === 'approved'
  const title = isApproved ? 'Approved' : 'Denied'
  return {
    title,
    content: html`<div class="card">
<h1>${title}</h1>
<p>${isApproved ? html`You approved what <bdi>${clientName}</bdi> asked.` : html`You denied what <bdi>${clientName}</bdi> asked. Nothing is done.`}</p>
<p>You can close this page and go back to <bdi>${clientName}</bdi>.</p>
</div>`
  }
}

/** The same for a question that never was, is over, or was put to somebody else: nobody can tell which. */
export function nothingToConfirmPage(user: QuestionView['user']): Page {
  return {
    title: 'Nothing to confirm',
    content: html`<div class="card">
<h1>There is nothing to confirm here</h1>
<p>The question may be too old, or meant for another account. Ask your assistant to try again.</p>
<p class="quiet">Signed in as <strong>${user.displayName}</strong> · <a href="${user.switchAccountUrl}">Switch account</a></p>
</div>`
  }
}

/** The form was not one that this page showed this person. */
export function staleFormPage(questionUrl: string): Page {
  return {
    title: 'Look again',
    content: html`<div class="card">
<h1>Please look again</h1>
<p>This answer does not belong to the page you were shown: it may have been open for long, or in another account. Nothing
was decided.</p>
<p><a href="${questionUrl}">Show the question</a></p>
</div>`
  }
}

export function failurePage({ isOurs, reference }: { isOurs: boolean; reference: string }): Page {
  return {
    title: 'That did not work',
    content: html`<div class="card">
<h1>That did not work</h1>
<p>${isOurs ? 'Something went wrong here, and nothing was decided. Try again in a moment.' : 'The request could not be read. Open the page again from your assistant.'}</p>
<p class="quiet">Reference: <code>${reference}</code></p>
</div>`
  }
}

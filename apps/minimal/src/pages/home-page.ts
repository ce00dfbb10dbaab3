import type { GrantSummary } from '@trek/oauth-server'
import type { Bookmark } from '../bookmarks/bookmarks.ts'
import { html, page } from './html.ts'

export interface HomeView {
  email: string
  bookmarks: Bookmark[]
  grants: GrantSummary[]
}

export function renderHomePage({ email, bookmarks, grants }: HomeView): string {
  return page(
    'Home',
    html`<h1>Bookmarks of ${email}</h1>
<ul>
${bookmarks.map(({ url, title }) => html`<li><a href="${url}" rel="noreferrer">${title}</a></li>\n`)}
</ul>
<h2>Connected applications</h2>
<ul>
${grants.map(
  ({ id, clientName, scopes }) => html`<li><form method="post" action="/connections/${id}/end">
<bdi>${clientName}</bdi> (${scopes.join(', ')}) <button type="submit">End</button>
</form></li>\n`
)}
</ul>
<form method="post" action="/logout"><button type="submit">Sign out</button></form>`
  )
}

import { inlineScript } from './inline-script.ts'
import { stylesheet } from './stylesheet.ts'

/**
 * Nothing is loaded from anywhere, whatever the host allows. Scripts are not pinned by a digest: hosts put one of their own
 * in front, and a view makes no markup that could hold another.
 */
const POLICY =
  "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"

/**
 * A view as one HTML document, without data: the host hands that in.
 *
 * @param script A module of `browser/`, without its extension.
 */
export function viewDocument(title: string, script: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} – TREK</title>
<style>${stylesheet}</style>
</head>
<body>
<main><p class="quiet" role="status">Waiting for the answer…</p></main>
<script type="module">
${inlineScript(script)}</script>
</body>
</html>
`
}

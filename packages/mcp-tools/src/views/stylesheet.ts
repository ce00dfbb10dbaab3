/** The colours of the web pages, so that a trip looks the same beside a conversation. */
const LIGHT =
  '--text:#1b2524;--quiet:#566664;--line:#dbe3e1;--card:#fff;--ground:#f2f6f5;--accent:#0f766e;--owes:#b45309;--warn:#fff3e0;--warn-text:#7a3b00;color-scheme:light'
const DARK =
  '--text:#e8efed;--quiet:#a2b3b0;--line:#2f3d3b;--card:#1b2423;--ground:#111817;--accent:#4fd1c1;--owes:#f0a35e;--warn:#3a2a17;--warn-text:#ffcf9a;color-scheme:dark'

/** Of all views. A host says which colours it shows (`data-theme`); until it does, the browser knows. */
export const stylesheet = `
*{box-sizing:border-box}
:root{${LIGHT}}
@media (prefers-color-scheme:dark){:root{${DARK}}}
:root[data-theme=light]{${LIGHT}}
:root[data-theme=dark]{${DARK}}
body{margin:0;background:var(--ground);color:var(--text);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;padding:var(--inset-top,0) var(--inset-right,0) var(--inset-bottom,0) var(--inset-left,0)}
main{max-width:48rem;margin:0 auto;padding:1rem}
h1{font-size:1.4rem;line-height:1.25;margin:0 0 .25rem;overflow-wrap:anywhere}
h2{font-size:1rem;line-height:1.4;margin:0;overflow-wrap:anywhere}
h3{font-size:1rem;margin:0;overflow-wrap:anywhere}
p{margin:.25rem 0;overflow-wrap:anywhere}
ol,ul{list-style:none;margin:0;padding:0}
header{margin:0 0 1rem}
.quiet{color:var(--quiet);font-size:.925em}
.prose{white-space:pre-line}
.notice{background:var(--warn);color:var(--warn-text);border-radius:10px;padding:.6rem .9rem;margin:.75rem 0}
.card{background:var(--card);border:1px solid var(--line);border-radius:14px;padding:.9rem 1rem;margin:.75rem 0}
section.card>h2{margin-bottom:.4rem}
button{font:inherit;font-weight:600;color:var(--accent);background:transparent;border:1px solid var(--line);border-radius:10px;padding:.45rem .9rem;min-height:2.5rem;cursor:pointer}
button:disabled{color:var(--quiet);cursor:default}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
.day{padding:0}
.day>:not(summary){margin-inline:1rem}
.day>:last-child{margin-bottom:.9rem}
summary{display:flex;align-items:baseline;gap:.6rem;padding:.8rem 1rem;cursor:pointer;border-radius:14px;list-style:none}
summary::-webkit-details-marker{display:none}
summary::before{content:"";flex:none;width:.45rem;height:.45rem;border:solid var(--accent);border-width:0 2px 2px 0;transform:translateY(-.1rem) rotate(-45deg)}
details[open]>summary::before{transform:translateY(-.2rem) rotate(45deg)}
summary .count{margin-inline-start:auto;white-space:nowrap}
.day>summary+*{padding-top:.25rem}
.day-title{display:block;font-weight:400;color:var(--quiet)}
.visits li{position:relative;padding:.1rem 0 .8rem 1.3rem;border-inline-start:2px solid var(--line);margin-inline-start:.3rem}
.visits li:last-child{padding-bottom:.1rem}
.visits li::before{content:"";position:absolute;inset-inline-start:calc(-.3rem - 1px);top:.55rem;width:.6rem;height:.6rem;border-radius:50%;background:var(--accent)}
.times{margin:0;color:var(--accent);font-weight:600;font-size:.925em;font-variant-numeric:tabular-nums}
.notes{border-top:1px solid var(--line);padding-top:.5rem;margin-top:.6rem}
.notes li{padding:.2rem 0;overflow-wrap:anywhere}
summary+.notes{border-top:0;margin-top:0}
.icon{margin-inline-end:.5rem}
.total{font-weight:600;margin:0 0 .4rem}
.bars li,.rows li{display:grid;grid-template-columns:1fr auto;gap:.15rem 1rem;align-items:baseline;padding:.4rem 0;overflow-wrap:anywhere}
.rows li+li{border-top:1px solid var(--line)}
.amount{font-variant-numeric:tabular-nums;text-align:end}
.bar,.balance{grid-column:1/-1;height:.5rem;border-radius:.25rem;background:var(--ground);overflow:hidden}
.bar>span,.balance>span{display:block;height:100%;border-radius:.25rem;background:var(--accent)}
.balance.owes>span{background:var(--owes)}
@media (min-width:40rem){main{padding:1.5rem}.visits li{padding-inline-start:8.8rem}.visits .times{position:absolute;inset-inline-start:1.3rem;width:6.8rem}}
@media (forced-colors:active){.bar>span,.balance>span,.visits li::before{forced-color-adjust:none}}
`

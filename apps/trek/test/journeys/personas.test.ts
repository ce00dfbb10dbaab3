import { type DocumentHost, loadPersonas, runPersona, startDocumentHost } from '@trek/persona-driver'
import t from 'tap'
import { personaTarget } from '../support/persona-target.ts'
import { startTrek } from '../support/trek.ts'

const journeys: Record<string, string> = {
  chatgpt: 'AS-10, AS-35, AS-47: ChatGPT looks everywhere, registers without scope, and connects',
  'claude-code':
    'AS-25, AS-33, AS-34, AS-66, AS-93: Claude Code connects from any port, with any resource or none, in five processes',
  'claude-hosted': 'AS-08, AS-17, AS-93: hosted Claude connects, and may register forty times more',
  codex: 'AS-25, AS-66: Codex connects to a callback path of its own, from any port, in three processes',
  cursor: 'AS-28, AS-92: Cursor registers three kinds of redirect at once and connects by each',
  'custom-agent': 'AS-74, AS-79: an agent works unattended, whichever way it authenticates itself',
  inspector: 'AS-14: the Inspector connects from a page',
  'mcp-remote': 'AS-25, AS-66: mcp-remote connects from the port it registered and from the next one',
  opencode: 'AS-25, AS-92: opencode connects without saying what kind of application it is',
  'sdk-v1': 'AS-42, AS-79: an application on SDK v1 connects with a secret, and asks for offline access',
  'sdk-v2': 'AS-32, AS-92: an application on SDK v2 connects the way the registration tells it to',
  vscode: 'AS-25, AS-27, AS-29, AS-92: VS Code connects from its port, another one and by way of its site',
  windsurf: 'AS-25: Windsurf connects from any port',
  zed: 'AS-32, AS-63: Zed connects, with its resource on every request'
}

let host: DocumentHost

t.before(async () => {
  host = await startDocumentHost()
  t.teardown(() => host.close())
})

t.test('every persona has its journey', async (t) => {
  t.same([...(await loadPersonas()).keys()], Object.keys(journeys))
})

for (const [name, title] of Object.entries(journeys)) {
  t.test(title, async (t) => {
    const persona = (await loadPersonas()).get(name)
    if (!persona) throw new Error(`there is no persona ${name}`)
    // One of its own each: to a server they would all come from one address, and share its allowance.
    const trek = await startTrek(t, {}, { clientDocuments: host.options })
    const report = await runPersona(persona, await personaTarget(trek, name, host))
    t.comment(`${report.registration}: ${report.steps.join(', ')}; ${report.scope}`)
    t.equal(report.registration, persona.registration)
    t.ok(report.steps.includes('call after the revocation'))
  })
}

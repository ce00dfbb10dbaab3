import { type AskOwnAddress, NoAnswerError, type OwnAnswer } from './own-address.ts'
import { type Finding, ok, problem, warning } from './point.ts'

const CERTIFICATE = /CERT|SIGNATURE|SSL|TLS|EPROTO/
const UNKNOWN_NAME = /^(ENOTFOUND|EAI_AGAIN)$/

/** What to do, by what came instead of our answer. */
const FIX_APP_URL = 'Set APP_URL to the address that people type, and have that lead to TREK.'

/** Whether the public address leads to TREK, and what arrives of a request that is sent there. */
export async function findAddress<Seen>(
  ask: AskOwnAddress,
  appUrl: string,
  path: string,
  read: (text: string) => Seen | undefined
): Promise<{ finding: Finding; arrived?: { seen: Seen; answer: OwnAnswer } }> {
  let answer: OwnAnswer
  try {
    answer = await ask(path, { headers: { accept: 'text/event-stream' } })
  } catch (error) {
    return { finding: describeSilence(error, appUrl) }
  }
  const seen = read(answer.text)
  if (seen) return { finding: ok(`${appUrl} leads to TREK.`), arrived: { seen, answer } }
  return { finding: describeStranger(answer, appUrl) }
}

/** Clients elsewhere speak https; the certificate has been checked by asking at all. */
export function checkHttps(appUrl: string, hasAnswered: boolean): Finding {
  if (appUrl.startsWith('https:'))
    return hasAnswered
      ? ok('The certificate is good.')
      : problem('Nothing could be asked over https.', 'See the public address.')
  return warning(
    `${appUrl} is plain http: only programs on this machine can connect.`,
    'For assistants elsewhere put a reverse proxy with a certificate in front, and set APP_URL to its https address.'
  )
}

function describeSilence(error: unknown, appUrl: string): Finding {
  if (!(error instanceof NoAnswerError)) throw error
  const { code } = error
  if (CERTIFICATE.test(code))
    return problem(
      `The certificate of ${appUrl} is refused (${code}).`,
      'Use a certificate that is in date, for this name, from an authority that is publicly trusted; serve the whole chain.'
    )
  if (UNKNOWN_NAME.test(code))
    return problem(`The name in ${appUrl} is not known (${code}).`, `Make its DNS record. ${FIX_APP_URL}`)
  if (code === 'TIMED_OUT')
    return problem(
      `${appUrl} did not answer in time.`,
      'Look whether the proxy runs and reaches TREK. Some routers do not let a network reach its own public address: if it works from a phone without Wi-Fi, that is all.'
    )
  return problem(`Nothing answers at ${appUrl} (${code}).`, `Look whether the proxy runs. ${FIX_APP_URL}`)
}

function describeStranger({ status, headers }: OwnAnswer, appUrl: string): Finding {
  const location = headers.get('location')
  if (status >= 300 && status < 400 && location !== null)
    return problem(
      `${appUrl} sends clients on to ${new URL(location, appUrl).origin}.`,
      'Set APP_URL to the address it ends at, or stop the redirect: clients do not follow one with their token.'
    )
  if (status === 401 || status === 403)
    return problem(
      `Something before TREK refuses requests to ${appUrl} (${status}).`,
      'Take the login wall or the bot protection off /.well-known, /oauth, /mcp and /api: TREK asks for a login itself.'
    )
  if (status >= 500)
    return problem(`The proxy at ${appUrl} answers ${status}.`, 'Look whether it reaches TREK, and at its log.')
  return problem(
    `Another server answers at ${appUrl} (${status}, ${headers.get('content-type') ?? 'no content type'}).`,
    `${FIX_APP_URL} All paths have to be passed on unchanged, /api and /mcp too.`
  )
}

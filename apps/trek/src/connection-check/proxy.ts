import type { Config } from '../config.ts'
import type { OwnAnswer } from './own-address.ts'
import { type Finding, ok, problem, warning } from './point.ts'
import type { Seen } from './probe.ts'
import { PAUSE_MS } from './two-parts.ts'

/** Whether this server knows from the proxy who is asking, and for what. */
export function checkForwarding(
  { host, protocol, forwarding }: Seen,
  { appUrl, trustProxy }: Pick<Config, 'appUrl' | 'trustProxy'>
): Finding {
  const wanted = new URL(appUrl)
  if (host.toLowerCase() !== wanted.host)
    return warning(
      `The proxy replaces the Host header: this server was asked for "${host.slice(0, 100)}", not "${wanted.host}".`,
      'Have it pass the header on (nginx: proxy_set_header Host $host;).'
    )
  if (trustProxy === false && forwarding.length > 0)
    return warning(
      `The proxy says who is asking (${forwarding.join(', ')}), but this server does not believe it.`,
      'Set TRUST_PROXY to the number of proxies or their addresses: until then everybody shares the limits of one address.'
    )
  if (trustProxy !== false && !forwarding.includes('x-forwarded-for'))
    return warning(
      'This server believes what proxies say, but no X-Forwarded-For arrived.',
      'Without a proxy unset TRUST_PROXY: anybody could claim any address. With one, have it set X-Forwarded-For and X-Forwarded-Proto.'
    )
  if (`${protocol}:` !== wanted.protocol)
    return warning(
      `This server was asked over ${protocol}, and APP_URL says ${wanted.protocol.slice(0, -1)}.`,
      'Have the proxy set X-Forwarded-Proto, and set TRUST_PROXY.'
    )
  return ok(forwarding.length > 0 ? 'The proxy says who is asking, and is believed.' : 'There is no proxy in between.')
}

/** Whether a token survives the way here. */
export function checkAuthorization(seen: Pick<Seen, 'hasAuthorization'> | undefined): Finding {
  if (!seen)
    return problem('A request to /mcp did not arrive.', 'Have the proxy pass /mcp and all below it on unchanged.')
  return seen.hasAuthorization
    ? ok('Tokens arrive.')
    : problem(
        'The Authorization header gets lost on the way.',
        'Have the proxy pass it on (Apache: CGIPassAuth On), and take any login of its own off /mcp.'
      )
}

/** Whether what is said in two parts arrives in two parts. */
export function checkStreaming(answers: Record<string, OwnAnswer | undefined>): Finding {
  const held = Object.entries(answers).flatMap(([path, answer]) =>
    answer && answer.spreadMs >= PAUSE_MS / 2 ? [] : [path]
  )
  if (held.length === 0) return ok('Streams arrive as they are sent.')
  return problem(
    `Answers of ${held.join(' and ')} are held back until they are whole: assistants and open pages hear of nothing.`,
    'Switch buffering and compression off for these paths (nginx: proxy_buffering off; and do not ignore X-Accel-Buffering).'
  )
}

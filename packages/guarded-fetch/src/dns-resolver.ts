import { Resolver as DnsClient } from 'node:dns/promises'

/** The addresses of a host name, A and AAAA; called once a fetch. Aborting the signal ends the query. */
export type Resolver = (hostname: string, signal: AbortSignal) => Promise<string[]>

/**
 * Asks DNS servers for both kinds of address. `/etc/hosts` is not read: its names are for this machine. A name without
 * addresses has none, whatever the reason.
 *
 * @param servers addresses, with port if need be. Default: those of the system.
 */
export function createDnsResolver(servers?: string[]): Resolver {
  return async (hostname, signal) => {
    const client = new DnsClient({ timeout: 1000, tries: 2 })
    if (servers) client.setServers(servers)
    signal.addEventListener('abort', () => client.cancel(), { once: true })
    const answers = await Promise.allSettled([client.resolve4(hostname), client.resolve6(hostname)])
    return answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []))
  }
}

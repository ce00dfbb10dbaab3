import { BlockList, isIP } from 'node:net'

/** What the IANA IPv4 special-purpose registry (RFC 6890) keeps from the public internet, and multicast. */
const SPECIAL_IPV4: [network: string, prefix: number][] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  // Relays of 6to4, withdrawn (RFC 7526).
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  // Multicast, reserved, and broadcast.
  ['224.0.0.0', 3]
]

/** What is not public within 2000::/3, the one block global unicast addresses are taken from (RFC 4291 section 2.4). */
const SPECIAL_IPV6: [network: string, prefix: number][] = [
  // IETF protocol assignments, Teredo (2001::/32) among them.
  ['2001::', 23],
  ['2001:db8::', 32],
  // 6to4, withdrawn (RFC 7526): whatever IPv4 address is inside, a relay would carry us there.
  ['2002::', 16],
  ['3fff::', 20]
]

/** NAT64 (RFC 6052): the one prefix that is judged by the IPv4 address inside, or DNS64 networks could fetch nothing. */
const NAT64 = '64:ff9b::'

const specialIPv4 = new BlockList()
const specialIPv6 = new BlockList()
const unicastIPv6 = new BlockList()

for (const [network, prefix] of SPECIAL_IPV4) {
  specialIPv4.addSubnet(network, prefix, 'ipv4')
  specialIPv6.addSubnet(NAT64 + network, 96 + prefix, 'ipv6')
}
for (const [network, prefix] of SPECIAL_IPV6) specialIPv6.addSubnet(network, prefix, 'ipv6')
unicastIPv6.addSubnet('2000::', 3, 'ipv6')
unicastIPv6.addSubnet(NAT64, 96, 'ipv6')

/**
 * Whether an address belongs to the public internet, so that a request to it reaches nothing of our own network.
 *
 * IPv6 is an allow-list: loopback, link-local, unique-local, multicast, IPv4-mapped and whatever is assigned next are
 * outside of it. Text that is not an address, or one with a zone, is not public either.
 */
export function isGlobalAddress(ip: string): boolean {
  if (ip.includes('%')) return false
  const family = isIP(ip)
  if (family === 4) return !specialIPv4.check(ip, 'ipv4')
  return family === 6 && unicastIPv6.check(ip, 'ipv6') && !specialIPv6.check(ip, 'ipv6')
}

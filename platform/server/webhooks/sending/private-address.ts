// Addresses that a webhook must not reach unless somebody allowed them: this machine, the own network, cloud metadata (SSRF). Pure.
import { BlockList, isIP } from 'node:net'

const RESERVED: readonly [network: string, prefix: number, family: 'ipv4' | 'ipv6'][] = [
  ['0.0.0.0', 8, 'ipv4'], ['10.0.0.0', 8, 'ipv4'], ['100.64.0.0', 10, 'ipv4'], ['127.0.0.0', 8, 'ipv4'], ['169.254.0.0', 16, 'ipv4'], ['172.16.0.0', 12, 'ipv4'], ['192.0.0.0', 24, 'ipv4'], ['192.0.2.0', 24, 'ipv4'], ['192.88.99.0', 24, 'ipv4'],
  ['192.168.0.0', 16, 'ipv4'], ['198.18.0.0', 15, 'ipv4'], ['198.51.100.0', 24, 'ipv4'], ['203.0.113.0', 24, 'ipv4'], ['224.0.0.0', 4, 'ipv4'], ['240.0.0.0', 4, 'ipv4'],
  ['::', 128, 'ipv6'], ['::1', 128, 'ipv6'], ['64:ff9b:1::', 48, 'ipv6'], ['100::', 64, 'ipv6'], ['2001::', 23, 'ipv6'], ['2001:db8::', 32, 'ipv6'], ['fc00::', 7, 'ipv6'], ['fe80::', 10, 'ipv6'], ['fec0::', 10, 'ipv6'], ['ff00::', 8, 'ipv6'], ['3fff::', 20, 'ipv6'],
]
const blocked = new BlockList()
for (const [network, prefix, family] of RESERVED) blocked.addSubnet(network, prefix, family)

/** True for an address of no public network. An IPv4 address inside an IPv6 one (mapped, NAT64, 6to4) counts as itself. */
export function isPrivateAddress(address: string): boolean {
  const family = isIP(address)
  if (family === 0) return true
  if (family === 4) return blocked.check(address, 'ipv4')
  const inner = innerIpv4(address)
  return blocked.check(address, 'ipv6') || (inner !== null && blocked.check(inner, 'ipv4'))
}

function innerIpv4(address: string): string | null {
  const groups = expand(address)
  const at = groups.slice(0, 5).every((g) => g === 0) && (groups[5] === 0xffff || groups[5] === 0) ? 6 : groups[0] === 0x64 && groups[1] === 0xff9b ? 6 : groups[0] === 0x2002 ? 1 : null
  return at === null ? null : [groups[at]! >> 8, groups[at]! & 255, groups[at + 1]! >> 8, groups[at + 1]! & 255].join('.')
}

/** The eight groups of an IPv6 address. */
function expand(address: string): number[] {
  const plain = address.split('%')[0]!.replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_, a: string, b: string, c: string, d: string) => `${((Number(a) << 8) | Number(b)).toString(16)}:${((Number(c) << 8) | Number(d)).toString(16)}`)
  const [head = '', tail] = plain.split('::')
  const front = head.split(':').filter(Boolean), back = tail === undefined ? [] : tail.split(':').filter(Boolean)
  return [...front, ...Array.from({ length: tail === undefined ? 0 : 8 - front.length - back.length }, () => '0'), ...back].map((g) => Number.parseInt(g, 16))
}

/** True when an administrator allowed this host or network. `allowed`: host names, addresses, or networks (`10.1.0.0/16`). */
export function isAllowed(allowed: readonly string[], host: string, address: string): boolean {
  return allowed.some((entry) => {
    const [network = '', prefix] = entry.split('/'), family = isIP(network)
    if (family === 0) return entry.toLowerCase() === host.toLowerCase()
    if (prefix === undefined) return network === address
    const list = new BlockList()
    list.addSubnet(network, Number(prefix), family === 4 ? 'ipv4' : 'ipv6')
    return isIP(address) === family && list.check(address, family === 4 ? 'ipv4' : 'ipv6')
  })
}

// One POST to an address that was looked up, judged and then held: a name that points elsewhere a moment later cannot lead us there.
import { lookup } from 'node:dns/promises'
import { request as httpRequest } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { isIP } from 'node:net'
import { isAllowed, isPrivateAddress } from './private-address.ts'

export interface Posted { status: number; response: string; retryAfter: number | null }
/** The address is none that may be reached; trying again would not change that soon. */
export class Refused extends Error { constructor(message: string) { super(message); this.name = 'Refused' } }

const MAX_HOPS = 3, KEPT_BYTES = 2048

/** Follows 307 and 308 (the same POST elsewhere), each judged anew; other redirects count as answers. @throws Refused, Error of the network */
export async function postPinned(url: string, headers: Record<string, string>, body: string, options: { allowed: readonly string[]; timeoutMs: number }): Promise<Posted> {
  const signal = AbortSignal.timeout(options.timeoutMs)
  for (let hop = 0, at = new URL(url); ; hop++) {
    const { location, ...answer } = await postOnce(at, await pin(at, options.allowed), headers, body, signal)
    if ((answer.status !== 307 && answer.status !== 308) || !location) return answer
    if (hop === MAX_HOPS) throw new Refused('too many redirects')
    const next = new URL(location, at)
    if (at.protocol === 'https:' && next.protocol !== 'https:') throw new Refused('a redirect from https to http')
    at = next
  }
}

/** The address to connect to. @throws Refused for schemes, names and addresses that may not be reached */
export async function pin(url: URL, allowed: readonly string[]): Promise<{ address: string; family: number }> {
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw new Refused(`no ${url.protocol} here`)
  if (url.username || url.password) throw new Refused('no credentials in the address')
  const host = url.hostname.replace(/^\[|\]$/g, ''), literal = isIP(host)
  const found = literal === 0 ? await lookup(host, { all: true, verbatim: true }) : [{ address: host, family: literal }]
  for (const { address } of found) if (isPrivateAddress(address) && !isAllowed(allowed, host, address)) throw new Refused(`${host} is ${address}, an address of a private network`)
  if (!found[0]) throw new Error(`${host} has no address`)
  return found[0]
}

function postOnce(url: URL, pinned: { address: string; family: number }, headers: Record<string, string>, body: string, signal: AbortSignal): Promise<Posted & { location: string | null }> {
  return new Promise((resolve, reject) => {
    const send = url.protocol === 'https:' ? httpsRequest : httpRequest
    const request = send(url, {
      method: 'POST', headers: { ...headers, 'content-length': Buffer.byteLength(body) }, signal, agent: false, family: pinned.family,
      lookup: (_host, given, done) => { if (given.all) done(null, [pinned]); else done(null, pinned.address, pinned.family) },
    }, (response) => {
      const chunks: Buffer[] = []
      let size = 0
      const end = (): void => {
        const after = Number(response.headers['retry-after'])
        resolve({ status: response.statusCode ?? 0, response: Buffer.concat(chunks).toString('utf8').slice(0, KEPT_BYTES), retryAfter: Number.isFinite(after) ? after : null, location: response.headers.location ?? null })
      }
      // What the other side says beyond a few lines is not waited for.
      response.on('data', (chunk: Buffer) => { chunks.push(chunk); size += chunk.length; if (size >= KEPT_BYTES) { end(); request.destroy() } })
      response.on('end', end)
      response.on('error', reject)
    })
    request.on('error', reject)
    request.end(body)
  })
}

// Who is at the other end. Behind a proxy that the operator trusts (HOUYUAN_TRUST_PROXY) its word counts; anybody else may write headers as they like (R7.4-6).
import { isIP } from 'node:net'
import type { FastifyRequest } from 'fastify'
import type { Host } from '../host.ts'

/** What Fastify takes: nothing trusted, these addresses and networks, or so many proxies in a row. */
export function trustOf(host: Host): false | string[] | ((address: string, hop: number) => boolean) {
  const { trustProxy } = host.config
  return typeof trustProxy === 'number' ? (_address, hop) => hop < trustProxy : trustProxy ?? false
}

/** The address of the client: as the trusted proxies report it, else of the connection. What is no address is not believed. */
export function addressOf(request: Pick<FastifyRequest, 'ip' | 'socket'>): string {
  const reported = withoutPort(request.ip ?? '')
  return isIP(reported) > 0 ? reported : request.socket.remoteAddress ?? '0.0.0.0'
}

/** Some proxies add the port: `192.0.2.7:51234`, `[2001:db8::7]:51234`. */
const withoutPort = (text: string): string => /^(\d+\.\d+\.\d+\.\d+):\d+$/.exec(text)?.[1] ?? /^\[([^\]]+)\](?::\d+)?$/.exec(text)?.[1] ?? text

/** Over TLS from the client's view: the public address says so, or a trusted proxy does for this request. */
export const isSecure = (host: Host, request: Pick<FastifyRequest, 'protocol'>): boolean => host.config.publicUrl.startsWith('https:') || request.protocol === 'https'

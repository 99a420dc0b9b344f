// How each kind of setting is read from text: a zod shape plus what is allowed, said in both languages.
import { isIP } from 'node:net'
import { z } from 'zod'

export interface Kind<T> {
  shape: z.ZodType<T, string>
  zh: string
  en: string
}

export interface HostPort {
  host: string
  port: number
}

const hostName = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/i
// A dotted number that is no IPv4 address (`127.0.0.300`) would pass as a name and fail much later in a lookup.
const isHost = (text: string): boolean => isIP(text) > 0 || (hostName.test(text) && !/^[\d.]+$/.test(text))
const toPort = (text: string): number => (/^\d{1,5}$/.test(text) ? Number(text) : Number.NaN)

export const host: Kind<string> = {
  shape: z.string().refine(isHost),
  zh: '应为 IP 地址或主机名，例如 127.0.0.1（仅本机）或 0.0.0.0（所有网卡）。',
  en: 'Must be an IP address or a host name, for example 127.0.0.1 (this machine only) or 0.0.0.0 (every interface).',
}

export const port: Kind<number> = {
  shape: z.string().transform(toPort).pipe(z.number().int().min(0).max(65535)),
  zh: '应为 0 到 65535 的整数（0 表示任选空闲端口）。',
  en: 'Must be a whole number from 0 to 65535 (0 picks a free port).',
}

/** A span that somebody waits for at a terminal or a service manager: at most five minutes. */
export const seconds: Kind<number> = {
  shape: z.string().transform((text) => (/^\d{1,3}$/.test(text) ? Number(text) : Number.NaN)).pipe(z.number().int().min(0).max(300)),
  zh: '应为 0 到 300 的整数秒。',
  en: 'Must be a whole number of seconds from 0 to 300.',
}

export const path: Kind<string> = {
  shape: z.string().refine((text) => !text.includes('\0')),
  zh: '应为文件夹路径。',
  en: 'Must be the path of a folder.',
}

export const text: Kind<string> = { shape: z.string(), zh: '应为文字。', en: 'Must be text.' }

export const email: Kind<string> = {
  shape: z.email(),
  zh: '应为电子邮箱地址，例如 admin@example.com。',
  en: 'Must be an e-mail address, for example admin@example.com.',
}

export const hostPort: Kind<HostPort> = {
  shape: z.string().transform(toHostPort).pipe(z.custom<HostPort>((value) => value !== null)),
  zh: '应为“地址:端口”，例如 127.0.0.1:2525；留空表示关闭。',
  en: 'Must be address:port, for example 127.0.0.1:2525; empty turns it off.',
}

/** `postgres://` with one or several hosts; WHATWG URLs cannot hold several, hence the pattern. */
export const databaseUrl: Kind<string> = {
  shape: z.string().regex(/^postgres(ql)?:\/\/([^\s/?#]+\/[^\s/?#]+(\?\S*)?|\/[^\s/?#]+\?(\S*&)?host=\S+)$/),
  zh: '应为 PostgreSQL 15 或更高版本的地址，例如 postgres://用户:密码@主机:5432/库名；留空则使用内置数据库。',
  en: 'Must be the address of a PostgreSQL 15 or later, for example postgres://user:password@host:5432/database; empty uses the built-in database.',
}

export const webUrl: Kind<string> = {
  shape: z.string().refine(isOrigin).transform((value) => new URL(value).origin),
  zh: '应为 http:// 或 https:// 开头的网址，只含主机和端口，例如 https://support.example.com。',
  en: 'Must be an http:// or https:// address with host and port only, for example https://support.example.com.',
}

export const smtpUrl = mailUrl('smtp', 'smtp://user:password@mail.example.com:587')
export const imapUrl = mailUrl('imap', 'imaps://user:password@mail.example.com:993')

export const flag: Kind<boolean> = {
  shape: z.enum(['1', '0', 'true', 'false']).transform((value) => value === '1' || value === 'true'),
  zh: '应为 1（开）或 0（关）。',
  en: 'Must be 1 (on) or 0 (off).',
}

/** Addresses, networks (`10.0.0.0/8`) and the names `loopback`, `linklocal`, `uniquelocal`, with commas between; or how many proxies stand in a row. */
export const trustedProxies: Kind<number | string[]> = {
  shape: z.string().transform(toProxies).pipe(z.custom<number | string[]>((value) => value !== null)),
  zh: '应为受信任的反向代理：用逗号分隔的 IP 地址或网段，例如 127.0.0.1, 10.0.0.0/8；或代理层数 1 到 10；留空表示没有代理。',
  en: 'Must name the reverse proxies to trust: IP addresses or networks with commas between, for example 127.0.0.1, 10.0.0.0/8; or how many proxies stand in a row, 1 to 10; empty means none.',
}

/** One of a few words. */
export function oneOf<const T extends string>(...words: T[]): Kind<T> {
  return {
    shape: z.enum(words) as unknown as z.ZodType<T, string>, // an enum's own input type is its words; text comes in here
    zh: `只能是：${words.join('、')}。`,
    en: `Must be one of: ${words.join(', ')}.`,
  }
}

/** True for 127.0.0.0/8, ::1 and localhost: addresses that only this machine can reach. */
export function isLoopback(address: string): boolean {
  return address === 'localhost' || address === '::1' || (isIP(address) === 4 && address.startsWith('127.'))
}

/** Hides the password inside an address such as `smtp://user:secret@host`. */
export function maskPassword(address: string): string {
  return address.replace(/^(\w+:\/\/[^:/?#\s]*):.*@/, '$1:***@').replace(/([?&]password=)[^&]*/i, '$1***')
}

const PROXY_NAMES: ReadonlySet<string> = new Set(['loopback', 'linklocal', 'uniquelocal'])

function toProxies(value: string): number | string[] | null {
  if (/^\d+$/.test(value)) return Number(value) >= 1 && Number(value) <= 10 ? Number(value) : null
  const parts = value.split(',').map((part) => part.trim())
  return parts.every((part) => PROXY_NAMES.has(part) || isNetwork(part)) ? parts : null
}

function isNetwork(text: string): boolean {
  const [address = '', prefix, ...more] = text.split('/'), version = isIP(address)
  return version > 0 && more.length === 0 && (prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= (version === 4 ? 32 : 128)))
}

function toHostPort(value: string): HostPort | null {
  const match = /^(?:\[([^\]]+)\]|([^:]+)):(\d{1,5})$/.exec(value)
  const parsed = { host: match?.[1] ?? match?.[2] ?? '', port: toPort(match?.[3] ?? '') }
  return isHost(parsed.host) && parsed.port <= 65535 ? parsed : null
}

function isOrigin(value: string): boolean {
  if (!URL.canParse(value)) return false
  const url = new URL(value)
  return /^https?:$/.test(url.protocol) && url.pathname === '/' && !url.search && !url.hash && !url.username
}

function mailUrl(scheme: string, example: string): Kind<string> {
  const fits = (value: string): boolean =>
    URL.canParse(value) && [`${scheme}:`, `${scheme}s:`].includes(new URL(value).protocol) && new URL(value).hostname !== ''
  return {
    shape: z.string().refine(fits),
    zh: `应为 ${scheme}:// 或 ${scheme}s:// 开头的地址，例如 ${example}；留空表示不使用。`,
    en: `Must be an ${scheme}:// or ${scheme}s:// address, for example ${example}; empty means none.`,
  }
}

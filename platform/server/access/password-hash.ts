// Passwords at rest: argon2id with its parameters beside it, so that they can be raised later (§7.4, R7.4-1).
import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { AppError } from '../errors.ts'
import { normalPassword } from './password-policy.ts'

const argon2Async = promisify(argon2)
const MEMORY_KIB = 19 * 1024, PASSES = 2, LANES = 1, BYTES = 32
const PREFIX = `$argon2id$v=19$m=${MEMORY_KIB},t=${PASSES},p=${LANES}$`

/** Hashing shares its threads with files and name look-ups: a flood of sign-ins must not take them all, nor queue up without end. */
const AT_ONCE = 2, WAITING = 300
let running = 0
let derived = 0
/** How many hashes this process has computed: each is the same work, so equal counts mean equal time. For figures and tests. */
export const hashesComputed = (): number => derived
const queue: (() => void)[] = []

/** Throws 503 `unavailable` when far more wait than a minute could serve. */
async function derive(...args: Parameters<typeof argon2Async>): Promise<Buffer> {
  if (queue.length >= WAITING) throw new AppError(503, 'unavailable')
  if (running >= AT_ONCE) await new Promise<void>((resolve) => { queue.push(resolve) })
  else running++
  derived++
  try { return Buffer.from(await argon2Async(...args)) } finally {
    // The place is handed on, so that nobody slips in between.
    const next = queue.shift()
    if (next) next()
    else running--
  }
}

/** About 40 ms of one core and 19 MiB, off the event loop. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  const tag = await derive('argon2id', { message: normalPassword(password), nonce: salt, memory: MEMORY_KIB, passes: PASSES, parallelism: LANES, tagLength: BYTES })
  return `${PREFIX}${salt.toString('base64url')}$${tag.toString('base64url')}`
}

/** Takes as long for a missing hash as for a wrong password: the time tells nothing about who exists. */
export async function passwordFits(password: string, hash: string | null): Promise<boolean> {
  const parts = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w-]+)\$([\w-]+)$/.exec(hash ?? NO_ONE)
  if (!parts) throw new Error('not a password hash of ours')
  const [, memory, passes, lanes, salt, expected] = parts
  const wanted = Buffer.from(expected!, 'base64url')
  const tag = await derive('argon2id', {
    message: normalPassword(password).slice(0, 1000), nonce: Buffer.from(salt!, 'base64url'), memory: Number(memory), passes: Number(passes), parallelism: Number(lanes), tagLength: wanted.length,
  })
  return timingSafeEqual(tag, wanted) && hash !== null
}

/** True for hashes with weaker parameters than today's. */
export const hashIsOld = (hash: string): boolean => !hash.startsWith(PREFIX)

/** Nobody's password: the hash that an unknown account is checked against. */
const NO_ONE = `${PREFIX}${Buffer.alloc(16, 7).toString('base64url')}$${Buffer.alloc(BYTES).toString('base64url')}`

// The header by which Outlook and Exchange group a conversation (MS-OXOMSG 2.2.1.3): 22 bytes that name it, then 5 for each answer.
import { createHash } from 'node:crypto'
import type { Ctx } from '../ctx.ts'
import { threadIndexOf } from './intake/received-store.ts'

const ROOT_BYTES = 22, CHILD_BYTES = 5, MAX_CHILDREN = 40
/** 100 ns steps since 1601. */
const fileTime = (at: Date): bigint => (BigInt(at.getTime()) + 11_644_473_600_000n) * 10_000n

/** The name of a conversation of ours: the same for every mail about a record. */
export function rootIndex(relatedTo: string, at: Date): Buffer {
  const time = Buffer.alloc(8)
  time.writeBigUInt64BE(fileTime(at))
  return Buffer.concat([time.subarray(0, 6), createHash('sha256').update(relatedTo).digest().subarray(0, 16)])
}

/** An answer to the message with this index; null when it is none. */
export function answerIndex(parent: string, at: Date): string | null {
  const bytes = Buffer.from(parent, 'base64')
  if (bytes.length < ROOT_BYTES || (bytes.length - ROOT_BYTES) % CHILD_BYTES !== 0) return null
  const start = Buffer.concat([bytes.subarray(0, 6), Buffer.alloc(2)]).readBigUInt64BE()
  const passed = fileTime(at) > start ? fileTime(at) - start : 0n, isLong = passed >= 1n << 49n
  const child = Buffer.alloc(CHILD_BYTES)
  child.writeUInt32BE(Number(((passed >> (isLong ? 23n : 18n)) & 0x7fff_ffffn) | (isLong ? 0x8000_0000n : 0n)))
  child[4] = Number(passed & 0xffn)
  return Buffer.concat([bytes.subarray(0, ROOT_BYTES + CHILD_BYTES * (MAX_CHILDREN - 1)), child]).toString('base64')
}

/** The index of a mail about a record: an answer to what came in about it, else the conversation of ours. */
export async function threadIndexFor(ctx: Ctx, relatedTo: string, at: Date): Promise<string> {
  const theirs = await threadIndexOf(ctx, relatedTo)
  return (theirs && answerIndex(theirs.replace(/\s+/g, ''), at)) ?? rootIndex(relatedTo, new Date(0)).toString('base64')
}

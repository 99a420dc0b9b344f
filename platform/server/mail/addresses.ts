// Under which addresses the desk speaks, and the secret names of its messages.
import { randomBytes } from 'node:crypto'
import type { Ctx } from '../ctx.ts'
import type { Host } from '../host.ts'
import { setting } from '../settings/public.ts'
import { DeskAddresses, SenderAddress, SenderName } from './mail-settings.ts'

export interface Sender { name: string; address: string }

export async function deskSender(ctx: Ctx): Promise<Sender> {
  const address = await setting(ctx, SenderAddress) || (await setting(ctx, DeskAddresses))[0] || fallbackAddress(ctx.host.config.publicUrl)
  return { name: await setting(ctx, SenderName), address }
}

/** True for an address of the desk itself (`support+token@...` included): mail from there is our own. */
export async function isDeskAddress(ctx: Ctx, address: string): Promise<boolean> {
  const plain = withoutTag(address)
  return plain === withoutTag((await deskSender(ctx)).address) || (await setting(ctx, DeskAddresses)).some((desk) => withoutTag(desk) === plain)
}

/** `a+tag@b` -> `a@b`, in lower case. */
export const withoutTag = (address: string): string => address.trim().toLowerCase().replace(/^([^+@]+)\+[^@]*@/, '$1@')
/** `support+k3j2@b` -> `k3j2`; null without a tag. */
export const tagOf = (address: string): string | null => /^[^+@]+\+([^@]+)@/.exec(address.trim())?.[1] ?? null
export const domainOf = (address: string): string => address.split('@').at(-1)!.toLowerCase()

/** True for addresses that can never exist (RFC 6761): the people of the demo company have such. Nothing is ever sent there. */
export const isUnreal = (address: string): boolean => /(^|\.)invalid$/.test(domainOf(address.trim()))

/** An unguessable name (125 bits) in letters that survive every mail server: no capitals, nothing that looks like another. */
export function newToken(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz023456789'
  return Array.from(randomBytes(25), (byte) => letters[byte & 31]).join('')
}

function fallbackAddress(publicUrl: string): string {
  const { hostname } = new URL(publicUrl)
  return `support@${/^[0-9.]+$|:/.test(hostname) ? 'localhost' : hostname}`
}

/** Stands in every mail of this installation: one that comes in with it came back by a forward or a rule, and is no message of a person. */
export const deskMark = (host: Pick<Host, 'cipher'>): string => host.cipher.fingerprint('desk', 'mail').slice(0, 22)

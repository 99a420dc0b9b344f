// What a delivery report (RFC 3464) says about the mail that came back.
import { open } from 'node:fs/promises'
import type { BounceReport, ParsedAttachment } from './parsed-message.ts'

const MAX_READ = 64 * 1024

/** null when the message is no delivery report. */
export async function readBounce(attachments: readonly ParsedAttachment[], contentType: string): Promise<BounceReport | null> {
  const status = attachments.find((a) => a.contentType === 'message/delivery-status')
  if (!status && !/report-type="?delivery-status/i.test(contentType)) return null
  const fields = status ? await headOf(status.path) : ''
  const original = attachments.find((a) => a.contentType === 'message/rfc822' || a.contentType === 'text/rfc822-headers' || a.contentType === 'message/global')
  const field = (text: string, name: string): string | null => new RegExp(`^${name}\\s*:\\s*([^\\r\\n]*)`, 'im').exec(text)?.[1]?.trim() || null
  const messageId = original ? field(await headOf(original.path), 'message-id') : null
  return {
    originalMessageId: /<([^<>\s]+)>/.exec(messageId ?? '')?.[1] ?? null,
    action: field(fields, 'action')?.toLowerCase() ?? null, status: field(fields, 'status'),
    recipient: field(fields, 'final-recipient')?.replace(/^[^;]*;\s*/, '') ?? null, diagnostic: field(fields, 'diagnostic-code')?.replace(/^[^;]*;\s*/, '').slice(0, 500) ?? null,
  }
}

async function headOf(path: string): Promise<string> {
  const file = await open(path, 'r')
  try {
    const buffer = Buffer.alloc(MAX_READ)
    const { bytesRead } = await file.read(buffer, 0, MAX_READ, 0)
    return buffer.toString('utf8', 0, bytesRead).replace(/\r?\n[ \t]+/g, ' ')
  } finally { await file.close() }
}

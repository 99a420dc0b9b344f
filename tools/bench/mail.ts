// Mail to case: how many real mails a second become cases, from SMTP to the ledger's outcome.
import { performance } from 'node:perf_hooks'
import { createTransport, type Transporter } from 'nodemailer'
import type { Report } from './report.ts'

const MAILS = 200
/** Before anything counts: the first mails compile what all others run. */
const WARM_UP = 50
const HEADERS = { authorization: 'Bearer acceptance-m1' }

export async function measureMail(report: Report, server: string, smtpPort: number): Promise<void> {
  const transport = createTransport({ host: '127.0.0.1', port: smtpPort, pool: true, maxConnections: 4, secure: false, ignoreTLS: true })
  try {
    await sendAndWait(transport, server, 'warm-up', WARM_UP)
    const { seconds, accepting } = await sendAndWait(transport, server, 'customer', MAILS)
    report.floor('mail to case', MAILS / seconds, 'mails/s', { least: 50 }, `${MAILS} mails in ${seconds.toFixed(1)} s, accepted at ${(MAILS / accepting).toFixed(0)}/s`)
  } finally { transport.close() }
}

/** Until the ledger says of each that it became a case. */
async function sendAndWait(transport: Transporter, server: string, sender: string, count: number): Promise<{ seconds: number; accepting: number }> {
  const before = await countCased(server), start = performance.now()
  await Promise.all(Array.from({ length: count }, (_, i) => transport.sendMail({
    from: `"客户 ${i}" <${sender}-${i}@bench.example>`, to: 'support@houyuan.example', subject: `无法登录系统 ${i}`, text: '升级之后无法登录，请协助处理。\n\n谢谢',
  })))
  const accepted = performance.now()
  for (;;) {
    const done = await countCased(server) - before
    if (done >= count) break
    if (performance.now() - accepted > 60_000) throw new Error(`only ${done} of ${count} mails became cases within a minute`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return { seconds: (performance.now() - start) / 1000, accepting: (accepted - start) / 1000 }
}

async function countCased(server: string): Promise<number> {
  let done = 0, cursor: string | null = null
  do {
    const page = await fetch(`${server}/api/v1/intake/messages?limit=200${cursor ? `&cursor=${cursor}` : ''}`, { headers: HEADERS }).then((r) => r.json()) as { items: { outcome: string | null }[]; nextCursor: string | null }
    done += page.items.filter((m) => m.outcome === 'cased').length
    cursor = page.nextCursor
  } while (cursor)
  return done
}

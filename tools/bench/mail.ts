// Mail to case: how many real mails a second become cases, from SMTP to the ledger's outcome.
import { performance } from 'node:perf_hooks'
import { createTransport } from 'nodemailer'
import type { Report } from './report.ts'

const MAILS = 200

export async function measureMail(report: Report, server: string, smtpPort: number): Promise<void> {
  const transport = createTransport({ host: '127.0.0.1', port: smtpPort, pool: true, maxConnections: 4, secure: false, ignoreTLS: true })
  const start = performance.now()
  await Promise.all(Array.from({ length: MAILS }, (_, i) => transport.sendMail({
    from: `"客户 ${i}" <customer-${i}@bench.example>`, to: 'support@houyuan.example', subject: `无法登录系统 ${i}`, text: '升级之后无法登录，请协助处理。\n\n谢谢',
  })))
  const accepted = performance.now()
  const headers = { authorization: 'Bearer acceptance-m1' }
  let done = 0
  while (done < MAILS && performance.now() - accepted < 60_000) {
    done = 0
    let cursor: string | null = null
    do {
      const page = await fetch(`${server}/api/v1/intake/messages?limit=200${cursor ? `&cursor=${cursor}` : ''}`, { headers }).then((r) => r.json()) as { items: { outcome: string | null }[]; nextCursor: string | null }
      done += page.items.filter((m) => m.outcome === 'cased').length
      cursor = page.nextCursor
    } while (cursor)
    if (done < MAILS) await new Promise((resolve) => setTimeout(resolve, 50))
  }
  transport.close()
  if (done < MAILS) throw new Error(`only ${done} of ${MAILS} mails became cases within a minute`)
  const seconds = (performance.now() - start) / 1000
  report.figure('mail to case', MAILS / seconds, 'mails/s', `${MAILS} mails in ${seconds.toFixed(1)} s, accepted at ${(MAILS / ((accepted - start) / 1000)).toFixed(0)}/s`)
}

// Everything outside that the product depends on, each of which can go wrong: the mail server it sends to, the mailbox it fetches from, the
// store of its backups, the clock of its machine.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { startFakeS3, type FakeS3 } from '../../platform/server/backup/testing-s3.ts'
import { startOutsideMailbox, type OutsideMailbox } from '../../platform/server/mail/testing-imap.ts'
import type { Deeds } from './deeds.ts'
import { startOutsideMail, type OutsideMail } from './outside-mail.ts'

export interface OutsideWorld {
  readonly mail: OutsideMail
  readonly mailbox: OutsideMailbox
  readonly store: FakeS3
  /** Sets the wall clock of the product wrong by so many milliseconds; 0 puts it right. */
  setClockOff(ms: number): void
  readonly clockFile: string
  stop(): Promise<void>
}

export async function startOutsideWorld(folder: string): Promise<OutsideWorld> {
  const mail = await startOutsideMail(), mailbox = await startOutsideMailbox(), store = await startFakeS3(), clockFile = join(folder, 'clock-is-off')
  writeFileSync(clockFile, '0')
  return {
    mail, mailbox, store, clockFile,
    setClockOff: (ms) => writeFileSync(clockFile, String(ms)),
    async stop() { await mail.stop(); await mailbox.close(); await store.stop() },
  }
}

/** Puts a letter into the mailbox. Once it lies there it is the product's to fetch: it counts as acknowledged. */
export function leaveLetter({ mailbox }: OutsideWorld, deeds: Deeds): void {
  const deed = deeds.begin('mail')
  mailbox.deliver(`From: "${deed.token}" <${deed.token}@outside.example>\r\nTo: support@houyuan.example\r\nSubject: ${deed.token}\r\nMessage-ID: <${deed.token}@outside.example>\r\nDate: Thu, 01 Jan 1970 00:00:00 +0000\r\n\r\n系统打不开。\r\n`)
  Object.assign(deed, { acknowledged: true, attempts: 1 })
}

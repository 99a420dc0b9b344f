// What the ledger cannot say of itself: a mailbox that waits to be released, the daily count, and alarms of the last days.
import { useState } from 'react'
import { mailApi, type Mailbox } from '../../../platform/contract/mail.ts'
import { useApi, useSubmit } from '../../../web/api/queries.ts'
import { Button } from '../../../web/design/Button.tsx'
import { toast } from '../../../web/design/Feedback.tsx'
import { Notice, ProblemNote } from '../../../web/design/Form.tsx'
import { Panel } from '../../../web/design/Layout.tsx'
import { Tone } from '../../../web/design/Marks.tsx'
import { Moment } from '../../../web/design/Text.tsx'
import { useMay } from '../../../web/shell/session.ts'
import { useFormat, useT } from '../../../web/i18n/i18n.ts'
import { intakeApi } from '../contract/api.ts'

const SHOWN = 5

export function MailWatch() {
  const watches = useMay('console.manage')
  return watches ? <Watch /> : null
}

function Watch() {
  const t = useT(), mailboxes = useApi(mailApi.mailboxes, undefined, { refetchInterval: 30_000 }).data?.items ?? [], count = useApi(mailApi.reconciliations, undefined, { refetchInterval: 60_000 }).data
  const last = count?.items[0], wrong = last?.differences.reduce((n, d) => n + d.count, 0) ?? 0, alarms = (count?.alarms ?? []).slice(0, SHOWN)
  return (
    <>
      {mailboxes.filter((m) => m.releasedAt === null && m.preview).map((m) => <WaitingMailbox key={m.id} mailbox={m} />)}
      {last && <div className="row wrap sm"><span className="t2">{t('conversations.watch.count')}</span><Moment at={last.until} /><Tone kind={wrong > 0 ? 'bad' : 'good'}>{wrong > 0 ? t('conversations.watch.count.bad', { count: wrong }) : t('conversations.watch.count.good', { received: last.received })}</Tone>
        {last.differences.map((d) => <span key={d.kind} className="t2">{t(`conversations.watch.difference.${d.kind}`)} {d.count}</span>)}</div>}
      {alarms.length > 0 && <Notice kind="warn"><b>{t('conversations.watch.alarms')}</b><ul>{alarms.map((a) => <li key={a.id} className="sm"><Moment at={a.at} /> {t(`conversations.watch.alarm.${a.kind}`, { about: a.about })}</li>)}</ul></Notice>}
    </>
  )
}

function WaitingMailbox({ mailbox: m }: { mailbox: Mailbox }) {
  const t = useT(), format = useFormat(), may = useMay('settings.manage'), [open, setOpen] = useState(false)
  const release = useSubmit(mailApi.releaseMailbox, { invalidates: [mailApi.mailboxes, intakeApi.list], onDone: () => toast(t('conversations.watch.released')) })
  const decide = (mode: 'new-only' | 'import-archive') => { void release.submit({ body: { id: m.id, mode } }) }
  return (
    <Panel title={t('conversations.watch.mailbox')} extra={may && <span className="adm-acts"><Button size="small" kind="primary" busy={release.busy} onClick={() => decide('new-only')}>{t('conversations.watch.new-only')}</Button><Button size="small" busy={release.busy} onClick={() => decide('import-archive')}>{t('conversations.watch.import-archive')}</Button></span>}>
      <div className="col"><p>{t('conversations.watch.mailbox.text', { id: m.id, count: format.number(m.preview!.messages), unread: format.number(m.preview!.unread) })}</p>
        <div className="row"><Button size="small" kind="quiet" aria-expanded={open} onClick={() => setOpen(!open)}>{t('conversations.watch.look')}</Button></div>
        {open && <div className="tbl-wrap"><table className="tbl"><tbody>{m.preview!.sample.map((one, i) => <tr key={i}><td className="nw">{one.at ? <Moment at={one.at} /> : '—'}</td><td className="ell" style={{ maxWidth: 240 }}>{one.from}</td><td className="ell" style={{ maxWidth: 360 }}>{one.subject || t('conversations.intake.no-subject')}</td><td className="r nw">{format.bytes(one.size)}</td></tr>)}</tbody></table></div>}
        <ProblemNote problem={release.problem} /></div>
    </Panel>
  )
}

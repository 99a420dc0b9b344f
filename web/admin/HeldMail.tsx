// Automatic mail that was held because there was too much of it at once: how many people it would reach, a few first, then the rest.
import { mailApi, type MailGuard } from '../../platform/contract/mail.ts'
import { useApi, useSubmit } from '../api/queries.ts'
import { Button } from '../design/Button.tsx'
import { confirmByVerb, toast } from '../design/Feedback.tsx'
import { Notice, ProblemNote } from '../design/Form.tsx'
import { Panel } from '../design/Layout.tsx'
import { Clip, Moment } from '../design/Text.tsx'
import { useFormat, useT } from '../i18n/i18n.ts'

/** Let go before the rest, to look at. */
const FIRST = 10

export function HeldMail() {
  const t = useT(), format = useFormat(), query = useApi(mailApi.guard, undefined, { refetchInterval: 15_000 }), guard = query.data
  if (!guard) return null
  return (
    <>
      {!guard.sendingOn && <Notice kind="warn">{t('web.admin.outbox.stopped')}</Notice>}
      {guard.held.length > 0 && <Panel title={t('web.admin.outbox.held')} pad={false}><ul className="adm-held">{guard.held.map((held) => <Held key={held.kind} held={held} />)}</ul></Panel>}
      <p className="sm dim num">{t('web.admin.outbox.hour', { sent: format.number(guard.sentLastHour), failed: format.number(guard.failedLastHour), queued: format.number(guard.queued.mails) })}</p>
    </>
  )
}

function Held({ held }: { held: MailGuard['held'][number] }) {
  const t = useT(), format = useFormat(), stale = [mailApi.guard, mailApi.list]
  const release = useSubmit(mailApi.release, { invalidates: stale, onDone: (done) => toast(t('web.admin.outbox.held.done', { count: format.number(done.mails) })) })
  const cancel = useSubmit(mailApi.cancelHeld, { invalidates: stale, onDone: (done) => toast(t('web.admin.outbox.held.taken-back', { count: format.number(done.mails) })) })
  const letGo = (count: number) => { void release.submit({ body: { kind: held.kind, count } }) }
  const takeBack = async () => { if (await confirmByVerb({ title: t('web.admin.outbox.held.cancel'), body: t('web.admin.outbox.held.cancel-body', { count: format.number(held.mails) }), verb: t('web.admin.outbox.held.cancel'), danger: true })) void cancel.submit({ body: { kind: held.kind } }) }
  return (
    <li>
      <div style={{ minWidth: 0 }}><div className="row"><b className="nw">{t('web.admin.outbox.held.text', { mails: format.number(held.mails), people: format.number(held.recipients) })}</b><span className="xs dim mono">{held.kind}</span></div><div className="row sm t2"><Clip>{held.sample}</Clip><span className="nw"><Moment at={held.oldest} /></span></div></div>
      <span className="sp" />
      {held.mails > FIRST && <Button size="small" busy={release.busy} onClick={() => letGo(FIRST)}>{t('web.admin.outbox.held.some', { count: FIRST })}</Button>}
      <Button size="small" kind="primary" busy={release.busy} onClick={() => letGo(held.mails)}>{t('web.admin.outbox.held.all')}</Button>
      <Button size="small" kind="quiet" busy={cancel.busy} onClick={() => { void takeBack() }}>{t('web.admin.outbox.held.cancel')}</Button>
      <ProblemNote problem={release.problem ?? cancel.problem} />
    </li>
  )
}

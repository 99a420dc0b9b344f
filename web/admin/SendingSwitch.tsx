// The kill switch of outgoing mail, and how other servers know that a mail is ours (DKIM).
import { Power } from 'lucide-react'
import { mailApi, type DkimState } from '../../platform/contract/mail.ts'
import { useApi, useSubmit } from '../api/queries.ts'
import { Button } from '../design/Button.tsx'
import { confirmByVerb } from '../design/Feedback.tsx'
import { Notice, ProblemNote } from '../design/Form.tsx'
import { Facts, Panel } from '../design/Layout.tsx'
import { Tone } from '../design/Marks.tsx'
import { CodeText } from '../design/Text.tsx'
import { useFormat, useT } from '../i18n/i18n.ts'
import { useMay } from '../shell/session.ts'

export function SendingSwitch() {
  const t = useT(), format = useFormat(), may = useMay('settings.manage'), guard = useApi(mailApi.guard, undefined, { refetchInterval: 15_000 }).data
  const pull = useSubmit(mailApi.stop, { invalidates: [mailApi.guard, mailApi.list] })
  if (!guard || !may) return null
  const stop = async () => {
    const body = t('web.admin.outbox.switch.body', { mails: format.number(guard.queued.mails), people: format.number(guard.queued.recipients) })
    if (await confirmByVerb({ title: t('web.admin.outbox.switch.title'), body, verb: t('web.admin.outbox.switch-off'), danger: true })) void pull.submit({ body: { sendingOn: false } })
  }
  return (
    <><ProblemNote problem={pull.problem} />
      {guard.sendingOn
        ? <Button size="small" kind="danger" icon={<Power size={14} />} busy={pull.busy} onClick={() => { void stop() }}>{t('web.admin.outbox.switch-off')}</Button>
        : <Button size="small" kind="primary" icon={<Power size={14} />} busy={pull.busy} onClick={() => { void pull.submit({ body: { sendingOn: true } }) }}>{t('web.admin.outbox.switch-on')}</Button>}</>
  )
}

export function DkimPanel() {
  const t = useT(), may = useMay('settings.manage'), query = useApi(mailApi.dkim), state = query.data
  const make = useSubmit(mailApi.makeDkim, { invalidates: [mailApi.dkim] }), stop = useSubmit(mailApi.stopDkim, { invalidates: [mailApi.dkim] })
  if (!state) return null
  const renew = async () => { if (!state.on || await confirmByVerb({ title: t('web.admin.outbox.dkim.again'), body: t('web.admin.outbox.dkim.confirm'), verb: t('web.admin.outbox.dkim.again'), danger: true })) void make.submit({ body: {} }) }
  return (
    <Panel title={t('web.admin.outbox.dkim')} tag={state.on ? <Tone kind="good">{t('web.admin.outbox.dkim.on')}</Tone> : undefined}
      extra={may && <span className="adm-acts"><Button size="small" busy={make.busy} onClick={() => { void renew() }}>{t(state.on ? 'web.admin.outbox.dkim.again' : 'web.admin.outbox.dkim.make')}</Button>{state.on && <Button size="small" kind="quiet" busy={stop.busy} onClick={() => { void stop.submit({}) }}>{t('web.admin.outbox.dkim.stop')}</Button>}</span>}>
      <div className="col"><Record state={state} /><ProblemNote problem={make.problem ?? stop.problem} /></div>
    </Panel>
  )
}

function Record({ state }: { state: DkimState }) {
  const t = useT()
  if (!state.record) return <p className="t2">{t('web.admin.outbox.dkim.off')}</p>
  return (
    <>{!state.matches && <Notice kind="warn">{t('web.admin.outbox.dkim.other', { domain: state.senderDomain })}</Notice>}
      <p className="t2">{t('web.admin.outbox.dkim.record')}</p>
      <Facts labelWidth={60} rows={[[state.record.type, <CodeText key="n">{state.record.name}</CodeText>], ['', <CodeText key="v" block>{state.record.value}</CodeText>]]} /></>
  )
}

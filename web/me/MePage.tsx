// My settings: language, look, password, second factor, open sessions.
import { useState } from 'react'
import { meApi, sessionApi, type OpenSession } from '../../platform/contract/access-session.ts'
import { queryKey, useApi, useApiPages, useSubmit } from '../api/queries.ts'
import { useQueryClient } from '@tanstack/react-query'
import { Button } from '../design/Button.tsx'
import { toast } from '../design/Feedback.tsx'
import { ProblemNote } from '../design/Form.tsx'
import { Facts, Page, PageHead, Panel } from '../design/Layout.tsx'
import { Loaded } from '../design/States.tsx'
import { Moment } from '../design/Text.tsx'
import { Tone } from '../design/Marks.tsx'
import { useT } from '../i18n/i18n.ts'
import { ChangePasswordForm } from '../sign-in/ChangePasswordForm.tsx'
import { EnrolForm, RecoveryCodes } from '../sign-in/EnrolForm.tsx'

export function MePage() {
  const t = useT(), query = useApi(sessionApi.current), client = useQueryClient()
  const saved = (text: string) => () => { void client.invalidateQueries({ queryKey: queryKey(sessionApi.current) }); toast(text) }
  return (
    <Page narrow>
      <PageHead title={t('web.me.title')} />
      <Loaded query={query}>{(session) => (
        <>
          <Panel title={t('web.me.account')}><Facts labelWidth={110} rows={[[t('web.me.name'), session.person.name], [t('web.sign-in.email'), session.person.email ?? '—'], [t('web.me.last'), session.lastSignIn ? <span key="l"><Moment at={session.lastSignIn.at} /> {session.lastSignIn.address}</span> : '—']]} /></Panel>
          <Panel title={t('web.me.password')} {...(session.passwordDueAt ? { extra: <span className="sm t2">{t('web.me.password-due')} <Moment at={session.passwordDueAt} /></span> } : {})}><ChangePasswordForm plain onDone={saved(t('web.me.password-saved'))} /></Panel>
          <SecondFactor enrolled={session.secondFactor.enrolled} required={session.secondFactor.required} left={session.secondFactor.recoveryCodesLeft} onChange={() => { void query.refetch() }} />
          <Sessions />
        </>
      )}</Loaded>
    </Page>
  )
}

function SecondFactor({ enrolled, required, left, onChange }: { enrolled: boolean; required: boolean; left: number; onChange: () => void }) {
  const t = useT(), [enrolling, setEnrolling] = useState(false), fresh = useSubmit(meApi.recoveryCodes), remove = useSubmit(meApi.removeTotp, { onDone: onChange })
  return (
    <Panel title={t('web.me.second-factor')} tag={<Tone kind={enrolled ? 'good' : 'warn'}>{t(enrolled ? 'web.me.enrolled' : 'web.me.not-enrolled')}</Tone>}>
      {fresh.reply ? <RecoveryCodes codes={fresh.reply.recoveryCodes} onDone={() => { fresh.reset(); onChange() }} />
        : enrolling && !enrolled ? <EnrolForm onDone={() => { setEnrolling(false); onChange() }} />
          : enrolled ? <div className="col"><p>{t('web.me.codes-left', { count: left })}</p><div className="row"><Button busy={fresh.busy} onClick={() => { void fresh.submit({}) }}>{t('web.me.new-codes')}</Button>{!required && <Button kind="danger" busy={remove.busy} onClick={() => { void remove.submit({}) }}>{t('web.me.remove-factor')}</Button>}</div><ProblemNote problem={fresh.problem ?? remove.problem} /></div>
            : <Button kind="primary" onClick={() => setEnrolling(true)}>{t('web.enrol.title')}</Button>}
    </Panel>
  )
}

function Sessions() {
  const t = useT(), list = useApiPages(sessionApi.list, { query: { limit: 50 } }), others = useSubmit(sessionApi.endOthers, { invalidates: [sessionApi.list], onDone: () => toast(t('web.me.sessions-ended')) })
  return (
    <Panel title={t('web.me.sessions')} pad={false} extra={<Button size="small" busy={others.busy} onClick={() => { void others.submit({}) }}>{t('web.me.end-others')}</Button>}>
      <div className="tbl-wrap"><table className="tbl"><thead><tr><th>{t('web.me.device')}</th><th>{t('web.me.address')}</th><th>{t('web.me.seen')}</th><th><span className="sr">{t('web.me.end')}</span></th></tr></thead>
        <tbody>{list.items.map((session) => <SessionRow key={session.id} session={session} />)}</tbody></table></div>
    </Panel>
  )
}

function SessionRow({ session }: { session: OpenSession }) {
  const t = useT(), end = useSubmit(sessionApi.end, { invalidates: [sessionApi.list] })
  return <tr><td className="ell" style={{ maxWidth: 320 }}>{session.userAgent ?? '—'}</td><td className="num">{session.address ?? '—'}</td><td><Moment at={session.lastSeenAt} /></td><td className="r">{session.current ? <Tone kind="info">{t('web.me.this')}</Tone> : <Button size="small" busy={end.busy} onClick={() => { void end.submit({ params: { id: session.id } }) }}>{t('web.me.end')}</Button>}</td></tr>
}

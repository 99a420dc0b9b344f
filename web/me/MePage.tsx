// My settings: account, look, notices, password, second factor, open sessions.
import { LogOut } from 'lucide-react'
import { meApi, sessionApi, type OpenSession } from '../../platform/contract/access-session.ts'
import { queryKey, useApi, useApiPages, useSubmit } from '../api/queries.ts'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '../design/Button.tsx'
import { toast } from '../design/Feedback.tsx'
import { ProblemNote } from '../design/Form.tsx'
import { Facts, Page, PageHead, Panel } from '../design/Layout.tsx'
import { ErrorState, Loaded, Loading } from '../design/States.tsx'
import { Moment } from '../design/Text.tsx'
import { ClauseMark, Tone } from '../design/Marks.tsx'
import { useMay, useSession } from '../shell/session.ts'
import { Slot } from '../shell/Slot.tsx'
import { useSignOut } from '../shell/use-sign-out.ts'
import { useT } from '../i18n/i18n.ts'
import { ChangePasswordForm } from '../sign-in/ChangePasswordForm.tsx'
import { EnrolForm, RecoveryCodes } from '../sign-in/EnrolForm.tsx'
import { ConfirmAgain } from './ConfirmAgain.tsx'
import { deviceName } from './device-name.ts'
import { LookPanel } from './LookPanel.tsx'
import { NoticesPanel } from './NoticesPanel.tsx'
import { TokensPanel } from './TokensPanel.tsx'
import './me.css'

export function MePage() {
  const t = useT(), query = useApi(sessionApi.current), client = useQueryClient(), signOut = useSignOut(), isStaff = useSession().person.kind === 'staff', mayMakeTokens = useMay('access.tokens')
  const saved = (text: string) => () => { void client.invalidateQueries({ queryKey: queryKey(sessionApi.current) }); toast(text) }
  return (
    <Page narrow>
      <PageHead title={t('web.me.title')} actions={<Button icon={<LogOut size={14} />} onClick={signOut}>{t('web.me.sign-out')}</Button>} />
      <Loaded query={query}>{(session) => (
        <>
          <Panel title={t('web.me.account')}><Facts labelWidth={96} rows={[[t('web.me.name'), session.person.name], [t('web.sign-in.email'), session.person.email ?? '—'], ...(session.lastSignIn ? [[t('web.me.last'), <span key="l"><Moment at={session.lastSignIn.at} /> <span className="dim num">{session.lastSignIn.address}</span></span>] as const] : [])]} /></Panel>
          <LookPanel staff={isStaff} />
          <NoticesPanel />
          <Panel title={t('web.me.password')} tag={<ClauseMark clause="§7.4" plain={!isStaff} />} {...(session.passwordDueAt ? { extra: <span className="sm t2">{t('web.me.password-due')} <Moment at={session.passwordDueAt} /></span> } : {})}><ChangePasswordForm plain onDone={saved(t('web.me.password-saved'))} /></Panel>
          <SecondFactor enrolled={session.secondFactor.enrolled} required={session.secondFactor.required} left={session.secondFactor.recoveryCodesLeft} onChange={() => { void query.refetch() }} />
          {isStaff && <Slot name="me.staff" props={{ personId: session.person.id }} />}
          {mayMakeTokens && <TokensPanel enrolled={session.secondFactor.enrolled} />}
          <Sessions />
        </>
      )}</Loaded>
    </Page>
  )
}

function SecondFactor({ enrolled, required, left, onChange }: { enrolled: boolean; required: boolean; left: number; onChange: () => void }) {
  const t = useT(), [enrolling, setEnrolling] = useState(false), fresh = useSubmit(meApi.recoveryCodes), remove = useSubmit(meApi.removeTotp, { onDone: onChange })
  const problem = fresh.problem ?? remove.problem, again = problem?.code === 'access.confirm-again' ? (fresh.problem ? fresh : remove) : null
  return (
    <Panel title={t('web.me.second-factor')} tag={<Tone kind={enrolled ? 'good' : 'warn'}>{t(enrolled ? 'web.me.enrolled' : 'web.me.not-enrolled')}</Tone>}>
      {again ? <ConfirmAgain enrolled={enrolled} onDone={() => { void again.submit({}) }} />
        : fresh.reply ? <RecoveryCodes codes={fresh.reply.recoveryCodes} onDone={() => { fresh.reset(); onChange() }} />
          : enrolling && !enrolled ? <EnrolForm onDone={() => { setEnrolling(false); onChange() }} />
            : enrolled ? <div className="col"><p>{t('web.me.codes-left', { count: left })}</p><div className="row wrap"><Button busy={fresh.busy} onClick={() => { remove.reset(); void fresh.submit({}) }}>{t('web.me.new-codes')}</Button>{!required && <Button kind="danger" busy={remove.busy} onClick={() => { fresh.reset(); void remove.submit({}) }}>{t('web.me.remove-factor')}</Button>}</div><ProblemNote problem={problem} /></div>
              : <div className="col"><p className="t2">{t('web.me.second-factor.text')}</p><div><Button kind="primary" onClick={() => setEnrolling(true)}>{t('web.enrol.title')}</Button></div></div>}
    </Panel>
  )
}

function Sessions() {
  const t = useT(), list = useApiPages(sessionApi.list, { query: { limit: 50 } }), others = useSubmit(sessionApi.endOthers, { invalidates: [sessionApi.list], onDone: () => toast(t('web.me.sessions-ended')) })
  return (
    <Panel title={t('web.me.sessions')} pad={false} extra={list.items.length > 1 && <Button size="small" busy={others.busy} onClick={() => { void others.submit({}) }}>{t('web.me.end-others')}</Button>}>
      {list.isPending ? <Loading rows={2} /> : list.error ? <ErrorState error={list.error} onRetry={() => { void list.refetch() }} /> : <ul className="me-list">{list.items.map((session) => <SessionRow key={session.id} session={session} />)}</ul>}
      <div style={{ padding: '0 14px' }}><ProblemNote problem={others.problem} /></div>
    </Panel>
  )
}

function SessionRow({ session }: { session: OpenSession }) {
  const t = useT(), end = useSubmit(sessionApi.end, { invalidates: [sessionApi.list] })
  return (
    <li><div style={{ minWidth: 0 }}><div className="ell" title={session.userAgent ?? ''}>{deviceName(session.userAgent) ?? t('web.me.unknown-device')}</div><div className="sm dim"><span className="num">{session.address ?? '—'}</span> · {t('web.me.seen-at')} <Moment at={session.lastSeenAt} /></div></div><span className="sp" />
      {session.current ? <Tone kind="info">{t('web.me.this')}</Tone> : <Button size="small" busy={end.busy} onClick={() => { void end.submit({ params: { id: session.id } }) }}>{t('web.me.end')}</Button>}</li>
  )
}

// First-run set-up (screen 10c): environment check with plain advice, administrator, second factor; then where to go on.
import { Check, CircleCheck, TriangleAlert } from 'lucide-react'
import { useEffect, useState, type ReactNode } from 'react'
import { sessionApi, setupApi } from '../../platform/contract/access-session.ts'
import { call } from '../api/call.ts'
import { useApi, useSubmit } from '../api/queries.ts'
import { Button, ButtonLink } from '../design/Button.tsx'
import { FormField, Notice, ProblemNote } from '../design/Form.tsx'
import { Loading } from '../design/States.tsx'
import { Logo } from '../shell/Logo.tsx'
import { LangSwitch } from '../shell/TopBar.tsx'
import { useLang, useT } from '../i18n/i18n.ts'
import { EnrolForm } from '../sign-in/EnrolForm.tsx'
import { PasswordField } from '../sign-in/PasswordField.tsx'
import { readHealth, type HealthLine } from './health.ts'
import '../sign-in/sign-in.css'

type Step = 'check' | 'admin' | 'factor' | 'next'
const STEPS: readonly Step[] = ['check', 'admin', 'factor', 'next']

export function SetupPage() {
  const t = useT(), [token] = useState(() => decodeURIComponent(location.hash.slice(1))), state = useApi(setupApi.state), [step, setStep] = useState<Step>('check')
  // Reload in the middle: whoever made the administrator is signed in and owes the second factor.
  useEffect(() => { void call(sessionApi.current).then((s) => setStep(s.owes === 'enrolment' ? 'factor' : 'next'), () => undefined) }, [])
  const body: Record<Step, ReactNode> = {
    check: <CheckStep needed={state.data?.needed ?? true} onNext={() => setStep('admin')} />, admin: <AdminStep token={token} onDone={() => setStep('factor')} />,
    factor: <EnrolForm onDone={() => setStep('next')} />, next: <NextStep />,
  }
  return (
    <div className="su">
      <nav className="su-n" aria-label={t('web.setup.title')}><div className="row"><Logo size={28} /><b>{t('web.setup.title')}</b></div>
        <ol>{STEPS.map((id, i) => <li key={id} className={id === step ? 'on' : i < STEPS.indexOf(step) ? 'ok' : ''} aria-current={id === step ? 'step' : undefined}><span className="d">{i < STEPS.indexOf(step) ? <Check size={13} strokeWidth={3} aria-hidden /> : i + 1}</span><span>{t(`web.setup.step.${id}`)}<small>{t(`web.setup.step.${id}.note`)}</small></span></li>)}</ol>
        <span className="sp" /><p className="sm dim">{t('web.setup.resumable')}</p><LangSwitch word /></nav>
      <main className="su-m" id="main">{body[step]}</main>
    </div>
  )
}

function CheckStep({ needed, onNext }: { needed: boolean; onNext: () => void }) {
  const t = useT(), lang = useLang(), [lines, setLines] = useState<readonly HealthLine[] | null>(null), [tries, setTries] = useState(0)
  useEffect(() => { let gone = false; void readHealth(lang).then((found) => { if (!gone) setLines(found) }); return () => { gone = true } }, [lang, tries])
  const bad = lines?.filter((l) => !l.ok).length ?? 0
  return (
    <>
      <div><h1>{t('web.setup.check')}</h1><p className="t2">{t(bad ? 'web.setup.check.some' : 'web.setup.check.all', { count: bad })}</p></div>
      {lines === null ? <Loading rows={6} /> : <div className="card">{lines.map((l) => <div key={l.name} className="chk">{l.ok ? <CircleCheck size={17} className="good" aria-hidden /> : <TriangleAlert size={17} className="warn" aria-hidden />}<span>{l.label}</span><span className={l.ok ? 't2' : 'warn'}>{l.detail}</span><span className={l.ok ? 'good' : 'warn'}>{t(l.ok ? 'web.setup.ok' : 'web.setup.later')}</span></div>)}</div>}
      {!needed && <Notice>{t('web.setup.done-already')} <ButtonLink to="/sign-in" size="small">{t('web.sign-in.title')}</ButtonLink></Notice>}
      <div className="row"><Button onClick={() => setTries(tries + 1)}>{t('web.retry')}</Button><span className="sp" />{needed && <Button kind="primary" size="large" onClick={onNext}>{t(bad ? 'web.setup.go-on-later' : 'web.setup.go-on')}</Button>}</div>
    </>
  )
}

function AdminStep({ token, onDone }: { token: string; onDone: () => void }) {
  const t = useT(), lang = useLang(), [form, setForm] = useState({ name: '', email: '', password: '' }), make = useSubmit(setupApi.admin, { onDone })
  const input = (field: keyof typeof form, type: string, autoComplete: string) => <input className="field" type={type} autoComplete={autoComplete} value={form[field]} onChange={(event) => setForm({ ...form, [field]: event.target.value })} />
  return (
    <form className="su-form" onSubmit={(event) => { event.preventDefault(); void make.submit({ body: { token, ...form, locale: lang } }) }}>
      <div><h1>{t('web.setup.admin')}</h1><p className="t2">{t('web.setup.admin.text')}</p></div>
      {!token && <Notice kind="warn">{t('web.setup.no-token')}</Notice>}
      <FormField label={t('web.setup.name')} required pointer="/name" problem={make.problem}>{input('name', 'text', 'name')}</FormField>
      <FormField label={t('web.sign-in.email')} required pointer="/email" problem={make.problem}>{input('email', 'email', 'username')}</FormField>
      <FormField label={t('web.sign-in.password')} required pointer="/password" problem={make.problem} hint={t('web.password.hint')}><PasswordField autoComplete="new-password" value={form.password} onChange={(password) => setForm({ ...form, password })} /></FormField>
      <ProblemNote problem={make.problem} shown={['/name', '/email', '/password']} />
      <Button kind="primary" size="large" type="submit" busy={make.busy}>{t('web.setup.make-admin')}</Button>
    </form>
  )
}

const NEXT = [['organisation', '/admin/units'], ['people', '/admin/people'], ['customers', '/customers'], ['settings', '/admin/settings']] as const

function NextStep() {
  const t = useT()
  return (
    <>
      <div><h1>{t('web.setup.next')}</h1><p className="t2">{t('web.setup.next.text')}</p></div>
      <div className="card">{NEXT.map(([id, to]) => <div key={id} className="chk"><CircleCheck size={17} className="dim" aria-hidden /><span>{t(`web.setup.next.${id}`)}</span><span className="t2">{t(`web.setup.next.${id}.text`)}</span><ButtonLink size="small" to={to}>{t('web.setup.open')}</ButtonLink></div>)}</div>
      <div className="row"><span className="sp" /><ButtonLink kind="primary" size="large" to="/">{t('web.setup.finish')}</ButtonLink></div>
    </>
  )
}

// Password first, then the second factor, then back to where the person wanted to go (screens 10a, 10b).
import { ShieldCheck } from 'lucide-react'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { sessionApi, type Owes, type Session } from '../../platform/contract/access-session.ts'
import { noteSignedIn } from '../api/signed-out.ts'
import { queryKey } from '../api/queries.ts'
import { call } from '../api/call.ts'
import { Logo } from '../shell/Logo.tsx'
import { LangSwitch } from '../shell/TopBar.tsx'
import { useGo, useSearchValue } from '../shell/address.ts'
import { useService } from '../shell/use-service.ts'
import { useT } from '../i18n/i18n.ts'
import { ChangePasswordForm } from './ChangePasswordForm.tsx'
import { EnrolForm } from './EnrolForm.tsx'
import { PasswordForm } from './PasswordForm.tsx'
import { SecondFactorForm } from './SecondFactorForm.tsx'
import './sign-in.css'

/** Only addresses of our own: a link to another site behind `next` must not work. */
export const safeNext = (next: string): string => (/^\/(?![/\\])/.test(next) ? next : '/')

export function SignInPage({ portal }: { portal?: boolean }) {
  const t = useT(), service = useService(), go = useGo(), client = useQueryClient(), [next] = useSearchValue('next', '/'), [then] = useSearchValue('then'), [owesText] = useSearchValue('owes')
  const [session, setSession] = useState<Session | null>(null)
  useEffect(() => { if (owesText) void call(sessionApi.current).then(setSession, () => undefined) }, [owesText])
  const arrived = (value: Session) => {
    setSession(value)
    client.setQueryData(queryKey(sessionApi.current), value)
    if (value.owes) return
    noteSignedIn()
    if (then === 'close') { window.close(); return }
    go(safeNext(next), { replace: true })
  }
  const refresh = () => { void call(sessionApi.current).then(arrived, () => setSession(null)) }
  const owes: Owes | null = session?.owes ?? null
  return (
    <div className={`lg${portal ? ' single' : ''}`}>
      <main className="lg-l" id="main">
        {!portal && <div className="row"><Logo size={30} /><b>{t('web.product')}</b>{service.name && <span className="t2 ell">{service.name}</span>}<span className="sp" /><LangSwitch word /></div>}
        {owes === 'second-factor' ? <SecondFactorForm onDone={arrived} onBack={() => setSession(null)} /> : owes === 'enrolment' ? <EnrolForm onDone={refresh} /> : owes === 'password-change' ? <ChangePasswordForm onDone={arrived} /> : <PasswordForm portal={portal ?? false} onDone={arrived} />}
        <div className="row dim sm"><ShieldCheck size={15} aria-hidden />{t('web.sign-in.audited')}</div>
      </main>
      {!portal && <Promises />}
    </div>
  )
}

const STEPS = ['intake', 'classify', 'diagnose', 'solve', 'verify', 'confirm', 'archive'] as const

function Promises() {
  const t = useT()
  return (
    <aside className="lg-r" aria-label={t('web.sign-in.about')}><p>{t('web.sign-in.motto')}</p>
      <ol className="prom">{STEPS.map((step, i) => <li key={step}><span className="n num">{i + 1}</span><b>{t(`web.sign-in.step.${step}`)}</b><span>{t(`web.sign-in.step.${step}.who`)}</span><span className="num tm">{t(`web.sign-in.step.${step}.limit`)}</span></li>)}</ol></aside>
  )
}
export const PortalSignInPage = () => <SignInPage portal />

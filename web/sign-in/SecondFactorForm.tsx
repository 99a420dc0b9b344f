// Six digits of the authenticator, submitted when full; a recovery code where the device is lost.
import { ChevronLeft, ChevronRight, LifeBuoy, Smartphone } from 'lucide-react'
import { useState } from 'react'
import { sessionApi, type Session } from '../../platform/contract/access-session.ts'
import { useSubmit } from '../api/queries.ts'
import { Button } from '../design/Button.tsx'
import { FormField, ProblemNote } from '../design/Form.tsx'
import { useServerClock } from '../design/server-clock.ts'
import { useT } from '../i18n/i18n.ts'
import { CodeField } from './CodeField.tsx'

export function SecondFactorForm({ onDone, onBack }: { onDone: (session: Session) => void; onBack: () => void }) {
  const t = useT(), [code, setCode] = useState(''), [recovery, setRecovery] = useState(false), pass = useSubmit(sessionApi.secondFactor, { onDone })
  const send = (value: string) => { void pass.submit({ body: recovery ? { recoveryCode: value } : { code: value } }) }
  const change = (value: string) => { setCode(value); if (!recovery && value.length === 6) send(value) }
  const field = recovery ? 'recoveryCode' : 'code'
  return (
    <form className="lg-f" onSubmit={(event) => { event.preventDefault(); send(code) }}>
      <button type="button" className="lg-back" onClick={onBack}><ChevronLeft size={16} aria-hidden />{t('web.mfa.other-account')}</button>
      <div><h1>{t('web.mfa.title')}</h1><p className="t2">{t(recovery ? 'web.mfa.recovery.text' : 'web.mfa.text')}</p></div>
      <FormField label={t(recovery ? 'web.mfa.recovery' : 'web.mfa.code')} required pointer={`/${field}`} problem={pass.problem}>
        {/* The page has one purpose; the cursor belongs into its one field. */}
        {recovery ? <input className="field mono" autoFocus autoComplete="off" value={code} onChange={(event) => change(event.target.value)} /> : <CodeField autoFocus value={code} onChange={change} />}
      </FormField>
      {!recovery && <div className="row sm dim"><span>{t('web.mfa.auto')}</span><span className="sp" /><SecondsLeft /></div>}
      <ProblemNote problem={pass.problem} shown={[`/${field}`]} />
      <Button kind="primary" size="large" block type="submit" busy={pass.busy}>{t('web.mfa.confirm')}</Button>
      <button type="button" className="lg-way" onClick={() => { setRecovery(!recovery); setCode(''); pass.reset() }}>{recovery ? <Smartphone size={18} aria-hidden /> : <LifeBuoy size={18} aria-hidden />}<span><b>{t(recovery ? 'web.mfa.use-code' : 'web.mfa.use-recovery')}</b><small>{t(recovery ? 'web.mfa.use-code.text' : 'web.mfa.recovery.text')}</small></span><ChevronRight size={17} aria-hidden /></button>
    </form>
  )
}

/** How long the number on the authenticator still holds: they change every half minute. */
function SecondsLeft() {
  const now = useServerClock(), left = Math.ceil((30_000 - (now % 30_000)) / 1000)
  return <span className="num nw" aria-hidden>0:{String(left).padStart(2, '0')}</span>
}

// Six digits of the authenticator, submitted when full; a recovery code where the device is lost.
import { useState } from 'react'
import { sessionApi, type Session } from '../../platform/contract/access-session.ts'
import { useSubmit } from '../api/queries.ts'
import { Button } from '../design/Button.tsx'
import { FormField, ProblemNote } from '../design/Form.tsx'
import { useT } from '../i18n/i18n.ts'

export function SecondFactorForm({ onDone, onBack }: { onDone: (session: Session) => void; onBack: () => void }) {
  const t = useT(), [code, setCode] = useState(''), [recovery, setRecovery] = useState(false), pass = useSubmit(sessionApi.secondFactor, { onDone })
  const send = (value: string) => { void pass.submit({ body: recovery ? { recoveryCode: value } : { code: value } }) }
  const change = (value: string) => { setCode(value); if (!recovery && /^\d{6}$/.test(value.replace(/\s/g, ''))) send(value.replace(/\s/g, '')) }
  const field = recovery ? 'recoveryCode' : 'code'
  return (
    <form className="lg-f" onSubmit={(event) => { event.preventDefault(); send(code) }}>
      <div><h1>{t('web.mfa.title')}</h1><p className="t2">{t(recovery ? 'web.mfa.recovery.text' : 'web.mfa.text')}</p></div>
      <FormField label={t(recovery ? 'web.mfa.recovery' : 'web.mfa.code')} required pointer={`/${field}`} problem={pass.problem}>
        {/* The page has one purpose; the cursor belongs into its one field. */}
        <input className={recovery ? 'field mono' : 'field otp'} autoFocus inputMode={recovery ? 'text' : 'numeric'} autoComplete="one-time-code" value={code} onChange={(event) => change(event.target.value)} />
      </FormField>
      <ProblemNote problem={pass.problem} shown={[`/${field}`]} />
      <Button kind="primary" size="large" block type="submit" busy={pass.busy}>{t('web.mfa.confirm')}</Button>
      <button type="button" className="lg-link" onClick={() => { setRecovery(!recovery); setCode(''); pass.reset() }}>{t(recovery ? 'web.mfa.use-code' : 'web.mfa.use-recovery')}</button>
      <button type="button" className="lg-link" onClick={onBack}>{t('web.mfa.other-account')}</button>
    </form>
  )
}

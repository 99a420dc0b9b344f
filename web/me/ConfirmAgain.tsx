// Before the own protection changes, the person proves once more who they are: by code, or by password without a second factor.
import { useState } from 'react'
import { sessionApi } from '../../platform/contract/access-session.ts'
import { useSubmit } from '../api/queries.ts'
import { Button } from '../design/Button.tsx'
import { FormField, ProblemNote } from '../design/Form.tsx'
import { useT } from '../i18n/i18n.ts'

export function ConfirmAgain({ enrolled, onDone }: { enrolled: boolean; onDone: () => void }) {
  const t = useT(), [text, setText] = useState(''), byCode = useSubmit(sessionApi.secondFactor, { onDone }), byPassword = useSubmit(sessionApi.confirm, { onDone }), problem = byCode.problem ?? byPassword.problem
  const send = () => { if (enrolled) void byCode.submit({ body: { code: text } }); else void byPassword.submit({ body: { password: text } }) }
  return (
    <form className="col me-confirm" onSubmit={(event) => { event.preventDefault(); send() }}>
      <p className="t2">{t('web.me.confirm-again')}</p>
      <FormField label={t(enrolled ? 'web.mfa.code' : 'web.password.current')} required pointer={enrolled ? '/code' : '/password'} problem={problem}><input className="field" autoFocus type={enrolled ? 'text' : 'password'} inputMode={enrolled ? 'numeric' : 'text'} autoComplete={enrolled ? 'one-time-code' : 'current-password'} value={text} onChange={(event) => setText(event.target.value)} /></FormField>
      <ProblemNote problem={problem} shown={['/code', '/password']} />
      <div><Button kind="primary" type="submit" busy={byCode.busy || byPassword.busy}>{t('web.mfa.confirm')}</Button></div>
    </form>
  )
}

// A new password in place of the old one: when it has run out, or by choice (§7.4).
import { useState } from 'react'
import { meApi, type Session } from '../../platform/contract/access-session.ts'
import { useSubmit } from '../api/queries.ts'
import { Button } from '../design/Button.tsx'
import { FormField, ProblemNote } from '../design/Form.tsx'
import { useT } from '../i18n/i18n.ts'
import { PasswordField } from './PasswordField.tsx'

export function ChangePasswordForm({ onDone, plain }: { onDone: (session: Session) => void; /** Inside a page, without its own heading. */ plain?: boolean }) {
  const t = useT(), [current, setCurrent] = useState(''), [password, setPassword] = useState(''), change = useSubmit(meApi.changePassword, { onDone: (s) => { setCurrent(''); setPassword(''); onDone(s) } })
  return (
    <form className={plain ? 'col' : 'lg-f'} onSubmit={(event) => { event.preventDefault(); void change.submit({ body: { current, password } }) }}>
      {!plain && <div><h1>{t('web.password.title')}</h1><p className="t2">{t('web.password.text')}</p></div>}
      <FormField label={t('web.password.current')} required pointer="/current" problem={change.problem}><PasswordField autoComplete="current-password" value={current} onChange={setCurrent} /></FormField>
      <FormField label={t('web.password.new')} required pointer="/password" problem={change.problem} hint={t('web.password.hint')}><PasswordField autoComplete="new-password" value={password} onChange={setPassword} /></FormField>
      <ProblemNote problem={change.problem} shown={['/current', '/password']} />
      <div><Button kind="primary" {...(plain ? {} : { size: 'large', block: true })} type="submit" busy={change.busy}>{t('web.password.save')}</Button></div>
    </form>
  )
}

// Behind the link of an invitation or a reset: sets the password, then leads to sign-in. The token travels in the fragment, never to a log.
import { useState } from 'react'
import { passwordResetApi } from '../../platform/contract/access-session.ts'
import { useSubmit } from '../api/queries.ts'
import { Button, ButtonLink } from '../design/Button.tsx'
import { FormField, Notice, ProblemNote } from '../design/Form.tsx'
import { Logo } from '../shell/Logo.tsx'
import { LangSwitch } from '../shell/TopBar.tsx'
import { useT } from '../i18n/i18n.ts'
import { PasswordField } from './PasswordField.tsx'
import './sign-in.css'

export function NewPasswordPage() {
  const t = useT(), [token] = useState(() => decodeURIComponent(location.hash.slice(1))), [password, setPassword] = useState(''), save = useSubmit(passwordResetApi.confirm)
  return (
    <div className="lg single"><main className="lg-l" id="main">
      <div className="row"><Logo size={30} /><b>{t('web.product')}</b><span className="sp" /><LangSwitch word /></div>
      <form className="lg-f" onSubmit={(event) => { event.preventDefault(); void save.submit({ body: { token, password } }) }}>
        <h1>{t('web.new-password.title')}</h1>
        {save.reply ? <><Notice kind="good">{t('web.new-password.done')}</Notice><ButtonLink kind="primary" size="large" block to="/sign-in">{t('web.sign-in.title')}</ButtonLink></>
          : <><FormField label={t('web.password.new')} required pointer="/password" problem={save.problem} hint={t('web.password.hint')}><PasswordField autoComplete="new-password" value={password} onChange={setPassword} /></FormField>
            <ProblemNote problem={save.problem} shown={['/password']} /><Button kind="primary" size="large" block type="submit" busy={save.busy}>{t('web.password.save')}</Button></>}
      </form></main></div>
  )
}

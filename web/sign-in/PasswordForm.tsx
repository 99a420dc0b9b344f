// E-mail and password; customers may have a code mailed instead.
import { useState } from 'react'
import { passwordResetApi, sessionApi, type Session } from '../../platform/contract/access-session.ts'
import { useSubmit } from '../api/queries.ts'
import { Button } from '../design/Button.tsx'
import { FormField, Notice, ProblemNote } from '../design/Form.tsx'
import { useT } from '../i18n/i18n.ts'
import { CodeField } from './CodeField.tsx'
import { PasswordField } from './PasswordField.tsx'

type Way = 'password' | 'code' | 'reset'

/** The link in a code mail carries address and code in the fragment, which no server log sees. */
function codeFromLink(): { email: string; code: string } {
  const said = new URLSearchParams(location.hash.slice(1))
  return { email: said.get('email') ?? '', code: said.get('code') ?? '' }
}

export function PasswordForm({ portal, onDone }: { portal: boolean; onDone: (session: Session) => void }) {
  const t = useT(), [mailed] = useState(codeFromLink), [way, setWay] = useState<Way>(mailed.code ? 'code' : 'password')
  const [email, setEmail] = useState(mailed.email), [secret, setSecret] = useState(mailed.code), [sent, setSent] = useState(mailed.code !== '')
  const signIn = useSubmit(sessionApi.signIn, { onDone }), mailCode = useSubmit(sessionApi.mailCode, { onDone: () => setSent(true) }), reset = useSubmit(passwordResetApi.ask, { onDone: () => setSent(true) })
  const choose = (next: Way) => { setWay(next); setSent(false); setSecret(''); signIn.reset(); mailCode.reset(); reset.reset() }
  const send = () => {
    if (way === 'reset') return void reset.submit({ body: { email } })
    if (way === 'code' && !sent) return void mailCode.submit({ body: { email } })
    void signIn.submit({ body: way === 'code' ? { email, code: secret } : { email, password: secret } })
  }
  const problem = signIn.problem ?? mailCode.problem ?? reset.problem, busy = signIn.busy || mailCode.busy || reset.busy
  return (
    <form className="lg-f" onSubmit={(event) => { event.preventDefault(); send() }}>
      <h1>{t(way === 'reset' ? 'web.sign-in.reset' : 'web.sign-in.title')}</h1>
      <FormField label={t('web.sign-in.email')} required pointer="/email" problem={problem}><input className="field" type="email" name="username" autoComplete="username" value={email} onChange={(event) => setEmail(event.target.value)} /></FormField>
      {way === 'password' && <div className="lg-pw"><FormField label={t('web.sign-in.password')} required pointer="/password" problem={problem}><PasswordField name="password" autoComplete="current-password" value={secret} onChange={setSecret} /></FormField><button type="button" className="lg-link" onClick={() => choose('reset')}>{t('web.sign-in.forgot')}</button></div>}
      {way === 'code' && sent && <><Notice kind="good">{t('web.sign-in.code-sent', { email })}</Notice><FormField label={t('web.sign-in.code')} required pointer="/code" problem={problem}><CodeField length={8} value={secret} onChange={setSecret} /></FormField></>}
      {way === 'reset' && sent && <Notice kind="good">{t('web.sign-in.reset-sent', { email })}</Notice>}
      <ProblemNote problem={problem} shown={['/email', '/password', '/code']} />
      {!(way === 'reset' && sent) && <Button kind="primary" size="large" block type="submit" busy={busy}>{t(way === 'reset' ? 'web.sign-in.send-link' : way === 'code' && !sent ? 'web.sign-in.send-code' : 'web.sign-in.next')}</Button>}
      {portal && way === 'password' && <button type="button" className="lg-link" onClick={() => choose('code')}>{t('web.sign-in.by-code')}</button>}
      {way !== 'password' && <button type="button" className="lg-link" onClick={() => choose('password')}>{t('web.sign-in.by-password')}</button>}
    </form>
  )
}

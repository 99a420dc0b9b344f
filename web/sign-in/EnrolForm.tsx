// Sets up the authenticator: picture to scan, text to type, first code, then the recovery codes, shown once (§7.4, R7.4-5).
import { useEffect, useRef, useState } from 'react'
import { meApi } from '../../platform/contract/access-session.ts'
import { useSubmit } from '../api/queries.ts'
import { Button } from '../design/Button.tsx'
import { FormField, Notice, ProblemNote } from '../design/Form.tsx'
import { CodeText } from '../design/Text.tsx'
import { useT } from '../i18n/i18n.ts'
import { CodeField } from './CodeField.tsx'
import './sign-in.css'

/** `qr` is a data URL or SVG text. */
const pictureOf = (qr: string): string => (qr.startsWith('data:') ? qr : `data:image/svg+xml;utf8,${encodeURIComponent(qr)}`)

export function EnrolForm({ onDone }: { onDone: () => void }) {
  const t = useT(), [code, setCode] = useState(''), begun = useRef(false)
  const start = useSubmit(meApi.startTotp), confirm = useSubmit(meApi.confirmTotp)
  useEffect(() => { if (!begun.current) { begun.current = true; void start.submit({}) } }, [start])
  if (confirm.reply) return <RecoveryCodes codes={confirm.reply.recoveryCodes} onDone={onDone} />
  return (
    <form className="lg-f" onSubmit={(event) => { event.preventDefault(); void confirm.submit({ body: { code } }) }}>
      <div><h1>{t('web.enrol.title')}</h1><p className="t2">{t('web.enrol.text')}</p></div>
      {start.reply && <><img className="qr" src={pictureOf(start.reply.qr)} alt={t('web.enrol.qr')} /><p className="sm t2">{t('web.enrol.by-hand')} <CodeText>{start.reply.secret}</CodeText></p></>}
      <FormField label={t('web.mfa.code')} required pointer="/code" problem={confirm.problem}><CodeField value={code} onChange={setCode} /></FormField>
      <ProblemNote problem={start.problem ?? confirm.problem} shown={['/code']} />
      <Button kind="primary" size="large" block type="submit" busy={confirm.busy} disabled={!start.reply}>{t('web.enrol.confirm')}</Button>
    </form>
  )
}

export function RecoveryCodes({ codes, onDone }: { codes: readonly string[]; onDone: () => void }) {
  const t = useT(), [kept, setKept] = useState(false)
  return (
    <div className="lg-f">
      <div><h1>{t('web.recovery.title')}</h1><p className="t2">{t('web.recovery.text')}</p></div>
      <ul className="card codes mono">{codes.map((c) => <li key={c}>{c}</li>)}</ul>
      <Notice kind="warn">{t('web.recovery.once')}</Notice>
      <label className="row"><input type="checkbox" className="nck" checked={kept} onChange={(event) => setKept(event.target.checked)} />{t('web.recovery.kept')}</label>
      <Button kind="primary" size="large" block disabled={!kept} onClick={onDone}>{t('web.recovery.go-on')}</Button>
    </div>
  )
}

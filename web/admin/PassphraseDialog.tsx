// The recovery passphrase: typed twice, kept nowhere. Whoever loses it has no backup.
import { useState } from 'react'
import { backupApi, PASSPHRASE_LEAST } from '../../platform/contract/backup.ts'
import { useSubmit } from '../api/queries.ts'
import { Button } from '../design/Button.tsx'
import { Dialog } from '../design/Dialog.tsx'
import { toast } from '../design/Feedback.tsx'
import { FormField, Notice, ProblemNote } from '../design/Form.tsx'
import { useT } from '../i18n/i18n.ts'

export function PassphraseDialog({ isFirst, onClose }: { isFirst: boolean; onClose: () => void }) {
  const t = useT(), [first, setFirst] = useState(''), [again, setAgain] = useState(''), [tried, setTried] = useState(false)
  const save = useSubmit(backupApi.setPassphrase, { invalidates: [backupApi.overview], onDone: () => { toast(t('web.backup.passphrase.saved')); onClose() } })
  const isShort = [...first.trim()].length < PASSPHRASE_LEAST, differs = first !== again
  const send = (): void => { setTried(true); if (!isShort && !differs) void save.submit({ body: { passphrase: first } }) }
  return (
    <Dialog open onClose={onClose} width={460} title={t(isFirst ? 'web.backup.passphrase.set' : 'web.backup.passphrase.change')}
      footer={<><Button onClick={onClose}>{t('web.cancel')}</Button><Button kind="primary" busy={save.busy} onClick={send}>{t('web.admin.save')}</Button></>}>
      <form className="col" onSubmit={(event) => { event.preventDefault(); send() }}>
        <Notice kind="warn">{t('web.backup.passphrase.warn')}</Notice>
        <FormField label={t('web.backup.passphrase')} required pointer="/passphrase" problem={save.problem} error={tried && isShort ? t('web.backup.passphrase.short', { least: PASSPHRASE_LEAST }) : null} hint={t('web.backup.passphrase.hint', { least: PASSPHRASE_LEAST })}><input className="field" type="password" autoComplete="new-password" value={first} onChange={(event) => setFirst(event.target.value)} /></FormField>
        <FormField label={t('web.backup.passphrase.again')} required error={tried && differs ? t('web.backup.passphrase.differs') : null}><input className="field" type="password" autoComplete="new-password" value={again} onChange={(event) => setAgain(event.target.value)} /></FormField>
        <ProblemNote problem={save.problem} shown={['/passphrase']} />
        <button type="submit" hidden />
      </form>
    </Dialog>
  )
}

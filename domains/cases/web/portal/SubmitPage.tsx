// Ask in under a minute: what happened, how bad, screenshots (screens 03b, 03g). The draft survives reload; pictures are kept until sent.
import { ShieldCheck } from 'lucide-react'
import { useState } from 'react'
import { useSubmit } from '../../../../web/api/queries.ts'
import { Button } from '../../../../web/design/Button.tsx'
import { FormField, ProblemNote } from '../../../../web/design/Form.tsx'
import { DraftMark } from '../../../../web/api/DraftMark.tsx'
import { useSyncedDraft } from '../../../../web/api/use-synced-draft.ts'
import { serverNow } from '../../../../web/design/server-clock.ts'
import { PortalPage } from '../../../../web/shell/PortalPage.tsx'
import { useSession } from '../../../../web/shell/session.ts'
import { Slot } from '../../../../web/shell/Slot.tsx'
import { useGo } from '../../../../web/shell/address.ts'
import { useT } from '../../../../web/i18n/i18n.ts'
import { casesApi } from '../../contract/api.ts'
import type { OpenCase, RequesterType } from '../../contract/case.ts'
import { factsOf, IMPACTS, titleOf, type HowBad } from './portal-words.ts'
import { Pictures, type Picture } from './Pictures.tsx'
import { SubmitHints } from './SubmitHints.tsx'
import './portal.css'

interface Form { text: string; howBad: HowBad | ''; version: string; expected: string }
const EMPTY: Form = { text: '', howBad: '', version: '', expected: '' }

export function SubmitPage() {
  const t = useT(), go = useGo(), session = useSession(), draft = useSyncedDraft<Form>('portal:new-case', EMPTY), form = draft.value
  const [pictures, setPictures] = useState<readonly Picture[]>([]), [missing, setMissing] = useState<'text' | 'howBad' | null>(null)
  // An internal user holds no customer; the server decides in the end.
  const who: RequesterType = session.person.kind === 'requester' && session.permissions.has('org.read') ? 'internal' : 'customer'
  const open = useSubmit(casesApi.open, { invalidates: [casesApi.list], onDone: (value) => { draft.clear(); go(`/cases/${value.id}?new=1`, { replace: true }) } })
  const send = () => {
    const lacks = !form.text.trim() ? 'text' : !form.howBad ? 'howBad' : null
    setMissing(lacks)
    if (lacks || !form.howBad) return
    const body: OpenCase = {
      title: titleOf(form.text), description: form.text, channel: 'portal', occurredAt: new Date(serverNow()).toISOString(), ...factsOf(form.howBad, who),
      ...(form.version.trim() ? { systemVersion: form.version.trim() } : {}), ...(form.expected.trim() ? { expectedResult: form.expected.trim() } : {}),
      ...(pictures.length ? { attachments: pictures.map((p) => p.id) } : {}),
    }
    void open.submit({ body })
  }
  return (
    <PortalPage narrow title={t('cases.portal.report')} dock={<><Button kind="primary" size="large" block busy={open.busy} onClick={send}>{t('cases.portal.send')}</Button><p className="dock-note">{form.howBad ? <Slot name="portal.submit.promise" props={{ facts: factsOf(form.howBad, who), part: 'send' }} otherwise={t('cases.portal.send.note')} /> : t('cases.portal.send.note')}</p></>}>
      <h1 className="desk-only">{t('cases.portal.report')}</h1>
      <FormField label={t('cases.portal.what')} required pointer="/description" problem={open.problem} error={missing === 'text' ? t('cases.portal.what.missing') : null}>
        <textarea className="field" rows={4} value={form.text} placeholder={t('cases.portal.what.hint')} onChange={(event) => draft.change({ ...form, text: event.target.value })} />
      </FormField>
      <SubmitHints text={form.text} />
      <fieldset className="imp three" aria-describedby={missing === 'howBad' ? 'how-bad-error' : undefined}>
        <legend className="fl">{t('cases.portal.how-bad')}</legend>
        {IMPACTS.map((id) => <label key={id}><input type="radio" name="how-bad" checked={form.howBad === id} onChange={() => draft.change({ ...form, howBad: id })} /><span><b>{t(`cases.portal.how-bad.${id}`)}</b><small>{t(`cases.portal.how-bad.${id}.note`)}</small><small className="imp-promise"><Slot name="portal.submit.promise" props={{ facts: factsOf(id, who), part: 'choice' }} /></small></span></label>)}
      </fieldset>
      {missing === 'howBad' && <p id="how-bad-error" className="ff-error" role="alert">{t('cases.portal.how-bad.missing')}</p>}
      <Pictures pictures={pictures} onChange={setPictures} />
      <FormField label={t('cases.field.systemVersion')} pointer="/systemVersion" problem={open.problem}><input className="field" value={form.version} onChange={(event) => draft.change({ ...form, version: event.target.value })} /></FormField>
      <FormField label={t('cases.field.expectedResult')} pointer="/expectedResult" problem={open.problem}><input className="field" value={form.expected} onChange={(event) => draft.change({ ...form, expected: event.target.value })} /></FormField>
      <p className="row start dim sm"><ShieldCheck size={16} aria-hidden style={{ flex: 'none' }} />{t('cases.portal.attached')}<span className="sp" />{form.text !== '' && <DraftMark kept={draft.kept} />}</p>
      <ProblemNote problem={open.problem} shown={['/description', '/systemVersion', '/expectedResult']} />
    </PortalPage>
  )
}

// The page of an outside provider (D24): what was released, the question, the own answers; files go with the answer.
import { useState, type ChangeEvent } from 'react'
import { addressOf, call } from '../../../../web/api/call.ts'
import { useApi, useSubmit } from '../../../../web/api/queries.ts'
import { Button } from '../../../../web/design/Button.tsx'
import { toastProblem } from '../../../../web/design/Feedback.tsx'
import { FormField, ProblemNote } from '../../../../web/design/Form.tsx'
import { Facts } from '../../../../web/design/Layout.tsx'
import { Loaded } from '../../../../web/design/States.tsx'
import { Moment } from '../../../../web/design/Text.tsx'
import { PortalPage } from '../../../../web/shell/PortalPage.tsx'
import { useAddressParams } from '../../../../web/shell/address.ts'
import { useT } from '../../../../web/i18n/i18n.ts'
import { caseworkApi } from '../../contract/api.ts'
import type { VendorPage } from '../../contract/task.ts'
import '../work.css'

export function VendorLinkPage() {
  const t = useT(), { token = '' } = useAddressParams(), query = useApi(caseworkApi.vendorPage, { params: { token } })
  return <PortalPage narrow><Loaded query={query} heading={t('casework.vendor.page')}>{(page) => <Task token={token} page={page} />}</Loaded></PortalPage>
}

const EMPTY = { by: '', text: '', ticket: '' }

function Task({ token, page }: { token: string; page: VendorPage }) {
  const t = useT(), [form, setForm] = useState(EMPTY), [files, setFiles] = useState<{ id: string; name: string }[]>([]), [busy, setBusy] = useState(false)
  const answer = useSubmit(caseworkApi.answerVendorTask, { invalidates: [caseworkApi.vendorPage], onDone: () => { setForm(EMPTY); setFiles([]) } }), shown = answer.reply ?? page
  const pick = async (event: ChangeEvent<HTMLInputElement>) => {
    const body = new FormData(), chosen = [...event.target.files ?? []]
    event.target.value = ''
    for (const file of chosen) body.append('files', file, file.name)
    if (chosen.length === 0) return
    setBusy(true)
    try { const { items } = await call(caseworkApi.vendorUpload, { params: { token }, files: body } as never) as { items: { id: string; name: string }[] }; setFiles((all) => [...all, ...items]) } catch (error) { toastProblem(error) } finally { setBusy(false) }
  }
  const send = () => { void answer.submit({ params: { token }, body: { by: form.by, text: form.text, ...(form.ticket.trim() ? { ticket: form.ticket } : {}), fileIds: files.map((f) => f.id) } }) }
  const fileLink = (f: { id: string; name: string }) => <a key={f.id} className="cw-file" href={addressOf(caseworkApi.vendorFile, { params: { token, fileId: f.id } })}>{f.name}</a>
  return (
    <>
      <h1>{t('casework.vendor.page')}</h1><p className="t2"><span className="num">{shown.caseNumber}</span> · {t('casework.vendor.asks', { name: shown.askedBy, vendor: shown.vendor })} · {t('casework.vendor.until')} <Moment at={shown.expiresAt} /></p>
      <section className="cw-card"><h2>{t('casework.vendor.question')}</h2><p className="pre-line">{shown.question}</p></section>
      {(shown.facts.length > 0 || shown.files.length > 0) && <section className="cw-card"><h2>{t('casework.vendor.facts')}</h2><Facts rows={shown.facts.map((f) => [t(`casework.released.${f.name}`), f.name === 'occurredAt' ? <Moment key={f.name} at={f.value} /> : f.value] as const)} />{shown.files.map(fileLink)}</section>}
      {shown.answers.map((a) => <section key={a.id} className="cw-card"><h2>{t('casework.vendor.answer-of', { name: a.by })}</h2><p className="pre-line">{a.text}</p><p className="sm t2">{a.ticket} <Moment at={a.at} /></p>{a.files.map(fileLink)}</section>)}
      <section className="cw-card col" style={{ gap: 12 }}><h2>{t('casework.vendor.answer')}</h2>
        <FormField label={t('casework.f.by')} required pointer="/by" problem={answer.problem}><input className="field" value={form.by} autoComplete="name" onChange={(event) => setForm({ ...form, by: event.target.value })} /></FormField>
        <FormField label={t('casework.f.answer')} required pointer="/text" problem={answer.problem}><textarea className="field" rows={5} value={form.text} onChange={(event) => setForm({ ...form, text: event.target.value })} /></FormField>
        <FormField label={t('casework.f.ticket')} pointer="/ticket" problem={answer.problem}><input className="field" value={form.ticket} onChange={(event) => setForm({ ...form, ticket: event.target.value })} /></FormField>
        <label className="btn btn-plain" aria-busy={busy || undefined}>{t('casework.vendor.upload')}<input type="file" className="sr" multiple onChange={(event) => { void pick(event) }} /></label>{files.length > 0 && <p className="sm">{files.map((f) => f.name).join(', ')}</p>}
        <ProblemNote problem={answer.problem} shown={['/by', '/text', '/ticket']} /><Button kind="primary" size="large" block busy={answer.busy} onClick={send}>{t('casework.vendor.send')}</Button></section>
    </>
  )
}

// Logs a case for somebody: who, what, how bad. Five facts are enough; the rest can follow (§5.2-2).
import { useState } from 'react'
import { useSubmit } from '../../../../web/api/queries.ts'
import { Button } from '../../../../web/design/Button.tsx'
import { FormField, ProblemNote } from '../../../../web/design/Form.tsx'
import { Page, PageHead, Panel } from '../../../../web/design/Layout.tsx'
import { useSyncedDraft } from '../../../../web/api/use-synced-draft.ts'
import { useGo, useGoBack } from '../../../../web/shell/address.ts'
import { useT } from '../../../../web/i18n/i18n.ts'
import { casesApi } from '../../contract/api.ts'
import type { Channel, OpenCase } from '../../contract/case.ts'

import '../desk.css'

interface Form { name: string; email: string; phone: string; title: string; description: string; channel: Channel; serviceLine: string; problemClass: string; urgency: string; impact: string; complexity: string; systemVersion: string; expectedResult: string }
const EMPTY: Form = { name: '', email: '', phone: '', title: '', description: '', channel: 'phone', serviceLine: '', problemClass: '', urgency: '', impact: '', complexity: '', systemVersion: '', expectedResult: '' }

const CHOICES = {
  channel: ['phone', 'mail', 'chat', 'on-site', 'im', 'portal'], serviceLine: ['technical-support', 'after-sales', 'enquiry'],
  problemClass: ['system-fault', 'application-configuration', 'data-security', 'user-operation', 'third-party-service'],
  urgency: ['low', 'medium', 'high'], impact: ['one-person', 'several-users', 'whole-enterprise', 'many-customers'], complexity: ['low', 'medium', 'high'],
} as const
const GROUP: Record<keyof typeof CHOICES, string> = { channel: 'channel', serviceLine: 'service-line', problemClass: 'class', urgency: 'factor', impact: 'impact', complexity: 'factor' }
const SHOWN = ['title', 'description', 'requester/name', 'requester/email', 'requester/phone', ...Object.keys(CHOICES), 'systemVersion', 'expectedResult'].map((f) => `/${f}`)

export function NewCasePage() {
  const t = useT(), go = useGo(), back = useGoBack('/cases'), draft = useSyncedDraft<Form>('case:new', EMPTY), form = draft.value
  const [sent, setSent] = useState(false)
  const open = useSubmit(casesApi.open, { invalidates: [casesApi.list, casesApi.counts], onDone: (value) => { draft.clear(); go(`/cases/${value.id}`, { replace: true }) } })
  const change = (field: keyof Form) => (event: { target: { value: string } }) => draft.change({ ...form, [field]: event.target.value })
  const send = () => {
    setSent(true)
    const filled = Object.fromEntries(Object.entries({ serviceLine: form.serviceLine, problemClass: form.problemClass, urgency: form.urgency, impact: form.impact, complexity: form.complexity, systemVersion: form.systemVersion, expectedResult: form.expectedResult }).filter(([, v]) => v !== ''))
    const requester = { name: form.name, ...(form.email ? { email: form.email } : {}), ...(form.phone ? { phone: form.phone } : {}) }
    void open.submit({ body: { title: form.title, description: form.description, channel: form.channel, requester, ...filled } as OpenCase })
  }
  const text = (field: 'title' | 'systemVersion', required = false) => <FormField label={t(`cases.field.${field}`)} pointer={`/${field}`} problem={open.problem} required={required}><input className="field" value={form[field]} onChange={change(field)} /></FormField>
  const choice = (field: keyof typeof CHOICES) => (
    <FormField label={t(`cases.field.${field}`)} pointer={`/${field}`} problem={open.problem} required={field === 'channel'}>
      <select className="field" value={form[field]} onChange={change(field)}>{field !== 'channel' && <option value="">{t('cases.later')}</option>}{CHOICES[field].map((c) => <option key={c} value={c}>{t(`cases.${GROUP[field]}.${c}`)}</option>)}</select>
    </FormField>
  )
  return (
    <Page narrow>
      <PageHead title={t('cases.page.new')} note={draft.restored && !sent ? t('cases.new.restored') : undefined} crumbs={[{ label: t('cases.page.desk'), to: '/cases' }]} />
      <form className="col" onSubmit={(event) => { event.preventDefault(); send() }}>
        <Panel title={t('cases.new.who')}><div className="new-grid">
          <FormField label={t('cases.field.requester.name')} pointer="/requester/name" problem={open.problem} required><input className="field" value={form.name} autoComplete="off" onChange={change('name')} /></FormField>
          <FormField label={t('cases.field.requester.email')} pointer="/requester/email" problem={open.problem}><input className="field" type="email" value={form.email} autoComplete="off" onChange={change('email')} /></FormField>
          <FormField label={t('cases.field.requester.phone')} pointer="/requester/phone" problem={open.problem}><input className="field" type="tel" value={form.phone} autoComplete="off" onChange={change('phone')} /></FormField>
          {choice('channel')}</div></Panel>
        <Panel title={t('cases.new.what')}><div className="col">
          {text('title', true)}
          <FormField label={t('cases.field.description')} pointer="/description" problem={open.problem} required><textarea className="field" rows={6} value={form.description} onChange={change('description')} /></FormField>
          <FormField label={t('cases.field.expectedResult')} pointer="/expectedResult" problem={open.problem}><textarea className="field" rows={2} value={form.expectedResult} onChange={change('expectedResult')} /></FormField></div></Panel>
        <Panel title={t('cases.new.class')}><div className="new-grid">{choice('serviceLine')}{choice('problemClass')}{choice('urgency')}{choice('impact')}{choice('complexity')}{text('systemVersion')}</div></Panel>
        <ProblemNote problem={open.problem} shown={SHOWN} />
        <div className="row"><span className="sp" /><Button onClick={back}>{t('web.cancel')}</Button><Button kind="primary" type="submit" busy={open.busy}>{t('cases.new.send')}</Button></div>
      </form>
    </Page>
  )
}

// Addresses at which other systems tell us something: instant messages and alerts (R3.2-2, R7.1-5).
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { HookFormat, hooksApi, type IntakeHook } from '../../platform/contract/webhooks.ts'
import { useApi, useSubmit } from '../api/queries.ts'
import { Button } from '../design/Button.tsx'
import { Dialog } from '../design/Dialog.tsx'
import { confirmByVerb } from '../design/Feedback.tsx'
import { FormField, ProblemNote } from '../design/Form.tsx'
import { Panel } from '../design/Layout.tsx'
import { Tone } from '../design/Marks.tsx'
import { Empty, Loaded } from '../design/States.tsx'
import { Clip, Moment } from '../design/Text.tsx'
import { useT } from '../i18n/i18n.ts'
import { OnceSecret } from './OnceSecret.tsx'

type Made = IntakeHook & { token: string }

export function WebhookHooks({ may }: { may: boolean }) {
  const t = useT(), list = useApi(hooksApi.list, undefined, { refetchInterval: 30_000 }), [making, setMaking] = useState(false), [made, setMade] = useState<Made | null>(null)
  return (
    <Panel title={t('web.hooks.title')} pad={false} extra={may && <Button size="small" icon={<Plus size={14} />} onClick={() => setMaking(true)}>{t('web.hooks.new')}</Button>}>
      <Loaded query={list}>{({ items }) => items.length === 0 ? <Empty kind="first" title={t('web.hooks.none')} text={t('web.hooks.none.text')} /> : (
        <div className="tbl-wrap" tabIndex={0} role="region" aria-label={t('web.hooks.title')}><table className="tbl"><thead><tr><th>{t('web.webhooks.name')}</th><th>{t('web.hooks.format')}</th><th>{t('web.webhooks.state')}</th><th>{t('web.hooks.used')}</th><th><span className="sr">{t('web.hooks.token.new')}</span></th></tr></thead><tbody>{items.map((h) => <HookRow key={h.id} hook={h} may={may} onToken={setMade} />)}</tbody></table></div>
      )}</Loaded>
      {making && <NewHook onClose={() => setMaking(false)} onMade={(hook) => { setMaking(false); setMade(hook) }} />}
      {made && <OnceSecret title={made.title} label={t('web.hooks.token')} secret={made.token} address={made.url} onClose={() => setMade(null)} />}
    </Panel>
  )
}

function HookRow({ hook: h, may, onToken }: { hook: IntakeHook; may: boolean; onToken: (made: Made) => void }) {
  const t = useT(), stale = { invalidates: [hooksApi.list] }, change = useSubmit(hooksApi.change, stale), renew = useSubmit(hooksApi.newToken, { ...stale, onDone: onToken }), remove = useSubmit(hooksApi.remove, stale)
  const drop = async () => { if (await confirmByVerb({ title: t('web.hooks.remove.title', { name: h.title }), body: t('web.hooks.remove.body'), verb: t('web.webhooks.remove'), danger: true })) void remove.submit({ params: { id: h.id } }) }
  const newToken = async () => { if (await confirmByVerb({ title: t('web.hooks.token.new'), body: t('web.hooks.token.body'), verb: t('web.hooks.token.new'), danger: true })) void renew.submit({ params: { id: h.id } }) }
  return (
    <tr className={h.active ? undefined : 'off'}><td style={{ maxWidth: 380 }}><b>{h.title}</b><div className="xs dim mono"><Clip>{h.url}</Clip></div><ProblemNote problem={change.problem ?? renew.problem ?? remove.problem} /></td><td>{t(`web.hooks.format.${h.format}`)}</td>
      <td><Tone kind={h.active ? 'good' : 'plain'}>{t(h.active ? 'web.webhooks.active' : 'web.webhooks.off.by-hand')}</Tone></td><td className="nw">{h.lastUsedAt ? <Moment at={h.lastUsedAt} /> : '—'}</td>
      <td className="r">{may && <span className="adm-acts"><Button size="small" kind="quiet" busy={change.busy} onClick={() => { void change.submit({ params: { id: h.id }, ifMatch: h.version, body: { active: !h.active } }) }}>{t(h.active ? 'web.webhooks.switch-off' : 'web.webhooks.switch-on')}</Button><Button size="small" kind="quiet" busy={renew.busy} onClick={() => { void newToken() }}>{t('web.hooks.token.new')}</Button><Button size="small" kind="quiet" busy={remove.busy} onClick={() => { void drop() }}>{t('web.webhooks.remove')}</Button></span>}</td></tr>
  )
}

function NewHook({ onClose, onMade }: { onClose: () => void; onMade: (made: Made) => void }) {
  const t = useT(), [name, setName] = useState(''), [title, setTitle] = useState(''), [format, setFormat] = useState<HookFormat>('im'), [signing, setSigning] = useState('')
  const make = useSubmit(hooksApi.create, { invalidates: [hooksApi.list], onDone: onMade })
  const send = () => { void make.submit({ body: { name: name.trim(), title: title.trim() || name.trim(), format, ...(signing.trim() ? { signingSecret: signing.trim() } : {}) } }) }
  return (
    <Dialog open onClose={onClose} title={t('web.hooks.new')} footer={<><Button onClick={onClose}>{t('web.cancel')}</Button><Button kind="primary" busy={make.busy} disabled={!name.trim()} onClick={send}>{t('web.hooks.new')}</Button></>}>
      <div className="col">
        <FormField label={t('web.hooks.format')} required><select className="field" value={format} onChange={(event) => setFormat(HookFormat.parse(event.target.value))}>{HookFormat.options.map((f) => <option key={f} value={f}>{t(`web.hooks.format.${f}`)}</option>)}</select></FormField>
        <FormField label={t('web.hooks.code')} required pointer="/name" problem={make.problem} hint={t('web.hooks.code.hint')}><input className="field" value={name} onChange={(event) => setName(event.target.value.toLowerCase())} /></FormField>
        <FormField label={t('web.hooks.label')} pointer="/title" problem={make.problem}><input className="field" value={title} onChange={(event) => setTitle(event.target.value)} /></FormField>
        {format === 'im' && <FormField label={t('web.hooks.signing')} pointer="/signingSecret" problem={make.problem} hint={t('web.hooks.signing.hint')}><input className="field" type="password" autoComplete="off" value={signing} onChange={(event) => setSigning(event.target.value)} /></FormField>}
        <ProblemNote problem={make.problem} shown={['/name', '/title', '/signingSecret']} />
      </div>
    </Dialog>
  )
}

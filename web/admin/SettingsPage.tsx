// All settings that the parts of the product declare, grouped; each is checked by its own schema when it is saved.
import { useState } from 'react'
import { settingsApi, type Setting } from '../../platform/contract/settings.ts'
import { useApi, useSubmit } from '../api/queries.ts'
import { Button } from '../design/Button.tsx'
import { toast } from '../design/Feedback.tsx'
import { ProblemNote } from '../design/Form.tsx'
import { Page, PageHead, Panel } from '../design/Layout.tsx'
import { ClauseMark, Tone } from '../design/Marks.tsx'
import { Loaded } from '../design/States.tsx'
import { useT } from '../i18n/i18n.ts'
import { AdminNav } from './AdminNav.tsx'

export function SettingsPage() {
  const t = useT(), query = useApi(settingsApi.list)
  return (
    <><AdminNav /><Page><PageHead title={t('web.admin.settings')} note={t('web.admin.settings.note')} />
      <Loaded query={query}>{({ items }) => {
        const groups = [...new Set(items.map((s) => s.groupLabel))]
        return <>{groups.map((group) => <Panel key={group} title={group} pad={false}>{items.filter((s) => s.groupLabel === group).map((s) => <SettingRow key={`${s.key}:${s.version}`} setting={s} />)}</Panel>)}</>
      }}</Loaded></Page></>
  )
}

type Kind = 'boolean' | 'number' | 'choice' | 'text' | 'json'
function kindOf({ schema, secret }: Setting): Kind {
  if (Array.isArray(schema.enum)) return 'choice'
  if (schema.type === 'boolean') return 'boolean'
  if (schema.type === 'integer' || schema.type === 'number') return 'number'
  return schema.type === 'string' || secret ? 'text' : 'json'
}

function SettingRow({ setting }: { setting: Setting }) {
  const t = useT(), kind = kindOf(setting), [text, setText] = useState(() => (kind === 'json' ? JSON.stringify(setting.value, null, 1) : String(setting.value ?? ''))), [unreadable, setUnreadable] = useState(false)
  const saved = { invalidates: [settingsApi.list], onDone: () => toast(t('web.admin.saved')) }
  const change = useSubmit(settingsApi.change, saved), reset = useSubmit(settingsApi.reset, saved)
  const save = () => {
    let value: unknown = text
    if (kind === 'number') value = Number(text)
    if (kind === 'boolean') value = text === 'true'
    if (kind === 'json') try { value = JSON.parse(text) } catch { setUnreadable(true); return }
    setUnreadable(false)
    void change.submit({ params: { key: setting.key }, body: { value }, ifMatch: setting.version } as never)
  }
  const label = { 'aria-label': setting.label, value: text }
  return (
    <div className="adm-set">
      <div><div className="row"><b>{setting.label}</b>{setting.clause && <ClauseMark clause={setting.clause} />}{setting.source === 'set' && <Tone kind="info">{t('web.admin.changed')}</Tone>}</div><div className="xs dim mono">{setting.key}</div></div>
      <div className="col">
        {kind === 'boolean' ? <select className="field" {...label} onChange={(e) => setText(e.target.value)}><option value="true">{t('web.admin.on')}</option><option value="false">{t('web.admin.off')}</option></select>
          : kind === 'choice' ? <select className="field" {...label} onChange={(e) => setText(e.target.value)}>{(setting.schema.enum as unknown[]).map((v) => <option key={String(v)} value={String(v)}>{String(v)}</option>)}</select>
            : kind === 'json' ? <textarea className="field" rows={Math.min(10, text.split('\n').length + 1)} {...label} onChange={(e) => setText(e.target.value)} />
              : <input className="field" type={setting.secret ? 'password' : kind === 'number' ? 'number' : 'text'} {...label} autoComplete="off" placeholder={setting.secret ? t('web.admin.secret') : ''} onChange={(e) => setText(e.target.value)} />}
        {unreadable && <span className="ff-error" role="alert">{t('web.admin.unreadable')}</span>}<ProblemNote problem={change.problem ?? reset.problem} /></div>
      <div className="row"><Button size="small" kind="primary" busy={change.busy} onClick={save}>{t('web.admin.save')}</Button>{setting.source === 'set' && <Button size="small" busy={reset.busy} onClick={() => { void reset.submit({ params: { key: setting.key } } as never) }}>{t('web.admin.default')}</Button>}</div>
    </div>
  )
}

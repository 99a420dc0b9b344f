// All settings that the parts of the product declare, grouped; the input follows the schema, and each is checked by it again when it is saved.
import { useMemo, useState } from 'react'
import { settingsApi, type Setting } from '../../platform/contract/settings.ts'
import { useApi, useSubmit } from '../api/queries.ts'
import { Button } from '../design/Button.tsx'
import { toast } from '../design/Feedback.tsx'
import { ProblemNote } from '../design/Form.tsx'
import { Page, PageHead, Panel } from '../design/Layout.tsx'
import { ClauseMark, Tone } from '../design/Marks.tsx'
import { Empty, Loaded } from '../design/States.tsx'
import { useT } from '../i18n/i18n.ts'
import { AdminNav } from './AdminNav.tsx'
import { SettingInput } from './SettingInput.tsx'
import type { SettingSchema } from './setting-schema.ts'

export function SettingsPage() {
  const t = useT(), query = useApi(settingsApi.list), [text, setText] = useState(''), wanted = text.trim().toLowerCase()
  return (
    <><AdminNav /><Page><PageHead title={t('web.admin.settings')} note={t('web.admin.settings.note')} actions={<input className="field adm-find" type="search" data-search aria-label={t('web.admin.settings.find')} placeholder={t('web.admin.settings.find')} value={text} onChange={(event) => setText(event.target.value)} />} />
      <Loaded query={query}>{({ items }) => {
        const found = items.filter((s) => !wanted || `${s.label} ${s.key} ${s.groupLabel}`.toLowerCase().includes(wanted)), groups = [...new Set(found.map((s) => s.groupLabel))]
        if (found.length === 0) return <Empty kind="no-match" title={t('web.admin.settings.none')} actions={<Button size="small" kind="primary" onClick={() => setText('')}>{t('web.admin.settings.all')}</Button>} />
        return <>{groups.map((group) => <Panel key={group} title={group} pad={false}>{found.filter((s) => s.groupLabel === group).map((s) => <SettingRow key={`${s.key}:${s.version}`} setting={s} />)}</Panel>)}</>
      }}</Loaded></Page></>
  )
}

/** Saving is offered only once something differs; what is typed halfway is no value yet. */
function SettingRow({ setting }: { setting: Setting }) {
  const t = useT(), [value, setValue] = useState<unknown>(setting.value), saved = { invalidates: [settingsApi.list], onDone: () => toast(t('web.admin.saved')) }
  const change = useSubmit(settingsApi.change, saved), reset = useSubmit(settingsApi.reset, saved)
  const changed = useMemo(() => JSON.stringify(value) !== JSON.stringify(setting.value), [value, setting.value])
  return (
    <form className="adm-set" onSubmit={(event) => { event.preventDefault(); void change.submit({ params: { key: setting.key }, body: { value }, ifMatch: setting.version }) }}>
      <div><div className="adm-set-name">{setting.label} {setting.clause && <ClauseMark clause={setting.clause} />} {setting.source === 'set' && <Tone kind="info">{t('web.admin.changed')}</Tone>}</div><div className="xs dim mono">{setting.key}</div></div>
      <div className="col"><SettingInput name={setting.key} label={setting.label} schema={setting.schema as SettingSchema} secret={setting.secret} value={value} onChange={setValue} />
        {changed && value === undefined && <span className="ff-error" role="alert">{t('web.admin.unreadable')}</span>}<ProblemNote problem={change.problem ?? reset.problem} /></div>
      <div className="row adm-set-acts">{setting.source === 'set' && !changed && <Button size="small" kind="quiet" busy={reset.busy} onClick={() => { void reset.submit({ params: { key: setting.key } }) }}>{t('web.admin.default')}</Button>}{changed && <Button size="small" kind="primary" type="submit" busy={change.busy} disabled={value === undefined}>{t('web.admin.save')}</Button>}</div>
    </form>
  )
}

// Language, light or dark, and for staff density and single keys; kept with the account.
import { useState } from 'react'
import { useAppearance } from '../design/appearance.ts'
import { Panel } from '../design/Layout.tsx'
import { useLang, useT } from '../i18n/i18n.ts'
import { usePreferences } from '../shell/preferences.ts'
import { singleKeysOff } from '../shell/shortcuts.ts'

export function LookPanel({ staff }: { staff: boolean }) {
  const t = useT(), lang = useLang(), look = useAppearance(), choose = usePreferences(), [keysOff, setKeysOff] = useState(singleKeysOff)
  return (
    <Panel title={t('web.me.look')}><div className="me-look">
      <Choice label={t('web.me.language')} value={lang} options={[['zh-CN', '简体中文'], ['en', 'English']]} onChoose={choose.lang} />
      <Choice label={t('web.me.theme')} value={look.mode} options={[['light', t('web.me.theme.light')], ['dark', t('web.me.theme.dark')]]} onChoose={choose.mode} />
      {staff && <Choice label={t('web.me.density')} value={look.density === 'cosy' ? 'cosy' : 'compact'} options={[['compact', t('web.me.density.compact')], ['cosy', t('web.me.density.cosy')]]} onChoose={choose.density} />}
      {staff && <Choice label={t('web.me.single-keys')} value={keysOff ? 'off' : 'on'} options={[['on', t('web.admin.on')], ['off', t('web.admin.off')]]} onChoose={(value) => { choose.singleKeys(value === 'off'); setKeysOff(value === 'off') }} />}
    </div></Panel>
  )
}

function Choice<Value extends string>({ label, value, options, onChoose }: { label: string; value: Value; options: readonly (readonly [Value, string])[]; onChoose: (value: Value) => void }) {
  return <div className="me-choice"><span className="t2">{label}</span><div className="seg" role="group" aria-label={label}>{options.map(([id, text]) => <button key={id} type="button" {...(id === 'zh-CN' || id === 'en' ? { lang: id } : {})} aria-pressed={id === value} onClick={() => onChoose(id)}>{text}</button>)}</div></div>
}

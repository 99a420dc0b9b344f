// The language in which a person is written to.
import type { ComponentProps } from 'react'

type Locale = 'zh-CN' | 'en'
/** Languages are named in themselves, so that anyone finds the own one. */
const NAMES: Record<Locale, string> = { 'zh-CN': '简体中文', en: 'English' }

export function LocaleSelect({ value, onChange, ...control }: { value: Locale; onChange: (locale: Locale) => void } & Omit<ComponentProps<'select'>, 'value' | 'onChange'>) {
  return <select className="field" {...control} value={value} onChange={(e) => onChange(e.target.value as Locale)}>{(Object.keys(NAMES) as Locale[]).map((l) => <option key={l} value={l} lang={l}>{NAMES[l]}</option>)}</select>
}

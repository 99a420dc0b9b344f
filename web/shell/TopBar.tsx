// The top bar: where I am, search and command, what runs, the one primary act, notices, appearance.
import { Languages, Moon, Plus, Search, Sun } from 'lucide-react'
import { useState } from 'react'
import { useAppearance } from '../design/appearance.ts'
import { ButtonLink } from '../design/Button.tsx'
import { Kbd, keyText } from '../design/Marks.tsx'
import { useLang, useT } from '../i18n/i18n.ts'
import { commandsFor } from './menu.ts'
import { NotificationBell } from './NotificationBell.tsx'
import { useAllowed, useScreenSets } from './screen-sets.ts'
import { usePreferences } from './preferences.ts'
import { Slot } from './Slot.tsx'

/** Written by the part that draws the names. */
const TEAM_WIDTH = 'houyuan.team-width'

export function TopBar({ onSearch }: { onSearch: () => void }) {
  // As wide as it was the last time, until the names are there again: the search field does not jump.
  const t = useT(), [minWidth] = useState(() => Number(localStorage.getItem(TEAM_WIDTH)) || undefined)
  return (
    <header className="top">
      <span className="top-team" style={minWidth ? { minWidth } : {}}><Slot name="shell.team" props={{}} otherwise={<span className="top-unit ell">{t('web.product')}</span>} /></span>
      <button type="button" className="search" onClick={onSearch} aria-keyshortcuts="Control+K Meta+K"><Search size={14} aria-hidden /><span>{t('web.frame.search')}</span><Kbd k="mod+k" /></button>
      <span className="sp" />
      <Slot name="shell.pulse" props={{}} />
      <Slot name="shell.status" props={{}} />
      <PrimaryCommand />
      <NotificationBell />
      <ModeSwitch />
      <LangSwitch />
    </header>
  )
}

function PrimaryCommand() {
  const t = useT(), sets = useScreenSets(), command = commandsFor(sets, useAllowed()).find((one) => one.primary)
  if (!command) return null
  const Icon = command.icon ?? Plus
  return <ButtonLink kind="primary" size="small" to={command.to} icon={<Icon size={14} aria-hidden />}><span className="top-primary">{t(command.label)}</span>{command.key && <span className="kbd-in">{keyText(command.key)}</span>}</ButtonLink>
}

export function ModeSwitch() {
  const t = useT(), { mode } = useAppearance(), choose = usePreferences()
  return <button type="button" className="ib" aria-label={t(mode === 'dark' ? 'web.frame.to-light' : 'web.frame.to-dark')} onClick={() => choose.mode(mode === 'dark' ? 'light' : 'dark')}>{mode === 'dark' ? <Sun size={16} /> : <Moon size={16} />}</button>
}

/** `word`: prints the other language's own name, for pages where nobody has chosen yet. */
export function LangSwitch({ word }: { word?: boolean }) {
  const t = useT(), lang = useLang(), choose = usePreferences()
  if (word) return <button type="button" className="lang-w" lang={lang === 'en' ? 'zh-CN' : 'en'} onClick={() => choose.lang(lang === 'en' ? 'zh-CN' : 'en')}><Languages size={16} aria-hidden />{lang === 'en' ? '简体中文' : 'English'}</button>
  return <button type="button" className="ib" aria-label={t('web.frame.to-other-language')} onClick={() => choose.lang(lang === 'en' ? 'zh-CN' : 'en')}><Languages size={16} /></button>
}

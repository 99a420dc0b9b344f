// How a person likes the screens: changed at once on this device, kept with the account, taken over on a new device.
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useContext } from 'react'
import type { z } from 'zod'
import { meApi, sessionApi, type Preferences } from '../../platform/contract/access-session.ts'
import { call } from '../api/call.ts'
import { queryKey } from '../api/queries.ts'
import { switchDensity, switchMode, type Mode } from '../design/appearance.ts'
import { toastProblem } from '../design/Feedback.tsx'
import { switchLang } from '../i18n/i18n.ts'
import type { Lang } from '../i18n/translate.ts'
import { SessionContext, type Session } from './session.ts'
import { switchSingleKeys } from './shortcuts.ts'

const kept = (key: string) => localStorage.getItem(`houyuan.${key}`) !== null

/** A device on which nothing was chosen yet follows the account. */
export function adoptPreferences({ locale, preferences }: Pick<Session, 'locale' | 'preferences'>): void {
  if (!kept('lang-chosen')) void switchLang(locale)
  if (!kept('mode') && preferences.theme && preferences.theme !== 'system') switchMode(preferences.theme)
  if (!kept('density') && (preferences.density === 'compact' || preferences.density === 'cosy')) switchDensity(preferences.density)
  if (!kept('single-keys-off') && preferences.shortcuts !== undefined) switchSingleKeys(!preferences.shortcuts)
}

export type SavedViews = NonNullable<z.infer<typeof Preferences>['views']>
type Change = z.infer<typeof Preferences> & { locale?: Lang }

export interface PreferenceSwitches { mode: (mode: Mode) => void; density: (density: 'compact' | 'cosy') => void; lang: (lang: Lang) => void; singleKeys: (off: boolean) => void; views: (views: SavedViews) => void }

/** Switches that also tell the account; outside a session they stay on the device. */
export function usePreferences(): PreferenceSwitches {
  const session = useContext(SessionContext), client = useQueryClient()
  const keep = useCallback(({ locale, ...preferences }: Change) => {
    if (!session || session.via !== 'session') return
    const body = { ...(locale ? { locale } : {}), ...(Object.keys(preferences).length > 0 ? { preferences: { ...session.preferences, ...preferences } } : {}) }
    void call(meApi.change, { body }).then((reply) => client.setQueryData(queryKey(sessionApi.current), reply), toastProblem)
  }, [session, client])
  return {
    mode: (mode) => { switchMode(mode); keep({ theme: mode }) },
    density: (density) => { switchDensity(density); keep({ density }) },
    // Words that the server chose (names of settings, kinds of notices) are asked for anew.
    lang: (lang) => { localStorage.setItem('houyuan.lang-chosen', '1'); void switchLang(lang).then(() => { keep({ locale: lang }); return client.invalidateQueries() }) },
    views: (views) => keep({ views }),
    singleKeys: (off) => { switchSingleKeys(off); keep({ shortcuts: !off }) },
  }
}

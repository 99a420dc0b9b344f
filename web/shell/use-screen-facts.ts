// What the open page told the router about itself.
import { useMatches } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useT } from '../i18n/i18n.ts'
import type { MessageKey } from '../i18n/translate.ts'

/** What a page tells the frame around it. */
export interface ScreenFacts { title?: MessageKey; permission?: string; under?: string; bare?: boolean }

const NONE: ScreenFacts = {}

export function useScreenFacts(): ScreenFacts {
  return useMatches({ select: (matches) => (matches.at(-1)?.staticData as { screen?: ScreenFacts } | undefined)?.screen }) ?? NONE
}

/** Names the window after the page: `工单 · 后援`. */
export function useWindowTitle(facts: ScreenFacts): void {
  const t = useT(), title = facts.title ? `${t(facts.title)} · ${t('web.product')}` : t('web.product')
  useEffect(() => { document.title = title }, [title])
}

/** Names the window after the record that is open, so that tabs can be told apart: `HY-250303-0002 柜面登录失败 · 后援`. */
export function useNamedWindow(name: string | undefined): void {
  const t = useT(), title = name ? `${name} · ${t('web.product')}` : ''
  useEffect(() => { if (title) document.title = title }, [title])
}

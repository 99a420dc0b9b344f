// antd with our tokens: lazy, for the pages that use it.
import { ConfigProvider } from 'antd'
import type { Locale } from 'antd/es/locale/index.js'
import { useEffect, useMemo, useState, type ComponentType, type ReactNode } from 'react'
import { useLang } from '../i18n/i18n.ts'
import type { Lang } from '../i18n/translate.ts'
import { useAppearance, type Appearance } from './appearance.ts'
import { antdTheme, density as sizes } from './tokens.ts'

const locales: Record<Lang, () => Promise<Locale>> = {
  'zh-CN': () => import('antd/locale/zh_CN').then((m) => m.default),
  en: () => import('antd/locale/en_US').then((m) => m.default),
}

function themeOf({ mode, surface, density }: Appearance) {
  const theme = antdTheme(mode, surface)
  if (density !== 'cosy') return theme
  // Every variant needs its own key, or the CSS variables of two densities overwrite each other.
  return { ...theme, cssVar: { key: `hy-${mode}-${surface}-cosy` }, token: { ...theme.token, fontSize: sizes.cosy.font, controlHeight: sizes.cosy.control } }
}

/** The server admits style elements that carry the nonce of this page. */
const nonce = document.querySelector<HTMLMetaElement>('meta[property=csp-nonce]')?.nonce

/** Pop-ups of fields stay inside an open <dialog>: what is outside of it cannot be clicked. */
const popupHome = (node?: HTMLElement) => node?.closest('dialog') ?? document.body

export function AntdRoot({ children }: { children: ReactNode }) {
  const appearance = useAppearance(), lang = useLang()
  const theme = useMemo(() => themeOf(appearance), [appearance])
  const [locale, setLocale] = useState<Locale>()
  useEffect(() => {
    let stale = false
    void locales[lang]().then((loaded) => { if (!stale) setLocale(loaded) })
    return () => { stale = true }
  }, [lang])
  return <ConfigProvider theme={theme} wave={{ disabled: true }} button={{ autoInsertSpace: false }} getPopupContainer={popupHome} {...(nonce ? { csp: { nonce } } : {})} {...(locale ? { locale } : {})}>{children}</ConfigProvider>
}

/** A part that uses antd, with the theme around it; routes and slot fills with `antd: true` get it by themselves. */
export function withAntd<Props extends object>(Part: ComponentType<Props>): ComponentType<Props> {
  return function PartWithAntd(props: Props) { return <AntdRoot><Part {...props} /></AntdRoot> }
}

// Articles are written in one language each: those in the reader's come first, the others stay reachable behind them.
import type { Lang } from '../../../../web/i18n/translate.ts'

const HAN = /\p{Script=Han}/u

/** By the script of the title; the order stays otherwise. */
export const ownLanguageFirst = <Row extends { title: string }>(rows: readonly Row[], lang: Lang): Row[] => rows.toSorted((a, b) => Number(HAN.test(b.title) === (lang === 'zh-CN')) - Number(HAN.test(a.title) === (lang === 'zh-CN')))

// Titles and summaries in the language of the page; the register always brings both.
import type { Lang } from '../../../web/i18n/translate.ts'

export const titleIn = (lang: Lang, c: { titleZh: string; titleEn: string }): string => (lang === 'en' ? c.titleEn : c.titleZh)
export const summaryIn = (lang: Lang, c: { summaryZh: string; summaryEn: string }): string => (lang === 'en' ? c.summaryEn : c.summaryZh)
/** The other language of the two, for the second line. */
export const otherLang = (lang: Lang): Lang => (lang === 'en' ? 'zh-CN' : 'en')

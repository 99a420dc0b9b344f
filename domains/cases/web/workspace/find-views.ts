// Views in the palette: those of the desk and the kept ones, by their names and by the first letters of their pinyin.
import { call } from '../../../../web/api/call.ts'
import { currentWords } from '../../../../web/i18n/i18n.ts'
import { fitting } from '../../../../web/shell/palette-match.ts'
import type { FoundItem } from '../../../../web/screens.ts'
import { casesApi } from '../../contract/api.ts'
import { searchOf } from './filters.ts'
import { VIEW_GROUPS } from './views.ts'

export async function findViews(typed: string, signal: AbortSignal): Promise<readonly FoundItem[]> {
  const { t, lang } = currentWords(), kept = (await call(casesApi.views, { signal })).items
  const pinyin = lang === 'zh-CN' ? (await import('../../../../web/shell/pinyin.ts')).pinyinFits : undefined
  const desk = VIEW_GROUPS.flatMap((group) => group.views).map(({ id }): FoundItem => ({ id, label: t(`cases.desk.view.${id}`), to: `/cases${id === 'open' ? '' : `?view=${id}`}` }))
  return fitting([...kept.map((one): FoundItem => { const search = searchOf(one.view, one.sort ?? 'due', one.filter); return { id: one.id, label: one.name, note: one.filter, to: `/cases${search ? `?${search}` : ''}` } }), ...desk], typed, pinyin)
}

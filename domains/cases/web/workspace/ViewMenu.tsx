// The views as a menu, where there is no room for their column.
import { Bookmark, ChevronDown } from 'lucide-react'
import { Menu, type MenuItem } from '../../../../web/design/Menu.tsx'
import { useSession } from '../../../../web/shell/session.ts'
import { useT } from '../../../../web/i18n/i18n.ts'
import type { CaseView } from '../../contract/list.ts'
import { searchOfView, useKeptViews } from './SavedViews.tsx'
import { VIEW_GROUPS } from './views.ts'

export function ViewMenu({ current, onChoose }: { current: CaseView; onChoose: (view: CaseView) => void }) {
  const t = useT(), saved = [...useKeptViews().map((one) => ({ name: one.name, search: searchOfView(one) })), ...useSession().preferences.views ?? []]
  const items = VIEW_GROUPS.flatMap((group) => [{ id: `g-${group.id}`, heading: t(`cases.desk.group.${group.id}`) }, ...group.views.map(({ id, icon: Icon }) => ({ id, label: t(`cases.desk.view.${id}`), icon: <Icon size={15} aria-hidden />, checked: id === current, onChoose: () => onChoose(id) }))])
  const own: MenuItem[] = saved.length === 0 ? [] : [{ id: 'g-saved', heading: t('cases.desk.saved') }, ...saved.map((one): MenuItem => ({ id: `s-${one.name}`, label: one.name, icon: <Bookmark size={15} aria-hidden />, to: `/cases?${one.search}` }))]
  return <div className="q-views"><Menu label={t('cases.desk.views')} className="q-chip" items={[...items, ...own]}>{t('cases.desk.view', { view: t(`cases.desk.view.${current}`) })}<ChevronDown size={13} aria-hidden /></Menu></div>
}

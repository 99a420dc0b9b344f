// The views as a menu, where there is no room for their column.
import { ChevronDown } from 'lucide-react'
import { Menu } from '../../../../web/design/Menu.tsx'
import { useT } from '../../../../web/i18n/i18n.ts'
import type { CaseView } from '../../contract/list.ts'
import { VIEW_GROUPS } from './views.ts'

export function ViewMenu({ current, onChoose }: { current: CaseView; onChoose: (view: CaseView) => void }) {
  const t = useT()
  const items = VIEW_GROUPS.flatMap((group) => [{ id: `g-${group.id}`, heading: t(`cases.desk.group.${group.id}`) }, ...group.views.map(({ id, icon: Icon }) => ({ id, label: t(`cases.desk.view.${id}`), icon: <Icon size={15} aria-hidden />, checked: id === current, onChoose: () => onChoose(id) }))])
  return <div className="q-views"><Menu label={t('cases.desk.views')} className="q-chip" items={items}>{t('cases.desk.view', { view: t(`cases.desk.view.${current}`) })}<ChevronDown size={13} aria-hidden /></Menu></div>
}

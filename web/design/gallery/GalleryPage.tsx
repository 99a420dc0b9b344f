// /design: tabs for marks, states, keys, lists and forms.
import { PageHead } from '../Layout.tsx'
import { Page } from '../Layout.tsx'
import { TabBar } from '../TabBar.tsx'
import { useT } from '../../i18n/i18n.ts'
import { useSearchValue } from '../../shell/address.ts'
import { FormsBoard } from './FormsBoard.tsx'
import { KeysBoard } from './KeysBoard.tsx'
import { ListBoard } from './ListBoard.tsx'
import { MarksBoard } from './MarksBoard.tsx'
import { StatesBoard } from './StatesBoard.tsx'

const boards = { marks: MarksBoard, states: StatesBoard, keys: KeysBoard, list: ListBoard, forms: FormsBoard } as const
type BoardId = keyof typeof boards
const ids = Object.keys(boards) as BoardId[]

export function GalleryPage() {
  const t = useT(), [tab, setTab] = useSearchValue('tab', 'marks')
  const current = ids.find((id) => id === tab) ?? 'marks', Board = boards[current]
  return (
    <Page>
      <PageHead title={t(`web.design.tab.${current}`)} note={t(`web.design.note.${current}`)} />
      <TabBar label={t('web.design.title')} tabs={ids.map((id) => ({ id, label: t(`web.design.tab.${id}`) }))} current={current} onChange={setTab} panelId="board" />
      <div id="board" role="tabpanel"><Board /></div>
    </Page>
  )
}

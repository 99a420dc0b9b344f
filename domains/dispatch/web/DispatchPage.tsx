// Who drowns, what slips, who is free: the screen of leads and regions (§1.1-4, §1.2-11, §2.1-4). Board, cockpit, open loops, rules.
import { useApi, queryKey } from '../../../web/api/queries.ts'
import { Tone } from '../../../web/design/Marks.tsx'
import { TabBar } from '../../../web/design/TabBar.tsx'
import { useLive } from '../../../web/live/live.ts'
import { useAddressSearch, useChangeSearch } from '../../../web/shell/address.ts'
import { useFormat, useT } from '../../../web/i18n/i18n.ts'
import { dispatchApi } from '../contract/api.ts'
import type { Board } from '../contract/board.ts'
import { BoardView } from './board/BoardView.tsx'
import { CockpitView } from './cockpit/CockpitView.tsx'
import { LoopsView } from './cockpit/LoopsView.tsx'
import { RulesView } from './rules/RulesView.tsx'
import './dispatch.css'
import './why.css'

const TABS = ['board', 'cockpit', 'loops', 'rules'] as const
type Tab = (typeof TABS)[number]

export function DispatchPage() {
  const t = useT(), search = useAddressSearch(), change = useChangeSearch(), tab: Tab = TABS.find((one) => one === search['tab']) ?? 'board', unit = typeof search['unit'] === 'string' ? search['unit'] : undefined
  const query = { query: { ...(unit ? { unit } : {}), limit: 100 } }, board = useApi(dispatchApi.board, query, { keep: true })
  useLive(['cases', 'dispatch', 'org'], [queryKey(dispatchApi.board), queryKey(dispatchApi.candidates), queryKey(dispatchApi.availability)])
  return (
    <div className="dp">
      <header className="dp-h">
        <h1>{t('dispatch.title')}</h1>
        <UnitSelect board={board.data} unit={unit} onUnit={(id) => change({ unit: id || undefined })} />
        {board.data && <Sums board={board.data} />}
        <span className="sp" />
        <TabBar label={t('dispatch.tabs')} panelId="dispatch-panel" current={tab} onChange={(id) => change({ tab: id === 'board' ? undefined : id })} tabs={TABS.map((id) => ({ id, label: t(`dispatch.tab.${id}`) }))} />
      </header>
      <div id="dispatch-panel" role="tabpanel" aria-label={t(`dispatch.tab.${tab}`)} className="dp-b">
        {tab === 'board' ? <BoardView board={board} unit={unit} /> : tab === 'cockpit' ? <CockpitView unit={unit} /> : tab === 'loops' ? <LoopsView unit={unit} /> : <RulesView units={board.data?.units ?? []} />}
      </div>
    </div>
  )
}

function UnitSelect({ board, unit, onUnit }: { board: Board | undefined; unit: string | undefined; onUnit: (id: string) => void }) {
  const t = useT()
  return (
    <select className="field dp-unit" aria-label={t('dispatch.unit')} value={unit ?? ''} onChange={(event) => onUnit(event.target.value)}>
      <option value="">{t('dispatch.unit.all')}</option>
      {board?.units.map((u) => <option key={u.id} value={u.id}>{`${'\u3000'.repeat(u.depth)}${u.name}`}</option>)}
    </select>
  )
}

/** What there is at a glance; red only what has run out. */
function Sums({ board }: { board: Board }) {
  const t = useT(), format = useFormat(), here = board.people.filter((p) => !p.absentUntil && p.shift !== 'off').length
  return (
    <span className="row g12 sm t2 dp-sums">
      <span className="nw">{t('dispatch.sum.open')} <b className="num">{format.number(board.open)}</b></span>
      <span className="nw">{t('dispatch.sum.here')} <b className="num">{format.number(here)}/{format.number(board.people.length)}</b></span>
      <Tone kind={board.mode === 'automatic' ? 'info' : 'plain'}>{t(`dispatch.mode.${board.mode}`)}</Tone>
    </span>
  )
}

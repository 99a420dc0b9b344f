// The rules of the house, and where headquarters changes them (screen 08a, RX-1): matrix, level tables, calendars, own test rows.
import { useApi } from '../../../../web/api/queries.ts'
import { Page, PageHead } from '../../../../web/design/Layout.tsx'
import { TabBar } from '../../../../web/design/TabBar.tsx'
import { useT } from '../../../../web/i18n/i18n.ts'
import { useSearchValue } from '../../../../web/shell/address.ts'
import { slaDeskApi } from '../../contract/desk-api.ts'
import { CalendarsTab } from './CalendarsTab.tsx'
import { ConformanceTab } from './ConformanceTab.tsx'
import { MatrixTab } from './MatrixTab.tsx'
import { TryRecord } from './SimulatorDrawer.tsx'
import { TablesTab } from './TablesTab.tsx'
import './policy-desk.css'

const TABS = ['matrix', 'tables', 'calendars', 'conformance'] as const

export function PolicyDeskPage() {
  const t = useT(), [tab, setTab] = useSearchValue('tab', 'matrix'), shown = TABS.find((id) => id === tab) ?? 'matrix', rows = useApi(slaDeskApi.conformance, { query: {} })
  return (
    <Page>
      <PageHead title={t('sla.desk.title')} note={t('sla.desk.note')} actions={<TryRecord />} />
      <TabBar label={t('sla.desk.tabs')} tabs={TABS.map((id) => ({ id, label: t(`sla.desk.tab.${id}`), ...(id === 'conformance' && rows.data && rows.data.red > 0 ? { count: rows.data.red } : {}) }))} current={shown} onChange={setTab} panelId="policy-desk" />
      <div id="policy-desk" role="tabpanel" aria-label={t(`sla.desk.tab.${shown}`)} className="pd-panel">
        {shown === 'matrix' ? <MatrixTab /> : shown === 'tables' ? <TablesTab /> : shown === 'calendars' ? <CalendarsTab /> : <ConformanceTab query={rows} />}
      </div>
    </Page>
  )
}

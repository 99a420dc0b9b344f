// The support process as a living drawing (picture 08b): what is asked of each step, who stands where now, what really happened; headquarters draws here.
import { useState } from 'react'
import { queryKey, useApi } from '../../../web/api/queries.ts'
import { PageHead } from '../../../web/design/Layout.tsx'
import { Loaded } from '../../../web/design/States.tsx'
import { useT } from '../../../web/i18n/i18n.ts'
import { useLive } from '../../../web/live/live.ts'
import { useSearchValue } from '../../../web/shell/address.ts'
import { processApi, type ProcessView } from '../contract/api.ts'
import { Drawing, type ListName } from './Drawing.tsx'
import { Legend } from './Legend.tsx'
import { MappingTable } from './MappingTable.tsx'
import { PathsPanel } from './PathsPanel.tsx'
import { ProcessDesign } from './ProcessDesign.tsx'
import { ProcessTools, type Period } from './ProcessTools.tsx'
import { StepPanel } from './StepPanel.tsx'
import { VersionsDialog } from './VersionsDialog.tsx'
import './process.css'

const LISTS: readonly ListName[] = ['five', 'six', 'steps', 'four']
const NOW_EVERY_MS = 30_000

export function ProcessPage() {
  const t = useT(), query = useApi(processApi.show), [designing, setDesigning] = useState(false)
  useLive(['process'], [queryKey(processApi.show), queryKey(processApi.versions), queryKey(processApi.draft)])
  return <div className="pr-page"><Loaded query={query} rows={10} heading={t('process.page')}>{(view) => (designing ? <ProcessDesign live={view} onDone={() => setDesigning(false)} /> : <Reading view={view} onDesign={() => setDesigning(true)} />)}</Loaded></div>
}

function Reading({ view, onDesign }: { view: ProcessView; onDesign: () => void }) {
  const t = useT(), [chosen, setChosen] = useSearchValue('step', ''), [shown, setShown] = useSearchValue('list', ''), [days, setDays] = useSearchValue('days', ''), [open, setOpen] = useState(false)
  const list = LISTS.find((l) => l === shown) ?? null, period = (days || null) as Period | null, now = useApi(processApi.now, undefined, { keep: true, refetchInterval: NOW_EVERY_MS })
  const paths = useApi(processApi.paths, { query: period ? { days: Number(period) } : {} }, { enabled: period !== null, keep: true })
  const step = view.definition.steps.find((s) => s.id === chosen) ?? null, real = period ? paths.data ?? null : null
  return (
    <>
      <PageHead title={t('process.page')} note={t('process.note')} actions={<ProcessTools view={view} list={list} onList={(l) => setShown(l ?? '')} period={period} onPeriod={(p) => setDays(p ?? '')} onVersions={() => setOpen(true)} onDesign={onDesign} />} />
      <div className="pr-split">
        <div className="pr-canvas" tabIndex={0} role="region" aria-label={t('process.drawing')}><Drawing view={view} now={now.data ?? null} paths={real} list={list} chosen={chosen || null} onChoose={(id) => setChosen(id === chosen ? '' : id)} /><Legend /><MappingTable definition={view.definition} /></div>
        <aside className="pr-side" aria-label={step ? t('process.step') : t('process.paths')}>{step ? <StepPanel step={step} view={view} now={now.data ?? null} paths={real} /> : real ? <PathsPanel paths={real} definition={view.definition} onChoose={setChosen} /> : <p className="t2 pr-hint">{t('process.hint')}</p>}</aside>
      </div>
      {open && <VersionsDialog onClose={() => setOpen(false)} />}
    </>
  )
}

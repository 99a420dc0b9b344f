// What the drawing shows beside itself, its versions, and the ways out of the product: a file, paper.
import { CircleCheck, Download, History, Pencil, Printer } from 'lucide-react'
import { Button } from '../../../web/design/Button.tsx'
import { ClauseMark, Tone } from '../../../web/design/Marks.tsx'
import { useT } from '../../../web/i18n/i18n.ts'
import type { ProcessView } from '../contract/api.ts'
import type { ListName } from './Drawing.tsx'
import { saveDrawing } from './save-drawing.ts'

export type Period = '7' | '30' | '90' | '365'
const PERIODS: readonly Period[] = ['7', '30', '90', '365'], LISTS: readonly ListName[] = ['five', 'six', 'steps', 'four']

interface ToolsProps { view: ProcessView; list: ListName | null; onList: (list: ListName | null) => void; period: Period | null; onPeriod: (period: Period | null) => void; onVersions: () => void; onDesign: () => void }

export function ProcessTools({ view, list, onList, period, onPeriod, onVersions, onDesign }: ToolsProps) {
  const t = useT()
  return (
    <>
      <ClauseMark clause="§8.1" /><Tone kind="good" icon={<CircleCheck size={13} aria-hidden />}>{t('process.in-force', { version: view.version })}</Tone>
      <select className="field slim" aria-label={t('process.lists')} value={list ?? ''} onChange={(e) => onList((e.target.value || null) as ListName | null)}><option value="">{t('process.list.none')}</option>{LISTS.map((l) => <option key={l} value={l}>{t(`process.list.${l}`)}</option>)}</select>
      <select className="field slim" aria-label={t('process.paths')} value={period ?? ''} onChange={(e) => onPeriod((e.target.value || null) as Period | null)}><option value="">{t('process.paths.none')}</option>{PERIODS.map((p) => <option key={p} value={p}>{t('process.paths.days', { count: Number(p) })}</option>)}</select>
      <Button size="small" icon={<History size={14} />} onClick={onVersions}>{t('process.versions')}</Button><Button size="small" icon={<Download size={14} />} onClick={() => saveDrawing(`process-v${view.version}.svg`)}>SVG</Button><Button size="small" icon={<Printer size={14} />} onClick={() => print()}>{t('process.print')}</Button>
      {view.mayDesign && <Button kind="primary" size="small" icon={<Pencil size={14} />} onClick={onDesign}>{t(view.draftVersion === null ? 'process.design' : 'process.design.go-on')}</Button>}
    </>
  )
}

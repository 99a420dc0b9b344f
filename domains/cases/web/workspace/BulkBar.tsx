// Acts on all selected cases, one request each; what was refused is named, what worked stays.
import { UserPlus, X } from 'lucide-react'
import { useState } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { call } from '../../../../web/api/call.ts'
import { queryKey } from '../../../../web/api/queries.ts'
import { asProblem } from '../../../../web/api/problem.ts'
import { toast, toastProblem } from '../../../../web/design/Feedback.tsx'
import { Kbd } from '../../../../web/design/Marks.tsx'
import { useSession } from '../../../../web/shell/session.ts'
import { useShortcut } from '../../../../web/shell/shortcuts.ts'
import { useT } from '../../../../web/i18n/i18n.ts'
import { casesApi } from '../../contract/api.ts'
import type { CaseSummary } from '../../contract/case.ts'

export function BulkBar({ selected, rows, onClear }: { selected: ReadonlySet<string>; rows: readonly CaseSummary[]; onClear: () => void }) {
  const t = useT(), session = useSession(), client = useQueryClient()
  const [busy, setBusy] = useState(false)
  const takeAll = async () => {
    setBusy(true)
    const refused: string[] = []
    for (const row of rows.filter((r) => selected.has(r.id))) {
      try { await call(casesApi.transition, { params: { id: row.id }, body: { to: 'assigned', handlerId: session.person.id } }) } catch (error) { refused.push(`${row.number}: ${asProblem(error).errors[0]?.detail ?? asProblem(error).detail}`) }
    }
    await client.invalidateQueries({ queryKey: queryKey(casesApi.list) })
    await client.invalidateQueries({ queryKey: queryKey(casesApi.counts) })
    setBusy(false)
    if (refused.length === 0) { toast(t('cases.desk.taken', { count: selected.size })); onClear() } else toastProblem(new Error(refused.join(' ')))
  }
  useShortcut('a', () => { void takeAll() }, { label: t('cases.desk.take'), group: t('cases.desk.keys') }, !busy)
  return (
    <div className="q-bulk" role="toolbar" aria-label={t('cases.desk.bulk')}>
      <b className="num nw">{t('cases.desk.selected', { count: selected.size })}</b><span className="sp" />
      <button type="button" disabled={busy} onClick={() => { void takeAll() }}><UserPlus size={14} aria-hidden />{t('cases.desk.take')}<Kbd k="a" /></button>
      <button type="button" aria-label={t('cases.desk.clear')} onClick={onClear}><X size={14} /></button>
    </div>
  )
}

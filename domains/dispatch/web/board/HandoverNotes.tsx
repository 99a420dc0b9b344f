// What the last shift left for this one (§1.1-4); written and taken over on the duty roster.
import { NotebookPen } from 'lucide-react'
import { useApi } from '../../../../web/api/queries.ts'
import { RelativeTime } from '../../../../web/design/Text.tsx'
import { useServerMinute } from '../../../../web/design/server-clock.ts'
import { useSession } from '../../../../web/shell/session.ts'
import { useT } from '../../../../web/i18n/i18n.ts'
import { rosterApi } from '../../../org/contract/roster-api.ts'

const DAY = 86_400_000
const dayOf = (at: number): string => new Date(at + DAY / 3).toISOString().slice(0, 10)

export function HandoverNotes({ unit }: { unit: string | undefined }) {
  const t = useT(), session = useSession(), unitId = unit ?? session.unitId ?? undefined, rosters = useApi(rosterApi.listRosters, { query: { ...(unitId ? { unitId } : {}), state: 'active' } }, { enabled: unitId !== undefined, staleTime: 60_000 })
  const found = rosters.data?.items ?? []
  if (found.length === 0) return null
  return <div className="dp-notes"><h3><NotebookPen size={13} aria-hidden />{t('dispatch.handover')}</h3>{found.slice(0, 4).map((r) => <RosterNotes key={r.id} id={r.id} name={r.name} />)}</div>
}

function RosterNotes({ id, name }: { id: string; name: string }) {
  const t = useT(), now = useServerMinute(), shifts = useApi(rosterApi.shifts, { params: { id }, query: { from: dayOf(now - DAY), to: dayOf(now) } }, { staleTime: 60_000 })
  const notes = (shifts.data?.items ?? []).filter((s) => s.handover !== null).slice(-2).reverse()
  if (!shifts.data) return null
  return <div className="sm"><span className="t2">{name}</span>{notes.length === 0 ? <span className="dim"> · {t('dispatch.handover.none')}</span> : notes.map((s) => <p key={s.handover!.id} className="dp-note">{s.handover!.text}<small>{s.handover!.author.name} · {s.name} · <RelativeTime at={s.handover!.at} />{s.handover!.takenBy && <> · {t('dispatch.handover.taken', { name: s.handover!.takenBy.name })}</>}</small></p>)}</div>
}

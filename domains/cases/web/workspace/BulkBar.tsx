// Acts on all selected cases in one order: tried before, followed while it runs, each refusal named, taken back within 8 s where that is possible.
import { CheckCheck, Ellipsis, Merge, UserPlus, Users, X } from 'lucide-react'
import { useState } from 'react'
import { Notice } from '../../../../web/design/Form.tsx'
import { Kbd } from '../../../../web/design/Marks.tsx'
import { Menu, type MenuItem } from '../../../../web/design/Menu.tsx'
import { useMay, useSession } from '../../../../web/shell/session.ts'
import { useShortcut } from '../../../../web/shell/shortcuts.ts'
import { useFormat, useT } from '../../../../web/i18n/i18n.ts'
import { MOST_BULK, type BulkAct, type BulkOrder } from '../../contract/bulk.ts'
import type { CaseSummary } from '../../contract/case.ts'
import type { CaseView } from '../../contract/list.ts'
import { BulkDialog, withoutTarget, type BulkKind } from './BulkDialogs.tsx'
import { useBulk } from './use-bulk.ts'

export interface BulkBarProps { selected: ReadonlySet<string>; rows: readonly CaseSummary[]; /** What the list shows, for an act on all of it. */ view: CaseView; filter: string; /** More rows than are loaded. */ more: boolean; onClear: () => void }

export function BulkBar({ selected, rows, view, filter, more, onClear }: BulkBarProps) {
  const t = useT(), format = useFormat(), session = useSession(), works = useMay('cases.work'), assigns = useMay('cases.assign'), classifies = useMay('cases.classify'), merges = useMay('cases.merge'), { running, ended, start, forget } = useBulk()
  const [open, setOpen] = useState<BulkKind | null>(null), [all, setAll] = useState(false), chosen = rows.filter((row) => selected.has(row.id)), whole = more && chosen.length === rows.length
  const cases: BulkOrder['cases'] = all && whole ? { view, ...(filter ? { filter } : {}) } : { ids: chosen.slice(0, MOST_BULK).map((row) => row.id) }, busy = running !== null
  const count = all && whole ? t('cases.bulk.all') : format.number(chosen.length)
  const run = async (act: BulkAct) => { setOpen(null); const bulk = await start(withoutTarget(cases, act), act); if (bulk && bulk.refused === 0) onClear() }
  const mayMerge = merges && chosen.length > 1
  useShortcut('a', () => { if (assigns) setOpen('assign'); else void run({ kind: 'assign', handlerId: session.person.id }) }, { label: assigns ? t('cases.bulk.assign') : t('cases.desk.take'), group: t('cases.desk.keys') }, !busy && works)
  useShortcut('m', () => setOpen('merge'), { label: t('cases.bulk.merge'), group: t('cases.desk.keys') }, !busy && mayMerge)
  useShortcut('p', () => setOpen('classify'), { label: t('cases.bulk.act.classify'), group: t('cases.desk.keys') }, !busy && classifies)
  useShortcut('b', () => { document.querySelector<HTMLElement>('.q-bulk .bk-more')?.click() }, { label: t('cases.bulk.more-acts'), group: t('cases.desk.keys') }, !busy && works)
  const kinds: readonly (readonly [BulkKind, boolean])[] = [['offer', works], ['unit', assigns], ['classify', classifies], ['link', works && chosen.length > 1], ['archive', works], ['cancel', works]]
  const items: MenuItem[] = [
    ...kinds.filter(([, may]) => may).map(([kind]): MenuItem => ({ id: kind, label: t(`cases.bulk.act.${kind}`), onChoose: () => setOpen(kind) })),
    { id: 'line', line: true }, { id: 'read', label: t('cases.bulk.read'), icon: <CheckCheck size={14} aria-hidden />, onChoose: () => { void run({ kind: 'unread', unread: false }) } }, { id: 'unread', label: t('cases.bulk.unread'), onChoose: () => { void run({ kind: 'unread', unread: true }) } },
  ]
  return (
    <div className="q-bulk" role="toolbar" aria-label={t('cases.desk.bulk')}>
      {ended && ended.refusals.length > 0 && <div className="q-refused"><Notice kind="warn"><b>{t('cases.bulk.refused', { count: ended.refusals.length })}</b><ul>{ended.refusals.slice(0, 5).map((r) => <li key={r.no}><span className="num">{r.number}</span> {r.detail}</li>)}</ul><button type="button" className="lnk sm" onClick={forget}>{t('web.close')}</button></Notice></div>}
      {running ? <><progress max={running.total} value={running.done} aria-label={t('cases.bulk.running')} /><b className="num nw" role="status">{t('cases.bulk.progress', { done: format.number(running.done), total: format.number(running.total) })}</b></> : <b className="num nw">{t('cases.desk.selected', { count: selected.size })}</b>}
      {whole && !busy && <button type="button" aria-pressed={all} className={all ? 'on' : ''} onClick={() => setAll(!all)}>{t('cases.bulk.whole')}</button>}<span className="sp" />
      {works && <button type="button" disabled={busy} onClick={() => { void run({ kind: 'assign', handlerId: session.person.id }) }}><UserPlus size={14} aria-hidden />{t('cases.desk.take')}{!assigns && <Kbd k="a" />}</button>}
      {assigns && <button type="button" disabled={busy} onClick={() => setOpen('assign')}><Users size={14} aria-hidden />{t('cases.bulk.assign')}<Kbd k="a" /></button>}
      {merges && <button type="button" disabled={busy || chosen.length < 2} onClick={() => setOpen('merge')}><Merge size={14} aria-hidden />{t('cases.bulk.merge')}<Kbd k="m" /></button>}
      {works && !busy && <Menu label={t('cases.bulk.more-acts')} className="ib bk-more" side="right" up items={items}><Ellipsis size={16} /></Menu>}
      <button type="button" aria-label={t('cases.desk.clear')} onClick={onClear}><X size={14} /></button>
      {open && <BulkDialog kind={open} chosen={chosen} cases={cases} count={count} onClose={() => setOpen(null)} onDo={(act) => { void run(act) }} />}
    </div>
  )
}

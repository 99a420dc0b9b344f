// One field for searching and doing: keys of this page, places, commands, and what the domains find.
import { ArrowRight, Search, type LucideIcon } from 'lucide-react'
import { useEffect, useId, useMemo, useState, type KeyboardEvent } from 'react'
import { useModal } from '../design/Dialog.tsx'
import { Kbd } from '../design/Marks.tsx'
import { useT } from '../i18n/i18n.ts'
import { useGo } from './address.ts'
import type { PaletteRow } from './palette-match.ts'
import { usePaletteGroups } from './use-palette-groups.ts'

export function Palette({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useT(), dialog = useModal(open)
  return (
    <dialog ref={dialog} className="modal palette" aria-label={t('web.palette.title')} onCancel={(event) => { event.preventDefault(); onClose() }} onClose={() => { if (open) onClose() }} onMouseDown={(event) => { if (event.target === event.currentTarget) onClose() }}>
      {open && <PaletteBox onClose={onClose} />}
    </dialog>
  )
}

function PaletteBox({ onClose }: { onClose: () => void }) {
  const t = useT(), go = useGo(), listId = useId()
  const [typed, setTyped] = useState(''), [at, setAt] = useState(0)
  const { groups, searching, failed } = usePaletteGroups(typed)
  const rows = useMemo(() => groups.flatMap((group) => group.rows), [groups]), chosen = Math.min(at, rows.length - 1)
  const run = (row: PaletteRow | undefined) => {
    if (!row) return
    onClose()
    // After the dialog has given the focus back, so that a shortcut acts on the page.
    if (row.run) { const { run: act } = row; setTimeout(act) } else if (row.to) go(row.to)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0 && rows.length > 0) { event.preventDefault(); setAt((chosen + step + rows.length) % rows.length) }
    if (event.key === 'Enter') { event.preventDefault(); run(rows[chosen]) }
  }
  useEffect(() => { document.getElementById(`${listId}-${chosen}`)?.scrollIntoView({ block: 'nearest' }) }, [listId, chosen])
  return (
    <div className="modal-box">
      <div className="pal-in"><Search size={17} aria-hidden />
        <input autoFocus value={typed} onChange={(event) => { setTyped(event.target.value); setAt(0) }} onKeyDown={onKeyDown} placeholder={t('web.palette.placeholder')} aria-label={t('web.palette.placeholder')}
          role="combobox" aria-expanded aria-controls={listId} aria-activedescendant={rows.length > 0 ? `${listId}-${chosen}` : undefined} autoComplete="off" spellCheck={false} enterKeyHint="go" />
        <Kbd k="escape" /></div>
      <div className="pal-list" id={listId} role="listbox" aria-label={t('web.palette.title')}>
        {groups.map((group) => <div key={group.id} className="pal-group" role="group" aria-label={group.label}><span className="head" aria-hidden>{group.label}</span>
          {group.rows.map((row) => { const index = rows.indexOf(row); return <Row key={row.id} id={`${listId}-${index}`} row={row} Icon={row.icon ?? group.icon} chosen={index === chosen} onPoint={() => setAt(index)} onRun={() => run(row)} /> })}</div>)}
        {rows.length === 0 && !searching && <div className="page sm"><b>{failed ? t('web.palette.failed') : t('web.palette.none', { text: typed })}</b><span className="dim">{failed ? t('web.error.offline.detail') : t('web.palette.none-hint')}</span></div>}
      </div>
      <div className="pal-foot"><span><Kbd k="arrowup" /><Kbd k="arrowdown" />{t('web.palette.move')}</span><span><Kbd k="enter" />{t('web.palette.run')}</span><span>{t('web.palette.pinyin')}</span><span className="sp" /><span role="status">{searching ? t('web.palette.searching') : ''}</span></div>
    </div>
  )
}

function Row({ id, row, Icon, chosen, onPoint, onRun }: { id: string; row: PaletteRow; Icon: LucideIcon | undefined; chosen: boolean; onPoint: () => void; onRun: () => void }) {
  return (
    <div id={id} className="pal-row" role="option" aria-selected={chosen} onPointerMove={onPoint} onClick={onRun}>
      {Icon && <Icon size={15} aria-hidden />}<span className="ell">{row.label}</span>{row.note && <span className="sm dim ell pal-note">{row.note}</span>}<span className="sp" />
      {row.keys?.map((key) => <Kbd key={key} k={key} />)}{chosen && <ArrowRight size={14} className="dim" aria-hidden />}
    </div>
  )
}

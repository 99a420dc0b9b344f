// A small menu under a button: arrow keys, Escape, closes on choice and on a click elsewhere.
import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { AppLink } from '../shell/AppLink.tsx'
import './overlay.css'

export type MenuItem =
  | { id: string; label: ReactNode; icon?: ReactNode; to: string }
  | { id: string; label: ReactNode; icon?: ReactNode; onChoose: () => void; checked?: boolean; disabled?: boolean }
  | { id: string; heading: string }
  | { id: string; line: true }

export interface MenuProps {
  /** Accessible name of the button. */
  label: string
  /** What the button shows. */
  children: ReactNode
  items: readonly MenuItem[]
  className?: string
  side?: 'left' | 'right'
  up?: boolean
}

const choicesIn = (holder: HTMLElement | null) => [...holder?.querySelectorAll<HTMLElement>('[role^=menuitem]') ?? []]

export function Menu({ label, children, items, className = 'ib', side = 'left', up }: MenuProps) {
  const [open, setOpen] = useState(false), holder = useRef<HTMLDivElement>(null), button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (!open) return
    choicesIn(holder.current)[0]?.focus()
    const away = (event: PointerEvent) => { if (!holder.current?.contains(event.target as Node)) setOpen(false) }
    addEventListener('pointerdown', away)
    return () => removeEventListener('pointerdown', away)
  }, [open])
  const close = () => { setOpen(false); button.current?.focus() }
  const onKeyDown = (event: KeyboardEvent) => {
    if (!open) return
    if (event.key === 'Escape') { event.stopPropagation(); event.preventDefault(); close() }
    if (event.key === 'Tab') setOpen(false)
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step === 0) return
    event.preventDefault()
    const all = choicesIn(holder.current), at = all.indexOf(document.activeElement as HTMLElement)
    all[(at + step + all.length) % all.length]?.focus()
  }
  return (
    <div ref={holder} style={{ position: 'relative', display: 'inline-flex' }} onKeyDown={onKeyDown}>
      <button ref={button} type="button" className={className} aria-label={label} aria-haspopup="menu" aria-expanded={open} onClick={() => setOpen(!open)}>{children}</button>
      {open && <div className="menu-pop" role="menu" aria-label={label} style={{ [side]: 0, ...(up ? { bottom: '100%', marginBottom: 4 } : { top: '100%', marginTop: 4 }) }}>{items.map((item) => <Entry key={item.id} item={item} close={close} />)}</div>}
    </div>
  )
}

function Entry({ item, close }: { item: MenuItem; close: () => void }) {
  if ('line' in item) return <hr />
  if ('heading' in item) return <span className="head" role="presentation">{item.heading}</span>
  if ('to' in item) return <AppLink role="menuitem" to={item.to} onClick={close}>{item.icon}{item.label}</AppLink>
  const checkable = item.checked !== undefined
  return <button type="button" role={checkable ? 'menuitemradio' : 'menuitem'} aria-checked={checkable ? item.checked : undefined} disabled={item.disabled} onClick={() => { close(); item.onChoose() }}>{item.icon}{item.label}</button>
}

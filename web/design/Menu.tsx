// A small menu under a button: arrow keys, Escape, closes on choice and on a click elsewhere.
import { useEffect, useRef, useState, type CSSProperties, type KeyboardEvent, type ReactNode } from 'react'
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

/** Fixed to the window, so that no scrolling box cuts it off. */
function placeFor(button: HTMLElement, side: 'left' | 'right', up: boolean): CSSProperties {
  const box = button.getBoundingClientRect()
  const across = side === 'left' ? { left: Math.max(8, Math.min(box.left, innerWidth - 228)) } : { right: Math.max(8, innerWidth - box.right) }
  return up || box.bottom > innerHeight - 200 ? { ...across, bottom: innerHeight - box.top + 4, maxHeight: box.top - 12 } : { ...across, top: box.bottom + 4, maxHeight: innerHeight - box.bottom - 12 }
}

const choicesIn = (holder: HTMLElement | null) => [...holder?.querySelectorAll<HTMLElement>('[role^=menuitem]') ?? []]

export function Menu({ label, children, items, className = 'ib', side = 'left', up }: MenuProps) {
  const [at, setAt] = useState<CSSProperties | null>(null), open = at !== null, holder = useRef<HTMLDivElement>(null), button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (!open) return
    choicesIn(holder.current)[0]?.focus()
    const away = (event: PointerEvent) => { if (!holder.current?.contains(event.target as Node)) setAt(null) }
    const gone = () => setAt(null)
    addEventListener('pointerdown', away)
    addEventListener('resize', gone)
    return () => { removeEventListener('pointerdown', away); removeEventListener('resize', gone) }
  }, [open])
  const close = () => { setAt(null); button.current?.focus() }
  const toggle = () => setAt(open || !button.current ? null : placeFor(button.current, side, up ?? false))
  const onKeyDown = (event: KeyboardEvent) => {
    if (!open) return
    if (event.key === 'Escape') { event.stopPropagation(); event.preventDefault(); close() }
    if (event.key === 'Tab') setAt(null)
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step === 0) return
    event.preventDefault()
    const all = choicesIn(holder.current), at = all.indexOf(document.activeElement as HTMLElement)
    all[(at + step + all.length) % all.length]?.focus()
  }
  return (
    <div ref={holder} style={{ display: 'inline-flex' }} onKeyDown={onKeyDown}>
      <button ref={button} type="button" className={className} aria-label={label} aria-haspopup="menu" aria-expanded={open} onClick={toggle}>{children}</button>
      {at && <div className="menu-pop" role="menu" aria-label={label} style={at}>{items.map((item) => <Entry key={item.id} item={item} close={close} />)}</div>}
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

// Tabs inside a page. The second level of navigation; there is no third.
import { useRef, type KeyboardEvent, type ReactNode } from 'react'
import './controls.css'

export interface TabItem { id: string; label: ReactNode; count?: number }

/** Buttons with role=tab; arrow keys move. Put other buttons beside it, never inside. */
export function TabBar({ label, tabs, current, onChange, panelId }: { label: string; tabs: readonly TabItem[]; current: string; onChange: (id: string) => void; panelId?: string }) {
  const bar = useRef<HTMLDivElement>(null)
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    if (step === 0) return
    event.preventDefault()
    event.stopPropagation()
    const at = (tabs.findIndex((tab) => tab.id === current) + step + tabs.length) % tabs.length
    onChange(tabs[at]!.id)
    bar.current?.querySelectorAll('button')[at]?.focus()
  }
  return (
    <div className="tabs" role="tablist" aria-label={label} ref={bar} onKeyDown={onKeyDown}>
      {tabs.map((tab) => (
        <button key={tab.id} type="button" role="tab" aria-selected={tab.id === current} aria-controls={tab.id === current ? panelId : undefined} tabIndex={tab.id === current ? 0 : -1} onClick={() => onChange(tab.id)}>
          {tab.label}{tab.count !== undefined && <span className="num dim">{tab.count}</span>}
        </button>
      ))}
    </div>
  )
}

// A word of explanation after 500 ms of hover, at once on focus. Light enough for rows; never the only carrier of a fact.
import { cloneElement, useCallback, useEffect, useId, useRef, useState, type ReactElement } from 'react'
import { createPortal } from 'react-dom'
import './overlay.css'

interface Anchor { x: number; y: number; above: boolean }
type Target = ReactElement<{ 'aria-describedby'?: string }>

const DELAY = 500

function anchorOf(element: Element): Anchor {
  const box = element.getBoundingClientRect(), above = box.top > 80
  return { x: Math.min(Math.max(box.left + box.width / 2, 12), innerWidth - 12), y: above ? box.top - 6 : box.bottom + 6, above }
}

export interface TooltipProps { text: string; children: Target; /** Only while the words below are cut off by an ellipsis. */ whenClipped?: boolean }

export function Tooltip({ text, children, whenClipped }: TooltipProps) {
  const id = useId(), holder = useRef<HTMLSpanElement>(null), wait = useRef(0)
  const [anchor, setAnchor] = useState<Anchor | null>(null)
  const show = () => {
    const target = holder.current?.firstElementChild
    if (target && (!whenClipped || target.scrollWidth > target.clientWidth)) setAnchor(anchorOf(target))
  }
  const hide = useCallback(() => { clearTimeout(wait.current); setAnchor(null) }, [])
  useEffect(() => {
    if (!anchor) return
    const onKey = (event: KeyboardEvent) => { if (event.key === 'Escape') hide() }
    addEventListener('keydown', onKey)
    addEventListener('scroll', hide, true)
    return () => { removeEventListener('keydown', onKey); removeEventListener('scroll', hide, true) }
  }, [anchor, hide])
  useEffect(() => () => clearTimeout(wait.current), [])
  return (
    <span className="tip-holder" ref={holder} onPointerEnter={() => { wait.current = window.setTimeout(show, DELAY) }} onPointerLeave={hide} onFocus={show} onBlur={hide}>
      {cloneElement(children, anchor ? { 'aria-describedby': id } : {})}
      {anchor && createPortal(<span id={id} role="tooltip" className={`tip${anchor.above ? '' : ' below'}`} style={{ left: anchor.x, top: anchor.y }}>{text}</span>, document.body)}
    </span>
  )
}

// The boxes that screens are made of: page, head, panel, facts, split view, side panel.
import { PanelRightOpen } from 'lucide-react'
import { Fragment, useState, type CSSProperties, type ReactNode } from 'react'
import { useT } from '../i18n/i18n.ts'
import { AppLink } from '../shell/AppLink.tsx'
import { Drawer } from './Dialog.tsx'
import { useWiderThan } from './use-wider-than.ts'
import './layout.css'

/** Scrolling page with the standard margins. `narrow` keeps it to a reading column. */
export function Page({ children, narrow }: { children: ReactNode; narrow?: boolean }) {
  return <div className={`page${narrow ? ' narrow' : ''}`}>{children}</div>
}

export interface Crumb { label: string; to?: string }
export interface PageHeadProps { title: ReactNode; /** Grey words behind the title. */ note?: ReactNode; crumbs?: readonly Crumb[]; /** Buttons at the right. */ actions?: ReactNode; hidden?: boolean }

/** Carries the one h1 of a page; `hidden` keeps it for screen readers only. */
export function PageHead({ title, note, crumbs, actions, hidden }: PageHeadProps) {
  const t = useT()
  if (hidden) return <h1 className="sr">{title}</h1>
  return (
    <header className="page-h">
      <div className="page-h-t">
        {crumbs && <nav className="crumbs" aria-label={t('web.crumbs')}>{crumbs.map((crumb, i) => <Fragment key={crumb.label}>{i > 0 && <span aria-hidden>›</span>}{crumb.to ? <AppLink to={crumb.to}>{crumb.label}</AppLink> : <span>{crumb.label}</span>}</Fragment>)}</nav>}
        <div className="row"><h1>{title}</h1>{note && <span className="sm dim">{note}</span>}</div>
      </div>
      <span className="sp" />{actions && <div className="row">{actions}</div>}
    </header>
  )
}

export interface PanelProps { title?: ReactNode; tag?: ReactNode; extra?: ReactNode; children: ReactNode; /** `false`: the content brings its own margins. */ pad?: boolean; style?: CSSProperties; className?: string }

/** A titled box (h2). */
export function Panel({ title, tag, extra, children, pad = true, style, className }: PanelProps) {
  return (
    <section className={`panel${className ? ` ${className}` : ''}`} style={style}>
      {title && <header><h2>{title}</h2>{tag}<span className="sp" />{extra}</header>}
      <div className={`${pad ? 'panel-b' : ''}${title ? '' : ' bare'}`}>{children}</div>
    </section>
  )
}

/** A part of a side panel: small head, hairline below. */
export function SidePart({ title, extra, children }: { title?: ReactNode; extra?: ReactNode; children: ReactNode }) {
  return <section className="side-part">{title && <h2>{title}<span className="sp" />{extra}</h2>}{children}</section>
}

/** Facts as name and value. */
export function Facts({ rows, labelWidth = 76 }: { rows: readonly (readonly [label: ReactNode, value: ReactNode])[]; labelWidth?: number }) {
  return <dl className="facts" style={{ '--label': `${labelWidth}px` } as CSSProperties}>{rows.map(([label, value], i) => <div key={i}><dt>{label}</dt><dd>{value}</dd></div>)}</dl>
}

export interface SplitLayoutProps {
  list: ReactNode
  /** What is chosen in the list; null shows the list alone on narrow screens. */
  detail: ReactNode | null
  /** Facts at the right; becomes a drawer below 1180 px. */
  side?: ReactNode
  views?: ReactNode
  listLabel: string
  detailLabel: string
  sideLabel?: string
  viewsLabel?: string
}

/** Views 212 · list 472 · detail rest · side 352. Below 900 px either the list or the detail fills the page. */
export function SplitLayout({ views, list, detail, side, listLabel, detailLabel, sideLabel, viewsLabel }: SplitLayoutProps) {
  const t = useT(), wide = useWiderThan(1180), middle = useWiderThan(900)
  const [sideOpen, setSideOpen] = useState(false)
  return (
    <div className="split">
      {views && wide && <aside className="split-views" aria-label={viewsLabel}>{views}</aside>}
      {list && (middle || !detail) && <section className="split-list" aria-label={listLabel}>{list}</section>}
      {(middle || detail) && <section className="split-detail" aria-label={detailLabel}>{detail}</section>}
      {side && wide && <aside className="split-side" aria-label={sideLabel} tabIndex={0}>{side}</aside>}
      {side && !wide && detail && <>
        <button type="button" className="split-side-open ib" aria-label={sideLabel ?? t('web.side.open')} onClick={() => setSideOpen(true)}><PanelRightOpen size={16} /></button>
        <Drawer open={sideOpen} onClose={() => setSideOpen(false)} title={sideLabel ?? t('web.side.open')}>{side}</Drawer>
      </>}
    </div>
  )
}

// Empty, loading, error, no access, conflict: what a screen says when it has nothing to show (design section 8).
import { CircleCheck, Inbox, Lock, SearchX, TriangleAlert, WifiOff } from 'lucide-react'
import { useEffect, useState, type ReactNode } from 'react'
import { asProblem, type ApiProblem } from '../api/problem.ts'
import { useT } from '../i18n/i18n.ts'
import { Button } from './Button.tsx'
import './states.css'

export interface StateBoxProps { icon: ReactNode; title: ReactNode; /** Cause, and what happens next. */ text?: ReactNode; actions?: ReactNode; note?: ReactNode; role?: 'alert' | 'status' }

export function StateBox({ icon, title, text, actions, note, role }: StateBoxProps) {
  return (
    <div className="state-box" role={role}>
      <span className="state-icon" aria-hidden>{icon}</span>
      <strong>{title}</strong>
      {text && <span className="t2">{text}</span>}
      {actions && <span className="row wrap state-acts">{actions}</span>}
      {note && <span className="xs dim">{note}</span>}
    </div>
  )
}

export interface EmptyProps {
  /** good: nothing to do, say the next deadline · first: say what fills it, offer it · no-match: say which filter to drop. */
  kind: 'good' | 'first' | 'no-match'
  title: ReactNode
  text?: ReactNode
  actions?: ReactNode
  icon?: ReactNode
}
const emptyIcons = { good: <CircleCheck size={24} className="good" />, first: <Inbox size={24} />, 'no-match': <SearchX size={24} /> }
export function Empty({ kind, icon, ...rest }: EmptyProps) {
  return <StateBox icon={icon ?? emptyIcons[kind]} {...rest} />
}

/** True once `ms` have passed. */
export function useAfter(ms: number): boolean {
  const [passed, setPassed] = useState(false)
  useEffect(() => { const timer = setTimeout(() => setPassed(true), ms); return () => clearTimeout(timer) }, [ms])
  return passed
}

/** Nothing for 300 ms, then bars in the height of the rows to come, after 4 s a sentence and a retry. */
export function Loading({ rows = 3, rowHeight = 40, onRetry }: { rows?: number; rowHeight?: number; onRetry?: () => void }) {
  const t = useT(), visible = useAfter(300), slow = useAfter(4000)
  return (
    <div className="loading" role="status" aria-label={t('web.loading')} style={{ minHeight: rows * rowHeight }}>
      {visible && Array.from({ length: rows }, (_, i) => <div key={i} aria-hidden style={{ height: rowHeight }}><i style={{ width: `${82 - (i % 4) * 12}%` }} />{rowHeight >= 36 && <i style={{ width: '52%' }} />}</div>)}
      {slow && <p className="row sm t2">{t('web.loading.slow')}{onRetry && <Button size="small" onClick={onRetry}>{t('web.retry')}</Button>}</p>}
    </div>
  )
}

/** What failed, why, what to do; the code in small type for support. 401 and 403 become "no access". */
export function ErrorState({ error, title, kept, onRetry, actions }: { error: unknown; title?: ReactNode; /** What was kept: `内容已存为草稿。` */ kept?: ReactNode; onRetry?: () => void; actions?: ReactNode }) {
  const t = useT(), problem = asProblem(error)
  if (problem.status === 403 || problem.status === 404) return <NoAccess problem={problem} actions={actions} />
  const icon = problem.offline ? <WifiOff size={24} /> : <TriangleAlert size={24} className="bad" />
  const retry = onRetry && <Button kind="primary" size="small" onClick={onRetry}>{t('web.retry')}</Button>
  return <StateBox role="alert" icon={icon} title={title ?? problem.title} text={<>{problem.detail}{kept && <> {kept}</>}</>} actions={<>{retry}{actions}</>} note={problem.requestId && t('web.error.code', { code: problem.code, id: problem.requestId })} />
}

/** Forbidden and unknown look alike on purpose; `text` says whom to ask and how long it takes. */
export function NoAccess({ problem, title, text, actions }: { problem?: ApiProblem; title?: ReactNode; text?: ReactNode; actions?: ReactNode }) {
  const t = useT(), missing = problem?.status === 404
  return <StateBox icon={missing ? <SearchX size={24} /> : <Lock size={24} />} title={title ?? problem?.title ?? t('web.no-access.title')} text={text ?? problem?.detail ?? t('web.no-access.text')} actions={actions} />
}

export interface ConflictSide { title: ReactNode; children: ReactNode; action: string; onChoose: () => void }
/** Two versions side by side; nothing is lost before someone chooses. */
export function Conflict({ mine, theirs }: { mine: ConflictSide; theirs: ConflictSide }) {
  return (
    <div className="conflict" role="group">
      <div className="conflict-sides">{[mine, theirs].map((side, i) => <div key={i} className="card"><div className="sm dim">{side.title}</div>{side.children}</div>)}</div>
      <div className="row wrap"><Button kind="primary" size="small" onClick={mine.onChoose}>{mine.action}</Button><Button size="small" onClick={theirs.onChoose}>{theirs.action}</Button></div>
    </div>
  )
}

interface Loadable<T> { data: T | undefined; error: Error | null; isPending: boolean; refetch: () => unknown }
/** Draws a query: loading, error, or the data. Old data stays visible when a refetch fails. `heading`: this is the whole page, which has a name before it has data. */
export function Loaded<T>({ query, rows, rowHeight, heading, children }: { query: Loadable<T>; rows?: number; rowHeight?: number; heading?: string; children: (data: T) => ReactNode }) {
  const t = useT()
  if (query.data !== undefined) return <>{children(query.data)}</>
  const name = heading && <h1 className="sr">{heading}</h1>
  // A read is refused as unreadable only when the address itself is wrong: a link cut short, a number that cannot be.
  if (asProblem(query.error).status === 400) return <>{name}<StateBox icon={<SearchX size={24} />} title={t('web.not-found.title')} text={t('web.not-found.text')} /></>
  if (query.error) return <>{name}<ErrorState error={query.error} onRetry={() => { void query.refetch() }} /></>
  return <>{name}<Loading {...(rows ? { rows } : {})} {...(rowHeight ? { rowHeight } : {})} onRetry={() => { void query.refetch() }} /></>
}

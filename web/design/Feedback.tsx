// Short words after an act (with undo for 8 s), and the question before one that cannot be undone.
import { CircleAlert, CircleCheck } from 'lucide-react'
import { useState, useSyncExternalStore, type ReactNode } from 'react'
import { asProblem } from '../api/problem.ts'
import { currentWords, useT } from '../i18n/i18n.ts'
import { Button } from './Button.tsx'
import { Dialog } from './Dialog.tsx'
import './overlay.css'

const SHOWN_FOR = 8000

interface Toast { id: number; text: string; kind: 'plain' | 'good' | 'bad'; action?: { label: string; run: () => void | Promise<void> } }
export interface Question {
  /** Names the object: `删除文章 KB-1042？` */
  title: string
  /** Says the effect. */
  body?: ReactNode
  /** Repeats the verb: `回滚到 V1.1.4`. Never `确定`. */
  verb: string
  danger?: boolean
  /** Must be typed to go on; only for production rollbacks and deletion of records. */
  typed?: string
}

function createStore<T>(first: T) {
  let value = first
  const listeners = new Set<() => void>()
  return {
    read: () => value,
    write: (next: T) => { value = next; for (const heard of listeners) heard() },
    subscribe: (heard: () => void) => { listeners.add(heard); return () => { listeners.delete(heard) } },
  }
}

const toasts = createStore<readonly Toast[]>([])
const question = createStore<{ id: number; asked: Question; answer: (yes: boolean) => void } | null>(null)
let lastId = 0

const drop = (id: number) => toasts.write(toasts.read().filter((toast) => toast.id !== id))
function show(toast: Omit<Toast, 'id'>): void {
  const id = ++lastId
  toasts.write([...toasts.read().slice(-2), { ...toast, id }])
  setTimeout(() => drop(id), SHOWN_FOR)
}

/** Says that something was done; with `undo` it can be taken back for 8 s. */
export function toast(text: string, options: { kind?: 'plain' | 'good'; undo?: () => void | Promise<void> } = {}): void {
  const { t } = currentWords()
  show({ text, kind: options.kind ?? 'good', ...(options.undo ? { action: { label: t('web.undo'), run: options.undo } } : {}) })
}

/** Says what went wrong, in the words of the server. */
export function toastProblem(error: unknown, retry?: () => void): void {
  const { t } = currentWords()
  show({ text: asProblem(error).detail, kind: 'bad', ...(retry ? { action: { label: t('web.retry'), run: retry } } : {}) })
}

/** Asks before an act that cannot be undone; resolves to true when the verb was chosen. */
export const confirmByVerb = (asked: Question): Promise<boolean> => new Promise((answer) => { question.read()?.answer(false); question.write({ id: ++lastId, asked, answer }) })

function useStore<T>(store: { read: () => T; subscribe: (heard: () => void) => () => void }): T {
  return useSyncExternalStore(store.subscribe, store.read, store.read)
}

function Toasts() {
  const shown = useStore(toasts)
  return (
    <div className="toasts" role="status" aria-live="polite">
      {shown.map(({ id, text, kind, action }) => (
        <div key={id} className={`toast ${kind}`}>
          {kind === 'bad' ? <CircleAlert size={16} aria-hidden /> : kind === 'good' ? <CircleCheck size={16} aria-hidden /> : null}<span>{text}</span>
          {action && <button type="button" onClick={() => { drop(id); void Promise.resolve(action.run()).catch((error: unknown) => toastProblem(error)) }}>{action.label}</button>}
        </div>
      ))}
    </div>
  )
}

function Confirm() {
  const open = useStore(question)
  return open && <ConfirmBox key={open.id} asked={open.asked} close={(yes) => { open.answer(yes); question.write(null) }} />
}

function ConfirmBox({ asked, close }: { asked: Question; close: (yes: boolean) => void }) {
  const t = useT(), [typed, setTyped] = useState('')
  const ready = !asked.typed || typed.trim() === asked.typed
  const buttons = <><Button onClick={() => close(false)}>{t('web.cancel')}</Button><Button kind={asked.danger ? 'danger' : 'primary'} disabled={!ready} onClick={() => close(true)}>{asked.verb}</Button></>
  return (
    <Dialog open onClose={() => close(false)} title={asked.title} footer={buttons}>
      {asked.body}
      {asked.typed && <label className="ff" style={{ marginTop: 12 }}><span className="ff-label">{t('web.confirm.type', { text: asked.typed })}</span><input className="field mono" value={typed} autoComplete="off" onChange={(event) => setTyped(event.target.value)} /></label>}
    </Dialog>
  )
}

/** Stands once in every frame. */
export function FeedbackHost() {
  return <><Toasts /><Confirm /></>
}

// Templates and macros by name, found by typing; a macro shows everything it does before it runs.
import { FileText, Zap } from 'lucide-react'
import { useEffect, useEffectEvent, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { useApi, useSubmit } from '../../../web/api/queries.ts'
import { Button } from '../../../web/design/Button.tsx'
import { Dialog } from '../../../web/design/Dialog.tsx'
import { toast, toastProblem } from '../../../web/design/Feedback.tsx'
import { FormField, Notice, ProblemNote } from '../../../web/design/Form.tsx'
import { Loading } from '../../../web/design/States.tsx'
import { useShortcut } from '../../../web/shell/shortcuts.ts'
import { useT } from '../../../web/i18n/i18n.ts'
import { call } from '../../../web/api/call.ts'
import { fitting } from '../../../web/shell/palette-match.ts'
import { pinyinFits } from '../../../web/shell/pinyin.ts'
import { macrosApi, templatesApi } from '../contract/texts-api.ts'
import type { Macro, MacroChange } from '../contract/texts.ts'
import type { z } from 'zod'
import { STALE } from './use-sending.ts'

interface PickerProps { caseId: string; onClose: () => void; onText: (text: string, empty: readonly string[]) => void }
type Choice = { kind: 'template'; id: string; name: string } | { kind: 'macro'; macro: Macro; name: string }

export function TextPicker({ caseId, onClose, onText }: PickerProps) {
  const t = useT(), templates = useApi(templatesApi.list, { query: {} }, { staleTime: 60_000 }), macros = useApi(macrosApi.list, { query: {} }, { staleTime: 60_000 }), [words, setWords] = useState(''), [at, setAt] = useState(0), [macro, setMacro] = useState<Macro | null>(null), [hurried, setHurried] = useState(false), loading = templates.isPending || macros.isPending
  const choices = useMemo(() => fitting([
    ...(macros.data?.items ?? []).map((m): Choice => ({ kind: 'macro', macro: m, name: m.name })), ...(templates.data?.items ?? []).filter((x) => x.approvedVersion !== null).map((x): Choice => ({ kind: 'template', id: x.id, name: x.name })),
  ].map((c) => ({ ...c, label: c.name })), words, pinyinFits), [macros.data, templates.data, words])
  const choose = (c: Choice | undefined) => {
    if (!c) return
    if (c.kind === 'macro') return setMacro(c.macro)
    call(templatesApi.fill, { params: { id: caseId, templateId: c.id } }).then((filled) => { onText(filled.text, filled.empty); onClose() }, toastProblem)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step && choices.length) { event.preventDefault(); setAt((at + step + choices.length) % choices.length) }
    if (event.key === 'Enter' && !event.nativeEvent.isComposing) { event.preventDefault(); if (loading) setHurried(true); else choose(choices[at]) }
  }
  // Whoever types faster than the list comes gets what they asked for when it is there.
  // The dialog itself has put the focus on its first button.
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => { field.current?.focus() }, [])
  const takeFirst = useEffectEvent(() => choose(choices[at]))
  useEffect(() => { if (hurried && !loading) takeFirst() }, [hurried, loading])
  if (macro) return <MacroPreviewDialog caseId={caseId} macro={macro} onClose={onClose} />
  return (
    <Dialog open onClose={onClose} title={t('conversations.texts.pick')} width={520}>
      <input ref={field} className="field" role="combobox" aria-expanded aria-controls="text-choices" aria-activedescendant={choices[at] ? `text-choice-${at}` : undefined} aria-label={t('conversations.texts.find')} placeholder={t('conversations.texts.find')} value={words} onChange={(event) => { setWords(event.target.value); setAt(0) }} onKeyDown={onKeyDown} />
      {loading ? <Loading rows={4} rowHeight={34} /> : (
        <div className="text-choices" role="listbox" id="text-choices" aria-label={t('conversations.texts.pick')}>
          {choices.map((c, i) => <button key={c.kind === 'macro' ? c.macro.id : c.id} id={`text-choice-${i}`} type="button" role="option" aria-selected={i === at} tabIndex={-1} onClick={() => choose(c)}>{c.kind === 'macro' ? <Zap size={14} aria-hidden /> : <FileText size={14} aria-hidden />}<span className="ell">{c.name}</span><span className="sp" /><span className="dim sm">{t(c.kind === 'macro' ? 'conversations.texts.macro' : 'conversations.texts.template')}</span></button>)}
          {choices.length === 0 && <p className="dim sm">{t('conversations.texts.none')}</p>}
        </div>)}
    </Dialog>
  )
}

function MacroPreviewDialog({ caseId, macro, onClose }: { caseId: string; macro: Macro; onClose: () => void }) {
  const t = useT(), preview = useSubmit(macrosApi.preview), [asked, setAsked] = useState(false), [reply, setReply] = useState<string | null>(null)
  if (!asked) { setAsked(true); void preview.submit({ params: { id: caseId, macroId: macro.id } }).then((shown) => { if (shown?.reply) setReply(shown.reply.text) }) }
  const undo = useSubmit(macrosApi.undo, { invalidates: STALE, onProblem: toastProblem, onDone: (r) => toast(r.kept.length ? t('conversations.macro.undone-partly', { kept: r.kept.map((k) => k.why).join(' · ') }) : t('conversations.macro.undone'), { kind: 'plain' }) })
  const run = useSubmit(macrosApi.run, { invalidates: STALE, onDone: (done) => {
    const { runId } = done
    if (runId) toast(t('conversations.macro.ran', { name: macro.name }), { undo: async () => { await undo.submit({ params: { id: runId } }) } })
    onClose()
  } })
  const shown = preview.reply, ready = shown !== null && !run.busy && (reply === null || reply.trim() !== ''), go = () => { if (ready) void run.submit({ params: { id: caseId, macroId: macro.id }, body: reply === null ? {} : { reply } }) }
  useShortcut('mod+enter', go, { inDialog: true }, ready)
  return (
    <Dialog open onClose={onClose} title={t('conversations.macro.preview', { name: macro.name })} width={600} footer={<><Button onClick={onClose}>{t('web.cancel')}</Button><Button kind="primary" icon={<Zap size={14} />} busy={run.busy} disabled={!ready} onClick={go}>{t('conversations.macro.run')}</Button></>}>
      {preview.busy && <Loading rows={4} rowHeight={30} />}
      <ProblemNote problem={preview.problem ?? run.problem} />
      {shown && (
        <div className="col g12">
          {reply !== null && <FormField label={t('conversations.macro.reply', { to: shown.mailTo ?? '—' })} required><textarea className="field" rows={7} value={reply} onChange={(event) => setReply(event.target.value)} /></FormField>}
          {shown.reply && shown.reply.empty.length > 0 && <Notice kind="warn">{t('conversations.texts.empty', { names: shown.reply.empty.join(', ') })}</Notice>}
          {shown.note && <div><div className="sm t2">{t('conversations.macro.note')}</div><div className="macro-note text">{shown.note}</div></div>}
          <Changes changes={shown.changes} />
          <p className="dim sm">{t(shown.reply ? 'conversations.macro.waits' : 'conversations.macro.whole')}</p>
        </div>)}
    </Dialog>
  )
}

const GROUPS: Record<string, string> = { state: 'state', problemClass: 'class', urgency: 'factor', complexity: 'factor', impact: 'impact', level: 'level', severity: 'severity', serviceLine: 'service-line' }

function Changes({ changes }: { changes: readonly z.infer<typeof MacroChange>[] }) {
  const t = useT(), word = (field: string, value: unknown): string => (value === null || value === '' ? '—' : GROUPS[field] && typeof value === 'string' ? t(`cases.${GROUPS[field]}.${value}` as never) : field === 'handlerId' ? t('conversations.macro.me') : String(value))
  if (changes.length === 0) return null
  return <table className="macro-changes"><caption className="sm t2">{t('conversations.macro.changes')}</caption><tbody>{changes.map((c) => <tr key={c.field}><th scope="row">{c.label}</th><td className="dim">{word(c.field, c.from)}</td><td aria-hidden>→</td><td>{word(c.field, c.to)}</td></tr>)}</tbody></table>
}

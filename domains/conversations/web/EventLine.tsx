// One line between the messages: who did what, and why.
import { ArrowRight, ChevronRight, CircleAlert, CircleCheck, CirclePause, CirclePlay, Handshake, Link2, PhoneCall, Tag, TimerReset, UserPlus, Zap, type LucideIcon } from 'lucide-react'
import { useState } from 'react'
import { useFormat, useLang, useT } from '../../../web/i18n/i18n.ts'
import type { TimelineEntry } from '../../cases/contract/list.ts'
import type { EventIcon, FoldedEvents } from './thread-events.ts'

const ICONS: Record<EventIcon, LucideIcon> = { move: ArrowRight, pause: CirclePause, resume: CirclePlay, person: UserPlus, late: CircleAlert, soon: TimerReset, link: Link2, vendor: Handshake, done: CircleCheck, mark: Tag, call: PhoneCall, rule: Zap }

/** `caseId`: the case of the page; what happened to one that was merged into it says to which. */
export function EventLine({ entry, icon, personName, caseId }: { entry: TimelineEntry; icon: EventIcon; personName: (id: string) => string | undefined; caseId: string }) {
  const t = useT(), format = useFormat(), lang = useLang(), did = entry.data[lang === 'en' ? 'didEn' : 'did'], Icon = ICONS[icon], state = entry.name === 'cases.state-changed@1' ? String(entry.data['to'] ?? '') : null
  const handlerId = String(entry.data['handlerId'] ?? ''), to = entry.name === 'cases.case-assigned@1' ? personName(handlerId) : undefined, byItself = entry.name.startsWith('sla.') || entry.name.startsWith('automation.')
  const what = state ? t('conversations.event.moved', { state: t(`cases.state.${state}`) }) : to && handlerId === entry.by.id ? t('conversations.event.took') : to ? t('conversations.event.assigned', { name: to }) : entry.name === 'automation.rule-acted@1' ? t('conversations.event.rule-did', { name: String(entry.data['name']), did: String(did) }) : entry.title
  return (
    <div className={`evt e-${icon}`}><Icon size={14} aria-hidden /><span>{entry.caseId !== caseId && <span className="num dim">{entry.caseNumber} </span>}{!byItself && <b>{entry.by.name}</b>} {what}{entry.reason && <span className="dim"> · {entry.reason}</span>}</span><span className="sp" /><time className="num" title={format.exact(entry.at)}>{format.time(entry.at)}</time></div>
  )
}

/** A run of events as one line; opened, every one of them. */
export function FoldedLines({ part, personName, caseId }: { part: FoldedEvents; personName: (id: string) => string | undefined; caseId: string }) {
  const t = useT(), format = useFormat(), [open, setOpen] = useState(false), last = part.folded.at(-1)!
  if (open) return part.folded.map(({ event, icon }) => <EventLine key={event.id} entry={event} icon={icon} personName={personName} caseId={caseId} />)
  return <div className="evt"><button type="button" className="evt-open" aria-expanded={false} onClick={() => setOpen(true)}><ChevronRight size={14} aria-hidden />{t('conversations.folded', { count: part.folded.length, from: format.time(part.at), to: format.time(last.at) })}</button></div>
}

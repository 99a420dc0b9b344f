// Priority, emergency level, clause, customer tier, tone, person, channel, key: the vocabulary of every screen.
import { Activity, Bot, Globe, Mail, MapPin, MessageSquareText, MessagesSquare, Phone, Plug, Smartphone, StickyNote } from 'lucide-react'
import type { ReactNode } from 'react'
import { useT } from '../i18n/i18n.ts'
import { Tooltip } from './Tooltip.tsx'
import { AppLink } from '../shell/AppLink.tsx'
import './marks.css'

export type PriorityClass = 'A' | 'B' | 'C'
export type ProblemLevel = 'URGENT' | 'GENERAL' | 'COMPLEX'
const tintOf: Record<ProblemLevel, PriorityClass> = { URGENT: 'A', COMPLEX: 'B', GENERAL: 'C' }

/** Class A/B/C (§3.2) or problem level (§1.2). The letter is the meaning; fill and colour only repeat it. */
export function Prio({ level, word }: { level: PriorityClass | ProblemLevel; /** Also print the word. */ word?: boolean }) {
  const t = useT(), name = t(`web.priority.${level}`)
  const isClass = level === 'A' || level === 'B' || level === 'C'
  const spoken = isClass ? t('web.priority.label', { level, word: name }) : t('web.priority.label-word', { word: name })
  return (
    <span className="prio-w">
      <span className={`prio prio-${isClass ? level : tintOf[level]}`} role="img" aria-label={spoken}>{isClass ? level : t(`web.priority.short.${level}`)}</span>
      {word && <span>{name}</span>}
    </span>
  )
}

/** Latin letters: the numeral signs of Chinese fonts are a full character wide. */
const ROMAN = ['I', 'II', 'III', 'IV'] as const
export type EmergencyLevel = 1 | 2 | 3 | 4

/** Emergency level (§6.2): numeral, word and four-step bars. */
export function Level({ level, big, word = true }: { level: EmergencyLevel; big?: boolean; word?: boolean }) {
  const t = useT(), numeral = t('web.level.numeral', { roman: ROMAN[level - 1]! })
  return (
    <span className={`lvl lvl-${level}${big ? ' big' : ''}`}>
      <span className="bars" aria-hidden>{[1, 2, 3, 4].map((bar) => <i key={bar} className={bar <= 5 - level ? 'on' : ''} />)}</span>
      {word ? t('web.level.full', { numeral, word: t(`web.level.word.${level}`) }) : numeral}
    </span>
  )
}

/** The § mark: a figure and its source travel together. `clause` is `§3.3` or `3.3`; `title` says the clause in words. */
export function ClauseMark({ clause, title, plain }: { clause: string; title?: string; /** No link: inside buttons and cells. */ plain?: boolean }) {
  const t = useT(), number = clause.replace(/^§/, '')
  if (plain) return <span className="clause">§{number}</span>
  const link = <AppLink className="clause" to={`/handbook/${number}`} aria-label={t('web.clause.open', { clause: `§${number}` })}>§{number}</AppLink>
  return title ? <Tooltip text={title}>{link}</Tooltip> : link
}

export type CustomerTier = 'vip' | 'standard' | 'prospect'
export function Tier({ tier }: { tier: CustomerTier }) {
  const t = useT()
  return <span className={`tier${tier === 'vip' ? ' vip' : ''}`}>{t(`web.tier.${tier}`)}</span>
}

export type ToneKind = 'info' | 'good' | 'warn' | 'bad' | 'plain' | 'violet'
/** A small coloured word for a state that is not a clock. */
export function Tone({ kind, icon, children }: { kind: ToneKind; icon?: ReactNode; children: ReactNode }) {
  return <span className={`tone t-${kind}`}>{icon}{children}</span>
}

const AVATAR_COLOURS = ['#2450C4', '#0B7A78', '#8A5200', '#6B4BB8', '#A8325A', '#4B586E', '#1F6B3A']
const firstLetter = (name: string) => [...name.replace(/^(Mr|Ms|Mrs|Dr)\.? /, '')][0] ?? '?'

export interface AvatarProps {
  name: string
  size?: number
  /** Customers are square, staff are round. */
  customer?: boolean
  image?: string | null
  state?: 'online' | 'busy' | 'away'
}

/** Decoration beside a printed name; give it no other text. */
export function Avatar({ name, size = 22, customer, image, state }: AvatarProps) {
  const colour = AVATAR_COLOURS[[...firstLetter(name)].reduce((sum, c) => sum + c.charCodeAt(0), name.length) % AVATAR_COLOURS.length]
  return (
    <span className="av" aria-hidden style={{ width: size, height: size, fontSize: size * 0.48, background: colour, borderRadius: customer ? Math.max(4, size * 0.2) : '50%' }}>
      {image ? <img src={image} alt="" /> : firstLetter(name)}
      {state && <i className={`av-state ${state}`} />}
    </span>
  )
}

const channelIcons = {
  email: Mail, phone: Phone, chat: MessageSquareText, im: MessagesSquare, portal: Globe, mobile: Smartphone,
  note: StickyNote, automation: Bot, monitoring: Activity, 'on-site': MapPin, api: Plug,
}
export type ChannelMark = keyof typeof channelIcons
/** How a message came; the name is its accessible label, or printed with `word`. */
export function ChannelIcon({ channel, size = 14, word }: { channel: ChannelMark; size?: number; word?: boolean }) {
  const t = useT(), Icon = channelIcons[channel], name = t(`web.channel.${channel}`)
  const icon = <Icon size={size} strokeWidth={1.75} style={{ flex: 'none' }} {...(word ? { 'aria-hidden': true } : { role: 'img', 'aria-label': name })} />
  return word ? <span className="row g4">{icon}{name}</span> : icon
}

const isMac = typeof navigator !== 'undefined' && /mac|iphone|ipad/i.test(navigator.platform)
const keyNames: Record<string, string> = { mod: isMac ? '⌘' : 'Ctrl', shift: '⇧', alt: isMac ? '⌥' : 'Alt', enter: '↵', escape: 'Esc', arrowright: '→', arrowleft: '←', arrowup: '↑', arrowdown: '↓' }
/** `mod+k` as people read it: ⌘K on a Mac, Ctrl+K elsewhere. */
export function keyText(key: string): string {
  const parts = key.split('+').map((part) => keyNames[part.toLowerCase()] ?? (part.length === 1 ? part.toUpperCase() : part))
  return isMac ? parts.join('') : parts.join(parts.length > 1 && parts[0]!.length > 1 ? '+' : '')
}
export function Kbd({ k }: { /** In the notation of useShortcut: `mod+k`, `j`, `shift+arrowright`. */ k: string }) {
  return <kbd className="kbd">{keyText(k)}</kbd>
}

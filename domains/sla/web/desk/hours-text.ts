// Opening hours and closed days as people type them: `09:00-12:00, 13:00-18:00` and `2025-05-01 劳动节` line by line. Pure.
import type { Calendar } from '../../contract/calendar.ts'

export type Pair = [string, string]
export interface ClosedDay { date: string; kind: 'closed'; name?: string }

const TIME = /^([01]?\d|2[0-4])[:：]([0-5]\d)$/

/** Nothing typed is a closed day. null: not readable; whether the hours make sense is judged by the server. */
export function readHours(text: string): Pair[] | null {
  const pairs = text.split(/[,，、;；]/).map((part) => part.trim()).filter(Boolean).map((part) => part.split(/\s*[-–—~～至]\s*/).map(clockOf))
  return pairs.every((pair): pair is Pair => pair.length === 2 && pair.every((time) => time !== null)) ? pairs : null
}

function clockOf(text: string): string | null {
  const found = TIME.exec(text)
  return found ? `${found[1]!.padStart(2, '0')}:${found[2]}` : null
}

export const writeHours = (pairs: readonly (readonly string[])[]): string => pairs.map((pair) => pair.join('-')).join(', ')

/** Days with their names, and the lines (from 1) that say no date. */
export function readClosedDays(text: string): { days: ClosedDay[]; wrong: number[] } {
  const days: ClosedDay[] = [], wrong: number[] = []
  for (const [i, line] of text.split('\n').entries()) {
    if (!line.trim()) continue
    const found = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:\s+(.+))?$/.exec(line.trim())
    if (!found) { wrong.push(i + 1); continue }
    days.push({ date: `${found[1]}-${found[2]!.padStart(2, '0')}-${found[3]!.padStart(2, '0')}`, kind: 'closed', ...(found[4] ? { name: found[4].trim() } : {}) })
  }
  return { days, wrong }
}

export const writeClosedDays = (exceptions: Calendar['exceptions']): string => exceptions.filter((e) => e.kind === 'closed').map((e) => (e.name ? `${e.date} ${e.name}` : e.date)).join('\n')

// Words with what was searched for marked in them.
import type { ReactNode } from 'react'

/** `marks` are start and end in UTF-16 units, sorted, without overlaps, as the search answers them. */
export function Highlighted({ text, marks }: { text: string; marks: readonly (readonly [number, number])[] }) {
  const parts: ReactNode[] = []
  let at = 0
  for (const [from, to] of marks) {
    if (from > at) parts.push(text.slice(at, from))
    parts.push(<mark key={from} className="hl">{text.slice(from, to)}</mark>)
    at = to
  }
  return <>{parts}{text.slice(at)}</>
}

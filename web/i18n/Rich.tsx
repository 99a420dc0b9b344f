// A sentence with parts that are links or bold, translated as one: `由 <who>{{name}}</who> 负责`.
import { Fragment, type ReactNode } from 'react'
import { useT } from './i18n.ts'
import type { MessageKey, Values } from './translate.ts'

const PART = /<(\w+)>(.*?)<\/\1>/g

/** `parts` draws what stands between `<name>` and `</name>`; parts do not nest. */
export function Rich({ k, values, parts }: { k: MessageKey; values?: Values; parts: Readonly<Record<string, (text: string) => ReactNode>> }) {
  const text = useT()(k, values), out: ReactNode[] = []
  let at = 0
  for (const match of text.matchAll(PART)) {
    out.push(text.slice(at, match.index), parts[match[1]!]?.(match[2]!) ?? match[2])
    at = match.index + match[0].length
  }
  return <>{[...out, text.slice(at)].map((part, i) => <Fragment key={i}>{part}</Fragment>)}</>
}

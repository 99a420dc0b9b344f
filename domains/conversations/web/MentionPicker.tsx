// Names under the composer while an @ is being typed: colleagues who may read the case, and nobody else.
import { useEffect, useState, type KeyboardEvent } from 'react'
import { useApi } from '../../../web/api/queries.ts'
import { Avatar } from '../../../web/design/Marks.tsx'
import { useT } from '../../../web/i18n/i18n.ts'
import { writingApi } from '../contract/api.ts'
import type { Mentionable } from '../contract/writing.ts'

/** Keys go on from the text field; `onKey` answers true for those that the list took. */
export function useMentions(caseId: string, typed: string | null, onChoose: (person: Mentionable) => void) {
  const [at, setAt] = useState(0), [closedFor, setClosedFor] = useState<string | null>(null), open = typed !== null && typed !== closedFor
  const query = useApi(writingApi.mentionable, { params: { id: caseId }, query: { q: typed ?? '' } }, { enabled: open, keep: true, staleTime: 60_000 }), people = open ? (query.data?.items ?? []).slice(0, 8) : []
  useEffect(() => { setAt(0) }, [typed])
  const onKey = (event: KeyboardEvent): boolean => {
    if (people.length === 0 || event.nativeEvent.isComposing) return false
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0, chosen = people[at]
    if (step) setAt((n) => (n + step + people.length) % people.length)
    else if ((event.key === 'Enter' && !event.ctrlKey && !event.metaKey) || event.key === 'Tab') { if (chosen) onChoose(chosen) } else if (event.key === 'Escape') setClosedFor(typed)
    else return false
    event.preventDefault()
    event.stopPropagation()
    return true
  }
  return { people, at, onKey, isEmpty: open && query.isSuccess && people.length === 0 }
}

export function MentionList({ people, at, isEmpty, onChoose, id }: { people: readonly Mentionable[]; at: number; isEmpty: boolean; onChoose: (person: Mentionable) => void; id: string }) {
  const t = useT()
  if (isEmpty) return <div className="mention-none sm dim">{t('conversations.mention.none')}</div>
  if (people.length === 0) return null
  return <div className="mentions" role="listbox" id={id} aria-label={t('conversations.mention')}>{people.map((p, i) => <button key={p.id} id={`${id}-${i}`} type="button" role="option" aria-selected={i === at} tabIndex={-1} onMouseDown={(event) => { event.preventDefault(); onChoose(p) }}><Avatar name={p.name} size={20} /><span>{p.name}</span><span className="dim ell">{p.unit}</span></button>)}</div>
}

// Articles that may answer the case, above the composer; one key inserts the link of a public one.
import { BookOpenText } from 'lucide-react'
import { useQuery } from '@tanstack/react-query'
import type { Found } from '../../../platform/contract/search.ts'
import { call } from '../../../web/api/call.ts'
import { toast, toastProblem } from '../../../web/design/Feedback.tsx'
import { Kbd } from '../../../web/design/Marks.tsx'
import { useGo } from '../../../web/shell/address.ts'
import { useMay } from '../../../web/shell/session.ts'
import { useShortcut } from '../../../web/shell/shortcuts.ts'
import { useT } from '../../../web/i18n/i18n.ts'
import type { CaseSlotProps } from '../../cases/web/slots.ts'
import { knowledgeApi } from '../../knowledge/contract/api.ts'
import { findHints } from '../../knowledge/web/find-hints.ts'

export function KnowledgeHints({ value, most = 3, onInsert }: { value: CaseSlotProps['value']; most?: number; onInsert: (text: string) => void }) {
  const t = useT(), go = useGo(), may = useMay('knowledge.read')
  const query = useQuery({ queryKey: ['knowledge-hints', value.id, value.title], queryFn: ({ signal }) => findHints(value.title, value.description, signal), enabled: may, staleTime: 600_000, retry: false }), hints = (query.data ?? []).slice(0, most)
  const insert = async (hint: Found | undefined) => {
    if (!hint) return
    try {
      const article = await call(knowledgeApi.get, { params: { id: hint.id } })
      if (article.audience === 'public' && article.state === 'published') onInsert(t('conversations.hints.link', { title: article.title, url: `${location.origin}/portal/knowledge/${article.id}` }))
      else { toast(t('conversations.hints.internal'), { kind: 'plain' }); go(`/kb/${hint.id}`) }
    } catch (error) { toastProblem(error) }
  }
  const group = t('conversations.keys')
  useShortcut('alt+1', () => { void insert(hints[0]) }, { label: t('conversations.hints.key'), group }, hints.length > 0)
  useShortcut('alt+2', () => { void insert(hints[1]) }, {}, hints.length > 1)
  useShortcut('alt+3', () => { void insert(hints[2]) }, {}, hints.length > 2)
  if (hints.length === 0) return null
  return <div className="cmp-hints"><span className="row g4 sm t2 nw"><BookOpenText size={14} aria-hidden />{t('conversations.hints')}</span>{hints.map((hint, i) => <button key={hint.id} type="button" className="cmp-hint" title={hint.excerpt} onClick={() => { void insert(hint) }}><span className="ell">{hint.title}</span><Kbd k={`alt+${i + 1}`} /></button>)}</div>
}

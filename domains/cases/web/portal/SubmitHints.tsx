// While somebody describes a trouble: an article that may already answer it (screen 03b). Looks once the typing has paused.
import { BookOpenText, ChevronRight } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { AppLink } from '../../../../web/shell/AppLink.tsx'
import { useT } from '../../../../web/i18n/i18n.ts'
import { findHints } from '../../../knowledge/web/find-hints.ts'

const PAUSE = 700
const ENOUGH = 6

export function SubmitHints({ text }: { text: string }) {
  const t = useT(), [asked, setAsked] = useState('')
  useEffect(() => { const timer = setTimeout(() => setAsked(text.trim().length >= ENOUGH ? text.trim().slice(0, 400) : ''), PAUSE); return () => clearTimeout(timer) }, [text])
  const query = useQuery({ queryKey: ['submit-hints', asked], queryFn: ({ signal }) => findHints(asked.slice(0, 120), asked, signal), enabled: asked !== '', staleTime: 300_000, retry: false }), hint = asked ? query.data?.[0] : undefined
  return <div className="hint-live" aria-live="polite">{hint && <AppLink className="hintc" to={hint.url}><BookOpenText size={18} aria-hidden /><span><b>{hint.title}</b><small>{t('cases.portal.hint')}</small></span><ChevronRight size={18} aria-hidden /></AppLink>}</div>
}

// The views at the left with their counts; red counts only what has run out or is about to. Below them, the calls to make.
import { PhoneCall } from 'lucide-react'
import { useApi } from '../../../../web/api/queries.ts'
import { AppLink } from '../../../../web/shell/AppLink.tsx'
import { useMay } from '../../../../web/shell/session.ts'
import { Slot } from '../../../../web/shell/Slot.tsx'
import { useFormat, useT } from '../../../../web/i18n/i18n.ts'
import { casesApi } from '../../contract/api.ts'
import type { CaseView } from '../../contract/list.ts'
import { SavedViews } from './SavedViews.tsx'
import { VIEW_GROUPS } from './views.ts'

export function ViewList({ current, search, onChoose }: { /** null while a kept view is shown. */ current: CaseView | null; search: string; onChoose: (view: CaseView) => void }) {
  const t = useT(), format = useFormat(), counts = useApi(casesApi.counts, undefined, { keep: true }), works = useMay('cases.work'), calls = useApi(casesApi.followUps, { query: { limit: 50 } }, { enabled: works, keep: true }), toCall = calls.data?.items.filter((f) => !f.doneAt).length ?? 0
  const shown = (view: CaseView): string => {
    const count = counts.data?.views[view]
    if (count === undefined) return ''
    return count >= (counts.data?.limit ?? Infinity) ? `${format.number(count)}+` : format.number(count)
  }
  return (
    <nav className="views" aria-label={t('cases.desk.views')}>
      {VIEW_GROUPS.map((group) => (
        <div key={group.id}>
          <h2>{t(`cases.desk.group.${group.id}`)}</h2>
          {group.views.map(({ id, icon: Icon, hot }) => (
            <button key={id} type="button" className={id === current ? 'on' : ''} aria-current={id === current ? 'true' : undefined} onClick={() => onChoose(id)}>
              <Icon size={15} strokeWidth={1.75} aria-hidden /><span className="ell">{t(`cases.desk.view.${id}`)}</span>
              <span className={`ct num${hot && (counts.data?.views[id] ?? 0) > 0 ? ' hot' : ''}`}>{shown(id)}</span>
            </button>
          ))}
          {group.id === 'team' && works && <AppLink to="/cases/follow-ups"><PhoneCall size={15} strokeWidth={1.75} aria-hidden /><span className="ell">{t('cases.follow-ups')}</span><span className={`ct num${toCall > 0 ? ' hot' : ''}`}>{format.number(toCall)}</span></AppLink>}
          {group.id === 'team' && <Slot name="desk.team" props={{}} />}
        </div>
      ))}
      <SavedViews search={search} />
    </nav>
  )
}

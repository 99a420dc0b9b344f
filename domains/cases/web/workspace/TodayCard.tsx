// What is promised for the rest of the day, and the clock that runs out first (principle 4: the next deadline decides).
import { useApi } from '../../../../web/api/queries.ts'
import { useServerMinute } from '../../../../web/design/server-clock.ts'
import { AppLink } from '../../../../web/shell/AppLink.tsx'
import { useMay } from '../../../../web/shell/session.ts'
import { useFormat, useT } from '../../../../web/i18n/i18n.ts'
import { casesApi } from '../../contract/api.ts'
import { nextClockName } from '../case-words.ts'
import { dueToday } from './views.ts'

export function TodayCard() {
  const t = useT(), format = useFormat(), now = useServerMinute(), works = useMay('cases.work')
  // Whoever holds no case sees the promises of the cases in reach.
  const mine = useApi(casesApi.list, { query: { view: 'mine', sort: 'due', limit: 100 } }, { keep: true, enabled: works }), own = works && (mine.data === undefined || mine.data.items.length > 0)
  const all = useApi(casesApi.list, { query: { view: 'open', sort: 'due', limit: 100 } }, { keep: true, enabled: !own }), list = own ? mine : all, view = own ? 'mine' : 'open'
  if (!list.data) return null
  const { today, late, next } = dueToday(list.data.items, now)
  return (
    <section className="card q-today" aria-label={t('cases.desk.today')}>
      <div className="row"><b>{t('cases.desk.today')}</b><span className="sp" />{today > 0 && <span className="num dim nw">{t('cases.desk.today.left', { count: today })}</span>}</div>
      {late > 0 && <div className="bad">{t('cases.desk.today.late', { count: late })}</div>}
      {next?.nextDue ? <AppLink className="ell q-today-next" to={`/cases?view=${view}&case=${next.id}`}>{t('cases.desk.today.next', { time: format.moment(next.nextDue.dueAt, now), clock: t(nextClockName(next)) })}</AppLink> : late === 0 && <div className="t2">{t('cases.desk.today.none')}</div>}
    </section>
  )
}

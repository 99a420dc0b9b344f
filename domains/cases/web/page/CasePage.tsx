// One page on which a case is understood, answered and moved on (screen 02).
import { ChevronDown, ChevronUp, Eye } from 'lucide-react'
import { useApi, useApiPages, queryKey } from '../../../../web/api/queries.ts'
import { Tone } from '../../../../web/design/Marks.tsx'
import { SplitLayout } from '../../../../web/design/Layout.tsx'
import { Loaded, NoAccess } from '../../../../web/design/States.tsx'
import { Clip } from '../../../../web/design/Text.tsx'
import { useLive, usePresence } from '../../../../web/live/live.ts'
import { AppLink } from '../../../../web/shell/AppLink.tsx'
import { useAddressParams, useGo, useSearchValue } from '../../../../web/shell/address.ts'
import { useSession } from '../../../../web/shell/session.ts'
import { useShortcut } from '../../../../web/shell/shortcuts.ts'
import { Slot } from '../../../../web/shell/Slot.tsx'
import { useNamedWindow } from '../../../../web/shell/use-screen-facts.ts'
import { useFormat, useT } from '../../../../web/i18n/i18n.ts'
import { casesApi } from '../../contract/api.ts'
import type { Case } from '../../contract/case.ts'
import { CaseView } from '../../contract/list.ts'
import { READ_ONLY } from '../case-words.ts'
import { RowMark } from '../workspace/QueueRow.tsx'
import { CaseFlags } from './CaseFlags.tsx'
import { CaseMoves } from './CaseMoves.tsx'
import { CaseSide } from './CaseSide.tsx'
import { CaseSteps } from './CaseSteps.tsx'
import { EndedNotice } from './EndedNotice.tsx'
import { HandOver } from './HandOver.tsx'
import { OfferBanner } from './OfferBanner.tsx'
import '../desk.css'

export function CasePage() {
  const { id = '' } = useAddressParams(), t = useT(), query = useApi(casesApi.get, { params: { id } })
  useLive([`case:${id}`], [queryKey(casesApi.get, { params: { id } }), queryKey(casesApi.record, { params: { id } })])
  useNamedWindow(query.data && !query.data.restricted ? `${query.data.number} ${query.data.title}` : query.data?.number)
  return <Loaded query={query} heading={t('cases.page.case')} rows={8}>{(value) => value.restricted ? <div className="page"><h1 className="sr">{value.number}</h1><NoAccess title={t('cases.restricted.of', { number: value.number })} text={t('cases.restricted.text')} /></div> : <SplitLayout listLabel="" list={null} detailLabel={t('cases.page.case')} sideLabel={t('cases.page.side')} detail={<CaseColumn key={value.id} value={value} />} side={<CaseSide key={value.id} value={value} />} />}</Loaded>
}

function CaseColumn({ value }: { value: Case }) {
  const t = useT(), session = useSession(), { people } = usePresence(`case:${value.id}`, session.person.id), typing = people.filter((p) => p.state === 'typing')
  return (
    <>
      <header className="cs-h">
        <div className="row sm t2 cs-crumbs"><BackToView value={value} /><span aria-hidden>›</span><span className="num nw">{value.number}</span>
          <span className="cs-tones"><Tone kind="plain">{value.problemClass ? t(`cases.class.${value.problemClass}`) : t('cases.class.none')}</Tone><Tone kind={value.state.startsWith('waiting') ? 'violet' : 'info'}>{t(`cases.state.${value.state}`)}</Tone><CaseFlags value={value} /></span><Position id={value.id} /><span className="sp" />
          {people.length > 0 && <span className="row g4 nw" role="status"><Eye size={14} aria-hidden />{typing.length > 0 ? t('cases.page.typing', { names: typing.map((p) => p.name).join(t('cases.list-separator')) }) : t('cases.page.viewers', { names: people.map((p) => p.name).join(t('cases.list-separator')) })}</span>}</div>
        <div className="row cs-title"><RowMark row={value} /><Clip as="h1">{value.title}</Clip><span className="sp" /><Slot name="case.acts" props={{ value }} /><HandOver value={value} /><CaseMoves value={value} /></div>
        <OfferBanner value={value} />
        <EndedNotice value={value} />
        <CaseSteps value={value} />
        <div className={session.permissions.has('sla.read') ? 'clk-slot' : ''}><Slot name="case.clocks" props={{ value }} /></div>
      </header>
      <Slot name="case.thread" props={{ value }} />
    </>
  )
}

const useView = (): CaseView | undefined => CaseView.safeParse(useSearchValue('view')[0]).data

/** The view one came from; else the one that holds the case. */
function BackToView({ value: { id, closedAt, state } }: { value: Case }) {
  const t = useT(), view = useView() ?? (closedAt !== null || READ_ONLY.has(state) ? 'closed' : 'open')
  return <AppLink className="nw" to={`/cases?${view === 'open' ? '' : `view=${view}&`}case=${id}`}>{t(`cases.desk.view.${view}`)}</AppLink>
}

/** Where in its view this case stands; comma and full stop go to its neighbours. */
function Position({ id }: { id: string }) {
  const t = useT(), format = useFormat(), go = useGo(), view = useView(), group = t('cases.desk.keys')
  const list = useApiPages(casesApi.list, { query: { view: view ?? 'open', sort: 'due', limit: 100 } }, { enabled: view !== undefined, staleTime: 60_000 })
  const at = list.items.findIndex((row) => row.id === id), before = list.items[at - 1], after = at >= 0 ? list.items[at + 1] : undefined, to = (row: { id: string } | undefined) => { if (row) go(`/cases/${row.id}?view=${view}`, { replace: true }) }
  useShortcut(',', () => to(before), { label: t('cases.key.previous'), group }, before !== undefined)
  useShortcut('.', () => to(after), { label: t('cases.key.next'), group }, after !== undefined)
  if (at < 0 || list.items.length < 2) return null
  return (
    <span className="row g4 cs-pos"><span className="num nw">{t('cases.page.position', { at: format.number(at + 1), count: list.hasNextPage ? `${format.number(list.items.length)}+` : format.number(list.items.length) })}</span>
      <button type="button" className="ib" aria-label={t('cases.key.previous')} disabled={!before} onClick={() => to(before)}><ChevronUp size={14} /></button><button type="button" className="ib" aria-label={t('cases.key.next')} disabled={!after} onClick={() => to(after)}><ChevronDown size={14} /></button></span>
  )
}

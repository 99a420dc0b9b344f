// One page on which a case is understood, answered and moved on (screen 02).
import { ChevronDown, Eye } from 'lucide-react'
import { useState } from 'react'
import { useApi, queryKey } from '../../../../web/api/queries.ts'
import { Button } from '../../../../web/design/Button.tsx'
import { Kbd, Prio, Tone } from '../../../../web/design/Marks.tsx'
import { Menu } from '../../../../web/design/Menu.tsx'
import { SplitLayout } from '../../../../web/design/Layout.tsx'
import { Loaded, NoAccess } from '../../../../web/design/States.tsx'
import { useLive, usePresence } from '../../../../web/live/live.ts'
import { AppLink } from '../../../../web/shell/AppLink.tsx'
import { useAddressParams, useSearchValue } from '../../../../web/shell/address.ts'
import { useSession } from '../../../../web/shell/session.ts'
import { useShortcut } from '../../../../web/shell/shortcuts.ts'
import { Slot } from '../../../../web/shell/Slot.tsx'
import { useT } from '../../../../web/i18n/i18n.ts'
import { casesApi } from '../../contract/api.ts'
import type { Case, CaseState } from '../../contract/case.ts'
import { CaseSide } from './CaseSide.tsx'
import { CaseSteps } from './CaseSteps.tsx'
import { MoveDialog } from './MoveDialog.tsx'
import { TransferButton } from './TransferButton.tsx'
import { movesOf } from './use-case-acts.ts'
import '../desk.css'

export function CasePage() {
  const { id = '' } = useAddressParams(), t = useT(), query = useApi(casesApi.get, { params: { id } })
  useLive([`case:${id}`], [queryKey(casesApi.get, { params: { id } })])
  return <Loaded query={query}>{(value) => value.restricted ? <NoAccess title={t('cases.restricted.of', { number: value.number })} text={t('cases.restricted.text')} /> : <SplitLayout listLabel="" list={null} detailLabel={t('cases.page.case')} sideLabel={t('cases.page.side')} detail={<CaseColumn value={value} />} side={<CaseSide value={value} />} />}</Loaded>
}

function CaseColumn({ value }: { value: Case }) {
  const t = useT(), session = useSession(), [view] = useSearchValue('view', 'open'), { people } = usePresence(`case:${value.id}`, session.person.id)
  return (
    <>
      <header className="cs-h">
        <div className="row sm t2"><AppLink to={`/cases?view=${view}&case=${value.id}`}>{t(`cases.desk.view.${view}`)}</AppLink><span aria-hidden>›</span><span className="num">{value.number}</span>
          <Tone kind="plain">{value.problemClass ? t(`cases.class.${value.problemClass}`) : t('cases.class.none')}</Tone><Tone kind={value.state.startsWith('waiting') ? 'violet' : 'info'}>{t(`cases.state.${value.state}`)}</Tone><span className="sp" />
          {people.length > 0 && <span className="row g4" role="status"><Eye size={14} aria-hidden />{t('cases.page.viewers', { names: people.map((p) => p.name).join(t('cases.list-separator')) })}</span>}</div>
        <div className="row cs-title">{value.level && <Prio level={value.level} />}<h1 className="ell" title={value.title}>{value.title}</h1><span className="sp" /><TransferButton value={value} /><MoveButtons value={value} /></div>
        <CaseSteps value={value} />
        <Slot name="case.clocks" props={{ value }} />
      </header>
      <Slot name="case.thread" props={{ value }} />
    </>
  )
}

/** The first allowed step on the main line is the button; everything else is in the menu, the refused with the reason. */
const MAIN: readonly CaseState[] = ['classified', 'assigned', 'responded', 'diagnosing', 'solving', 'verifying', 'resolved', 'awaiting-confirmation', 'reviewed', 'archived']

function MoveButtons({ value }: { value: Case }) {
  const t = useT(), [to, setTo] = useState<CaseState | null>(null)
  const moves = movesOf(value).filter((m) => m.to !== 'confirmed' && m.to !== 'responded' && m.to !== 'assigned' && m.to !== 'merged')
  const main = moves.find((m) => MAIN.includes(m.to)) ?? moves[0], rest = moves.filter((m) => m !== main)
  useShortcut('shift+arrowright', () => { if (main) setTo(main.to) }, { label: t('cases.page.next-stage'), group: t('cases.desk.keys') }, main !== undefined)
  return (
    <>
      {main && <Button kind="primary" onClick={() => setTo(main.to)}>{t(`cases.move.${main.to}`)} <Kbd k="shift+arrowright" /></Button>}
      {rest.length > 0 && <Menu label={t('cases.page.moves')} className="btn btn-plain btn-middle" side="right" items={rest.map((m) => ({ id: m.to, label: t(`cases.move.${m.to}`), onChoose: () => setTo(m.to) }))}>{t('cases.page.more-moves')}<ChevronDown size={14} aria-hidden /></Menu>}
      {to && <MoveDialog value={value} to={to} onClose={() => setTo(null)} />}
    </>
  )
}

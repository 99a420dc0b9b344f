// "Why Sun Li?": on the case page, how its handler was chosen, who else came into question and what spoke against them (§1.2, §8.1-3).
import { useState } from 'react'
import { queryKey, useApi } from '../../../web/api/queries.ts'
import { Dialog } from '../../../web/design/Dialog.tsx'
import { SidePart } from '../../../web/design/Layout.tsx'
import { Avatar, ClauseMark, Tone } from '../../../web/design/Marks.tsx'
import { Moment } from '../../../web/design/Text.tsx'
import { useLive } from '../../../web/live/live.ts'
import { useT } from '../../../web/i18n/i18n.ts'
import type { CaseSlotProps } from '../../cases/web/slots.ts'
import { dispatchApi } from '../contract/api.ts'
import type { Assignment, Candidate } from '../contract/assignment.ts'
import './why.css'

export function AssignmentWhy({ value }: CaseSlotProps) {
  const t = useT(), key = { params: { id: value.id } }, query = useApi(dispatchApi.assignments, key, { enabled: !value.restricted }), [open, setOpen] = useState(false), last = query.data?.items[0]
  useLive([`case:${value.id}`], [queryKey(dispatchApi.assignments, key)])
  if (!last) return null
  return (
    <SidePart title={t('dispatch.why', { name: last.handler.name })} extra={<ClauseMark clause="§1.2" />}>
      <p className="sm">{sentenceOf(t, last)}</p>
      <div className="row sm"><button type="button" className="dp-lk" onClick={() => setOpen(true)}>{t(last.explanation ? 'dispatch.why.open' : 'dispatch.why.history', { count: last.explanation?.candidates.length ?? query.data!.items.length })}</button></div>
      {open && <Dialog open onClose={() => setOpen(false)} width={720} title={t('dispatch.why.title', { number: value.number })}><ol className="why-list">{query.data!.items.map((a) => <Entry key={a.id} value={a} />)}</ol></Dialog>}
    </SidePart>
  )
}

type T = ReturnType<typeof useT>
function sentenceOf(t: T, a: Assignment): string {
  const chosen = a.explanation?.chosen?.id === a.handler.id
  if (a.way === 'rule') return t(`dispatch.why.because.${a.explanation?.because ?? 'only-one'}`, { name: a.handler.name })
  if (chosen) return `${t('dispatch.why.way.board', { by: a.by.name })}${t(`dispatch.why.because.${a.explanation!.because}`, { name: a.handler.name })}`
  return t(`dispatch.why.way.${a.way === 'board' ? 'other' : a.way}`, { by: a.by.name, from: a.from?.name ?? '', proposed: a.explanation?.chosen?.name ?? '–' })
}

function Entry({ value: a }: { value: Assignment }) {
  const t = useT()
  return (
    <li>
      <div className="row wrap"><Avatar name={a.handler.name} size={22} /><b>{a.handler.name}</b>{a.from && <span className="sm t2">{t('dispatch.why.from', { name: a.from.name })}</span>}<span className="sp" /><span className="sm dim"><Moment at={a.at} /></span></div>
      <p className="sm">{sentenceOf(t, a)}{a.reason && <> {t('dispatch.why.reason', { reason: a.reason })}</>}</p>
      {a.explanation && <>
        <p className="sm t2">{a.explanation.rule.version === 0 ? t('dispatch.why.rule.default', { method: t(`dispatch.method.${a.explanation.rule.method}`) }) : t('dispatch.why.rule', { rule: a.explanation.rule.unit ?? t('dispatch.rules.everywhere'), version: a.explanation.rule.version, method: t(`dispatch.method.${a.explanation.rule.method}`) })}</p>
        <div className="tbl-wrap" tabIndex={0} role="region" aria-label={t('dispatch.why.candidates')}><table className="tbl"><thead><tr><th scope="col">{t('dispatch.why.candidates')}</th><th scope="col" className="r">{t('dispatch.why.cases')}</th><th scope="col" className="r">{t('dispatch.why.weight')}</th><th scope="col">{t('dispatch.why.last')}</th><th scope="col">{t('dispatch.why.result')}</th></tr></thead>
          <tbody>{a.explanation.candidates.map((c) => <Row key={c.id} c={c} handlerId={a.handler.id} />)}</tbody></table></div></>}
    </li>
  )
}

function Row({ c, handlerId }: { c: Candidate; handlerId: string }) {
  const t = useT(), against = [...c.out, ...c.lacks].map((o) => o.text).join(t('dispatch.separator'))
  return (
    <tr><td className="nw">{c.id === handlerId ? <b>{c.name}</b> : c.name}{c.standsInFor && <span className="sm dim"> {t('dispatch.why.stands-in', { name: c.standsInFor.name })}</span>}</td><td className="r">{c.cases}</td><td className="r">{c.weight}</td><td className="nw">{c.lastAssignedAt ? <Moment at={c.lastAssignedAt} /> : <span className="dim">–</span>}</td>
      <td>{c.id === handlerId ? <Tone kind="good">{t('dispatch.why.chosen')}</Tone> : c.chosen ? <Tone kind="info">{t('dispatch.why.proposed')}</Tone> : null} {c.id === handlerId || c.chosen ? against && <span className="sm t2">{against}</span> : c.out.length > 0 ? <span className="sm bad">{against}</span> : <span className="sm t2">{against || t('dispatch.why.fits')}</span>}</td></tr>
  )
}

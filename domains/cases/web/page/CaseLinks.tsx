// What a case is linked with: opened by one click, made and taken away here; a merge is undone here at any time.
import { Link2, Unlink, X } from 'lucide-react'
import { useState } from 'react'
import { call } from '../../../../web/api/call.ts'
import { useApi, useSubmit } from '../../../../web/api/queries.ts'
import { Button } from '../../../../web/design/Button.tsx'
import { Dialog } from '../../../../web/design/Dialog.tsx'
import { toast, toastProblem } from '../../../../web/design/Feedback.tsx'
import { FormField, ProblemNote } from '../../../../web/design/Form.tsx'
import { SidePart } from '../../../../web/design/Layout.tsx'
import { AppLink } from '../../../../web/shell/AppLink.tsx'
import { useMay } from '../../../../web/shell/session.ts'
import { useT } from '../../../../web/i18n/i18n.ts'
import { casesApi } from '../../contract/api.ts'
import type { Case, CaseLink } from '../../contract/case.ts'
import { LinkKindByHand } from '../../contract/merge.ts'
import { useRefreshCase } from './use-case-acts.ts'

type Kind = typeof LinkKindByHand.options[number]
/** Links of people's making, and from which end each is taken away. */
const BY_HAND: Readonly<Partial<Record<CaseLink['kind'], { kind: Kind; fromOther: boolean }>>> = {
  'related': { kind: 'related', fromOther: false }, 'duplicate': { kind: 'duplicate', fromOther: false }, 'parent': { kind: 'parent', fromOther: false }, 'caused-by': { kind: 'caused-by', fromOther: false }, 'child': { kind: 'parent', fromOther: true }, 'cause-of': { kind: 'caused-by', fromOther: true },
}

export function CaseLinks({ value }: { value: Case }) {
  const t = useT(), works = useMay('cases.work'), [open, setOpen] = useState(false)
  if (value.links.length === 0 && !works) return null
  return (
    <SidePart title={t('cases.page.links')} extra={works && <button type="button" className="ib" aria-label={t('cases.link.add')} title={t('cases.link.add')} onClick={() => setOpen(true)}><Link2 size={14} /></button>}>
      {value.links.length === 0 ? <p className="sm t2">{t('cases.link.none')}</p> : <ul className="cs-links">{value.links.map((link) => <OneLink key={`${link.kind}${link.id}`} value={value} link={link} works={works} />)}</ul>}
      {open && <LinkDialog value={value} onClose={() => setOpen(false)} />}
    </SidePart>
  )
}

function OneLink({ value, link, works }: { value: Case; link: CaseLink; works: boolean }) {
  const t = useT(), merges = useMay('cases.merge'), refresh = useRefreshCase(value.id), hand = BY_HAND[link.kind], absorbed = link.kind === 'merged' ? (value.mergedInto === link.id ? value.id : link.state === 'merged' ? link.id : null) : null
  const drop = useSubmit(casesApi.unlink, { onDone: async () => { await refresh(); toast(t('cases.link.removed', { number: link.number }), { undo: back }) }, onProblem: toastProblem })
  const end = hand?.fromOther ? { id: link.id, otherId: value.id } : { id: value.id, otherId: link.id }
  const back = async () => { if (hand) { await call(casesApi.link, { params: { id: end.id }, body: { otherId: end.otherId, kind: hand.kind } }); await refresh() } }
  return (
    <li><span className="sm dim nw">{t(link.kind === 'merged' && absorbed === link.id ? 'cases.link.absorbed' : `cases.link.${link.kind}`)}</span><AppLink className="ell" to={`/cases/${link.id}`}><span className="num">{link.number}</span> {link.title}</AppLink><span className="sm t2 nw">{t(`cases.state.${link.state}`)}</span>
      {absorbed && merges && <UnmergeButton id={absorbed} of={value.id} small />}
      {hand && works && <button type="button" className="ib" aria-label={t('cases.link.remove', { number: link.number })} disabled={drop.busy} onClick={() => { void drop.submit({ params: { ...end, kind: hand.kind } }) }}><X size={13} /></button>}</li>
  )
}

/** Takes a merge back, however long ago it was; both cases go on as if it had never been. */
export function UnmergeButton({ id, of, small = false }: { /** The absorbed case. */ id: string; /** The page it stands on. */ of: string; small?: boolean }) {
  const t = useT(), refresh = useRefreshCase(of)
  const unmerge = useSubmit(casesApi.unmerge, { onDone: async () => { await refresh(); toast(t('cases.merge.undone')) }, onProblem: toastProblem })
  return <Button size="small" {...(small ? { kind: 'quiet' as const } : {})} icon={<Unlink size={13} />} busy={unmerge.busy} onClick={() => { void unmerge.submit({ params: { id }, body: {} }) }}>{t('cases.merge.undo')}</Button>
}

function LinkDialog({ value, onClose }: { value: Case; onClose: () => void }) {
  const t = useT(), refresh = useRefreshCase(value.id), [q, setQ] = useState(''), [otherId, setOther] = useState(''), [kind, setKind] = useState<Kind>('related')
  const found = useApi(casesApi.list, { query: { view: 'all', limit: 20, ...(q.trim() ? { q: q.trim() } : value.customer ? { customer: value.customer.id } : { requester: value.requester.id }) } }, { keep: true })
  const link = useSubmit(casesApi.link, { onDone: async () => { await refresh(); toast(t('cases.link.done')); onClose() } }), send = () => { if (otherId) void link.submit({ params: { id: value.id }, body: { otherId, kind } }) }
  return (
    <Dialog open onClose={onClose} title={t('cases.link.add')} footer={<><Button onClick={onClose}>{t('web.cancel')}</Button><Button kind="primary" busy={link.busy} disabled={!otherId} onClick={send}>{t('cases.link.add')}</Button></>}>
      <form className="col" onSubmit={(event) => { event.preventDefault(); send() }}>
        <FormField label={t('cases.link.kind')} required pointer="/kind" problem={link.problem}><select className="field" value={kind} onChange={(event) => setKind(event.target.value as Kind)}>{LinkKindByHand.options.map((k) => <option key={k} value={k}>{t(`cases.link.is.${k}`)}</option>)}</select></FormField>
        <FormField label={t('cases.merge.find')}><input className="field" type="search" value={q} onChange={(event) => setQ(event.target.value)} /></FormField>
        <FormField label={t('cases.link.other')} required pointer="/otherId" problem={link.problem}><select className="field" size={6} value={otherId} onChange={(event) => setOther(event.target.value)}>{(found.data?.items ?? []).filter((c) => c.id !== value.id).map((c) => <option key={c.id} value={c.id}>{c.number} {c.restricted ? t('cases.restricted.title') : c.title}</option>)}</select></FormField>
        <ProblemNote problem={link.problem} shown={['/kind', '/otherId']} />
      </form>
    </Dialog>
  )
}

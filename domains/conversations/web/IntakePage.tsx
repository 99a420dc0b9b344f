// The mail ledger: every message that ever reached the desk, where it went and why; nothing gets lost unseen (S-036, RX-9).
import { Download, RotateCcw, Split } from 'lucide-react'
import { useDeferredValue, useState } from 'react'
import { AdminNav } from '../../../web/admin/AdminNav.tsx'
import { addressOf } from '../../../web/api/call.ts'
import { useApi, useApiPages, useSubmit } from '../../../web/api/queries.ts'
import { Button } from '../../../web/design/Button.tsx'
import { Dialog, Drawer } from '../../../web/design/Dialog.tsx'
import { toast } from '../../../web/design/Feedback.tsx'
import { FormField, Notice, ProblemNote } from '../../../web/design/Form.tsx'
import { Facts, Page, PageHead, Panel } from '../../../web/design/Layout.tsx'
import { Tone, type ToneKind } from '../../../web/design/Marks.tsx'
import { Empty, ErrorState, Loading } from '../../../web/design/States.tsx'
import { CodeText, Moment } from '../../../web/design/Text.tsx'
import { AppLink } from '../../../web/shell/AppLink.tsx'
import { useSearchValue } from '../../../web/shell/address.ts'
import { useMay } from '../../../web/shell/session.ts'
import { useFormat, useT } from '../../../web/i18n/i18n.ts'
import { casesApi } from '../../cases/contract/api.ts'
import { intakeApi } from '../contract/api.ts'
import { IntakeOutcome, type IntakeMessage } from '../contract/intake.ts'
import { MailWatch } from './MailWatch.tsx'

const OUTCOMES = [...IntakeOutcome.options, 'waiting'] as const, SOURCES = ['smtp', 'imap', 'hook'] as const
/** Why a message went where it went; those that people look for. */
const REASONS = ['opened', 'reply', 'token', 'thread', 'number', 'subject', 'duplicate', 'moved-by-hand', 'follows', 'bounce', 'auto-reply', 'generated', 'bulk', 'loop', 'own-mail', 'archive', 'resolved', 'no-sender', 'sender-budget', 'parse-failed', 'parse-time', 'parse-memory', 'handling-failed', 'gave-up'] as const
const TONES: Record<typeof OUTCOMES[number], ToneKind> = { cased: 'good', joined: 'good', automatic: 'plain', quarantined: 'warn', rejected: 'bad', waiting: 'info' }

export function IntakePage() {
  const t = useT(), [text, setText] = useState(''), q = useDeferredValue(text.trim()), [outcome, setOutcome] = useSearchValue('outcome'), [openId, setOpen] = useSearchValue('mail'), [source, setSource] = useSearchValue('source'), [reason, setReason] = useSearchValue('reason')
  const wanted = OUTCOMES.find((o) => o === outcome), from = SOURCES.find((one) => one === source), why = REASONS.find((one) => one === reason), list = useApiPages(intakeApi.list, { query: { limit: 50, ...(wanted ? { outcome: wanted } : {}), ...(from ? { source: from } : {}), ...(why ? { reason: why } : {}), ...(q ? { q } : {}) } }, { keep: true, refetchInterval: 15_000 })
  return (
    <><AdminNav /><Page><PageHead title={t('conversations.intake')} note={t('conversations.intake.note')} />
      <div className="adm-filter"><input className="field" type="search" data-search aria-label={t('conversations.intake.search')} placeholder={t('conversations.intake.search')} value={text} onChange={(event) => setText(event.target.value)} />
        <select className="field" aria-label={t('conversations.intake.outcome')} value={wanted ?? ''} onChange={(event) => setOutcome(event.target.value)}><option value="">{t('conversations.intake.outcome.any')}</option>{OUTCOMES.map((o) => <option key={o} value={o}>{t(`conversations.intake.outcome.${o}`)}</option>)}</select>
        <select className="field" aria-label={t('conversations.intake.source')} value={from ?? ''} onChange={(event) => setSource(event.target.value)}><option value="">{t('conversations.intake.source.any')}</option>{SOURCES.map((one) => <option key={one} value={one}>{t(`conversations.intake.source.${one}`)}</option>)}</select>
        <select className="field" aria-label={t('conversations.intake.reason')} value={why ?? ''} onChange={(event) => setReason(event.target.value)}><option value="">{t('conversations.intake.reason.any')}</option>{REASONS.map((one) => <option key={one} value={one}>{t(`conversations.reason.${one}`)}</option>)}</select></div>
      <MailWatch />
      <Panel pad={false}>{list.isPending ? <Loading rows={8} /> : list.error ? <ErrorState error={list.error} onRetry={() => { void list.refetch() }} /> : list.items.length === 0 ? <Empty kind={q || wanted || from || why ? 'no-match' : 'first'} title={t('conversations.intake.none')} text={t(q || wanted || from || why ? 'conversations.intake.none.match' : 'conversations.intake.none.text')} /> : (
        <div className="tbl-wrap" tabIndex={0} role="region" aria-label={t('conversations.intake')}><table className="tbl"><thead><tr><th>{t('conversations.intake.at')}</th><th>{t('conversations.intake.from')}</th><th>{t('conversations.intake.subject')}</th><th>{t('conversations.intake.outcome')}</th><th>{t('conversations.intake.reason')}</th><th className="r">{t('conversations.intake.size')}</th></tr></thead>
          <tbody>{list.items.map((m) => <Row key={m.id} mail={m} onOpen={() => setOpen(m.id)} />)}</tbody></table></div>
      )}{list.hasNextPage && <Button block kind="quiet" busy={list.isFetchingNextPage} onClick={list.loadMore}>{t('web.more')}</Button>}</Panel>
      {openId && <Detail id={openId} onClose={() => setOpen('')} />}</Page></>
  )
}

function Outcome({ mail }: { mail: IntakeMessage }) {
  const t = useT(), outcome = mail.outcome ?? 'waiting'
  return <Tone kind={TONES[outcome]}>{t(`conversations.intake.outcome.${outcome}`)}</Tone>
}

function Row({ mail, onOpen }: { mail: IntakeMessage; onOpen: () => void }) {
  const format = useFormat(), t = useT()
  return <tr><td className="nw"><Moment at={mail.receivedAt} /></td><td className="ell" style={{ maxWidth: 220 }}>{mail.from ?? '—'}</td><td style={{ maxWidth: 380 }}><button type="button" className="lnk ell" onClick={onOpen}>{mail.subject || t('conversations.intake.no-subject')}</button></td><td><Outcome mail={mail} /></td><td className="sm t2">{mail.reasonText ?? '—'}</td><td className="r nw">{format.bytes(mail.size)}</td></tr>
}

function Detail({ id, onClose }: { id: string; onClose: () => void }) {
  const t = useT(), format = useFormat(), manages = useMay('intake.manage'), query = useApi(intakeApi.get, { params: { id } }), mail = query.data, [moving, setMoving] = useState(false), [asPerson, setAsPerson] = useState(false)
  const again = useSubmit(intakeApi.processAgain, { invalidates: [intakeApi.list, intakeApi.get], onDone: () => toast(t('conversations.intake.again.done')) })
  const split = useSubmit(intakeApi.rehome, { invalidates: [intakeApi.list, intakeApi.get], onDone: () => toast(t('conversations.intake.own-case.done')) })
  return (
    <Drawer open onClose={onClose} title={mail?.subject || t('conversations.intake.no-subject')} width={560}>
      {!mail ? query.error ? <ErrorState error={query.error} onRetry={() => { void query.refetch() }} /> : <Loading rows={6} /> : (
        <div className="col">
          <div className="row"><Outcome mail={mail} />{mail.caseId && <AppLink to={`/cases/${mail.caseId}`}>{t('conversations.intake.to-case')}</AppLink>}</div>
          {mail.reasonText && <Notice kind={mail.outcome === 'quarantined' || mail.outcome === 'rejected' ? 'warn' : 'info'}>{mail.reasonText}{mail.detail && <div className="sm t2">{mail.detail}</div>}</Notice>}
          <Facts labelWidth={96} rows={[
            [t('conversations.intake.from'), mail.from ?? '—'], [t('conversations.intake.to'), mail.to.join(', ') || '—'], [t('conversations.intake.at'), format.exact(mail.receivedAt)], [t('conversations.intake.processed'), mail.processedAt ? format.exact(mail.processedAt) : '—'],
            [t('conversations.intake.source'), t(`conversations.intake.source.${mail.source}`)], [t('conversations.intake.mailbox'), mail.mailbox || '—'], ['Message-ID', mail.messageId ? <CodeText key="m">{mail.messageId}</CodeText> : '—'], ['SHA-256', <span key="s" className="mono xs" style={{ overflowWrap: 'anywhere' }}>{mail.sha256}</span>], [t('conversations.intake.size'), format.bytes(mail.size)],
          ]} />
          <div className="row wrap"><a className="btn btn-plain btn-middle" href={addressOf(intakeApi.raw, { params: { id } })} download={`${id}.eml`}><Download size={14} aria-hidden />{t('conversations.intake.raw')}</a>
            {manages && mail.caseId && <><Button icon={<Split size={14} />} onClick={() => setMoving(true)}>{t('conversations.intake.rehome')}</Button>
              {mail.outcome === 'joined' && <Button busy={split.busy} onClick={() => { void split.submit({ params: { id }, body: { caseId: null } }) }}>{t('conversations.intake.own-case')}</Button>}</>}
            {manages && !mail.caseId && <Button icon={<RotateCcw size={14} />} busy={again.busy} onClick={() => { void again.submit({ params: { id }, body: { asPerson } }) }}>{t('conversations.intake.again')}</Button>}</div>
          {manages && !mail.caseId && <label className="row sm"><input type="checkbox" className="nck" checked={asPerson} onChange={(event) => setAsPerson(event.target.checked)} />{t('conversations.intake.as-person')}</label>}
          <ProblemNote problem={again.problem ?? split.problem} />
          {moving && <Rehome mail={mail} onClose={() => setMoving(false)} />}
        </div>
      )}
    </Drawer>
  )
}

function Rehome({ mail, onClose }: { mail: IntakeMessage; onClose: () => void }) {
  const t = useT(), [q, setQ] = useState(''), wanted = useDeferredValue(q.trim()), [caseId, setCase] = useState(''), found = useApi(casesApi.list, { query: { view: 'open', limit: 20, ...(wanted ? { q: wanted } : {}) } }, { keep: true })
  const move = useSubmit(intakeApi.rehome, { invalidates: [intakeApi.list, intakeApi.get], onDone: () => { toast(t('conversations.intake.rehomed')); onClose() } })
  return (
    <Dialog open onClose={onClose} title={t('conversations.intake.rehome')} footer={<><Button onClick={onClose}>{t('web.cancel')}</Button><Button kind="primary" busy={move.busy} disabled={!caseId} onClick={() => { void move.submit({ params: { id: mail.id }, body: { caseId } }) }}>{t('conversations.intake.rehome.verb')}</Button></>}>
      <div className="col"><p className="t2">{t('conversations.intake.rehome.note')}</p><FormField label={t('conversations.intake.rehome.find')} required><input className="field" type="search" value={q} onChange={(event) => setQ(event.target.value)} /></FormField>
        <FormField label={t('conversations.intake.rehome.to')} required pointer="/caseId" problem={move.problem}><select className="field" size={6} value={caseId} onChange={(event) => setCase(event.target.value)}>{found.data?.items.filter((c) => c.id !== mail.caseId).map((c) => <option key={c.id} value={c.id}>{c.number} {c.title}</option>)}</select></FormField><ProblemNote problem={move.problem} shown={['/caseId']} /></div>
    </Dialog>
  )
}

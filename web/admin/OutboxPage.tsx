// Mail that goes out: what waits and why, what failed and what the other side said; send again or take back.
import { useState } from 'react'
import { mailApi, MailState, type OutgoingMail } from '../../platform/contract/mail.ts'
import { useApi, useApiPages, useSubmit } from '../api/queries.ts'
import { Button } from '../design/Button.tsx'
import { Drawer } from '../design/Dialog.tsx'
import { toast } from '../design/Feedback.tsx'
import { Notice, ProblemNote } from '../design/Form.tsx'
import { Facts, Page, PageHead, Panel, SidePart } from '../design/Layout.tsx'
import { Tone, type ToneKind } from '../design/Marks.tsx'
import { Empty, ErrorState, Loading } from '../design/States.tsx'
import { CodeText, Moment } from '../design/Text.tsx'
import { AppLink } from '../shell/AppLink.tsx'
import { useSearchValue } from '../shell/address.ts'
import { useT } from '../i18n/i18n.ts'
import { AdminNav } from './AdminNav.tsx'
import { HeldMail } from './HeldMail.tsx'
import { DkimPanel, SendingSwitch } from './SendingSwitch.tsx'

const TONES: Record<MailState, ToneKind> = { queued: 'info', sending: 'info', sent: 'good', failed: 'bad', bounced: 'bad', cancelled: 'plain', suppressed: 'plain', held: 'warn' }

export function OutboxPage() {
  const t = useT(), [stateText, setState] = useSearchValue('state'), state = MailState.safeParse(stateText).data, [open, setOpen] = useState<string | null>(null)
  const list = useApiPages(mailApi.list, { query: { limit: 50, ...(state ? { state } : {}) } }, { keep: true, refetchInterval: 15_000 })
  return (
    <><AdminNav /><Page><PageHead title={t('web.admin.outbox')} note={t('web.admin.outbox.note')} actions={<SendingSwitch />} /><HeldMail />
      <div className="adm-filter"><select className="field" aria-label={t('web.admin.outbox.state')} value={state ?? ''} onChange={(event) => setState(event.target.value)}><option value="">{t('web.admin.outbox.any')}</option>{MailState.options.map((s) => <option key={s} value={s}>{t(`web.admin.outbox.state.${s}`)}</option>)}</select></div>
      <Panel pad={false}>{list.isPending ? <Loading rows={8} /> : list.error ? <ErrorState error={list.error} onRetry={() => { void list.refetch() }} /> : list.items.length === 0 ? <Empty kind={state ? 'no-match' : 'good'} title={t('web.admin.outbox.none')} text={t('web.admin.outbox.none.text')} /> : (
        <div className="tbl-wrap" tabIndex={0} role="region" aria-label={t('web.admin.outbox')}><table className="tbl"><thead><tr><th>{t('web.admin.outbox.at')}</th><th>{t('web.admin.outbox.to')}</th><th>{t('web.admin.outbox.subject')}</th><th>{t('web.admin.outbox.state')}</th><th>{t('web.admin.outbox.why')}</th></tr></thead>
          <tbody>{list.items.map((m) => <Row key={m.id} mail={m} onOpen={() => setOpen(m.id)} />)}</tbody></table></div>
      )}{list.hasNextPage && <Button block kind="quiet" busy={list.isFetchingNextPage} onClick={list.loadMore}>{t('web.more')}</Button>}</Panel>
      <DkimPanel />
      {open && <Detail id={open} onClose={() => setOpen(null)} />}</Page></>
  )
}

const StateTone = ({ state }: { state: MailState }) => { const t = useT(); return <Tone kind={TONES[state]}>{t(`web.admin.outbox.state.${state}`)}</Tone> }

function Row({ mail, onOpen }: { mail: OutgoingMail; onOpen: () => void }) {
  const t = useT()
  return <tr><td className="nw"><Moment at={mail.createdAt} /></td><td className="ell" style={{ maxWidth: 220 }}>{mail.to.join(', ')}</td><td style={{ maxWidth: 380 }}><button type="button" className="lnk ell" onClick={onOpen}>{mail.subject}</button></td><td><StateTone state={mail.state} /></td><td className="sm t2">{mail.lastError ?? (mail.waitsFor ? t(`web.admin.outbox.waits.${mail.waitsFor}`) : '—')}</td></tr>
}

function Detail({ id, onClose }: { id: string; onClose: () => void }) {
  const t = useT(), query = useApi(mailApi.read, { params: { id } }, { refetchInterval: 10_000 }), mail = query.data, stale = { invalidates: [mailApi.list, mailApi.read] }
  const retry = useSubmit(mailApi.retry, { ...stale, onDone: () => toast(t('web.admin.outbox.queued')) }), cancel = useSubmit(mailApi.cancel, { ...stale, onDone: () => toast(t('web.admin.outbox.taken-back')) })
  const caseId = /^case:(.+)$/.exec(mail?.relatedTo ?? '')?.[1]
  return (
    <Drawer open onClose={onClose} title={mail?.subject ?? t('web.admin.outbox')} width={560}>
      {!mail ? query.error ? <ErrorState error={query.error} onRetry={() => { void query.refetch() }} /> : <Loading rows={6} /> : (
        <div className="col">
          <div className="row"><StateTone state={mail.state} />{mail.automatic && <Tone kind="plain">{t('web.admin.outbox.automatic')}</Tone>}{caseId && <AppLink to={`/cases/${caseId}`}>{t('web.admin.outbox.case')}</AppLink>}</div>
          {mail.waitsFor && <Notice>{t(`web.admin.outbox.waits.${mail.waitsFor}`)}{mail.nextAt && <> · <Moment at={mail.nextAt} /></>}</Notice>}
          <Facts labelWidth={96} rows={[[t('web.admin.outbox.to'), mail.to.join(', ')], ...(mail.cc.length ? [[t('web.admin.outbox.cc'), mail.cc.join(', ')] as const] : []), [t('web.admin.outbox.at'), <Moment key="c" at={mail.createdAt} />], [t('web.admin.outbox.sent'), mail.sentAt ? <Moment key="s" at={mail.sentAt} /> : '—'], ['Message-ID', <CodeText key="m">{mail.messageId}</CodeText>]]} />
          <div className="row">{(mail.state === 'failed' || mail.state === 'queued' || mail.state === 'bounced') && <Button kind="primary" busy={retry.busy} onClick={() => { void retry.submit({ params: { id } }) }}>{t('web.admin.outbox.retry')}</Button>}{mail.state === 'queued' && <Button busy={cancel.busy} onClick={() => { void cancel.submit({ params: { id } }) }}>{t('web.admin.outbox.cancel')}</Button>}</div>
          <ProblemNote problem={retry.problem ?? cancel.problem} />
          {mail.deliveries.length > 0 && <SidePart title={t('web.admin.outbox.tries')}><ul className="col">{mail.deliveries.map((d) => <li key={d.at} className="row start sm"><span className="nw"><Moment at={d.at} /></span><span>{[d.code, d.response ?? d.outcome].filter(Boolean).join(' ')}</span></li>)}</ul></SidePart>}
          {mail.text && <CodeText block>{mail.text}</CodeText>}
        </div>
      )}
    </Drawer>
  )
}

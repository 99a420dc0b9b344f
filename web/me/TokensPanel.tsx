// Own API tokens: what programs may do in my name, how long, and when they last did; the text of a token is shown once.
import { useState } from 'react'
import { accessApi } from '../../platform/contract/access-admin.ts'
import { OnceSecret } from '../admin/OnceSecret.tsx'
import { useApiPages, useSubmit } from '../api/queries.ts'
import { Button } from '../design/Button.tsx'
import { Dialog } from '../design/Dialog.tsx'
import { confirmByVerb, toast } from '../design/Feedback.tsx'
import { FormField, ProblemNote } from '../design/Form.tsx'
import { Panel } from '../design/Layout.tsx'
import { Tone } from '../design/Marks.tsx'
import { ErrorState, Loading } from '../design/States.tsx'
import { CodeText, Moment } from '../design/Text.tsx'
import { useT } from '../i18n/i18n.ts'
import { useSession } from '../shell/session.ts'
import { ConfirmAgain } from './ConfirmAgain.tsx'

const DAYS = [7, 30, 90, 365, 730]

export function TokensPanel({ enrolled }: { enrolled: boolean }) {
  const t = useT(), list = useApiPages(accessApi.listTokens, { query: { limit: 50 } }), [making, setMaking] = useState(false), [secret, setSecret] = useState<string | null>(null)
  const revoke = useSubmit(accessApi.revokeToken, { invalidates: [accessApi.listTokens], onDone: () => toast(t('web.tokens.revoked')) })
  const end = async (id: string, name: string) => { if (await confirmByVerb({ title: t('web.tokens.revoke-title', { name }), body: t('web.tokens.revoke-text'), verb: t('web.tokens.revoke'), danger: true })) void revoke.submit({ params: { id } }) }
  return (
    <Panel title={t('web.tokens.title')} pad={false} extra={<Button size="small" onClick={() => setMaking(true)}>{t('web.tokens.make')}</Button>}>
      {list.isPending ? <Loading rows={2} /> : list.error ? <ErrorState error={list.error} onRetry={() => { void list.refetch() }} /> : list.items.length === 0 ? <p className="t2" style={{ padding: '0 14px 12px' }}>{t('web.tokens.none')}</p> : (
        <ul className="me-list">{list.items.map((token) => <li key={token.id}><div style={{ minWidth: 0 }}><div className="row g6"><b className="ell">{token.name}</b><CodeText>{token.hint}</CodeText>{token.state !== 'active' && <Tone kind="plain">{t(`web.tokens.${token.state}`)}</Tone>}</div>
          <div className="sm dim">{token.scopes ? token.scopes.join(', ') : t('web.tokens.all-rights')} · {token.expiresAt ? <>{t('web.tokens.until')} <Moment at={token.expiresAt} /></> : t('web.tokens.no-end')} · {token.lastUsedAt ? <>{t('web.tokens.used')} <Moment at={token.lastUsedAt} /></> : t('web.tokens.never-used')}</div></div><span className="sp" />
          {token.state === 'active' && <Button size="small" onClick={() => { void end(token.id, token.name) }}>{t('web.tokens.revoke')}</Button>}</li>)}</ul>
      )}
      <ProblemNote problem={revoke.problem} />
      {making && <MakeToken enrolled={enrolled} onClose={() => setMaking(false)} onMade={(text) => { setMaking(false); setSecret(text) }} />}
      {secret && <OnceSecret title={t('web.tokens.made')} label={t('web.tokens.token')} secret={secret} onClose={() => setSecret(null)} />}
    </Panel>
  )
}

function MakeToken({ enrolled, onClose, onMade }: { enrolled: boolean; onClose: () => void; onMade: (text: string) => void }) {
  const t = useT(), own = [...useSession().permissions].toSorted(), [form, setForm] = useState({ name: '', days: '90', limited: false, scopes: new Set<string>() })
  const make = useSubmit(accessApi.createToken, { invalidates: [accessApi.listTokens], onDone: (made) => onMade(made.token) })
  const send = () => { void make.submit({ body: { name: form.name, ...(form.days ? { expiresInDays: Number(form.days) } : {}), ...(form.limited ? { scopes: [...form.scopes] } : {}) } }) }
  const toggle = (scope: string) => { const scopes = new Set(form.scopes); if (!scopes.delete(scope)) scopes.add(scope); setForm({ ...form, scopes }) }
  if (make.problem?.code === 'access.confirm-again') return <Dialog open onClose={onClose} title={t('web.tokens.make')}><ConfirmAgain enrolled={enrolled} onDone={send} /></Dialog>
  return (
    <Dialog open onClose={onClose} title={t('web.tokens.make')} footer={<><Button onClick={onClose}>{t('web.cancel')}</Button><Button kind="primary" busy={make.busy} onClick={send}>{t('web.tokens.make')}</Button></>}>
      <form className="col" onSubmit={(event) => { event.preventDefault(); send() }}>
        <FormField label={t('web.tokens.name')} required pointer="/name" problem={make.problem} hint={t('web.tokens.name.hint')}><input className="field" value={form.name} onChange={(e) => setForm({ ...form, name: e.target.value })} /></FormField>
        <FormField label={t('web.tokens.days')} pointer="/expiresInDays" problem={make.problem}><select className="field" value={form.days} onChange={(e) => setForm({ ...form, days: e.target.value })}>{DAYS.map((n) => <option key={n} value={n}>{t('web.tokens.n-days', { count: n })}</option>)}<option value="">{t('web.tokens.no-end')}</option></select></FormField>
        <label className="row g6"><input type="checkbox" className="nck" checked={form.limited} onChange={(e) => setForm({ ...form, limited: e.target.checked })} />{t('web.tokens.limit')}</label>
        {form.limited && <fieldset className="me-scopes"><legend className="sr">{t('web.tokens.scopes')}</legend>{own.map((scope) => <label key={scope} className="row g6"><input type="checkbox" className="nck" checked={form.scopes.has(scope)} onChange={() => toggle(scope)} /><span className="mono">{scope}</span></label>)}</fieldset>}
        <p className="sm t2">{t('web.tokens.note')}</p><ProblemNote problem={make.problem} shown={['/name', '/expiresInDays']} />
      </form>
    </Dialog>
  )
}

// How a person signs in, for those who manage accounts: a new link, a lost second factor, all sessions (§7.4).
import { accessApi } from '../../../../platform/contract/access-admin.ts'
import { useState } from 'react'
import { OnceSecret } from '../../../../web/admin/OnceSecret.tsx'
import { useApi, useSubmit } from '../../../../web/api/queries.ts'
import { Button } from '../../../../web/design/Button.tsx'
import { confirmByVerb, toast } from '../../../../web/design/Feedback.tsx'
import { ProblemNote } from '../../../../web/design/Form.tsx'
import { Facts, Panel } from '../../../../web/design/Layout.tsx'
import { Loaded } from '../../../../web/design/States.tsx'
import { Moment } from '../../../../web/design/Text.tsx'
import { useT } from '../../../../web/i18n/i18n.ts'

export function PersonAccount({ id, name }: { id: string; name: string }) {
  const t = useT(), query = useApi(accessApi.readAccount, { params: { id } }), invalidates = [accessApi.readAccount], [url, setUrl] = useState<string | null>(null)
  const link = useSubmit(accessApi.resetPassword, { invalidates, onDone: (made) => { if (made.mailed) toast(t('org.account.mailed', { name })); else setUrl(made.url) } })
  const factor = useSubmit(accessApi.resetSecondFactor, { invalidates, onDone: () => toast(t('org.account.factor-gone')) }), out = useSubmit(accessApi.endSessions, { invalidates, onDone: ({ ended }) => toast(t('org.account.ended', { count: ended })) })
  const sure = async (what: 'factor' | 'sessions', act: () => unknown) => { if (await confirmByVerb({ title: t(`org.account.${what}.title`, { name }), body: t(`org.account.${what}.text`), verb: t(`org.account.${what}`), danger: true })) act() }
  return (
    <Panel title={t('org.account')}>
      <Loaded query={query} rows={3}>{(account) => <div className="col">
        <Facts labelWidth={110} rows={[[t('org.account.password'), t(account.hasPassword ? 'org.account.set' : 'org.account.not-set')], [t('org.account.second'), t(account.secondFactor ? 'org.account.set' : 'org.account.not-set')], [t('org.account.last'), account.lastSignInAt ? <Moment key="l" at={account.lastSignInAt} /> : t('org.account.never')]]} />
        <div className="row" style={{ flexWrap: 'wrap' }}><Button size="small" busy={link.busy} onClick={() => { void link.submit({ params: { id }, body: {} }) }}>{t(account.hasPassword ? 'org.account.link' : 'org.account.invite-again')}</Button>
          {account.secondFactor && <Button size="small" busy={factor.busy} onClick={() => { void sure('factor', () => factor.submit({ params: { id } })) }}>{t('org.account.factor')}</Button>}<Button size="small" busy={out.busy} onClick={() => { void sure('sessions', () => out.submit({ params: { id } })) }}>{t('org.account.sessions')}</Button></div>
        <ProblemNote problem={link.problem ?? factor.problem ?? out.problem} /></div>}</Loaded>
      {url && <OnceSecret title={t('org.account.link')} label={t('org.account.address')} secret={url} onClose={() => setUrl(null)} />}
    </Panel>
  )
}

// What rules did, newest first.
import { useApiPages } from '../../../web/api/queries.ts'
import { Button } from '../../../web/design/Button.tsx'
import { Tone, type ToneKind } from '../../../web/design/Marks.tsx'
import { Empty, ErrorState, Loading } from '../../../web/design/States.tsx'
import { useServerMinute } from '../../../web/design/server-clock.ts'
import { AppLink } from '../../../web/shell/AppLink.tsx'
import { useFormat, useT } from '../../../web/i18n/i18n.ts'
import { automationApi } from '../contract/api.ts'
import type { RuleRun } from '../contract/rule.ts'

const TONES: Record<RuleRun['outcome'], ToneKind> = { done: 'good', failed: 'bad', held: 'warn', discarded: 'plain', looped: 'bad' }

export function RunLog({ ruleId }: { ruleId?: string }) {
  const t = useT(), format = useFormat(), now = useServerMinute(), runs = useApiPages(automationApi.runs, { query: { limit: ruleId ? 20 : 50, ...(ruleId ? { ruleId } : {}) } })
  if (runs.isPending) return <Loading rows={4} />
  if (runs.error) return <ErrorState error={runs.error} onRetry={() => { void runs.refetch() }} />
  if (runs.items.length === 0) return <Empty kind="good" title={t('automation.runs.none')} text={t('automation.runs.none.text')} />
  return (
    <>
      <ul className="au-runs">{runs.items.map((r) => (
        <li key={r.id}><time className="num dim nw" title={format.exact(r.at)}>{format.moment(r.at, now)}</time><Tone kind={TONES[r.outcome]}>{t(`automation.outcome.${r.outcome}`)}</Tone>
          {!ruleId && <AppLink className="nw" to={`/automation?rule=${r.ruleId}`}>{r.ruleName}</AppLink>}{r.caseId ? <AppLink className="num nw" to={`/cases/${r.caseId}`}>{r.caseNumber}</AppLink> : <span className="dim">{r.caseNumber}</span>}
          <span className="sm dim nw">{r.cause}</span><span className={`sm au-acts${r.error ? ' bad' : ' t2'}`}>{r.error ?? r.acts.join(t('automation.list'))}</span></li>))}</ul>
      {runs.hasNextPage && <Button kind="quiet" busy={runs.isFetchingNextPage} onClick={runs.loadMore}>{t('automation.runs.more')}</Button>}
    </>
  )
}

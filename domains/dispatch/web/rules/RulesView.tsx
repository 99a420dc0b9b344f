// Assignment rules: what holds where, every version, and a new one with a reason (§1.2, §8.1-3).
import { useState } from 'react'
import { useApi, queryKey } from '../../../../web/api/queries.ts'
import { Button } from '../../../../web/design/Button.tsx'
import { Panel } from '../../../../web/design/Layout.tsx'
import { ClauseMark, Tone } from '../../../../web/design/Marks.tsx'
import { Loaded } from '../../../../web/design/States.tsx'
import { Moment } from '../../../../web/design/Text.tsx'
import { useLive } from '../../../../web/live/live.ts'
import { useMay } from '../../../../web/shell/session.ts'
import { useT } from '../../../../web/i18n/i18n.ts'
import { dispatchApi } from '../../contract/api.ts'
import type { BoardUnit } from '../../contract/board.ts'
import type { Rule, RuleDefinition } from '../../contract/rule.ts'
import { RuleDialog } from './RuleDialog.tsx'

export function RulesView({ units }: { units: readonly BoardUnit[] }) {
  const t = useT(), query = useApi(dispatchApi.rules), may = useMay('dispatch.manage'), [edited, setEdited] = useState<Rule | 'new' | null>(null)
  useLive(['dispatch'], [queryKey(dispatchApi.rules)])
  return (
    <div className="dp-page">
      <Panel title={t('dispatch.rules')} tag={<ClauseMark clause="§1.2" />} extra={may && <Button size="small" kind="primary" onClick={() => setEdited('new')}>{t('dispatch.rules.new')}</Button>}>
        <p className="sm t2">{t('dispatch.rules.note')}</p>
        <Loaded query={query} rows={4}>{(data) => (
          <ul className="dp-rules">
            {data.items.map((r) => <RuleItem key={r.id} rule={r} onEdit={r.mayManage ? () => setEdited(r) : null} />)}
            {!data.items.some((r) => r.unit === null && r.serviceLine === null) && <li className="dp-rule"><div className="row"><b>{t('dispatch.rules.default')}</b><Tone kind="plain">{t('dispatch.mode.suggest')}</Tone></div><p className="sm t2">{t('dispatch.rules.default.note')}</p></li>}
          </ul>)}</Loaded>
      </Panel>
      {edited && <RuleDialog rule={edited === 'new' ? null : edited} units={units} onClose={() => setEdited(null)} />}
    </div>
  )
}

function RuleItem({ rule, onEdit }: { rule: Rule; onEdit: (() => void) | null }) {
  const t = useT(), [open, setOpen] = useState(false), d = rule.current.definition
  return (
    <li className="dp-rule">
      <div className="row wrap"><b>{rule.unit?.name ?? t('dispatch.rules.everywhere')}</b>{rule.serviceLine && <Tone kind="plain">{t(`cases.service-line.${rule.serviceLine}`)}</Tone>}<Tone kind={d.mode === 'automatic' ? 'info' : 'plain'}>{t(`dispatch.mode.${d.mode}`)}</Tone><span className="sm t2">{t(`dispatch.method.${d.method}`)}</span><span className="sp" />
        <button type="button" className="dp-lk sm" aria-expanded={open} onClick={() => setOpen(!open)}>{t('dispatch.rules.version', { version: rule.version })}</button>{onEdit && <Button size="small" onClick={onEdit}>{t('dispatch.rules.edit')}</Button>}</div>
      <p className="sm t2">{wordsOf(d).map((w) => t(w.key, w.values)).join(t('dispatch.separator'))}</p>
      {open && <Versions id={rule.id} />}
    </li>
  )
}

/** What the rule looks at, in words. */
function wordsOf(d: RuleDefinition): { key: `dispatch.${string}`; values: Record<string, string | number> }[] {
  const needs = (['shift', 'language', 'skill'] as const).filter((n) => d[n] !== 'ignore').map((n) => ({ key: `dispatch.need.${n}.${d[n]}` as const, values: {} }))
  return [...(d.dedicated ? [{ key: 'dispatch.rule.dedicated' as const, values: {} }] : []), ...needs, ...(d.maxWeight === null ? [] : [{ key: 'dispatch.rule.max' as const, values: { max: d.maxWeight } }])]
}

function Versions({ id }: { id: string }) {
  const t = useT(), query = useApi(dispatchApi.ruleVersions, { params: { id } })
  return <Loaded query={query} rows={2}>{(data) => <ol className="dp-versions">{data.items.map((v) => <li key={v.version} className="sm"><b className="num">{t('dispatch.rules.version', { version: v.version })}</b> {t(`dispatch.mode.${v.definition.mode}`)} · {t(`dispatch.method.${v.definition.method}`)} · {v.reason} <span className="dim">{v.publishedBy.name} <Moment at={v.publishedAt} /></span></li>)}</ol>}</Loaded>
}

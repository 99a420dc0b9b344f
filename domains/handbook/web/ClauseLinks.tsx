// What carries a clause out, each with whether this installation has it: policies with their printed limits, jobs, screens, parts.
import { Panel } from '../../../web/design/Layout.tsx'
import { ClauseMark, Tone } from '../../../web/design/Marks.tsx'
import { useFormat, useT } from '../../../web/i18n/i18n.ts'
import type { MessageKey } from '../../../web/i18n/translate.ts'
import { AppLink } from '../../../web/shell/AppLink.tsx'
import { Slot } from '../../../web/shell/Slot.tsx'
import type { Clause, PrintedLimit } from '../contract/clause.ts'
import './slots.ts'

export function ClauseLinks({ clause }: { clause: Clause }) {
  const t = useT()
  return (
    <>
      {clause.policies.length > 0 && <Policies clause={clause} />}
      <Slot name="handbook.clause" props={{ number: clause.number, policies: clause.policies.map((p) => p.code) }} />
      <div className="hb-links">
        {clause.screens.length > 0 && <Panel title={t('handbook.screens')} pad={false}><ul className="hb-kids">{clause.screens.map((s) => <li key={s.id}>{!s.exists ? s.name : s.portal ? <a href={s.address}>{s.name}</a> : <AppLink to={s.address}>{s.name}</AppLink>}<span className="sp" /><There yes={s.exists} /></li>)}</ul></Panel>}
        {clause.jobs.length > 0 && <Panel title={t('handbook.jobs')} pad={false}><ul className="hb-kids">{clause.jobs.map((j) => <li key={j.code}><span><span className="num dim">{j.code}</span> {j.name} <span className="sm dim">{j.every}</span></span><span className="sp" /><There yes={j.exists} /></li>)}</ul></Panel>}
        {clause.parts.length > 0 && <Panel title={t('handbook.parts')} pad={false}><ul className="hb-kids">{clause.parts.map((p) => <li key={`${p.id}${p.name}`}>{p.name}<span className="sp" /><There yes={p.exists} /></li>)}</ul></Panel>}
      </div>
    </>
  )
}

function There({ yes }: { yes: boolean }) {
  const t = useT()
  return yes ? <Tone kind="good">{t('handbook.exists')}</Tone> : <Tone kind="plain">{t('handbook.missing')}</Tone>
}

function Policies({ clause }: { clause: Clause }) {
  const t = useT(), limits = clause.policies.flatMap((p) => p.limits.map((limit) => ({ policy: p.code, limit })))
  return (
    <Panel title={t('handbook.policies')} tag={<span className="sm dim">{t('handbook.policies.note')}</span>} pad={false}>
      <ul className="hb-kids">{clause.policies.map((p) => <li key={p.code}><b className="num">{p.code}</b><span className="sp" /><There yes={p.exists} /></li>)}</ul>
      {limits.length > 0 && <div className="tbl-wrap hb-limits" tabIndex={0} role="region" aria-label={t('handbook.policies')}><table className="tbl"><thead><tr><th>{t('handbook.limit.scope')}</th><th>{t('handbook.limit.kind')}</th><th className="r">{t('handbook.limit.printed')}</th><th className="desk-only">{t('handbook.limit.policy')}</th><th>{t('handbook.limit.clause')}</th></tr></thead>
        <tbody>{limits.map(({ policy, limit }) => <tr key={`${limit.row}${limit.clause}${limit.kind}`}><td>{limit.scope}</td><td>{t(`handbook.kind.${limit.kind}` as MessageKey)}</td><td className="r"><Printed limit={limit} there={clause.policies.find((p) => p.code === policy)!.exists} /></td><td className="num sm desk-only">{policy}</td><td><ClauseMark clause={limit.clause} /></td></tr>)}</tbody></table></div>}
    </Panel>
  )
}

function Printed({ limit, there }: { limit: PrintedLimit; there: boolean }) {
  const t = useT(), format = useFormat()
  return <>{limit.from ? `${format.duration(limit.from)}–` : ''}{format.duration(limit.printed)}{limit.decision && <span className="xs dim"> {limit.decision}</span>}{there && !limit.enforced && <div className="xs dim">{t('handbook.limit.not-enforced')}</div>}</>
}

// A change of a configuration: what was, what is, who approved it, and both checks (§3.1-2).
import { Tone } from '../../../web/design/Marks.tsx'
import { useSession } from '../../../web/shell/session.ts'
import { useT } from '../../../web/i18n/i18n.ts'
import type { CaseWork } from '../contract/api.ts'
import type { Change, StoredCheck } from '../contract/plan.ts'
import type { WorkAct } from './WorkDialogs.tsx'

const TONE = { requested: 'warn', approved: 'info', rejected: 'plain', applied: 'info', checked: 'good', 'rolled-back': 'plain' } as const

export function ChangeLine({ change: c, work, onAct }: { change: Change; work: CaseWork; onAct: (act: WorkAct) => void }) {
  const t = useT(), { person } = useSession(), open = c.state === 'requested' || c.state === 'approved' || c.state === 'applied'
  const check = (name: 'before' | 'after', found: StoredCheck | null) => found && <span className="sm t2">{t(`casework.check.${name}`, { stability: t(`cases.check.${found.stability}`), security: t(`cases.check.${found.security}`) })}</span>
  const link = (kind: 'decide-change' | 'check-before' | 'apply' | 'check-after' | 'roll-back') => <button key={kind} type="button" className="lnk sm" onClick={() => onAct({ kind, workId: c.id })}>{t(`casework.do.${kind}`)}</button>
  return (
    <section aria-label={t('casework.change')}>
      <div className="row g6"><b className="sm">{t('casework.change')}</b><Tone kind={TONE[c.state]}>{t(`casework.change.${c.state}`)}</Tone><span className="sp" /><span className="sm t2">{c.by.name}</span></div>
      <p className="sm">{c.item}: <code>{c.before}</code> → <code>{c.after}</code></p>
      <div className="row wrap g6">{check('before', c.beforeCheck)}{check('after', c.afterCheck)}{c.approver && <span className="sm t2">{t('casework.approved-by', { name: c.approver.name })}</span>}{c.rollbackReason && <span className="sm warn">{c.rollbackReason}</span>}</div>
      <div className="cw-acts">{work.mayApprove && c.state === 'requested' && c.by.id !== person.id && link('decide-change')}{work.mayWrite && open && c.appliedAt === null && c.beforeCheck === null && link('check-before')}{work.mayWrite && c.state === 'approved' && c.beforeCheck && link('apply')}{work.mayWrite && c.state === 'applied' && link('check-after')}{work.mayWrite && (c.state === 'applied' || c.state === 'checked') && link('roll-back')}</div>
    </section>
  )
}

// Rules that act on cases by themselves: readable sentences, tried over the history before they are switched on, with everything that they did.
import { ChevronDown, ChevronUp, Plus, Zap } from 'lucide-react'
import { useState } from 'react'
import { queryKey, useApi, useSubmit } from '../../../web/api/queries.ts'
import { Button } from '../../../web/design/Button.tsx'
import { toastProblem } from '../../../web/design/Feedback.tsx'
import { Page, PageHead, Panel } from '../../../web/design/Layout.tsx'
import { Tone } from '../../../web/design/Marks.tsx'
import { Empty, Loaded } from '../../../web/design/States.tsx'
import { TabBar } from '../../../web/design/TabBar.tsx'
import { useLive } from '../../../web/live/live.ts'
import { useSearchValue } from '../../../web/shell/address.ts'
import { useMay } from '../../../web/shell/session.ts'
import { useShortcut } from '../../../web/shell/shortcuts.ts'
import { useT } from '../../../web/i18n/i18n.ts'
import { automationApi } from '../contract/api.ts'
import type { Rule } from '../contract/rule.ts'
import { RuleEditor } from './RuleEditor.tsx'
import { RulePanel } from './RulePanel.tsx'
import { RuleState } from './RuleState.tsx'
import { RunLog } from './RunLog.tsx'
import { sentence } from './rule-words.ts'
import './automation.css'

export function AutomationPage() {
  const t = useT(), query = useApi(automationApi.list), may = useMay('automation.manage'), [tab, setTab] = useSearchValue('tab', 'rules'), [ruleId, setRuleId] = useSearchValue('rule'), [editing, setEditing] = useState<Rule | 'new' | null>(null)
  useLive(['rules'], [queryKey(automationApi.list), queryKey(automationApi.runs), queryKey(automationApi.lastTry)])
  useShortcut('n', () => setEditing('new'), { label: t('automation.new'), group: t('automation.title') }, may && editing === null)
  return (
    <Page>
      <PageHead title={t('automation.title')} note={t('automation.note')} actions={may && <Button kind="primary" icon={<Plus size={14} />} onClick={() => setEditing('new')}>{t('automation.new')}</Button>} />
      <TabBar label={t('automation.title')} current={tab} onChange={setTab} panelId="rules" tabs={[{ id: 'rules', label: t('automation.tab.rules') }, { id: 'runs', label: t('automation.tab.runs') }]} />
      <div id="rules" role="tabpanel" aria-label={t(`automation.tab.${tab}`)}>
        {tab === 'runs' ? <Panel pad={false}><RunLog /></Panel> : (
          <Loaded query={query}>{({ items }) => (items.length === 0 ? <Empty kind="good" icon={<Zap size={22} />} title={t('automation.none')} text={t('automation.none.text')} /> : (
            <div className="au-two">
              <ol className="au-list" aria-label={t('automation.order')}>{items.map((rule, i) => <RuleRow key={rule.id} rule={rule} items={items} at={i} may={may} on={rule.id === ruleId} onOpen={() => setRuleId(rule.id)} />)}</ol>
              <div className="au-detail">{items.find((r) => r.id === ruleId) ? <RulePanel key={ruleId} rule={items.find((r) => r.id === ruleId)!} may={may} onEdit={setEditing} /> : <p className="dim">{t('automation.choose')}</p>}</div>
            </div>))}</Loaded>)}
      </div>
      {editing && <RuleEditor rule={editing === 'new' ? null : editing} onClose={() => setEditing(null)} onSaved={(id) => { setEditing(null); setRuleId(id) }} />}
    </Page>
  )
}

function RuleRow({ rule, items, at, may, on, onOpen }: { rule: Rule; items: readonly Rule[]; at: number; may: boolean; on: boolean; onOpen: () => void }) {
  const t = useT(), order = useSubmit(automationApi.order, { invalidates: [automationApi.list], onProblem: toastProblem })
  const move = (step: -1 | 1) => { const ids = items.map((r) => r.id), other = ids[at + step]; if (!other) return; ids[at + step] = rule.id; ids[at] = other; void order.submit({ body: { ids } }) }
  return (
    <li className={on ? 'on' : ''}>
      <span className="num dim au-n">{at + 1}</span>
      <button type="button" className="au-open" aria-current={on || undefined} onClick={onOpen}>
        <span className="row g6"><b className="ell">{rule.name}</b><RuleState rule={rule} />{rule.runs.held > 0 && <Tone kind="warn">{t('automation.held', { count: rule.runs.held })}</Tone>}{rule.runs.failed > 0 && <Tone kind="bad">{t('automation.failed', { count: rule.runs.failed })}</Tone>}</span>
        <span className="sm t2 au-sentence">{sentence(t, rule.definition, rule.names)}</span>
      </button>
      {may && <span className="au-move"><button type="button" className="ib" aria-label={t('automation.up', { name: rule.name })} disabled={at === 0 || order.busy} onClick={() => move(-1)}><ChevronUp size={14} /></button><button type="button" className="ib" aria-label={t('automation.down', { name: rule.name })} disabled={at === items.length - 1 || order.busy} onClick={() => move(1)}><ChevronDown size={14} /></button></span>}
    </li>
  )
}

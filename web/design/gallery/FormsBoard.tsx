// Fields with hints, refusals and clauses; our own and antd's beside each other.
import { DatePicker, Input, Select, Switch } from 'antd'
import { Scale } from 'lucide-react'
import { ApiProblem } from '../../api/problem.ts'
import { useT } from '../../i18n/i18n.ts'
import { Facts, Panel } from '../Layout.tsx'
import { FormField, Notice, ProblemNote } from '../Form.tsx'
import { Button } from '../Button.tsx'
import { ClauseMark } from '../Marks.tsx'
import { useServerClock } from '../server-clock.ts'
import { CodeText, Meter, Moment, RelativeTime, Spark } from '../Text.tsx'
import { useDraft } from '../use-draft.ts'
import './gallery.css'

export function FormsBoard() {
  const t = useT()
  const problem = new ApiProblem({ status: 422, code: 'validation', title: t('web.design.form.refused'), detail: t('web.design.form.refused-text'), errors: [{ pointer: '/title', code: 'text.empty', detail: t('web.design.form.title-error') }, { pointer: '/owner', code: 'guard', detail: t('web.design.form.guard'), clause: '§3.2' }] })
  const draft = useDraft('gallery', '')
  return (
    <div className="gal-two">
      <Panel title={t('web.design.tab.forms')}><div className="col" style={{ gap: 12 }}>
        <ProblemNote problem={problem} shown={['/title']} />
        <FormField label={t('web.design.form.title')} pointer="/title" problem={problem} required clause="§3.2"><input className="field" defaultValue="" /></FormField>
        <FormField label={t('web.design.form.text')} hint={t('web.design.form.draft-hint')}><textarea className="field" rows={3} value={draft.value} onChange={(event) => draft.change(event.target.value)} /></FormField>
        <FormField label={t('web.design.form.owner')} required><Select options={[{ value: 'lin', label: t('web.design.person.lin') }, { value: 'zhou', label: t('web.design.person.zhou') }]} defaultValue="lin" /></FormField>
        <FormField label={t('web.design.form.when')}><DatePicker showTime style={{ width: '100%' }} /></FormField>
        <FormField label={t('web.design.form.search')}><Input.Search /></FormField>
        <label className="row"><Switch size="small" defaultChecked aria-label={t('web.design.form.notify')} />{t('web.design.form.notify')}</label>
        <div className="row"><Button kind="primary">{t('web.design.act.new')}</Button><Button>{t('web.cancel')}</Button></div>
      </div></Panel>
      <div className="col" style={{ gap: 12 }}><Texts />
        <Notice kind="violet" icon={<Scale size={15} aria-hidden />}>{t('web.design.form.ruling')} <ClauseMark clause="§7.2" /></Notice><Notice kind="warn">{t('web.design.state.error-text')}</Notice><Notice>{t('web.design.state.first-text')}</Notice></div>
    </div>
  )
}

function Texts() {
  const t = useT(), now = useServerClock()
  return (
    <Panel title={t('web.design.form.facts')}><Facts rows={[
      [t('web.design.form.number'), <CodeText key="n">HY-240515-0137</CodeText>],
      [t('web.design.form.changed'), <RelativeTime key="r" at={new Date(now - 500_000).toISOString()} />],
      [t('web.design.form.due'), <Moment key="m" at={new Date(now + 86_400_000).toISOString()} />],
      [t('web.design.form.rate'), <span key="s" className="row"><b className="num">94.1 %</b><Spark values={[91, 92, 90, 93, 92, 94, 94.1]} target={90} tone="var(--hy-good-fg)" /></span>],
      [t('web.design.form.load'), <Meter key="b" value={62} target={80} label="62 / 100" />],
    ]} /><CodeText block>{'auth-core 14:01:57 WARN invalid_audience client=teller-legacy'}</CodeText></Panel>
  )
}

// One clause: what it says in both languages, its rulings, its limits, and everything that carries it out.
import { Scale } from 'lucide-react'
import { useState } from 'react'
import { useApi } from '../../../web/api/queries.ts'
import { Button } from '../../../web/design/Button.tsx'
import { Notice } from '../../../web/design/Form.tsx'
import { Facts, Panel } from '../../../web/design/Layout.tsx'
import { Tone, type ToneKind } from '../../../web/design/Marks.tsx'
import { Loaded } from '../../../web/design/States.tsx'
import { useLang, useT } from '../../../web/i18n/i18n.ts'
import { AppLink } from '../../../web/shell/AppLink.tsx'
import { useNamedWindow } from '../../../web/shell/use-screen-facts.ts'
import { handbookApi } from '../contract/api.ts'
import type { Clause, ClauseStatus } from '../contract/clause.ts'
import { ClauseLinks } from './ClauseLinks.tsx'
import { EditClause } from './EditClause.tsx'
import { otherLang, summaryIn, titleIn } from './words.ts'

const TONE: Record<ClauseStatus, ToneKind> = { implemented: 'good', 'in-part': 'info', 'not-started': 'plain', 'text-missing': 'warn' }

/** `heading`: the page has no other h1 (phone). */
export function ClauseDetail({ number, heading }: { number: string; heading: boolean }) {
  const query = useApi(handbookApi.clause, { params: { number } })
  return <Loaded query={query}>{(clause) => <Body clause={clause} heading={heading} />}</Loaded>
}

function Body({ clause, heading }: { clause: Clause; heading: boolean }) {
  const t = useT(), lang = useLang(), [editing, setEditing] = useState(false), Title = heading ? 'h1' : 'h2'
  useNamedWindow(`§${clause.number} ${titleIn(lang, clause)}`)
  const other = otherLang(lang)
  return (
    <article className="hb-clause">
      <nav className="crumbs" aria-label={t('web.crumbs')}><AppLink to="/handbook">{t('handbook.page')}</AppLink>{clause.path.map((p) => <span key={p.number}><span aria-hidden>› </span><AppLink to={`/handbook/${p.number}`}>{p.number} {titleIn(lang, p)}</AppLink></span>)}</nav>
      <header className="hb-top"><div><Title className="hb-h"><span className="num">§{clause.number}</span> {titleIn(lang, clause)}</Title><div className="dim" lang={other}>{titleIn(other, clause)}</div>
        {clause.otherTitles.map((o) => <div key={o.zh} className="sm t2">{t('handbook.also')} {o.zh} · {o.en}</div>)}</div>
        <span className="sp" />{clause.status && <Tone kind={TONE[clause.status]}>{t(`handbook.status.${clause.status}`)}</Tone>}{clause.editable && <Button size="small" onClick={() => setEditing(true)}>{t('handbook.edit')}</Button>}</header>
      <p className="hb-says" lang={lang}>{summaryIn(lang, clause)}</p>
      <p className="sm dim" lang={other}>{summaryIn(other, clause)}</p>
      {clause.decisions.length > 0 && <Notice kind="violet" icon={<Scale size={15} aria-hidden />}>{t('handbook.decision.note')} <span className="num">{clause.decisions.join(' · ')}</span></Notice>}
      {clause.reconstructed.map((r) => <Notice key={r.printed} kind="warn">{t('handbook.reconstructed.line', { printed: r.printed, read: r.read })} <Tone kind="warn">{t('handbook.reconstructed.mark')}</Tone> <span className="num">{r.decision}</span></Notice>)}
      <Facts labelWidth={lang === 'en' ? 104 : 76} rows={[[t('handbook.owner'), clause.owner?.name ?? '—'], ...(clause.requirements.length > 0 ? [[t('handbook.requirements'), <span key="r" className="num sm">{range(clause.requirements)}</span>] as const] : [])]} />
      {(clause.text !== null || clause.textMissing) && <Panel title={t('handbook.text')}>{clause.text === null ? <p className="t2">{t('handbook.text.missing')}</p> : <div className="hb-text">{clause.text}</div>}</Panel>}
      {clause.children.length > 0 && <Panel title={t('handbook.children')} pad={false}><ul className="hb-kids">{clause.children.map((c) => <li key={c.number}><AppLink to={`/handbook/${c.number}`}><span className="num">{c.number}</span> {titleIn(lang, c)}</AppLink><span className="sp" />{c.status && <Tone kind={TONE[c.status]}>{t(`handbook.status.${c.status}`)}</Tone>}</li>)}</ul></Panel>}
      <ClauseLinks clause={clause} />
      {editing && <EditClause clause={clause} onClose={() => setEditing(false)} />}
    </article>
  )
}

/** `R3.3-1`, `R3.3-2`, `R3.3-3` as `R3.3-1…3`. */
function range(ids: readonly string[]): string {
  const numbers = ids.map((id) => Number(id.split('-')[1])), first = ids[0]!, whole = numbers.every((n, i) => i === 0 || n === numbers[i - 1]! + 1)
  return whole && ids.length > 2 ? `${first}…${numbers.at(-1)}` : ids.join(' ')
}

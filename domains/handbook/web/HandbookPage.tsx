// The handbook inside the product: contents at the left, the clause with what carries it out at the right, and the two registers (R0-1, R0-3).
import { useDeferredValue, useState } from 'react'
import { queryKey, useApi } from '../../../web/api/queries.ts'
import { ButtonLink } from '../../../web/design/Button.tsx'
import { PageHead, SplitLayout } from '../../../web/design/Layout.tsx'
import { TabBar } from '../../../web/design/TabBar.tsx'
import { useWiderThan } from '../../../web/design/use-wider-than.ts'
import { useT } from '../../../web/i18n/i18n.ts'
import { useLive } from '../../../web/live/live.ts'
import { useAddressParams, useGo, useSearchValue } from '../../../web/shell/address.ts'
import { handbookApi } from '../contract/api.ts'
import { BenchmarksTable } from './BenchmarksTable.tsx'
import { ClauseDetail } from './ClauseDetail.tsx'
import { ClauseTree } from './ClauseTree.tsx'
import { StandardsTable } from './StandardsTable.tsx'
import './handbook.css'

const TABS = ['clauses', 'standards', 'benchmarks'] as const

export function HandbookPage() {
  const t = useT(), go = useGo(), { clause = '' } = useAddressParams(), wide = useWiderThan(900), [tab] = useSearchValue('tab', 'clauses')
  const number = clause.replace(/^§/, ''), shown = number || (wide ? '1' : '')
  useLive(['handbook'], [queryKey(handbookApi.clauses), queryKey(handbookApi.clause)])
  const register = tab === 'standards' ? <StandardsTable /> : tab === 'benchmarks' ? <BenchmarksTable /> : null
  return (
    <div className="hb">
      {(wide || !number) && <div className="hb-head"><PageHead title={t('handbook.page')} note={wide ? t('handbook.note') : undefined} actions={<ButtonLink to="/handbook/compliance" size="small">{t('handbook.board.title')}</ButtonLink>} />
        <TabBar label={t('handbook.tabs')} tabs={TABS.map((id) => ({ id, label: t(`handbook.tab.${id}`) }))} current={register ? tab : 'clauses'} onChange={(id) => go(id === 'clauses' ? '/handbook' : `/handbook?tab=${id}`)} panelId="hb-panel" /></div>}
      <div className="hb-body" id="hb-panel" {...(wide || !number ? { role: 'tabpanel', 'aria-label': t(`handbook.tab.${register ? tab as 'standards' : 'clauses'}`) } : {})}>
        {register ?? <SplitLayout listLabel={t('handbook.tree')} detailLabel={t('handbook.detail')} list={<Contents current={shown} />} detail={shown ? <ClauseDetail key={shown} number={shown} heading={!wide} /> : null} />}
      </div>
    </div>
  )
}

function Contents({ current }: { current: string }) {
  const t = useT(), [text, setText] = useState(''), q = useDeferredValue(text.trim())
  const list = useApi(handbookApi.clauses, { query: q ? { q } : {} }, { keep: true })
  return (
    <>
      <div className="hb-search"><input className="field" type="search" data-search aria-label={t('handbook.search')} placeholder={t('handbook.search')} value={text} onChange={(event) => setText(event.target.value)} /></div>
      <ClauseTree list={list} current={current} searching={q !== ''} />
    </>
  )
}

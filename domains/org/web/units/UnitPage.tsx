// One unit: what it is, who works there, what it was and will be (§1.1, R1.1-12).
import { useState } from 'react'
import { AdminNav } from '../../../../web/admin/AdminNav.tsx'
import { useApi, useApiPages } from '../../../../web/api/queries.ts'
import { Button } from '../../../../web/design/Button.tsx'
import { Notice } from '../../../../web/design/Form.tsx'
import { Facts, Page, PageHead, Panel } from '../../../../web/design/Layout.tsx'
import { Avatar, ClauseMark, Tone } from '../../../../web/design/Marks.tsx'
import { serverNow } from '../../../../web/design/server-clock.ts'
import { Empty, Loaded, Loading } from '../../../../web/design/States.tsx'
import { Moment } from '../../../../web/design/Text.tsx'
import { useT } from '../../../../web/i18n/i18n.ts'
import { useAddressParams } from '../../../../web/shell/address.ts'
import { AppLink } from '../../../../web/shell/AppLink.tsx'
import { useNamedWindow } from '../../../../web/shell/use-screen-facts.ts'
import { orgApi } from '../../contract/api.ts'
import type { Unit } from '../../contract/unit.ts'
import { CloseUnit } from './CloseUnit.tsx'
import { EditUnit } from './EditUnit.tsx'
import { DAYS, writeHours } from './hours-text.ts'
import { MoveUnit } from './MoveUnit.tsx'
import '../org.css'

export function UnitPage() {
  const t = useT(), { id = '' } = useAddressParams(), query = useApi(orgApi.getUnit, { params: { id } })
  useNamedWindow(query.data?.name)
  return <><AdminNav /><Page><Loaded query={query} rows={8} heading={t('org.unit')}>{(unit) => <Body unit={unit} />}</Loaded></Page></>
}

function Body({ unit }: { unit: Unit }) {
  const t = useT(), units = useApi(orgApi.listUnits, { query: { limit: 1000 } }), all = units.data?.items ?? [], [open, setOpen] = useState<'edit' | 'move' | 'close' | null>(null)
  const parent = all.find((u) => u.id === unit.parentId), below = all.filter((u) => u.parentId === unit.id), hours = writeHours(unit.openingHours), shut = () => setOpen(null)
  const link = (u: Unit) => <AppLink className="u" to={`/admin/units/${u.id}`}>{u.name}</AppLink>
  return (
    <>
      <PageHead title={<span className="row"><span>{unit.name}</span>{unit.state !== 'active' && <Tone kind="warn">{t(`org.state.${unit.state}`)}</Tone>}</span>} note={<span className="num">{unit.code}</span>} crumbs={[{ label: t('org.page.units'), to: '/admin/units' }]}
        actions={unit.state !== 'closed' && <>{unit.parentId && <><Button kind="quiet" onClick={() => setOpen('close')}>{t('org.unit.close')}</Button><Button kind="quiet" onClick={() => setOpen('move')}>{t('org.unit.move')}</Button></>}<Button onClick={() => setOpen('edit')}>{t('org.edit')}</Button></>} />
      {unit.state === 'closing' && <Notice kind="warn">{t('org.unit.closing-note')}</Notice>}
      <div className="org-two">
        <div className="col"><People unitId={unit.id} />{below.length > 0 && <Panel title={t('org.unit.below')}><ul className="col" style={{ listStyle: 'none', padding: 0, margin: 0 }}>{below.map((u) => <li key={u.id} className="row">{link(u)}<span className="sp" /><span className="sm t2">{t(`org.tier.${u.tier}`)}</span></li>)}</ul></Panel>}<History unit={unit} /></div>
        <div className="col">
          <Panel title={t('org.unit.facts')} tag={<ClauseMark clause="§1.1" />}><Facts labelWidth={96} rows={[
            [t('org.unit.tier'), t(`org.tier.${unit.tier}`)], [t('org.unit.parent'), parent ? link(parent) : '—'], [t('org.unit.layer'), t(`org.layer.${unit.layer}`)], [t('org.unit.line'), t(`org.line.${unit.serviceLine}`)], [t('org.unit.function'), unit.function ? t(`org.function.${unit.function}`) : '—'],
            [t('org.unit.name-zh'), unit.nameZh], [t('org.unit.name-en'), unit.nameEn], [t('org.unit.address'), unit.address ?? '—'], [t('org.unit.area'), unit.serviceArea ?? '—'],
          ]} /></Panel>
          {unit.openingHours && <Panel title={t('org.unit.hours')}><Facts rows={DAYS.map((day) => [t(`org.day.${day}`), hours[day] ? <span key={day} className="num">{hours[day]}</span> : t('org.unit.closed-day')] as const)} /></Panel>}
        </div>
      </div>
      {open === 'edit' && <EditUnit unit={unit} onClose={shut} />}{open === 'move' && <MoveUnit unit={unit} units={all} onClose={shut} />}{open === 'close' && <CloseUnit unit={unit} units={all} onClose={shut} />}
    </>
  )
}

function People({ unitId }: { unitId: string }) {
  const t = useT(), list = useApiPages(orgApi.listPosts, { query: { unitId, asOf: new Date(Math.floor(serverNow() / 60_000) * 60_000).toISOString(), limit: 100 } }), roles = useApi(orgApi.listRoles)
  return (
    <Panel title={t('org.unit.people')} tag={<span className="num dim">{list.items.length || ''}</span>} pad={false}>
      {list.isPending ? <Loading rows={3} /> : list.items.length === 0 ? <Empty kind="first" title={t('org.unit.people.none')} text={t('org.unit.people.none.text')} /> : (
        <div className="tbl-wrap"><table className="tbl"><thead><tr><th>{t('org.person.name')}</th><th>{t('org.person.role')}</th><th>{t('org.post.from')}</th><th>{t('org.post.to')}</th></tr></thead>
          <tbody>{list.items.map((post) => <tr key={post.id}><td><AppLink className="row" to={`/admin/people/${post.personId}`}><Avatar name={post.personName} size={22} /><b>{post.personName}</b></AppLink></td><td>{roles.data?.items.find((r) => r.code === post.role)?.name ?? post.role}{post.title && <div className="xs dim">{post.title}</div>}</td><td><Moment at={post.validFrom} /></td><td>{post.validTo ? <Moment at={post.validTo} /> : t('org.post.open')}</td></tr>)}</tbody></table></div>
      )}{list.hasNextPage && <Button block kind="quiet" onClick={list.loadMore}>{t('org.more')}</Button>}
    </Panel>
  )
}

/** Versions, the newest first; what changed against the one before is named. */
function History({ unit }: { unit: Unit }) {
  const t = useT(), query = useApi(orgApi.unitHistory, { params: { id: unit.id } })
  return (
    <Panel title={t('org.unit.history')} pad={false}><Loaded query={query} rows={2}>{({ items }) => (
      <div className="tbl-wrap"><table className="tbl"><thead><tr><th>{t('org.post.from')}</th><th>{t('org.post.to')}</th><th>{t('org.unit.name')}</th><th>{t('org.unit.line')}</th><th>{t('org.unit.state')}</th></tr></thead>
        <tbody>{items.toReversed().map((v) => <tr key={v.validFrom}><td><Moment at={v.validFrom} /></td><td>{v.validTo ? <Moment at={v.validTo} /> : t('org.post.open')}</td><td>{v.name}</td><td>{t(`org.line.${v.serviceLine}`)}</td><td><Tone kind={v.state === 'active' ? 'good' : 'warn'}>{t(`org.state.${v.state}`)}</Tone></td></tr>)}</tbody></table></div>
    )}</Loaded></Panel>
  )
}

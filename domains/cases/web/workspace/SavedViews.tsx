// Views that were kept: own ones, those of the unit, and everybody's, each with its count. A removed one comes back with a click.
import { Bookmark, Plus, Users, X } from 'lucide-react'
import { useState } from 'react'
import { call } from '../../../../web/api/call.ts'
import { queryKey, useApi, useSubmit } from '../../../../web/api/queries.ts'
import { Button } from '../../../../web/design/Button.tsx'
import { Dialog } from '../../../../web/design/Dialog.tsx'
import { toast, toastProblem } from '../../../../web/design/Feedback.tsx'
import { FormField, ProblemNote } from '../../../../web/design/Form.tsx'
import { AppLink } from '../../../../web/shell/AppLink.tsx'
import { usePreferences, type SavedViews as OnDevice } from '../../../../web/shell/preferences.ts'
import { useMay, useSession } from '../../../../web/shell/session.ts'
import { useFormat, useT } from '../../../../web/i18n/i18n.ts'
import { useQueryClient } from '@tanstack/react-query'
import { casesApi } from '../../contract/api.ts'
import type { CaseSort, CaseView } from '../../contract/list.ts'
import { ViewAudience, type KeptView } from '../../contract/views.ts'
import { searchOf } from './filters.ts'

export const searchOfView = (view: Pick<KeptView, 'view' | 'sort' | 'filter'>): string => searchOf(view.view, view.sort ?? 'due', view.filter)

/** All kept views of the reader. */
export const useKeptViews = (): readonly KeptView[] => useApi(casesApi.views, undefined, { keep: true, staleTime: 60_000 }).data?.items ?? []

export function SavedViews({ search }: { /** The view of now, as `searchOf` says it. */ search: string }) {
  const t = useT(), format = useFormat(), session = useSession(), choose = usePreferences(), client = useQueryClient(), views = useKeptViews(), older = session.preferences.views ?? [], counts = useApi(casesApi.viewCounts, undefined, { keep: true, enabled: views.length > 0 })
  const again = () => client.invalidateQueries({ queryKey: queryKey(casesApi.views) })
  const remove = async (gone: KeptView) => {
    try {
      await call(casesApi.removeView, { params: { id: gone.id } })
      await again()
      toast(t('cases.desk.saved.removed', { name: gone.name }), { undo: async () => { await call(casesApi.keepView, { body: { name: gone.name, audience: gone.audience, ...(gone.unitId ? { unitId: gone.unitId } : {}), view: gone.view, filter: gone.filter, ...(gone.sort ? { sort: gone.sort } : {}) } }); await again() } })
    } catch (error) { toastProblem(error) }
  }
  const drop = (gone: OnDevice[number]) => { choose.views(older.filter((one) => one !== gone)); toast(t('cases.desk.saved.removed', { name: gone.name }), { undo: () => choose.views(older) }) }
  const count = (id: string) => { const n = counts.data?.views[id]; return n === undefined ? '' : n >= (counts.data?.limit ?? Infinity) ? `${format.number(n)}+` : format.number(n) }
  if (views.length === 0 && older.length === 0) return null
  return (
    <div><h2>{t('cases.desk.saved')}</h2>
      {views.map((one) => { const to = searchOfView(one), on = to === search; return <div key={one.id} className={`q-saved${on ? ' on' : ''}`}><AppLink to={`/cases${to ? `?${to}` : ''}`} aria-current={on ? 'true' : undefined} title={one.filter}>{one.audience === 'own' ? <Bookmark size={15} strokeWidth={1.75} aria-hidden /> : <Users size={15} strokeWidth={1.75} aria-label={t(`cases.view.audience.${one.audience}`)} role="img" />}<span className="ell">{one.name}</span><span className="ct num">{count(one.id)}</span></AppLink>{one.mine && <button type="button" className="ib" aria-label={t('cases.desk.saved.remove', { name: one.name })} onClick={() => { void remove(one) }}><X size={13} /></button>}</div> })}
      {older.map((one) => <div key={one.name} className={`q-saved${one.search === search ? ' on' : ''}`}><AppLink to={`/cases${one.search ? `?${one.search}` : ''}`} aria-current={one.search === search ? 'true' : undefined}><Bookmark size={15} strokeWidth={1.75} aria-hidden /><span className="ell">{one.name}</span></AppLink><button type="button" className="ib" aria-label={t('cases.desk.saved.remove', { name: one.name })} onClick={() => drop(one)}><X size={13} /></button></div>)}
    </div>
  )
}

/** Offered once sort or conditions differ from the plain view and nobody has kept it yet. */
export function KeepViewButton({ view, sort, filter }: { view: CaseView; sort: CaseSort; filter: string }) {
  const t = useT(), views = useKeptViews(), assigns = useMay('cases.assign'), [open, setOpen] = useState(false), [name, setName] = useState(''), [audience, setAudience] = useState<ViewAudience>('own'), search = searchOf(view, sort, filter)
  const keep = useSubmit(casesApi.keepView, { invalidates: [casesApi.views, casesApi.viewCounts], onDone: (kept) => { toast(t('cases.desk.saved.done', { name: kept.name })); setOpen(false); setName('') } })
  if (views.some((one) => searchOfView(one) === search)) return null
  const taken = views.some((one) => one.mine && one.name === name.trim()), save = () => { if (name.trim() && !taken) void keep.submit({ body: { name: name.trim(), audience, view, filter, sort } }) }
  return (
    <>
      <span className="sp" /><button type="button" className="lnk sm nw q-save" onClick={() => setOpen(true)}><Plus size={12} aria-hidden />{t('cases.desk.saved.save')}</button>
      {open && (
        <Dialog open onClose={() => setOpen(false)} title={t('cases.desk.saved.save')} footer={<><Button onClick={() => setOpen(false)}>{t('web.cancel')}</Button><Button kind="primary" busy={keep.busy} disabled={!name.trim() || taken} onClick={save}>{t('cases.desk.saved.save')}</Button></>}>
          <form className="col" onSubmit={(event) => { event.preventDefault(); save() }}>
            <FormField label={t('cases.desk.saved.name')} required pointer="/name" problem={keep.problem} error={taken ? t('cases.desk.saved.taken') : null}><input className="field" autoFocus maxLength={40} value={name} onChange={(event) => setName(event.target.value)} /></FormField>
            {assigns && <FormField label={t('cases.view.audience')} required pointer="/audience" problem={keep.problem}><select className="field" value={audience} onChange={(event) => setAudience(event.target.value as ViewAudience)}>{ViewAudience.options.map((a) => <option key={a} value={a}>{t(`cases.view.audience.${a}`)}</option>)}</select></FormField>}
            {filter.trim() && <p className="sm t2"><code>{filter}</code></p>}
            <ProblemNote problem={keep.problem} shown={['/name', '/audience']} />
          </form>
        </Dialog>
      )}
    </>
  )
}

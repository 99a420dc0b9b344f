// Views that a person kept: a name for what stands in the address. They follow the account; a removed one comes back with a click.
import { Bookmark, Plus, X } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../../../../web/design/Button.tsx'
import { Dialog } from '../../../../web/design/Dialog.tsx'
import { toast } from '../../../../web/design/Feedback.tsx'
import { FormField } from '../../../../web/design/Form.tsx'
import { AppLink } from '../../../../web/shell/AppLink.tsx'
import { usePreferences, type SavedViews as Views } from '../../../../web/shell/preferences.ts'
import { useSession } from '../../../../web/shell/session.ts'
import { useT } from '../../../../web/i18n/i18n.ts'

export const MOST_VIEWS = 20

export function SavedViews({ search }: { /** The view of now, as `searchOf` says it. */ search: string }) {
  const t = useT(), session = useSession(), choose = usePreferences(), views = session.preferences.views ?? []
  if (views.length === 0) return null
  const remove = (gone: Views[number]) => { choose.views(views.filter((one) => one !== gone)); toast(t('cases.desk.saved.removed', { name: gone.name }), { undo: () => choose.views(views) }) }
  return (
    <div><h2>{t('cases.desk.saved')}</h2>
      {views.map((one) => <div key={one.name} className={`q-saved${one.search === search ? ' on' : ''}`}><AppLink to={`/cases${one.search ? `?${one.search}` : ''}`} aria-current={one.search === search ? 'true' : undefined}><Bookmark size={15} strokeWidth={1.75} aria-hidden /><span className="ell">{one.name}</span></AppLink><button type="button" className="ib" aria-label={t('cases.desk.saved.remove', { name: one.name })} onClick={() => remove(one)}><X size={13} /></button></div>)}
    </div>
  )
}

/** Offered once sort or conditions differ from the plain view and nobody has kept it yet. */
export function SaveView({ search }: { search: string }) {
  const t = useT(), session = useSession(), choose = usePreferences(), views = session.preferences.views ?? [], [open, setOpen] = useState(false), [name, setName] = useState('')
  if (views.length >= MOST_VIEWS || views.some((one) => one.search === search)) return null
  const taken = views.some((one) => one.name === name.trim()), save = () => { if (!name.trim() || taken) return; choose.views([...views, { name: name.trim(), search }]); toast(t('cases.desk.saved.done', { name: name.trim() })); setOpen(false); setName('') }
  return (
    <>
      <span className="sp" /><button type="button" className="lnk sm nw q-save" onClick={() => setOpen(true)}><Plus size={12} aria-hidden />{t('cases.desk.saved.save')}</button>
      {open && (
        <Dialog open onClose={() => setOpen(false)} title={t('cases.desk.saved.save')} footer={<><Button onClick={() => setOpen(false)}>{t('web.cancel')}</Button><Button kind="primary" disabled={!name.trim() || taken} onClick={save}>{t('cases.desk.saved.save')}</Button></>}>
          <form onSubmit={(event) => { event.preventDefault(); save() }}><FormField label={t('cases.desk.saved.name')} required error={taken ? t('cases.desk.saved.taken') : null}><input className="field" autoFocus maxLength={40} value={name} onChange={(event) => setName(event.target.value)} /></FormField></form>
        </Dialog>
      )}
    </>
  )
}

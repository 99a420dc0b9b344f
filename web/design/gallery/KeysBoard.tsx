// Keys as they are printed, and what floats (picture 12c).
import { Ellipsis } from 'lucide-react'
import { useState } from 'react'
import { useT } from '../../i18n/i18n.ts'
import { Button } from '../Button.tsx'
import { Dialog, Drawer } from '../Dialog.tsx'
import { confirmByVerb, toast, toastProblem } from '../Feedback.tsx'
import { Panel } from '../Layout.tsx'
import { Kbd } from '../Marks.tsx'
import { Menu } from '../Menu.tsx'
import { Tooltip } from '../Tooltip.tsx'
import './gallery.css'

const keys = ['mod+k', 'c', 'j', 'k', 'x', 'shift+x', 'enter', 'escape', 'mod+enter', 'shift+arrowright', 'alt+1', '?', '/']

export function KeysBoard() {
  const t = useT(), [dialog, setDialog] = useState(false), [drawer, setDrawer] = useState(false)
  const roll = async () => { if (await confirmByVerb({ title: t('web.design.roll.title'), body: t('web.design.roll.body'), verb: t('web.design.roll.verb'), danger: true, typed: 'V1.1.4' })) toast(t('web.design.roll.done')) }
  return (
    <div className="gal-three">
      <Panel title={t('web.keys.title')}><div className="row wrap">{keys.map((k) => <Kbd key={k} k={k} />)}</div></Panel>
      <Panel title={t('web.design.buttons')}><div className="row wrap">
        <Button kind="primary" size="small">{t('web.design.act.connect')}</Button><Button size="small">{t('web.design.act.new')}</Button><Button size="small" kind="quiet">{t('web.design.act.clear')}</Button><Button size="small" kind="danger">{t('web.design.act.roll')}</Button>
        <Button kind="primary">{t('web.design.act.connect')}</Button><Button>{t('web.design.act.new')}</Button><Button busy>{t('web.design.act.new')}</Button><Button disabled>{t('web.design.act.new')}</Button>
      </div></Panel>
      <Panel title={t('web.design.floats')}><div className="row wrap">
        <Button size="small" onClick={() => toast(t('web.design.kept'), { undo: () => undefined })}>{t('web.design.float.toast')}</Button>
        <Button size="small" onClick={() => toastProblem(new Error('sample'), () => undefined)}>{t('web.design.float.problem')}</Button>
        <Button size="small" onClick={() => { void roll() }}>{t('web.design.float.confirm')}</Button>
        <Button size="small" onClick={() => setDialog(true)}>{t('web.design.float.dialog')}</Button><Button size="small" onClick={() => setDrawer(true)}>{t('web.design.float.drawer')}</Button>
        <Tooltip text={t('web.design.clause-title')}><button type="button" className="btn btn-plain btn-small">{t('web.design.float.tooltip')}</button></Tooltip>
        <Menu label={t('web.design.float.menu')} items={[{ id: 'a', label: t('web.design.act.new'), onChoose: () => undefined }, { id: 'b', label: t('web.design.act.clear'), onChoose: () => undefined }]}><Ellipsis size={16} /></Menu>
      </div></Panel>
      <Dialog open={dialog} onClose={() => setDialog(false)} title={t('web.design.float.dialog')} footer={<Button kind="primary" onClick={() => setDialog(false)}>{t('web.close')}</Button>}>{t('web.design.clause-title')}</Dialog>
      <Drawer open={drawer} onClose={() => setDrawer(false)} title={t('web.design.float.drawer')}>{t('web.design.clause-title')}</Drawer>
    </div>
  )
}

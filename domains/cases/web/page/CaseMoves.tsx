// The next step as a button, everything else in one menu; what is refused stays readable with the reason.
import { Ellipsis, Reply } from 'lucide-react'
import { useState } from 'react'
import { Button, ButtonLink } from '../../../../web/design/Button.tsx'
import { Kbd } from '../../../../web/design/Marks.tsx'
import { Menu, type MenuItem } from '../../../../web/design/Menu.tsx'
import { useShortcut } from '../../../../web/shell/shortcuts.ts'
import { useSession } from '../../../../web/shell/session.ts'
import { useT } from '../../../../web/i18n/i18n.ts'
import type { Case, CaseState } from '../../contract/case.ts'
import { ActDialog, type Act } from './ActDialogs.tsx'
import { chooseMoves } from './main-move.ts'
import { MoveDialog } from './MoveDialog.tsx'
import { mayDo, movesOf } from './use-case-acts.ts'

/** The composer of the page, which another part draws. */
export const focusComposer = (): void => { document.querySelector<HTMLElement>('[data-composer]')?.focus() }

export function CaseMoves({ value }: { value: Case }) {
  const t = useT(), session = useSession(), [open, setOpen] = useState<{ to: CaseState; resuming: boolean } | null>(null), [act, setAct] = useState<Act | null>(null)
  const { main, resuming, rest } = chooseMoves(value), awaitsReply = movesOf(value).some((m) => m.to === 'responded' && m.ok)
  const go = () => { if (main) setOpen({ to: main.to, resuming }) }
  useShortcut('shift+arrowright', go, { label: t('cases.page.next-stage'), group: t('cases.desk.keys') }, main !== null)
  useShortcut('z', () => { if (resuming) go(); else setOpen({ to: 'waiting-requester', resuming: false }) }, { label: t('cases.key.pause'), group: t('cases.desk.keys') }, resuming || rest.some((m) => m.to === 'waiting-requester' && m.ok))
  const has = (permission: string) => session.permissions.has(permission)
  const acts: readonly (readonly [Act, boolean])[] = [
    ['reclassify', value.state !== 'new' && mayDo(value, 'reclassify')], ['edit', mayDo(value, 'edit')], ['vendor', mayDo(value, 'log-vendor-contact')], ['contain', mayDo(value, 'contain') && !value.containmentAt],
    ['compliance', value.problemClass === 'data-security' && mayDo(value, 'edit')], ['merge', movesOf(value).some((m) => m.to === 'merged' && m.ok) && has('cases.merge')],
  ]
  useShortcut('p', () => setAct('reclassify'), { label: t('cases.key.priority'), group: t('cases.desk.keys') }, acts[0]![1])
  useShortcut('s', () => { document.querySelector<HTMLElement>('.cs-more')?.click() }, { label: t('cases.key.state'), group: t('cases.desk.keys') })
  useShortcut('m', () => setAct('merge'), { label: t('cases.bulk.merge'), group: t('cases.desk.keys') }, acts.some(([id, may]) => id === 'merge' && may))
  const items: MenuItem[] = [
    ...rest.filter((m) => m.to !== 'merged').map((m): MenuItem => ({ id: m.to, label: m.ok ? t(`cases.move.${m.to}`) : <span>{t(`cases.move.${m.to}`)}<small>{m.reasons[0]?.detail}</small></span>, disabled: !m.ok, onChoose: () => setOpen({ to: m.to, resuming: false }) })),
    { id: 'line', line: true }, ...acts.filter(([, may]) => may).map(([id]): MenuItem => ({ id, label: t(`cases.act.${id}`, { number: value.number }), onChoose: () => setAct(id) })),
  ]
  return (
    <>
      {awaitsReply && !main && <Button kind="primary" icon={<Reply size={14} />} onClick={focusComposer}>{t('cases.move.responded')} <Kbd k="r" /></Button>}
      {main?.to === 'archived' ? <ButtonLink kind="primary" to={`/cases/${value.id}/record`}>{t('cases.move.archived')}</ButtonLink> : main && <Button kind="primary" onClick={go}>{t(resuming ? 'cases.move.resume' : `cases.move.${main.to}`)} <Kbd k="shift+arrowright" /></Button>}
      {items.length > 1 && <Menu label={t('cases.page.moves')} className="ib cs-more" side="right" items={items}><Ellipsis size={16} /></Menu>}
      {open && <MoveDialog value={value} to={open.to} resuming={open.resuming} onClose={() => setOpen(null)} />}
      {act && <ActDialog act={act} value={value} onClose={() => setAct(null)} />}
    </>
  )
}

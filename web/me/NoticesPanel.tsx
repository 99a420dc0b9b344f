// What the person is told of, on which way, and the hours in which only urgent things disturb.
import { useState } from 'react'
import { notifyApi, type NotificationPreferences, type NotifyChannel } from '../../platform/contract/notify.ts'
import type { z } from 'zod'
import { useApi, useSubmit } from '../api/queries.ts'
import { Button } from '../design/Button.tsx'
import { toast } from '../design/Feedback.tsx'
import { ProblemNote } from '../design/Form.tsx'
import { Panel } from '../design/Layout.tsx'
import { Loaded } from '../design/States.tsx'
import { useT } from '../i18n/i18n.ts'

type Preferences = z.infer<typeof NotificationPreferences>

export function NoticesPanel() {
  const t = useT(), query = useApi(notifyApi.preferences)
  return <Panel title={t('web.me.notices')}><Loaded query={query}>{(found) => <Form key={JSON.stringify(found.quietHours)} found={found} />}</Loaded></Panel>
}

function Form({ found }: { found: Preferences }) {
  const t = useT(), save = useSubmit(notifyApi.savePreferences, { invalidates: [notifyApi.preferences], onDone: () => toast(t('web.admin.saved')) })
  const toggle = (name: string, channels: readonly NotifyChannel[], channel: NotifyChannel, on: boolean) => { void save.submit({ body: { kinds: { [name]: on ? [...channels, channel] : channels.filter((c) => c !== channel) } } }) }
  return (
    <div className="col">
      <table className="me-kinds"><thead><tr><th><span className="sr">{t('web.me.notices.kind')}</span></th><th>{t('web.me.notices.in-app')}</th><th>{t('web.me.notices.mail')}</th></tr></thead>
        <tbody>{found.kinds.map((kind) => <tr key={kind.name}><th scope="row">{kind.label}{kind.urgent && <span className="dim sm"> · {t('web.me.notices.urgent')}</span>}</th>{(['in-app', 'mail'] as const).map((channel) => <td key={channel}><input type="checkbox" className="nck" aria-label={`${kind.label}: ${t(`web.me.notices.${channel}`)}`} checked={kind.channels.includes(channel)} disabled={save.busy || (kind.urgent && channel === 'in-app')} onChange={(event) => toggle(kind.name, kind.channels, channel, event.target.checked)} /></td>)}</tr>)}</tbody></table>
      <QuietHours found={found} busy={save.busy} onSave={(quietHours) => { void save.submit({ body: { quietHours } }) }} />
      <ProblemNote problem={save.problem} />
    </div>
  )
}

const HOURS = Array.from({ length: 48 }, (_, i) => `${String(Math.floor(i / 2)).padStart(2, '0')}:${i % 2 ? '30' : '00'}`)

function QuietHours({ found, busy, onSave }: { found: Preferences; busy: boolean; onSave: (hours: { from: string; to: string } | null) => void }) {
  const t = useT(), [from, setFrom] = useState(found.quietHours?.from ?? '22:00'), [to, setTo] = useState(found.quietHours?.to ?? '07:00'), on = found.quietHours !== null
  const hour = (label: string, value: string, set: (value: string) => void) => <select className="field me-hour" aria-label={label} value={value} onChange={(event) => { set(event.target.value) }}>{[...new Set([...HOURS, value])].toSorted().map((h) => <option key={h} value={h}>{h}</option>)}</select>
  return (
    <div className="row wrap"><label className="row g6"><input type="checkbox" className="nck" checked={on} disabled={busy} onChange={(event) => onSave(event.target.checked ? { from, to } : null)} />{t('web.me.notices.quiet')}</label>
      {on && <>{hour(t('web.me.notices.from'), from, setFrom)}<span aria-hidden>–</span>{hour(t('web.me.notices.to'), to, setTo)}{(from !== found.quietHours?.from || to !== found.quietHours.to) && <Button size="small" kind="primary" busy={busy} onClick={() => onSave({ from, to })}>{t('web.admin.save')}</Button>}</>}</div>
  )
}

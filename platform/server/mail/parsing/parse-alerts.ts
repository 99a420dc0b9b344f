// Alerts of monitoring (R7.1-5): what is wrong, since when, whether it is over, and by which key repetitions are known. Pure.
import { createHash } from 'node:crypto'
import { momentOf, pick, type HookMessage, type Json } from './hook-fields.ts'

const MAX_ALERTS = 100
const digest = (...parts: string[]): string => createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 40)
const machine = (thread: string, id: string, ends: boolean): HookMessage['hook'] => ({ channel: 'monitor', thread, shared: true, id, ends, phone: null, anonymous: true })
const NOBODY = { name: '', address: null, id: null }

const listOf = (value: unknown): Json[] => (Array.isArray(value) ? value.filter((v): v is Json => v !== null && typeof v === 'object' && !Array.isArray(v)).slice(0, MAX_ALERTS) : [])
const labelsIn = (value: unknown): string => (value !== null && typeof value === 'object' ? Object.entries(value as Json).filter(([, v]) => typeof v === 'string').map(([k, v]) => `${k}=${String(v)}`).join(', ') : '')

/** Alertmanager, version 4: one group of alerts is one matter; it is over when the group is. */
export function alertGroup(body: Json): HookMessage {
  const alerts = listOf(body['alerts']), status = pick(body, 'status') ?? 'firing', name = pick(body, 'commonLabels.alertname', 'groupLabels.alertname') ?? pick(alerts[0] ?? {}, 'labels.alertname') ?? 'alert'
  const key = pick(body, 'groupKey') ?? alerts.map((a) => pick(a, 'fingerprint') ?? labelsIn(a['labels'])).sort().join('|')
  const words = alerts.map((a) => [`[${pick(a, 'status') ?? status}] ${pick(a, 'annotations.summary', 'annotations.message', 'labels.alertname') ?? name}`, pick(a, 'annotations.description'), labelsIn(a['labels']), pick(a, 'startsAt') && `startsAt: ${pick(a, 'startsAt')}`, pick(a, 'generatorURL')].filter(Boolean).join('\n'))
  const state = alerts.map((a) => `${pick(a, 'fingerprint') ?? labelsIn(a['labels'])} ${pick(a, 'status') ?? ''} ${pick(a, 'startsAt') ?? ''}`).sort()
  return { subject: [name, pick(body, 'commonLabels.instance', 'commonLabels.service', 'commonLabels.job')].filter(Boolean).join(' · '), text: [pick(body, 'commonAnnotations.summary'), ...words, pick(body, 'externalURL')].filter(Boolean).join('\n\n'), sender: NOBODY, sentAt: momentOf(pick(alerts[0] ?? {}, 'startsAt')), hook: machine(key, digest(key, status, ...state), status === 'resolved') }
}

/** Zabbix: a media type of the kind webhook; `event_value` 0 or a status of OK says that it is over. */
export function zabbix(body: Json): HookMessage {
  const event = pick(body, 'event_id', 'eventid', 'eventId', 'EVENT.ID') ?? '', trigger = pick(body, 'trigger_id', 'triggerid', 'TRIGGER.ID') ?? event, host = pick(body, 'host', 'host_name', 'HOST.NAME', 'hostname') ?? ''
  const status = pick(body, 'event_value', 'status', 'trigger_status', 'TRIGGER.STATUS') ?? '1', update = pick(body, 'event_update_status', 'update_status') ?? ''
  const ends = /^(0|ok|resolved|recovery)$/i.test(status), subject = pick(body, 'subject', 'alert_subject', 'event_name', 'name', 'trigger_name') ?? 'Zabbix'
  const words = [pick(body, 'message', 'alert_message', 'description'), host && `host: ${host}`, pick(body, 'severity', 'event_severity') && `severity: ${pick(body, 'severity', 'event_severity')}`, pick(body, 'event_date', 'time'), pick(body, 'url', 'trigger_url')]
  return { subject, text: words.filter(Boolean).join('\n') || subject, sender: NOBODY, sentAt: null, hook: machine(`${host}:${trigger || subject}`, digest(event, trigger, host, status, update, pick(body, 'message', 'alert_message') ?? subject), ends) }
}

/** Nagios: a notification command that posts its macros; RECOVERY, OK and UP say that it is over. */
export function nagios(body: Json): HookMessage {
  const host = pick(body, 'host', 'HOSTNAME', 'hostname', 'host_name') ?? '', service = pick(body, 'service', 'SERVICEDESC', 'service_description') ?? '', state = pick(body, 'state', 'SERVICESTATE', 'HOSTSTATE', 'service_state', 'host_state') ?? '', kind = pick(body, 'type', 'NOTIFICATIONTYPE', 'notification_type') ?? ''
  const output = pick(body, 'output', 'SERVICEOUTPUT', 'HOSTOUTPUT', 'message') ?? '', ends = /^recovery$/i.test(kind) || /^(ok|up)$/i.test(state), at = pick(body, 'timestamp', 'TIMET', 'time') ?? ''
  return { subject: [host, service, state].filter(Boolean).join(' · ') || 'Nagios', text: [output, kind && `type: ${kind}`, at].filter(Boolean).join('\n') || 'Nagios', sender: NOBODY, sentAt: momentOf(at), hook: machine(`${host}:${service}`, digest(pick(body, 'id', 'NOTIFICATIONID', 'event_id') ?? '', host, service, state, kind, output, at), ends) }
}

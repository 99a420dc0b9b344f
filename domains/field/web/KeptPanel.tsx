// What a device brought that did not fit: both versions side by side, until somebody decides.
import { useSubmit } from '../../../web/api/queries.ts'
import { toastProblem } from '../../../web/design/Feedback.tsx'
import { Conflict } from '../../../web/design/States.tsx'
import { Moment } from '../../../web/design/Text.tsx'
import { useT } from '../../../web/i18n/i18n.ts'
import { fieldApi } from '../contract/api.ts'
import type { KeptCommand, WorkOrder } from '../contract/order.ts'

export function KeptPanel({ order, onDecided }: { order: WorkOrder; onDecided: () => void }) {
  const t = useT(), decide = useSubmit(fieldApi.decideKept, { invalidates: [fieldApi.ofCase, fieldApi.visit, fieldApi.visits], onDone: onDecided, onProblem: toastProblem })
  if (order.kept.length === 0) return null
  const choose = (workId: string, take: 'mine' | 'theirs') => { void decide.submit({ params: { id: order.id, workId }, body: { take } }) }
  return (
    <section className="fd-kept" aria-label={t('field.kept')}>{order.kept.map((k) => (
      <div key={k.id}><p className="sm"><b>{t('field.kept.title', { what: t(`field.act.${k.kind}`) })}</b> {k.reason}</p>
        <Conflict mine={{ title: <>{t('field.kept.device', { by: k.by })} · <Moment at={k.madeAt} /></>, children: <p>{wordsOf(k, t)}</p>, action: t('field.kept.take-device'), onChoose: () => choose(k.id, 'mine') }}
          theirs={{ title: t('field.kept.server'), children: <p>{k.code === 'other-device' ? String(k.theirs ?? '—') : t(`field.state.${order.state}`)}</p>, action: t('field.kept.take-server'), onChoose: () => choose(k.id, 'theirs') }} /></div>))}
    </section>
  )
}

function wordsOf(k: KeptCommand, t: ReturnType<typeof useT>): string {
  const said = ['text', 'serial', 'name', 'reason', 'note', 'signedBy'].flatMap((name) => (typeof k.data[name] === 'string' ? [String(k.data[name])] : []))
  return [t(`field.act.${k.kind}`), ...said, ...(typeof k.data['quantity'] === 'number' ? [`×${k.data['quantity']}`] : [])].join(' · ')
}

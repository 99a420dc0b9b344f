// What the server refused or kept beside its own version: said once, never hidden.
import { Button } from '../../../../web/design/Button.tsx'
import { Notice } from '../../../../web/design/Form.tsx'
import { AppLink } from '../../../../web/shell/AppLink.tsx'
import { useT } from '../../../../web/i18n/i18n.ts'
import { dismiss, type FieldState } from './field-store.ts'

export function Returned({ field, orderId }: { field: FieldState; orderId?: string }) {
  const t = useT(), shown = field.returned.filter((r) => !orderId || r.orderId === orderId)
  return <>{shown.map((r) => <Notice key={r.id} kind="warn"><b>{t(`field.returned.${r.outcome}`, { what: t(`field.act.${r.kind}`) })}</b> {r.reason}<div className="row g6">{!orderId && field.orders.some((o) => o.id === r.orderId) && <AppLink to={`/field/${r.orderId}`}>{t('field.open')}</AppLink>}<Button size="small" onClick={() => { void dismiss(r.id) }}>{t('field.returned.read')}</Button></div></Notice>)}</>
}

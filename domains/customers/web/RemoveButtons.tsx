// Takes a customer or contact out that was entered by mistake; one that was ever used is kept, and the refusal says what holds it.
import { useSubmit } from '../../../web/api/queries.ts'
import { Button } from '../../../web/design/Button.tsx'
import { confirmByVerb, toast, toastProblem } from '../../../web/design/Feedback.tsx'
import { useGo } from '../../../web/shell/address.ts'
import { useT } from '../../../web/i18n/i18n.ts'
import { customersApi } from '../contract/api.ts'
import type { Contact } from '../contract/contact.ts'
import type { Customer } from '../contract/customer.ts'

export function RemoveCustomer({ customer }: { customer: Customer }) {
  const t = useT(), go = useGo(), name = `${customer.number} ${customer.name}`
  const remove = useSubmit(customersApi.remove, { invalidates: [customersApi.list, customersApi.listContacts], onProblem: toastProblem, onDone: () => { toast(t('customers.removed', { name })); go('/customers') } })
  const ask = async () => { if (await confirmByVerb({ title: t('customers.remove.title', { name }), body: t('customers.remove.text'), verb: t('customers.remove'), danger: true })) void remove.submit({ params: { id: customer.id }, ifMatch: customer.version }) }
  return <Button kind="quiet" busy={remove.busy} onClick={() => { void ask() }}>{t('customers.remove')}</Button>
}

export function RemoveContact({ contact, onDone }: { contact: Contact; onDone: () => void }) {
  const t = useT(), { name } = contact
  const remove = useSubmit(customersApi.removeContact, { invalidates: [customersApi.listContacts, customersApi.get], onProblem: toastProblem, onDone: () => { toast(t('customers.removed', { name })); onDone() } })
  const ask = async () => { if (await confirmByVerb({ title: t('customers.remove.title', { name }), body: t('customers.contact.remove.text'), verb: t('customers.remove'), danger: true })) void remove.submit({ params: { id: contact.id }, ifMatch: contact.version }) }
  return <Button kind="quiet" busy={remove.busy} onClick={() => { void ask() }}>{t('customers.remove')}</Button>
}

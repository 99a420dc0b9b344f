// Throws away a draft that was never published.
import { useSubmit } from '../../../web/api/queries.ts'
import { Button } from '../../../web/design/Button.tsx'
import { confirmByVerb, toast, toastProblem } from '../../../web/design/Feedback.tsx'
import { useT } from '../../../web/i18n/i18n.ts'
import { useGo } from '../../../web/shell/address.ts'
import { knowledgeApi } from '../contract/api.ts'
import type { Article } from '../contract/article.ts'

export function DiscardDraft({ article }: { article: Article }) {
  const t = useT(), go = useGo(), remove = useSubmit(knowledgeApi.remove, { invalidates: [knowledgeApi.list], onProblem: toastProblem, onDone: () => { toast(t('knowledge.discarded')); go('/kb') } })
  const ask = async () => { if (await confirmByVerb({ title: t('knowledge.discard.title', { number: article.number }), body: t('knowledge.discard.text'), verb: t('knowledge.discard'), danger: true })) void remove.submit({ params: { id: article.id }, ifMatch: article.version }) }
  return <Button kind="quiet" busy={remove.busy} onClick={() => { void ask() }}>{t('knowledge.discard')}</Button>
}

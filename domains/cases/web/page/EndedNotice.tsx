// How a case ended: merged into another, cancelled, archived; where to go on from there.
import { Archive, Ban, Merge } from 'lucide-react'
import { Notice } from '../../../../web/design/Form.tsx'
import { Moment } from '../../../../web/design/Text.tsx'
import { AppLink } from '../../../../web/shell/AppLink.tsx'
import { useMay } from '../../../../web/shell/session.ts'
import { useT } from '../../../../web/i18n/i18n.ts'
import type { Case } from '../../contract/case.ts'
import { UnmergeButton } from './CaseLinks.tsx'

export function EndedNotice({ value }: { value: Case }) {
  const t = useT(), merges = useMay('cases.merge')
  if (value.state === 'merged') { const other = value.links.find((link) => link.id === value.mergedInto); return <Notice icon={<Merge size={15} aria-hidden />}>{t('cases.ended.merged')} {value.mergedInto && <AppLink className="u" to={`/cases/${value.mergedInto}`}>{other ? `${other.number} ${other.title}` : t('cases.ended.other')}</AppLink>} {merges && <UnmergeButton id={value.id} of={value.id} small />}</Notice> }
  if (value.state === 'cancelled') return <Notice icon={<Ban size={15} aria-hidden />}>{t('cases.ended.cancelled', { reason: value.cancelReason ?? '—' })}</Notice>
  if (value.state === 'archived') return <Notice kind="good" icon={<Archive size={15} aria-hidden />}>{t('cases.ended.archived')} {value.archivedAt && <Moment at={value.archivedAt} />} · <AppLink className="u" to={`/cases/${value.id}/record`}>{t('cases.record.open')}</AppLink></Notice>
  return null
}

// All files of a case in one place, newest message last as they came.
import { queryKey, useApi } from '../../../web/api/queries.ts'
import { Empty, Loaded } from '../../../web/design/States.tsx'
import { useLive } from '../../../web/live/live.ts'
import { useT } from '../../../web/i18n/i18n.ts'
import type { CaseSlotProps } from '../../cases/web/slots.ts'
import { conversationsApi } from '../contract/api.ts'
import { AttachmentChip } from './AttachmentList.tsx'
import './thread.css'

export function CaseFiles({ value }: CaseSlotProps) {
  const t = useT(), key = { params: { id: value.id } }, query = useApi(conversationsApi.attachments, key)
  useLive([`case:${value.id}`], [queryKey(conversationsApi.attachments, key)])
  return <Loaded query={query}>{({ items }) => (items.length === 0 ? <Empty kind="good" title={t('conversations.files.none')} text={t('conversations.files.none.text')} /> : <div className="files">{items.map((item) => <AttachmentChip key={item.id} item={item} />)}</div>)}</Loaded>
}

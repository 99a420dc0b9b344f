// Files that came with the report itself, not with a message: shown where the report is read.
import { useApi } from '../../../web/api/queries.ts'
import { conversationsApi } from '../contract/api.ts'
import { AttachmentList } from './AttachmentList.tsx'

export function OpeningFiles({ caseId }: { caseId: string }) {
  const { data } = useApi(conversationsApi.attachments, { params: { id: caseId } })
  return <AttachmentList items={data?.items.filter((item) => item.messageId === null) ?? []} />
}

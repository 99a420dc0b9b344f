// Says where what is being written is kept: with the account, or so far only on this device.
import { Check, HardDrive } from 'lucide-react'
import { useT } from '../i18n/i18n.ts'
import type { SyncedDraft } from './use-synced-draft.ts'

export function DraftMark({ kept }: { kept: SyncedDraft<unknown>['kept'] }) {
  const t = useT()
  if (kept === 'nothing') return null
  return <span className="row g4 xs dim nw" role="status">{kept === 'account' ? <Check size={12} aria-hidden /> : <HardDrive size={12} aria-hidden />}{t(`web.draft.${kept}`)}</span>
}

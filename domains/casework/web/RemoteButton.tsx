// Remote help from the head of the case (screen 02): asks the user; what follows stands with the other work.
import { MonitorUp } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../../../web/design/Button.tsx'
import { useT } from '../../../web/i18n/i18n.ts'
import type { Case } from '../../cases/contract/case.ts'
import { WorkDialog } from './WorkDialogs.tsx'

const IN_HAND = new Set<Case['state']>(['responded', 'diagnosing', 'solving', 'verifying', 'waiting-requester', 'waiting-vendor', 'reopened'])

export function RemoteButton({ value }: { value: Case }) {
  const t = useT(), [open, setOpen] = useState(false)
  if (!IN_HAND.has(value.state)) return null
  return <><Button icon={<MonitorUp size={14} aria-hidden />} onClick={() => setOpen(true)}>{t('casework.session')}</Button>{open && <WorkDialog act={{ kind: 'session' }} value={value} onClose={() => setOpen(false)} />}</>
}

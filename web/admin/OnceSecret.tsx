// A secret that is shown this once: to copy, then to put away on purpose.
import { Copy } from 'lucide-react'
import { Button } from '../design/Button.tsx'
import { Dialog } from '../design/Dialog.tsx'
import { toast } from '../design/Feedback.tsx'
import { Notice } from '../design/Form.tsx'
import { Facts } from '../design/Layout.tsx'
import { CodeText } from '../design/Text.tsx'
import { useT } from '../i18n/i18n.ts'

export function OnceSecret({ title, label, secret, address, onClose }: { title: string; label: string; secret: string; address?: string; onClose: () => void }) {
  const t = useT(), copy = () => { void navigator.clipboard.writeText(secret).then(() => toast(t('web.webhooks.copied'))) }
  return (
    <Dialog open onClose={onClose} title={title} footer={<><Button icon={<Copy size={14} />} onClick={copy}>{t('web.webhooks.copy')}</Button><Button kind="primary" onClick={onClose}>{t('web.webhooks.kept')}</Button></>}>
      <div className="col"><Notice kind="warn">{t('web.webhooks.once')}</Notice>
        <Facts labelWidth={110} rows={[...(address ? [[t('web.webhooks.url'), <CodeText key="a">{address}</CodeText>] as const] : []), [label, <CodeText key="s" block>{secret}</CodeText>]]} /></div>
    </Dialog>
  )
}

// The sheet of keys: what can be pressed on this page, by group.
import { Dialog } from '../design/Dialog.tsx'
import { Kbd } from '../design/Marks.tsx'
import { useT } from '../i18n/i18n.ts'
import { useShortcutList } from './shortcuts.ts'

export function KeySheet({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useT(), shortcuts = useShortcutList()
  const groups = new Map<string, Map<string, string[]>>()
  for (const { key, label, group = t('web.keys.this-page') } of shortcuts) {
    if (!label) continue
    const lines = groups.get(group) ?? new Map<string, string[]>()
    lines.set(label, [...new Set([...lines.get(label) ?? [], key])])
    groups.set(group, lines)
  }
  return (
    <Dialog open={open} onClose={onClose} title={t('web.keys.title')} width={720}>
      <div className="keys">
        {[...groups].map(([group, lines]) => (
          <section key={group}><h3>{group}</h3><ul>{[...lines].map(([label, keys]) => <li key={label}><span>{label}</span><span className="sp" />{keys.map((key) => <span key={key} className="row g4">{key.split(' ').map((part) => <Kbd key={part} k={part} />)}</span>)}</li>)}</ul></section>
        ))}
      </div>
      <p className="sm dim" style={{ marginTop: 12 }}>{t('web.keys.note')}</p>
    </Dialog>
  )
}

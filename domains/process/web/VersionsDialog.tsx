// Published versions with what each changed.
import { useApi } from '../../../web/api/queries.ts'
import { Dialog } from '../../../web/design/Dialog.tsx'
import { Tone } from '../../../web/design/Marks.tsx'
import { Loaded } from '../../../web/design/States.tsx'
import { Moment } from '../../../web/design/Text.tsx'
import { useT } from '../../../web/i18n/i18n.ts'
import { processApi } from '../contract/api.ts'

export function VersionsDialog({ onClose }: { onClose: () => void }) {
  const t = useT(), query = useApi(processApi.versions)
  return (
    <Dialog open onClose={onClose} title={t('process.versions')} width={560}>
      <Loaded query={query} rows={3}>{({ items }) => <ul className="pr-versions">{items.map((v) => <li key={v.version}><div className="row g6"><b className="num">v{v.version}</b>{v.state === 'live' && <Tone kind="good">{t('process.state.live')}</Tone>}<span className="sp" /><span className="sm t2">{v.publishedBy} · <Moment at={v.publishedAt} /></span></div>{v.note && <p>{v.note}</p>}{v.changes.length > 0 && <ul className="sm t2">{v.changes.map((c) => <li key={c}>{c}</li>)}</ul>}</li>)}</ul>}</Loaded>
    </Dialog>
  )
}

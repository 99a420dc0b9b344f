// At the side of a case: how its path follows the drawing, and where its time went.
import { useState } from 'react'
import { useApi } from '../../../web/api/queries.ts'
import { SidePart } from '../../../web/design/Layout.tsx'
import { Tone } from '../../../web/design/Marks.tsx'
import { useFormat, useT } from '../../../web/i18n/i18n.ts'
import { AppLink } from '../../../web/shell/AppLink.tsx'
import type { CaseSlotProps } from '../../cases/web/slots.ts'
import { processApi } from '../contract/api.ts'

export function CaseProcess({ value, small }: CaseSlotProps) {
  const t = useT(), format = useFormat(), [open, setOpen] = useState(false), query = useApi(processApi.ofCase, { params: { id: value.id } }, { enabled: !small, keep: true }), data = query.data
  if (small || !data) return null
  return (
    <SidePart title={t('process.of-case')} extra={<AppLink className="u sm num" to="/process">v{data.version}</AppLink>}>
      <div className="row wrap g6"><Tone kind={data.deviations.length === 0 ? 'good' : 'warn'}>{t('process.score', { score: format.percent(data.score) })}</Tone>{data.lists.six !== null && <span className="sm t2">{t('process.at-part', { n: data.lists.six, part: t(`process.part.six.${data.lists.six}`) })}</span>}</div>
      {data.deviations.map((d) => <p key={d.at} className="sm">{d.text}</p>)}
      <button type="button" className="pr-link sm" aria-expanded={open} onClick={() => setOpen(!open)}>{t(open ? 'process.path.hide' : 'process.path.show', { count: data.path.length })}</button>
      {open && <ol className="pr-path">{data.path.map((s, i) => <li key={i}><span>{t(`cases.state.${s.state}`)}{s.again && <span className="dim"> · {t('process.again')}</span>}</span><span className="sp" /><span className="num sm t2">{format.duration(s.seconds * 1000)}</span></li>)}</ol>}
    </SidePart>
  )
}

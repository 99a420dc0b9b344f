// Key versions with what lies under each, and the rotation that seals everything anew while the product runs (R7.4-1).
import { backupApi } from '../../platform/contract/backup.ts'
import { useApi, useSubmit } from '../api/queries.ts'
import { Button } from '../design/Button.tsx'
import { confirmByVerb, toast } from '../design/Feedback.tsx'
import { Notice, ProblemNote } from '../design/Form.tsx'
import { Panel } from '../design/Layout.tsx'
import { ClauseMark, Tone } from '../design/Marks.tsx'
import { Loaded } from '../design/States.tsx'
import { Moment } from '../design/Text.tsx'
import { useFormat, useT } from '../i18n/i18n.ts'

export function EncryptionPanel() {
  const t = useT(), format = useFormat(), keys = useApi(backupApi.keys, undefined, { refetchInterval: 15_000 })
  const rotate = useSubmit(backupApi.rotateKeys, { invalidates: [backupApi.keys], onDone: ({ version }) => toast(t('web.backup.keys.rotating', { version })) })
  const isRotating = keys.data?.rotation ? keys.data.rotation.finishedAt === null : false
  const ask = async (): Promise<void> => {
    if (await confirmByVerb({ title: t('web.backup.keys.ask'), body: t('web.backup.keys.ask.text'), verb: t('web.backup.keys.rotate') })) void rotate.submit({})
  }
  return (
    <Panel title={t('web.backup.keys')} tag={<ClauseMark clause="§7.4" />} pad={false} extra={<Button size="small" busy={rotate.busy} disabled={isRotating} onClick={() => { void ask() }}>{t('web.backup.keys.rotate')}</Button>}>
      <ProblemNote problem={rotate.problem} />
      <Loaded query={keys}>{(data) => <>
        {data.plainFiles > 0 && <Notice kind="warn">{t('web.backup.keys.plain', { count: data.plainFiles })}</Notice>}
        <div className="tbl-wrap" tabIndex={0} role="region" aria-label={t('web.backup.keys')}><table className="tbl"><thead><tr><th>{t('web.backup.keys.version')}</th><th>{t('web.backup.keys.made')}</th><th className="r">{t('web.backup.keys.fields')}</th><th className="r">{t('web.backup.files')}</th></tr></thead>
          <tbody>{data.versions.map((k) => <tr key={k.version}><td className="num">v{k.version} {k.version === data.current && <Tone kind="good">{t('web.backup.keys.current')}</Tone>}</td><td>{k.madeAt ? <Moment at={k.madeAt} /> : '—'}</td><td className="r num">{format.number(k.fields)}</td><td className="r num">{format.number(k.files)}</td></tr>)}</tbody></table></div>
        {data.rotation && <p className="bk-rotation sm t2">{data.rotation.finishedAt ? <>{t('web.backup.keys.done', { version: data.rotation.version, who: data.rotation.startedBy })} <Moment at={data.rotation.finishedAt} /></> : t('web.backup.keys.progress', { version: data.rotation.version, fields: data.rotation.fields, files: data.rotation.files })}
          {data.rotation.unreadable > 0 && <> <Tone kind="bad">{t('web.backup.keys.unreadable', { count: data.rotation.unreadable })}</Tone></>}{data.rotation.error && <span className="bad"> {data.rotation.error}</span>}</p>}
      </>}</Loaded>
    </Panel>
  )
}

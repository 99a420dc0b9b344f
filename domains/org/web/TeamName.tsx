// Where the person belongs, in the top bar: centre / team. The last known words stand until the server said them again, so that the bar does not jump.
import { useEffect, useRef } from 'react'
import { useApi } from '../../../web/api/queries.ts'
import { useLang, useT } from '../../../web/i18n/i18n.ts'
import { useSession } from '../../../web/shell/session.ts'
import { orgApi } from '../contract/api.ts'

const KEPT = 'houyuan.team'

export function TeamName() {
  const t = useT(), lang = useLang(), { unitId } = useSession(), own = useApi(orgApi.getUnit, { params: { id: unitId ?? '' }, query: {} }, { enabled: unitId !== null, staleTime: 600_000 }), parentId = own.data?.parentId ?? null
  const parent = useApi(orgApi.getUnit, { params: { id: parentId ?? '' }, query: {} }, { enabled: parentId !== null, staleTime: 600_000 })
  const key = `${KEPT}.${lang}.${unitId ?? ''}`, complete = own.data !== undefined && (parentId === null || parent.data !== undefined)
  const names = complete ? [parent.data?.name, own.data?.name].filter((name) => name !== undefined) : localStorage.getItem(key)?.split('\n') ?? []
  const text = names.join('\n')
  const shown = useRef<HTMLSpanElement>(null)
  useEffect(() => {
    if (!complete) return
    localStorage.setItem(key, text)
    if (shown.current) localStorage.setItem('houyuan.team-width', String(shown.current.offsetWidth))
  }, [complete, key, text])
  if (names.length === 0) return <span className="top-unit ell">{unitId === null ? t('web.product') : ''}</span>
  return <span ref={shown} className="top-unit ell" title={names.join(' / ')}>{names.length > 1 && <>{names[0]} <span className="dim">/</span> </>}{names.at(-1)}</span>
}

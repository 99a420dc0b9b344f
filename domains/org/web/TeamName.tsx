// Where the person belongs, in the top bar: centre / team.
import { useApi } from '../../../web/api/queries.ts'
import { useSession } from '../../../web/shell/session.ts'
import { useT } from '../../../web/i18n/i18n.ts'
import { orgApi } from '../contract/api.ts'

export function TeamName() {
  const t = useT(), { unitId } = useSession(), own = useApi(orgApi.getUnit, { params: { id: unitId ?? '' }, query: {} }, { enabled: unitId !== null, staleTime: 600_000 }), parentId = own.data?.parentId ?? null
  const parent = useApi(orgApi.getUnit, { params: { id: parentId ?? '' }, query: {} }, { enabled: parentId !== null, staleTime: 600_000 })
  if (!own.data) return <span className="top-unit ell">{t('web.product')}</span>
  return <span className="top-unit ell" title={[parent.data?.name, own.data.name].filter(Boolean).join(' / ')}>{parent.data && <>{parent.data.name} <span className="dim">/</span> </>}{own.data.name}</span>
}

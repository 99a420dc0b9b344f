// Name and hotline of the service. The last known ones stand until the server said them again, so that nothing jumps.
import { useEffect } from 'react'
import { serviceApi, type ServiceFacts } from '../../platform/contract/service.ts'
import { useApi } from '../api/queries.ts'

const KEPT = 'houyuan.service', NONE: ServiceFacts = { name: null, hotline: null }

function kept(): ServiceFacts {
  try { return { ...NONE, ...JSON.parse(localStorage.getItem(KEPT) ?? '{}') as Partial<ServiceFacts> } } catch { return NONE }
}

export function useService(): ServiceFacts {
  const { data } = useApi(serviceApi.about, undefined, { staleTime: 600_000 })
  useEffect(() => { if (data) localStorage.setItem(KEPT, JSON.stringify(data)) }, [data])
  return data ?? kept()
}

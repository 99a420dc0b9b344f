// The address that the search index keeps serves both sides; staff read under /kb.
import { Navigate } from '@tanstack/react-router'
import { useAddressParams } from '../../../web/shell/address.ts'

export function ToArticle() {
  const { id = '' } = useAddressParams()
  return <Navigate to={`/kb/${id}` as '/'} replace />
}

// After an act everything that is shown of the case is asked again: the case itself, its timeline, and this part.
import { useQueryClient } from '@tanstack/react-query'

export function useCaseChanged(id: string): () => Promise<void> {
  const client = useQueryClient()
  return () => client.invalidateQueries({ predicate: (query) => (query.queryKey[1] as { id?: string } | null | undefined)?.id === id || query.queryKey[0] === '/field/visits' })
}

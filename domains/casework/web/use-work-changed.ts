// After an act everything that is shown of the case is asked again: what may be done with it depends on its work.
import { useQueryClient } from '@tanstack/react-query'

export function useWorkChanged(id: string): () => Promise<void> {
  const client = useQueryClient()
  return () => client.invalidateQueries({ predicate: (query) => (query.queryKey[1] as { id?: string } | null | undefined)?.id === id || query.queryKey[0] === '/sub-tasks' })
}

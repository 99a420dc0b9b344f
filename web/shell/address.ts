// Reading and changing the address: parameters, search, going somewhere.
import { useNavigate, useParams, useRouter, useSearch } from '@tanstack/react-router'
import { useCallback } from 'react'
import { addressParts } from './AppLink.tsx'

type Search = Record<string, string | string[] | undefined>

/** Parameters of the page's address: `/cases/$id` gives `{ id }`. */
export const useAddressParams = (): Record<string, string | undefined> => useParams({ strict: false }) as Record<string, string | undefined>

/** The search part as words; a repeated key is a list. */
export const useAddressSearch = (): Search => useSearch({ strict: false }) as Search

/** One value of the search part with its setter; an empty value leaves the address. Replaces the entry, so that Back leaves the page. */
export function useSearchValue(name: string, fallback = ''): [string, (value: string) => void] {
  const search = useAddressSearch(), navigate = useNavigate()
  const found = search[name], value = (Array.isArray(found) ? found[0] : found) ?? fallback
  const set = useCallback((next: string) => {
    void navigate({ to: '.', replace: true, search: ((before: Search) => ({ ...before, [name]: next === '' || next === fallback ? undefined : next })) as never })
  }, [navigate, name, fallback])
  return [value, set]
}

/** Changes several values of the search part at once; undefined takes one away. Replaces the entry, so that Back leaves the page. */
export function useChangeSearch(): (changes: Readonly<Record<string, string | undefined>>) => void {
  const navigate = useNavigate()
  return useCallback((changes) => { void navigate({ to: '.', replace: true, search: ((before: Search) => ({ ...before, ...changes })) as never }) }, [navigate])
}

/** Goes to an address: `go('/cases/HY-1?tab=history')`. */
export function useGo(): (to: string, options?: { replace?: boolean }) => void {
  const navigate = useNavigate()
  return useCallback((to, options) => { void navigate({ ...addressParts(to), ...options } as never) }, [navigate])
}

/** Back to where the person came from, or to `otherwise` when the page was opened directly. */
export function useGoBack(otherwise: string): () => void {
  const router = useRouter(), go = useGo()
  return () => { if (router.history.canGoBack()) router.history.back(); else go(otherwise) }
}

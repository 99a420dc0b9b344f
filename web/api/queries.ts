// Server data in components: reading, paging and submitting declared endpoints through TanStack Query.
import { QueryClient, keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient, type QueryKey } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Endpoint } from '../../platform/contract/endpoint.ts'
import type { Page } from '../../platform/contract/paging.ts'
import { call, type AnyEndpoint, type CallArgs, type CallInput } from './call.ts'
import { ApiProblem, asProblem } from './problem.ts'
import { randomKey } from './random-key.ts'

const wait = (attempt: number, error: Error) => Math.max((error instanceof ApiProblem ? error.retryAfter ?? 0 : 0) * 1000, Math.min(30_000, 1000 * 2 ** attempt))
const passing = (error: Error) => error instanceof ApiProblem && error.passing

export const createQueryClient = (): QueryClient => new QueryClient({
  defaultOptions: {
    queries: { staleTime: 15_000, gcTime: 10 * 60_000, retry: (count, error) => passing(error) && count < 3, retryDelay: wait, refetchOnWindowFocus: true },
    mutations: { retry: (count, error) => passing(error) && count < 2, retryDelay: wait },
  },
})

/** The key under which a reply is kept: `['/cases/:id', { id }, query]`. A prefix of it names many replies. */
export function queryKey(endpoint: AnyEndpoint, input: { params?: unknown; query?: unknown } = {}): QueryKey {
  const key: unknown[] = [endpoint.path]
  if (input.params !== undefined) key.push(input.params)
  else if (input.query !== undefined) key.push(null)
  if (input.query !== undefined) key.push(input.query)
  return key
}

interface ReadOptions { /** Waits until true. */ enabled?: boolean; /** Keeps showing the last reply while another query loads. */ keep?: boolean; staleTime?: number; refetchInterval?: number; /** Asked even when the browser says that there is no network: a worker may answer. */ networkMode?: 'offlineFirst' }

/** Reads an endpoint. The result carries data, error (ApiProblem), isPending and refetch. */
export function useApi<P, Q, R>(endpoint: Endpoint<P, Q, undefined, R>, input?: CallInput<P, Q, undefined>, { keep, ...options }: ReadOptions = {}) {
  return useQuery<R, ApiProblem>({
    queryKey: queryKey(endpoint, input),
    queryFn: ({ signal }) => call(endpoint, ...[{ ...input, signal }] as CallArgs<P, Q, undefined>),
    ...(keep ? { placeholderData: keepPreviousData } : {}), ...options,
  })
}

/** Reads a list page by page; `items` are all rows so far. */
export function useApiPages<P, Q extends { cursor?: string | undefined }, Row>(endpoint: Endpoint<P, Q, undefined, Page<Row>>, input?: CallInput<P, Q, undefined>, { keep, ...options }: ReadOptions = {}) {
  const pages = useInfiniteQuery<Page<Row>, ApiProblem, { pages: Page<Row>[] }, QueryKey, string | null>({
    queryKey: [...queryKey(endpoint, input), 'pages'], initialPageParam: null,
    queryFn: ({ signal, pageParam }) => call(endpoint, ...[{ ...input, signal, query: { ...input?.query, ...(pageParam ? { cursor: pageParam } : {}) } }] as unknown as CallArgs<P, Q, undefined>),
    getNextPageParam: (last) => last.nextCursor,
    ...(keep ? { placeholderData: keepPreviousData } : {}), ...options,
  })
  // The same array until something arrives: what a list works out of a hundred thousand rows is not worked out again with every key.
  const items = useMemo(() => pages.data?.pages.flatMap((page) => page.items) ?? [], [pages.data])
  return {
    ...pages,
    items,
    total: pages.data?.pages[0]?.total,
    loadMore: () => { if (pages.hasNextPage && !pages.isFetchingNextPage) void pages.fetchNextPage() },
  }
}

interface SubmitOptions<R> {
  /** Endpoints or keys whose replies are stale afterwards. */
  invalidates?: readonly (AnyEndpoint | QueryKey)[]
  onDone?: (reply: R) => void | Promise<void>
  onProblem?: (problem: ApiProblem) => void
}

/** Submits to an endpoint. `submit(input)` never throws; `problem` is what the last try was refused with. */
export function useSubmit<P, Q, B, R>(endpoint: Endpoint<P, Q, B, R>, { invalidates = [], onDone, onProblem }: SubmitOptions<R> = {}) {
  const client = useQueryClient()
  const mutation = useMutation<R, ApiProblem, CallInput<P, Q, B>>({
    mutationFn: (input) => call(endpoint, ...[input] as CallArgs<P, Q, B>),
    onSuccess: async (reply) => {
      const keys = invalidates.map((stale) => ('path' in stale ? queryKey(stale) : stale))
      await Promise.all(keys.map((key) => client.invalidateQueries({ queryKey: key })))
      await onDone?.(reply)
    },
    onError: (error) => onProblem?.(asProblem(error)),
  })
  return {
    /** Resolves to the reply, or to null when it was refused. One key per submit, so an automatic retry cannot do it twice. */
    submit: (input: CallInput<P, Q, B>): Promise<R | null> => mutation.mutateAsync({ ...input, idempotencyKey: input.idempotencyKey ?? randomKey() }).catch(() => null),
    busy: mutation.isPending, problem: mutation.error, reply: mutation.data ?? null, reset: mutation.reset,
  }
}

// Lists are paged by key, never by offset: `?limit&cursor` -> `{ items, nextCursor }`.
import { z } from 'zod'

export const PageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(500).optional(),
})
export type PageQuery = z.infer<typeof PageQuery>

export const pageOf = <S extends z.ZodType>(item: S) => z.object({ items: z.array(item), nextCursor: z.string().nullable(), total: z.number().int().optional() })
export interface Page<T> { items: T[]; nextCursor: string | null; total?: number }

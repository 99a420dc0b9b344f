// Cursors of keyset paging: the sort key of the last row, opaque to clients.
import { BadInput } from './errors.ts'

export type CursorKey = (string | number | null)[]

export const encodeCursor = (key: CursorKey): string => Buffer.from(JSON.stringify(key)).toString('base64url')

/** The key inside a cursor. Throws BadInput when the text is no cursor of ours or has another length. */
export function decodeCursor(cursor: string, length: number): CursorKey {
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    if (Array.isArray(key) && key.length === length && key.every((k) => k === null || typeof k === 'string' || typeof k === 'number')) return key as CursorKey
  } catch { /* refused below */ }
  throw new BadInput([{ pointer: '/query/cursor', code: 'paging.cursor' }])
}

/** Cuts a list that was read with `limit + 1` rows into a page. */
export function toPage<R, T>(rows: readonly R[], limit: number, key: (row: R) => CursorKey, map: (row: R) => T): { items: T[]; nextCursor: string | null } {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return { items: shown.map(map), nextCursor: rows.length > limit && last !== undefined ? encodeCursor(key(last)) : null }
}

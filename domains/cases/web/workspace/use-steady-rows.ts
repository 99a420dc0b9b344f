// Holds the order of the queue while the pointer is over it; arrivals are announced instead of pushing rows away.
import { useEffect, useMemo, useState } from 'react'
import { grown, steady } from './steady-rows.ts'

export interface SteadyRows<Row> { rows: readonly Row[]; /** New rows that wait behind "3 new". */ waiting: number; hold: () => void; release: () => void }

/** `name` changes with view, sort and filter: another list is shown at once. */
export function useSteadyRows<Row extends { id: string }>(name: string, fresh: readonly Row[]): SteadyRows<Row> {
  const [held, setHeld] = useState<{ name: string; ids: readonly string[] } | null>(null)
  const own = held?.name === name ? held : null, ids = useMemo(() => (own ? grown(own.ids, fresh) : null), [own, fresh])
  const result = useMemo(() => (ids ? steady(ids, fresh) : { rows: fresh, waiting: 0 }), [ids, fresh])
  useEffect(() => { if (held && held.name !== name) setHeld(null) }, [held, name])
  return { ...result, hold: () => setHeld({ name, ids: result.rows.map((row) => row.id) }), release: () => setHeld(null) }
}

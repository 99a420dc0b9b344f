// Saves a record that others may have open too: nothing of theirs is overwritten unseen, nothing of mine is lost (design section 8).
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { AnyEndpoint } from './call.ts'
import { mergeEdits } from './merge-edits.ts'
import { asProblem, type ApiProblem } from './problem.ts'
import { queryKey } from './queries.ts'

/** Both changed these fields: one of the two has to be chosen. */
export interface Clash<F> { fields: readonly (keyof F & string)[]; mine: F; theirs: F; keepMine: () => void; takeTheirs: () => void }

export interface GuardedEdit<R, F> {
  /** The record as it was opened here; later versions do not slip in under the hands of who types. */
  opened: R
  /** Answers what was saved; null when it was refused or a choice is needed first. */
  send: (form: F) => Promise<R | null>
  clash: Clash<F> | null
  busy: boolean
  problem: ApiProblem | null
}

interface Options<R, F> {
  formOf: (value: R) => F
  /** The record as it is saved now. */
  read: () => Promise<R>
  /** Saves on the version of `from`; refused with `stale` when somebody was faster. */
  save: (form: F, from: R) => Promise<R>
  invalidates?: readonly AnyEndpoint[]
  onDone: (saved: R) => void | Promise<void>
}

const MOST_MERGES = 3

export function useGuardedEdit<R, F extends object>(value: R, { formOf, read, save, invalidates = [], onDone }: Options<R, F>): GuardedEdit<R, F> {
  const client = useQueryClient(), [opened] = useState(value)
  const [state, setState] = useState<Pick<GuardedEdit<R, F>, 'busy' | 'problem' | 'clash'>>({ busy: false, problem: null, clash: null })
  const attempt = async (mine: F, from: R, merges: number): Promise<R | null> => {
    try {
      const saved = await save(mine, from)
      await Promise.all(invalidates.map((one) => client.invalidateQueries({ queryKey: queryKey(one) })))
      setState({ busy: false, problem: null, clash: null })
      await onDone(saved)
      return saved
    } catch (error) {
      const problem = asProblem(error)
      if (problem.code !== 'stale' || merges >= MOST_MERGES) { setState({ busy: false, problem, clash: null }); return null }
      return compare(mine, from, merges)
    }
  }
  const compare = async (mine: F, from: R, merges: number): Promise<R | null> => {
    const now = await read(), theirs = formOf(now), { merged, both } = mergeEdits(formOf(from), mine, theirs)
    if (both.length === 0) return attempt(merged, now, merges + 1)
    const choose = (form: F) => { setState({ busy: true, problem: null, clash: null }); void attempt(form, now, 0).catch((error: unknown) => setState({ busy: false, problem: asProblem(error), clash: null })) }
    const clash = { fields: both as (keyof F & string)[], mine: merged, theirs, keepMine: () => choose(merged), takeTheirs: () => choose({ ...merged, ...Object.fromEntries(both.map((field) => [field, theirs[field]])) }) }
    setState({ busy: false, problem: null, clash })
    return null
  }
  const send = async (form: F) => {
    setState({ busy: true, problem: null, clash: null })
    return attempt(form, opened, 0).catch((error: unknown) => { setState({ busy: false, problem: asProblem(error), clash: null }); return null })
  }
  return { opened, send, ...state }
}

// What a person is writing survives reload, sign-out and a dead battery: kept on the device until it is sent.
import { useCallback, useEffect, useRef, useState } from 'react'

const PREFIX = 'houyuan.draft.'
const KEEP_DAYS = 30

interface Kept<T> { at: number; value: T }

function read<T>(name: string): T | null {
  try {
    const kept = JSON.parse(localStorage.getItem(PREFIX + name) ?? 'null') as Kept<T> | null
    return kept && Date.now() - kept.at < KEEP_DAYS * 86_400_000 ? kept.value : null
  } catch { return null }
}

export interface Draft<T> { value: T; change: (next: T) => void; /** After sending: forgets the draft and starts anew. */ clear: () => void; /** True when the value came from an earlier visit. */ restored: boolean }

/** `name` must name the person's own record: `reply:<case id>`. Drafts of a shared device are cleared at sign-out (clearDrafts). */
export function useDraft<T>(name: string, first: T): Draft<T> {
  const [state, setState] = useState(() => ({ name, value: read<T>(name) ?? first, restored: read<T>(name) !== null }))
  const firstValue = useRef(first)
  useEffect(() => { if (state.name !== name) setState({ name, value: read<T>(name) ?? firstValue.current, restored: read<T>(name) !== null }) }, [name, state.name])
  const change = useCallback((value: T) => {
    setState((before) => ({ ...before, value }))
    try { localStorage.setItem(PREFIX + name, JSON.stringify({ at: Date.now(), value } satisfies Kept<T>)) } catch { /* a full or forbidden storage must not stop the typing */ }
  }, [name])
  const clear = useCallback(() => { localStorage.removeItem(PREFIX + name); setState({ name, value: firstValue.current, restored: false }) }, [name])
  return { value: state.value, change, clear, restored: state.restored }
}

export function clearDrafts(): void {
  for (const key of Object.keys(localStorage)) if (key.startsWith(PREFIX)) localStorage.removeItem(key)
}

const OWNER = 'houyuan.draft-owner'

/** Drafts are named by record, not by person: when somebody else signs in on this device (the session before ran out), what was left lying is not theirs to read. */
export function keepDraftsOf(personId: string): void {
  try {
    const before = localStorage.getItem(OWNER)
    if (before === personId) return
    if (before !== null) clearDrafts()
    localStorage.setItem(OWNER, personId)
  } catch { /* a forbidden storage holds no drafts */ }
}

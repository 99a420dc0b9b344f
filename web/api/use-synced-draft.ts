// A draft that follows the person to another device: at once on this one, after a pause also with the account.
import { useCallback, useEffect, useRef, useState } from 'react'
import { draftsApi } from '../../platform/contract/drafts.ts'
import { useDraft, type Draft } from '../design/use-draft.ts'
import { call } from './call.ts'

const PAUSE = 1500

export interface SyncedDraft<T> extends Draft<T> { /** `here`: only this device has it so far (offline, or the last save failed). */ kept: 'nothing' | 'here' | 'account' }

/** `key` as the contract wants it: `case:<id>:reply`. A draft on this device wins over the one of the account. */
export function useSyncedDraft<T extends NonNullable<unknown>>(key: string, first: T): SyncedDraft<T> {
  const local = useDraft(key, first), [kept, setKept] = useState<SyncedDraft<T>['kept']>(local.restored ? 'here' : 'nothing')
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined), touched = useRef(local.restored)
  const adopt = local.change, line = useRef(Promise.resolve())
  // One after the other: a save that overtakes the removal would bring back what was sent.
  const inLine = useCallback((step: () => Promise<void>) => { line.current = line.current.then(step, step) }, [])
  useEffect(() => {
    if (touched.current) return
    const abort = new AbortController()
    call(draftsApi.read, { params: { key }, signal: abort.signal }).then((found) => {
      if (found.content === null || touched.current || abort.signal.aborted) return
      adopt(found.content as T)
      setKept('account')
    }, () => { /* without the server the page starts empty; what is typed is kept here */ })
    return () => abort.abort()
  }, [key, adopt])
  useEffect(() => () => clearTimeout(timer.current), [])
  const change = useCallback((value: T) => {
    touched.current = true
    adopt(value)
    setKept('here')
    clearTimeout(timer.current)
    timer.current = setTimeout(() => inLine(() => call(draftsApi.save, { params: { key }, body: { content: value } }).then(() => setKept('account'), () => setKept('here'))), PAUSE)
  }, [adopt, key, inLine])
  const forget = local.clear
  const clear = useCallback(() => {
    clearTimeout(timer.current)
    touched.current = true
    forget()
    setKept('nothing')
    inLine(() => call(draftsApi.remove, { params: { key } }).then(() => undefined, () => { /* the account forgets it by itself after its days */ }))
  }, [forget, key, inLine])
  return { ...local, change, clear, kept }
}

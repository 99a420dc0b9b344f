// What a device keeps for working without a network (IndexedDB): copies of records by person, a queue of acts, and pictures that wait.
// Copies are gone when somebody signs out or somebody else signs in; acts and pictures that were never sent stay until they are.
const NAME = 'houyuan-offline'

export interface Queued<T> { /** Order in which it was put there. */ seq?: number; person: string; act: T }
export interface KeptPicture { id: string; person: string; record: string; about: Record<string, string>; blob: Blob }
interface Copy { key: string; person: string; value: unknown }

let opened: Promise<IDBDatabase> | null = null

function open(): Promise<IDBDatabase> {
  opened ??= new Promise<IDBDatabase>((resolve, reject) => {
    const asked = indexedDB.open(NAME, 1)
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore('copies', { keyPath: 'key' })
      asked.result.createObjectStore('acts', { keyPath: 'seq', autoIncrement: true })
      asked.result.createObjectStore('pictures', { keyPath: 'id' })
    }
    asked.onsuccess = () => resolve(asked.result)
    asked.onerror = () => { opened = null; reject(asked.error ?? new Error('the device keeps nothing')) }
  })
  return opened
}

type Store = 'copies' | 'acts' | 'pictures'
async function run<T>(store: Store, mode: IDBTransactionMode, work: (s: IDBObjectStore) => IDBRequest<T> | null): Promise<T | undefined> {
  const base = await open()
  return new Promise((resolve, reject) => {
    const transaction = base.transaction(store, mode), asked = work(transaction.objectStore(store))
    transaction.oncomplete = () => resolve(asked?.result)
    transaction.onabort = transaction.onerror = () => reject(transaction.error ?? new Error('the device could not keep it'))
  })
}

const keyOf = (person: string, name: string) => `${person}:${name}`

export const readCopy = async <T>(person: string, name: string): Promise<T | null> => ((await run<Copy | undefined>('copies', 'readonly', (s) => s.get(keyOf(person, name))))?.value as T | undefined) ?? null
export const keepCopy = async (person: string, name: string, value: unknown): Promise<void> => { await run('copies', 'readwrite', (s) => s.put({ key: keyOf(person, name), person, value } satisfies Copy)) }

/** Acts of this person in the order in which they were made; those of others on the same device are not shown. */
export const readActs = async <T>(person: string): Promise<Required<Queued<T>>[]> => ((await run<Required<Queued<T>>[]>('acts', 'readonly', (s) => s.getAll())) ?? []).filter((q) => q.person === person)
export const keepAct = async <T>(person: string, act: T): Promise<void> => { await run('acts', 'readwrite', (s) => s.add({ person, act } satisfies Queued<T>)) }
export const replaceAct = async <T>(q: Required<Queued<T>>): Promise<void> => { await run('acts', 'readwrite', (s) => s.put(q)) }
export async function dropActs(seqs: readonly number[]): Promise<void> { await run('acts', 'readwrite', (s) => { for (const seq of seqs) s.delete(seq); return null }) }

export const readPictures = async (person: string): Promise<KeptPicture[]> => ((await run<KeptPicture[]>('pictures', 'readonly', (s) => s.getAll())) ?? []).filter((p) => p.person === person)
export const keepPicture = async (picture: KeptPicture): Promise<void> => { await run('pictures', 'readwrite', (s) => s.put(picture)) }
export const dropPicture = async (id: string): Promise<void> => { await run('pictures', 'readwrite', (s) => s.delete(id)) }

/** Name of the browser's cache that the worker of the phone pages fills (public/field-worker.js). */
const PAGES = 'houyuan-pages'

/** Signing out, or somebody else signing in: what was copied to this device is not for the next one. `except` keeps the copies of one person. */
export async function forgetCopies(except: string | null = null): Promise<void> {
  try {
    if ('caches' in globalThis) { const kept = await caches.open(PAGES); for (const one of await kept.keys()) if (new URL(one.url).pathname.startsWith('/api/')) { if (except === null) await kept.delete(one) } }
    const all = (await run<Copy[]>('copies', 'readonly', (s) => s.getAll())) ?? []
    await run('copies', 'readwrite', (s) => { for (const copy of all) if (copy.person !== except) s.delete(copy.key); return null })
  } catch { /* a browser that keeps nothing has nothing to forget */ }
}

// Makes ids: UUIDv7, sorted by time, so that indexes stay dense.

/** Randomness is fetched for many ids at once: each fetch is a call into the kernel. */
const POOL_BYTES = 4096
const RANDOM_BYTES = 10
let pool = new Uint8Array(POOL_BYTES), used = POOL_BYTES
const HEX = Array.from({ length: 256 }, (_, i) => i.toString(16).padStart(2, '0'))

/** A new UUIDv7 (RFC 9562 §5.7). `at` is the Unix time in milliseconds that it sorts by. */
export function newId(at: number = Date.now()): string {
  if (used + RANDOM_BYTES > POOL_BYTES) { pool = globalThis.crypto.getRandomValues(new Uint8Array(POOL_BYTES)); used = 0 }
  const time = at.toString(16).padStart(12, '0')
  const b = (i: number): string => HEX[pool[used + i]!]!
  const id = `${time.slice(0, 8)}-${time.slice(8)}-7${b(0)[1]}${b(1)}-${HEX[(pool[used + 2]! & 0x3f) | 0x80]}${b(3)}-${b(4)}${b(5)}${b(6)}${b(7)}${b(8)}${b(9)}`
  used += RANDOM_BYTES
  return id
}

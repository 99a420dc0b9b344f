// Makes ids: UUIDv7, sorted by time, so that indexes stay dense.

/** A new UUIDv7 (RFC 9562 §5.7). `at` is the Unix time in milliseconds that it sorts by. */
export function newId(at: number = Date.now()): string {
  const bytes = globalThis.crypto.getRandomValues(new Uint8Array(16))
  let rest = at
  for (let i = 5; i >= 0; i--) { bytes[i] = rest % 256; rest = Math.floor(rest / 256) }
  bytes[6] = (bytes[6]! & 0x0f) | 0x70
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

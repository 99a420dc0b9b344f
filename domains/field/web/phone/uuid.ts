/** An id that the device makes itself (version 4). `crypto.randomUUID` exists on https and localhost only; this works on any address. */
export function newUuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = (bytes[6]! & 0x0f) | 0x40
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

const KEY = 'houyuan.device'
/** The name of this device towards the server; it says nothing about it. */
export function deviceName(): string {
  try {
    const kept = localStorage.getItem(KEY)
    if (kept) return kept
    const made = newUuid()
    localStorage.setItem(KEY, made)
    return made
  } catch { return newUuid() }
}

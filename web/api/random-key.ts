/** A key that no other submit has. `crypto.randomUUID` exists only on https and localhost; this works on any address. */
export const randomKey = (): string => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')

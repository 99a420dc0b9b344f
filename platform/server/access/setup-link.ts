// The one-time link that makes the first administrator on an empty installation.
import type { Host } from '../host.ts'

/** Null when somebody can sign in already. */
export async function setupLink(_host: Host): Promise<string | null> { return null }

// Session, token and link secrets: 256 random bits each, so a plain SHA-256 is enough to keep them at rest.
import { createHash, randomBytes } from 'node:crypto'

export const newSecret = (): string => randomBytes(32).toString('base64url')
export const hashToken = (token: string): Buffer => createHash('sha256').update(token).digest()

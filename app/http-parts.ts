// What the HTTP server is made of beside the declared endpoints.
import { authenticate } from '../platform/server/access/public.ts'
import type { HttpParts } from '../platform/server/http/server.ts'

export const httpParts: HttpParts = { authenticate }

// What the HTTP server is made of beside the declared endpoints.
import { authenticate } from '../platform/server/access/public.ts'
import { healthAddresses } from '../platform/server/console/health-addresses.ts'
import { staticFiles } from '../platform/server/http/static-files.ts'
import type { HttpParts } from '../platform/server/http/server.ts'
import { liveSocket } from '../platform/server/live/live-socket.ts'
import { apiDocuments } from '../platform/server/openapi/api-documents.ts'

export const httpParts: HttpParts = { authenticate, extend: [healthAddresses, apiDocuments, liveSocket, staticFiles()] }

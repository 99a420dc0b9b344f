// Prints the OpenAPI document of the whole product: `node app/openapi.ts > openapi.json`. It is committed; `check` compares.
import { pathToFileURL } from 'node:url'
import { loadMessages } from '../platform/server/i18n.ts'
import { buildOpenApi } from '../platform/server/openapi/build-openapi.ts'
import { modules } from './modules.ts'

/** The text of openapi.json, made from the declared endpoints alone: no database, no settings. */
export function openApiText(): string {
  loadMessages(modules)
  return `${JSON.stringify(buildOpenApi(modules), null, 1)}\n`
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) process.stdout.write(openApiText())

// The API document as one page that reads without a script (its script only filters).
import type { Locale } from '../../contract/text.ts'
import { translate } from '../i18n.ts'
import { DOCS_SCRIPT, DOCS_STYLE } from './docs-style.ts'
import type { JsonSchema } from './json-schema.ts'
import type { Json } from './operation.ts'

const METHODS = ['get', 'post', 'put', 'patch', 'delete']

interface Page { document: Json; locale: Locale; t: (key: string, params?: Record<string, unknown>) => string }

export function docsPage(document: Json, locale: Locale, nonce: string): string {
  const page: Page = { document, locale, t: (key, params) => escape(translate(locale, `docs.${key}`, params)) }
  const tags = (document['tags'] as { name: string }[]).map((tag) => tag.name)
  return `<!doctype html><html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${page.t('title')}</title><link rel="icon" href="data:,"><style nonce="${nonce}">${DOCS_STYLE}</style></head>
<body><div class="frame"><nav aria-label="${page.t('contents')}"><a href="/">后援 Houyuan</a><p><input id="find" type="search" aria-label="${page.t('find')}" placeholder="${page.t('find')}"></p><ul>${tags.map((tag) => `<li><a href="#tag-${escape(tag)}">${escape(tag)}</a></li>`).join('')}</ul>
<p><a href="?lang=${locale === 'en' ? 'zh-CN' : 'en'}">${locale === 'en' ? '中文' : 'English'}</a> <a href="/api/openapi.json">openapi.json</a></p></nav>
<main><h1>${page.t('title')}</h1>${intro(page)}${tags.map((tag) => section(page, tag)).join('')}</main></div><script nonce="${nonce}">${DOCS_SCRIPT}</script></body></html>`
}

function intro({ t }: Page): string {
  return `<ul>${['auth', 'format', 'lists', 'idempotency', 'versions', 'limits', 'errors'].map((part) => `<li>${coded(t(`intro.${part}`))}</li>`).join('')}</ul>`
}

function section(page: Page, tag: string): string {
  const paths = Object.entries(page.document['paths'] as Record<string, Json>)
  const operations = paths.flatMap(([path, methods]) => METHODS.filter((m) => (methods[m] as Json | undefined)?.['tags'] !== undefined && ((methods[m] as Json)['tags'] as string[])[0] === tag).map((m) => ({ path, method: m, operation: methods[m] as Json })))
  return `<section data-tag="${escape(tag)}"><h2 id="tag-${escape(tag)}">${escape(tag)}</h2>${operations.map((o) => operationPart(page, o.path, o.method, o.operation)).join('')}</section>`
}

function operationPart(page: Page, path: string, method: string, operation: Json): string {
  const { t } = page, permission = String(operation['x-permission'])
  const found = `${method} ${path} ${String(operation['summary'])} ${permission}`.toLowerCase()
  return `<details id="${escape(String(operation['operationId']))}" data-find="${escape(found)}"><summary><span class="m ${method}">${method.toUpperCase()}</span><code>${escape(path)}</code><span>${escape(String(operation['summary']))}</span><span class="tag">${escape(permission)}</span></summary><div>
${operation['description'] ? `<p>${escape(String(operation['description']))}</p>` : ''}${parametersPart(page, operation)}${bodyPart(page, operation)}${repliesPart(page, operation)}<h3>${t('try')}</h3><pre tabindex="0">${escape(curl(path, method, operation))}</pre></div></details>`
}

function parametersPart(page: Page, operation: Json): string {
  const list = (operation['parameters'] as Json[]).map((p) => resolve(page, p))
  if (list.length === 0) return ''
  return `<h3>${page.t('parameters')}</h3>${table(page, list.map((p) => [`<code>${escape(String(p['name']))}</code>`, escape(String(p['in'])), typeText(page, p['schema'] as JsonSchema), p['required'] ? page.t('required') : '', coded(escape(String(p['description'] ?? '')))]))}`
}

function bodyPart(page: Page, operation: Json): string {
  const [type, media] = Object.entries(((operation['requestBody'] as Json | undefined)?.['content'] ?? {}) as Record<string, Json>)[0] ?? []
  if (!type || !media) return ''
  return `<h3>${page.t('body')} <span class="dim">${escape(type)}</span></h3>${fields(page, media['schema'] as JsonSchema, true)}${example(media['example'])}`
}

function repliesPart(page: Page, operation: Json): string {
  const replies = Object.entries(operation['responses'] as Record<string, Json>)
  const good = replies.filter(([status]) => status.startsWith('2')).map(([status, reply]) => {
    const [type, media] = Object.entries((reply['content'] ?? {}) as Record<string, Json>)[0]!
    return `<h3>${page.t('reply')} ${status} <span class="dim">${escape(type)}</span></h3>${fields(page, media['schema'] as JsonSchema, false)}${example(media['example'])}`
  })
  const bad = replies.filter(([status]) => !status.startsWith('2')).flatMap(([status, reply]) => Object.keys(((resolve(page, reply)['content'] as Json)['application/problem+json'] as Json)['examples'] as Json)
    .map((code) => [status, `<code>${escape(code)}</code>`, escape(translate(page.locale, `problem.${code}.title`))]))
  return `${good.join('')}<h3>${page.t('refusals')}</h3>${table(page, bad)}`
}

/** One row per field, nested fields by their path. What is required matters only for what one sends. */
function fields(page: Page, schema: JsonSchema, sent: boolean): string {
  const rows: string[][] = []
  const walk = (at: JsonSchema, prefix: string, depth: number): void => {
    const shape = resolve(page, at as Json) as JsonSchema
    for (const part of [...(shape.allOf ?? []), ...(shape.oneOf ?? []), ...(shape.anyOf ?? [])]) walk(part, prefix, depth)
    if (shape.items && depth < 5) walk(shape.items, `${prefix}[]`, depth + 1)
    for (const [name, property] of Object.entries(shape.properties ?? {})) {
      const path = prefix ? `${prefix}.${name}` : name
      rows.push([`<code>${escape(path)}</code>`, typeText(page, property), sent && shape.required?.includes(name) ? page.t('required') : '', escape(property.description ?? '')])
      if (depth < 3) walk(property, path, depth + 1)
    }
  }
  walk(schema, '', 0)
  return rows.length === 0 ? '' : table(page, rows)
}

function typeText(page: Page, schema: JsonSchema): string {
  const shape = resolve(page, schema as Json) as JsonSchema
  if (shape.const !== undefined) return `<code>${escape(JSON.stringify(shape.const))}</code>`
  if (shape.enum) return shape.enum.map((v) => `<code>${escape(String(v))}</code>`).join(' ')
  const choice = shape.oneOf ?? shape.anyOf
  if (choice) return [...new Set(choice.map((c) => typeText(page, c)))].join(' | ')
  const base = [shape.type ?? ''].flat().join(' | ') + (shape.format ? ` (${shape.format})` : '')
  const bounds = [[shape.minLength ?? shape.minimum ?? shape.minItems, shape.maxLength ?? shape.maximum ?? shape.maxItems]].filter(([a, b]) => a !== undefined || b !== undefined).map(([a, b]) => ` ${a ?? ''}…${b ?? ''}`)
  return `<span class="dim">${escape(base + bounds.join(''))}</span>`
}

function curl(path: string, method: string, operation: Json): string {
  const media = (((operation['requestBody'] as Json | undefined)?.['content'] ?? {}) as Record<string, Json>)['application/json']
  const body = media ? ` \\\n  -H 'Content-Type: application/json' -d '${JSON.stringify(media['example']).replaceAll("'", "'\\''")}'` : ''
  return `curl -X ${method.toUpperCase()} "$HOUYUAN${path}" -H "Authorization: Bearer $TOKEN"${body}`
}

const coded = (text: string): string => text.replaceAll(/`([^`]+)`/g, '<code>$1</code>')
const example = (value: unknown): string => (value === undefined ? '' : `<pre tabindex="0">${escape(JSON.stringify(value, null, 2))}</pre>`)
const table = (_page: Page, rows: string[][]): string => `<div class="wide"><table><tbody>${rows.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('')}</tbody></table></div>`

function resolve(page: Page, value: Json): Json {
  const ref = value['$ref'] as string | undefined
  return ref ? ref.slice(2).split('/').reduce<any>((at, step) => at[step], page.document) as Json : value
}

const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;')

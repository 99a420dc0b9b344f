// An S3-compatible store in memory for tests: the few operations that the product uses, with small pages and checked signatures' form.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'

export interface FakeS3 { address: (prefix?: string, key?: string) => string; objects: Map<string, Buffer>; /** Answers the next requests with 503. */ failNext: (count: number) => void; /** Takes so long for each answer, in milliseconds. */ slow: (ms: number) => void; stop(): Promise<void> }

const PAGE = 3
const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

export async function startFakeS3(bucket = 'backups'): Promise<FakeS3> {
  const objects = new Map<string, Buffer>()
  let failing = 0, delay = 0
  const server = createServer((request, response) => {
    void (async () => {
      if (delay > 0) await new Promise((resolve) => setTimeout(resolve, delay))
      const body = await buffer(request), url = new URL(request.url!, 'http://x'), [, where, ...rest] = url.pathname.split('/').map(decodeURIComponent), key = rest.join('/')
      const answer = (status: number, content: Buffer | string = '') => { response.writeHead(status, { 'content-length': Buffer.byteLength(content) }); response.end(request.method === 'HEAD' ? undefined : content) }
      if (failing > 0) { failing--; return answer(503, '<Error><Code>SlowDown</Code></Error>') }
      if (!/^AWS4-HMAC-SHA256 Credential=id&1\/\d{8}\/us-east-1\/s3\/aws4_request, SignedHeaders=\S+, Signature=[0-9a-f]{64}$/.test(request.headers.authorization ?? '')) return answer(403, '<Error><Code>SignatureDoesNotMatch</Code></Error>')
      if (where !== bucket) return answer(404, '<Error><Code>NoSuchBucket</Code></Error>')
      if (key === '') return answer(200, listing(objects, url.searchParams))
      if (request.method === 'PUT') { objects.set(key, body); return answer(200) }
      if (request.method === 'DELETE') { objects.delete(key); return answer(204) }
      const found = objects.get(key)
      return found ? answer(200, found) : answer(404, '<Error><Code>NoSuchKey</Code></Error>')
    })().catch(() => { response.destroy() }) // the line broke in the middle of a body
  })
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
  const { port } = server.address() as AddressInfo
  return {
    objects, failNext: (count) => { failing = count }, slow: (ms) => { delay = ms },
    address: (prefix = 'houyuan', key = 'id%261') => `s3://${key}:secret%2F1@127.0.0.1:${port}/${bucket}/${prefix}?tls=0`,
    stop: () => new Promise((resolve) => { server.closeAllConnections(); server.close(() => resolve()) }),
  }
}

/** ListObjectsV2. */
function listing(objects: ReadonlyMap<string, Buffer>, query: URLSearchParams): string {
  const prefix = query.get('prefix') ?? '', delimiter = query.get('delimiter'), after = query.get('continuation-token') ?? '', names = new Set<string>()
  for (const key of [...objects.keys()].filter((k) => k.startsWith(prefix)).sort()) {
    const cut = delimiter ? key.indexOf(delimiter, prefix.length) : -1
    names.add(cut < 0 ? key : key.slice(0, cut + 1))
  }
  const left = [...names].filter((n) => n > after), page = left.slice(0, PAGE)
  const rows = page.map((n) => (delimiter && n.endsWith(delimiter) ? `<CommonPrefixes><Prefix>${escaped(n)}</Prefix></CommonPrefixes>` : `<Contents><Key>${escaped(n)}</Key></Contents>`))
  return `<?xml version="1.0"?><ListBucketResult><Prefix>${escaped(prefix)}</Prefix>${rows.join('')}${left.length > PAGE ? `<NextContinuationToken>${escaped(page.at(-1)!)}</NextContinuationToken>` : ''}</ListBucketResult>`
}

// Backups in a bucket of any S3-compatible store. Objects are staged on the local disk first: a store wants to know their length.
import { AwsClient } from 'aws4fetch'
import { createWriteStream, openAsBlob } from 'node:fs'
import { mkdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { newId } from '../ids.ts'
import { BackupError, damaged } from './backup-error.ts'
import { NAME, type BackupTarget } from './backup-target.ts'

/** One PUT carries 5 GiB at most; larger objects lie in pieces. */
const PIECE = 2 * 1024 ** 3
const MANIFEST = 'manifest.json', OWNER = 'houyuan-backups.json'

export function s3Target(address: string, dataDir: string, piece = PIECE): BackupTarget {
  const store = new Bucket(address), staging = join(dataDir, 'backup-staging')
  const stage = async (key: string, content: Readable): Promise<void> => {
    await mkdir(staging, { recursive: true, mode: 0o700 })
    const path = join(staging, newId())
    try {
      await pipeline(content, createWriteStream(path, { flags: 'wx', mode: 0o600 }))
      const size = (await stat(path)).size, whole = await openAsBlob(path)
      for (let no = 0; no === 0 || no * piece < size; no++) await store.put(pieceKey(key, no), size <= piece ? whole : whole.slice(no * piece, (no + 1) * piece))
    } finally { await rm(path, { force: true }) }
  }
  const removeBelow = async (prefix: string): Promise<void> => { for (const key of await store.keys(prefix)) await store.remove(key) }
  const names = async (): Promise<string[]> => (await store.folders()).filter((n) => NAME.test(n)).sort()
  return {
    label: store.label,
    async readOwner() {
      const found = await store.get(OWNER)
      if (!found) return null
      try { return String((await found.json() as { keyId: unknown }).keyId) } catch (error) { throw damaged(OWNER, error) }
    },
    writeOwner: (keyId) => store.put(OWNER, `${JSON.stringify({ format: 1, keyId })}\n`),
    async list() {
      const whole: string[] = []
      for (const name of await names()) if (await store.has(`${name}/${MANIFEST}`)) whole.push(name)
      return whole
    },
    put: (name, part, content) => stage(`${name}/${part}`, content),
    publish: (name, manifest) => store.put(`${name}/${MANIFEST}`, manifest),
    async readManifest(name) { return (await store.need(`${name}/${MANIFEST}`)).text() },
    async read(name, part, bytes) { return Readable.from(inPieces(store, `${name}/${part}`, bytes, piece), { objectMode: false }) },
    async remove(name) {
      await store.remove(`${name}/${MANIFEST}`)
      await removeBelow(`${name}/`)
    },
    async sweep() {
      await rm(staging, { recursive: true, force: true })
      let swept = 0
      for (const name of await names()) {
        if (await store.has(`${name}/${MANIFEST}`)) continue
        await removeBelow(`${name}/`)
        swept++
      }
      return swept
    },
    async blobs() { return new Set((await store.keys('blobs/')).map((key) => key.split('/').at(-1)!)) },
    putBlob: (id, content) => stage(blobKey(id), content),
    async readBlob(id) { return bodyOf(await store.need(blobKey(id))) },
    removeBlob: (id) => store.remove(blobKey(id)),
  }
}

const pieceKey = (key: string, no: number): string => (no === 0 ? key : `${key}.${no}`)
const blobKey = (id: string): string => `blobs/${id.slice(0, 2)}/${id}`
const bodyOf = (answer: Response): Readable => (answer.body ? Readable.fromWeb(answer.body as Parameters<typeof Readable.fromWeb>[0]) : Readable.from([]))

async function* inPieces(store: Bucket, key: string, bytes: number, piece: number): AsyncGenerator<Buffer> {
  for (let no = 0; no === 0 || no * piece < bytes; no++) yield* bodyOf(await store.need(pieceKey(key, no))) as AsyncIterable<Buffer>
}

/** The few operations of S3 that are needed. */
class Bucket {
  readonly label: string
  readonly #client: AwsClient
  readonly #base: string
  readonly #prefix: string

  constructor(address: string) {
    const url = parse(address), [bucket = '', ...rest] = url.pathname.split('/').filter(Boolean).map(decodeURIComponent)
    if (!bucket || !url.username || !url.password) throw badAddress()
    const prefix = rest.join('/')
    this.#prefix = prefix === '' ? '' : `${prefix}/`
    this.#base = `${url.searchParams.get('tls') === '0' ? 'http' : 'https'}://${url.host}/${encodeURIComponent(bucket)}`
    this.label = `s3://${url.host}/${[bucket, prefix].filter(Boolean).join('/')}`
    this.#client = new AwsClient({ accessKeyId: decodeURIComponent(url.username), secretAccessKey: decodeURIComponent(url.password), service: 's3', region: url.searchParams.get('region') ?? 'us-east-1', retries: 3, initRetryMs: 200 })
  }

  async put(key: string, body: Blob | string): Promise<void> { await this.#ask('PUT', this.#url(key), body) }
  async remove(key: string): Promise<void> { await this.#ask('DELETE', this.#url(key), undefined, [404]) }
  async get(key: string): Promise<Response | null> { const answer = await this.#ask('GET', this.#url(key), undefined, [404]); return answer.ok ? answer : null }
  async has(key: string): Promise<boolean> { return (await this.#ask('HEAD', this.#url(key), undefined, [404])).ok }
  async need(key: string): Promise<Response> {
    const found = await this.get(key)
    if (!found) throw damaged(`${key} 不存在 / is missing`)
    return found
  }

  /** All keys that begin so, without the prefix of the target. */
  async keys(prefix: string): Promise<string[]> { return (await this.#list(prefix, 'Key')).map((key) => key.slice(this.#prefix.length)) }
  async folders(): Promise<string[]> { return (await this.#list('', 'Prefix', '/')).map((p) => p.slice(this.#prefix.length).replace(/\/$/, '')).filter(Boolean) }

  async #list(prefix: string, tag: 'Key' | 'Prefix', delimiter?: string): Promise<string[]> {
    const found: string[] = []
    for (let token: string | null = null, more = true; more;) {
      const query = new URLSearchParams({ 'list-type': '2', prefix: this.#prefix + prefix, ...(delimiter ? { delimiter } : {}), ...(token ? { 'continuation-token': token } : {}) })
      const xml = await (await this.#ask('GET', `${this.#base}?${query.toString().replaceAll('+', '%20')}`)).text()
      // With a delimiter the answer also repeats the prefix that was asked for, outside of CommonPrefixes.
      const part = tag === 'Prefix' ? [...xml.matchAll(/<CommonPrefixes>(.*?)<\/CommonPrefixes>/gs)].map((m) => m[1]!).join('') : xml
      found.push(...[...part.matchAll(new RegExp(`<${tag}>([^<]*)</${tag}>`, 'g'))].map((m) => unescaped(m[1]!)))
      token = unescaped(/<NextContinuationToken>([^<]*)</.exec(xml)?.[1] ?? '') || null
      more = token !== null
    }
    return found
  }

  #url(key: string): string { return `${this.#base}/${(this.#prefix + key).split('/').map(encodeURIComponent).join('/')}` }

  async #ask(method: string, url: string, body?: Blob | string, allowed: number[] = []): Promise<Response> {
    let answer: Response
    try { answer = await this.#client.fetch(url, { method, ...(body === undefined ? {} : { body }) }) } catch (error) {
      const cause = (error as { cause?: { code?: string } }).cause?.code ?? (error instanceof Error ? error.message : String(error))
      throw new BackupError('target', `备份目标连接不上：${this.label}（${cause}）。请检查地址和网络。`, `The backup target cannot be reached: ${this.label} (${cause}). Check the address and the network.`, error)
    }
    if (answer.ok || allowed.includes(answer.status)) return answer
    const code = /<Code>([^<]*)</.exec(await answer.text())?.[1] ?? ''
    throw new BackupError('target', `备份目标拒绝了请求：${this.label}（${answer.status} ${code}）。请检查桶名、密钥和权限。`, `The backup target refused: ${this.label} (${answer.status} ${code}). Check bucket, keys and rights.`)
  }
}

function parse(address: string): URL {
  // `s3:` is no scheme whose host the URL parser takes apart.
  try { return new URL(address.replace(/^s3:/, 'http:')) } catch { throw badAddress() }
}

const badAddress = (): BackupError => new BackupError('target', 'S3 地址格式不对，应为 s3://<密钥 ID>:<密钥>@<主机>/<桶>[/<前缀>]，密钥中的 / 等字符写成 %2F。', 'The S3 address is not right: s3://<key id>:<secret>@<host>/<bucket>[/<prefix>], with / in the secret written as %2F.')
const unescaped = (text: string): string => text.replace(/&(amp|lt|gt|quot|apos|#39);/g, (_all, name: string) => ({ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", '#39': "'" })[name]!)

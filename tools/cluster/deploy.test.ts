// The files for containers and balancers, read as the engines read them: names, addresses and settings must be those of the product.
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { loadConfig } from '../../platform/server/config/load-config.ts'
import { settingKeys, settings } from '../../platform/server/config/settings.ts'
import { splitHosts } from '../../platform/server/primary-host.ts'
import { pathOf } from './programs.ts'

interface Service { image?: string; environment?: Record<string, string>; volumes?: string[]; ports?: string[]; command?: string[]; depends_on?: string[] | Record<string, unknown>; read_only?: boolean; cap_drop?: string[]; stop_grace_period?: string }
interface Compose { services: Record<string, Service>; volumes?: Record<string, unknown> }

const deploy = (name: string): string => join(import.meta.dirname, '../../deploy', name), text = (name: string): string => readFileSync(deploy(name), 'utf8')
const yaml = <T>(name: string): T => parse(text(name), { merge: true }) as T
const compose = yaml<Compose>('compose.yaml'), standby = yaml<Compose>('compose.standby.yaml'), haproxy = text('haproxy.cfg')
const names = new Set<string>(settingKeys.map((key) => settings[key].name))
const product = Object.entries(compose.services).filter(([, s]) => s.image === 'houyuan')
/** What stands behind `${NAME:-default}` and `${NAME:?…}` when the file `.env` is filled in. */
const filled = (value: string): string => value.replace(/\$\{(\w+)(?::-([^}]*)|:\?[^}]*)?\}/g, (_, name: string, otherwise?: string) => otherwise ?? `${name.toLowerCase()}1`)
const copied = [...text('Containerfile').matchAll(/^COPY --from=build --chown=root:root (.+) \S+$/gm)].flatMap((m) => m[1]!.split(' ')).map((path) => path.replace('/opt/houyuan/', ''))

describe('compose', () => {
  test('three web processes and two workers with settings that the product takes', () => {
    const roles = product.map(([, { environment = {} }]) => {
      const env = Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, filled(value)]))
      expect(Object.keys(env).filter((name) => !names.has(name))).toEqual([])
      return loadConfig({ HOST: '0.0.0.0', NODE_ENV: 'production', HOUYUAN_DATA: '/data', ...env }, '/nowhere/houyuan.config.json')
    })
    expect(roles.map((r) => r.role)).toEqual(['web', 'web', 'web', 'worker', 'worker'])
    for (const config of roles) {
      expect(splitHosts(config.databaseUrl!).hosts.map((h) => h.host)).toEqual(['db1', 'db2'])
      expect(config.smtpIn?.port ?? null).toBe(config.role === 'web' ? null : 2525)
      // Whom the balancer's word about visitors is taken from.
      expect(config.trustProxy).toEqual(['uniquelocal'])
    }
  })

  test('processes of the product can write their data and nothing else, and are given the time to leave', () => {
    for (const [, service] of product) {
      expect([service.read_only, service.cap_drop, service.volumes]).toEqual([true, ['ALL'], ['houyuan-data:/data']])
      expect(Number.parseInt(service.stop_grace_period!, 10)).toBeGreaterThan(Number(service.environment?.['HOUYUAN_DRAIN'] ?? 0) + 30)
    }
  })

  test('whatever a service names is there: volumes, files, other services', () => {
    const services = { ...compose.services, ...standby.services }, volumes = { ...compose.volumes, ...standby.volumes }
    for (const service of [...Object.values(compose.services), ...Object.values(standby.services)]) {
      for (const volume of service.volumes ?? []) {
        const source = volume.split(':')[0]!
        if (source.startsWith('./')) expect(existsSync(deploy(source)), source).toBe(true)
        else expect(Object.keys(volumes)).toContain(source)
      }
      for (const other of Array.isArray(service.depends_on) ? service.depends_on : Object.keys(service.depends_on ?? {})) expect(Object.keys(services)).toContain(other)
    }
    expect(statSync(deploy('postgres-replication.sh')).mode & 0o111).not.toBe(0)
    // What the standby calls itself is what the first server waits for.
    expect(text('compose.standby.yaml')).toContain('application_name=standby')
    expect(text('postgres-replication.sh')).toContain(`synchronous_standby_names = 'standby'`)
  })

  test('every variable of the files stands in the example', () => {
    const used = new Set([...(text('compose.yaml') + text('compose.standby.yaml')).matchAll(/(?<!\$)\$\{(\w+)/g)].map((m) => m[1]!)), offered = new Set([...text('example.env').matchAll(/^(\w+)=/gm)].map((m) => m[1]!))
    expect(offered).toEqual(used)
  })
})

describe('balancers and pooler', () => {
  test('HAProxy sends people and mail to the services of the compose file, and notices a process that leaves in time', () => {
    const servers = [...haproxy.matchAll(/^ {2}server (\w+) "\$\{\w+-(\w+):(\d+)\}"/gm)].map(([, name, host, port]) => [name, host, port])
    expect(servers).toEqual([['web1', 'web1', '8080'], ['web2', 'web2', '8080'], ['web3', 'web3', '8080'], ['worker1', 'worker1', '2525'], ['worker2', 'worker2', '2525']])
    expect(servers.map(([, host]) => host)).toEqual(product.map(([name]) => name))
    const inside = compose.services['balancer']!.ports!.map((port) => filled(port).split(':').at(-1))
    expect([...haproxy.matchAll(/bind "\$\{\w+-:(\d+)\}"/g)].map((m) => m[1])).toEqual(inside)
    const [, every, times] = /default-server check inter (\d+)s fall (\d+)/.exec(haproxy)!
    expect(Number(product[0]![1].environment!['HOUYUAN_DRAIN'])).toBeGreaterThan(Number(every) * (Number(times) + 1))
    expect(haproxy).toContain('option httpchk GET /healthz')
  })

  test('the programs themselves take the files, where they are installed', () => {
    const checks: [string, string[]][] = [[pathOf('haproxy'), ['-c', '-f', deploy('haproxy.cfg')]], [pathOf('nginx'), ['-t', '-q', '-c', deploy('nginx.conf'), '-g', 'pid /dev/null;']]]
    for (const [program, args] of checks.filter(([path]) => existsSync(path))) expect(() => execFileSync(program, args, { stdio: 'pipe' })).not.toThrow()
    expect(text('nginx.conf')).toMatch(/client_max_body_size 110m/)
  })

  test('PgBouncer works by the transaction, and Patroni never acknowledges what one server alone has', () => {
    expect(text('pgbouncer.ini')).toMatch(/^pool_mode = transaction$/m)
    const patroni = yaml<{ bootstrap: { dcs: { synchronous_mode: boolean; synchronous_mode_strict: boolean; postgresql: { parameters: Record<string, unknown> } } } }>('patroni.yml').bootstrap.dcs
    expect([patroni.synchronous_mode, patroni.synchronous_mode_strict, patroni.postgresql.parameters['synchronous_commit']]).toEqual([true, true, 'on'])
  })
})

describe('container', () => {
  test('has everything that the process reads, and runs as somebody without rights', () => {
    const file = text('Containerfile'), [, program, script] = /^CMD \["(\w+)", "([^"]+)"\]$/m.exec(file)!
    expect([program, script]).toEqual(['node', 'app/main.ts'])
    for (const path of [...copied.filter((p) => p !== 'dist'), script!]) expect(existsSync(join(import.meta.dirname, '../..', path)), path).toBe(true)
    expect(copied).toEqual(expect.arrayContaining(['app', 'platform', 'domains', 'dist', 'node_modules', 'package.json', 'openapi.json', 'deploy/health-check.js']))
    expect(/^USER (\d+):(\d+)$/m.exec(file)!.slice(1).map(Number).every((id) => id > 0)).toBe(true)
    const env = Object.fromEntries([.../^ENV (.+)$/m.exec(file)![1]!.matchAll(/(\w+)=(\S+)/g)].map((m) => [m[1]!, m[2]!]))
    expect(loadConfig(env, '/nowhere/houyuan.config.json')).toMatchObject({ host: '0.0.0.0', port: 8080, dataDir: '/data', smtpIn: { port: 2525 }, production: true })
    expect(file).toContain(`EXPOSE ${env['PORT']} ${env['HOUYUAN_SMTP_IN']!.split(':')[1]}`)
    expect(/^HEALTHCHECK .* CMD \["node", "([^"]+)"\]$/m.exec(file)![1]).toBe('deploy/health-check.js')
  })

  test('nothing of an installation gets into the image', () => {
    const ignored = readFileSync(join(import.meta.dirname, '../../.dockerignore'), 'utf8').split('\n')
    expect(ignored).toEqual(expect.arrayContaining(['data', 'houyuan.config.json', '.git', 'node_modules', 'backups']))
  })
})

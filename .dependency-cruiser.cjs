// The architecture, as rules. Each rule is one sentence of docs/architecture.md.
const { readFileSync } = require('node:fs')
const domain = '^domains/([^/]+)/'
const test = '[.](test|e2e[.]test|journey[.]test)[.]tsx?$'
// The order in app/domains.ts is the direction of knowledge: a domain may know those before it.
const order = /domains[^=]*=\s*\[([^\]]*)\]/.exec(readFileSync('app/domains.ts', 'utf8'))[1].split(',').map((name) => name.trim()).filter(Boolean)
const upstreamOnly = order.slice(0, -1).map((name, i) => ({
  name: `${name}-knows-upstream-only`, severity: 'error', comment: 'a domain knows only those before it in app/domains.ts',
  from: { path: `^domains/${name}/`, pathNot: test }, to: { path: `^domains/(${order.slice(i + 1).join('|')})/` },
}))
module.exports = {
  forbidden: [
    ...upstreamOnly,
    { name: 'no-cycles', severity: 'error', from: { pathNot: test }, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
    { name: 'platform-knows-no-domain', severity: 'error', from: { path: '^platform/' }, to: { path: '^(domains|app|web)/' } },
    { name: 'platform-contract-is-pure', severity: 'error', from: { path: '^platform/contract/', pathNot: test }, to: { path: '.', pathNot: '^platform/contract/|^node_modules/zod' } },
    { name: 'cross-a-domain-only-through-public', severity: 'error',
      from: { path: domain + '(server/|engine/|public[.]ts)', pathNot: test },
      to: { path: '^domains/', pathNot: ['^domains/$1/', '^domains/[^/]+/public[.]ts$'] } },
    { name: 'module-may-need-modules', severity: 'error',
      from: { path: domain + 'module[.]ts$' },
      to: { path: '^domains/', pathNot: ['^domains/$1/', '^domains/[^/]+/(module|public)[.]ts$'] } },
    { name: 'contract-is-pure', severity: 'error',
      from: { path: domain + 'contract/', pathNot: test },
      to: { path: '.', pathNot: ['^domains/$1/contract/', '^platform/contract/', '^domains/[^/]+/contract/', '^node_modules/zod'] } },
    { name: 'web-sees-contracts-only', severity: 'error',
      from: { path: '^(domains/[^/]+/web/|web/)', pathNot: '^web/(e2e/|vite[.]config)' }, to: { path: '^(domains/[^/]+/(server/|engine/|public[.]ts|module[.]ts)|platform/server/|app/)' } },
    { name: 'server-never-sees-web', severity: 'error', from: { path: '^(domains/[^/]+/server/|platform/server/|app/)', pathNot: test }, to: { path: '^(domains/[^/]+/web/|web/)' } },
    { name: 'sql-lives-in-stores', severity: 'error', comment: 'use cases and rules call stores and queries; they never speak SQL',
      from: { path: '^domains/[^/]+/server/', pathNot: `(-store|-queries|tables|testing)[.]ts$|${test}` },
      to: { path: '/server/tables[.]ts$|^node_modules/kysely' } },
    { name: 'routes-only-route', severity: 'error',
      from: { path: '^domains/[^/]+/server/routes[.]ts$' }, to: { path: '(tables)[.]ts$|^node_modules/(kysely|pg)/' } },
    { name: 'one-folder-knows-fastify', severity: 'error', from: { path: '^(platform|domains|app)/', pathNot: '^platform/server/(http|live)/|^tools/' }, to: { path: '^node_modules/(fastify|@fastify)/', dependencyTypesNot: ['type-only'] } },
    { name: 'not-to-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true, pathNot: '^(virtual:|/)|[.](css|svg|woff2)([?]|$)' } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' }, exclude: { path: '(^|/)(dist|data|[.]cache|[.]runtime)/' }, tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' }, enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.js'], exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
}

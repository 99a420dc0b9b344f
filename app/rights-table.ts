// Which role may do what, as the product gives it at first: docs/rights.md.
import { permissionsOf, ROLE_SEEDS } from '../domains/org/server/seeds/role-seeds.ts'

const REACHES = ['all', 'unit', 'own'] as const

/** The page, the same for the same role set. `permissions`: every one that is declared. */
export function rightsTable(permissions: readonly string[]): string {
  const holders = (permission: string, reach: string) => ROLE_SEEDS.filter((r) => permissionsOf(r.rights).some((p) => p.permission === permission && p.reach === reach)).map((r) => r.code).join(', ')
  const rows = permissions.toSorted().map((permission) => `| \`${permission}\` | ${REACHES.map((reach) => holders(permission, reach)).join(' | ')} |`)
  const privileged = ROLE_SEEDS.filter((r) => r.privileged).map((r) => r.code).join(', ')
  const roles = ROLE_SEEDS.map((r) => `| \`${r.code}\` | ${r.nameZh} | ${r.nameEn} | ${r.layer} |`)
  return `# Rights

Made from the role set by \`HOUYUAN_WRITE_RIGHTS=1 npx vitest run app/rights-matrix.test.ts\`; an administrator may change roles afterwards. What each operation asks for stands in \`openapi.json\`
(\`x-permission\`) and at \`/api/docs\`. That nobody else gets in is tested for every operation and every persona (\`app/rights-matrix.test.ts\`).

"Unit" is the unit where the role is held and what is below it; "own" are records that one takes part in. A second factor is owed by: ${privileged}.

| permission | everywhere | unit | own |
|---|---|---|---|
${rows.join('\n')}

| role | 中文 | English | layer |
|---|---|---|---|
${roles.join('\n')}
`
}

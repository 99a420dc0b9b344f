// The HTTP surface of the handbook. Clauses open for everybody who is signed in, because every limit shows its § mark.
import { z } from 'zod'
import { endpoint } from '../../../platform/contract/endpoint.ts'
import { Clause, ClauseLine, ClauseNumber, EditClause } from './clause.ts'
import { ByMeasure, ComplianceBoard, ComplianceExceptions, ComplianceQuery, ExceptionQuery, PackMonth } from './compliance.ts'
import { Benchmark, Standard } from './register.ts'

const ByNumber = z.object({ number: ClauseNumber })
const whole = <S extends z.ZodType>(item: S) => z.object({ items: z.array(item), nextCursor: z.null() })

export const handbookApi = {
  clauses: endpoint({ method: 'GET', path: '/handbook/clauses', permission: 'any-role', summary: 'Chapters, sections and clauses in reading order; with `q` those that contain it', description: '`parent` makes the tree. Customers and internal users get titles and summaries.',
    query: z.object({ q: z.string().trim().max(200).optional() }), reply: whole(ClauseLine) }),
  clause: endpoint({ method: 'GET', path: '/handbook/clauses/:number', permission: 'any-role', summary: 'A clause by its number (3.3, 3.3-1), with what carries it out', params: ByNumber, reply: Clause, etag: true }),
  edit: endpoint({ method: 'PATCH', path: '/handbook/clauses/:number', permission: 'handbook.manage', summary: 'Change summary, owner or text of a clause', params: ByNumber, body: EditClause, reply: Clause, etag: true, errors: ['stale'],
    example: { owner: 'lead', summaryZh: '三类问题都在 1 小时内响应。', reason: '口径统一' } }),
  standards: endpoint({ method: 'GET', path: '/handbook/standards', permission: 'handbook.read', summary: 'Standards as the handbook prints them, with conflicts of titles', reply: whole(Standard) }),
  benchmarks: endpoint({ method: 'GET', path: '/handbook/benchmarks', permission: 'handbook.read', summary: 'Figures that the handbook quotes, as printed and not verified', reply: whole(Benchmark) }),
  compliance: endpoint({ method: 'GET', path: '/handbook/compliance', permission: 'handbook.read', summary: 'Every measurable clause with target, figure, gap, weeks and state, by chapter', query: ComplianceQuery, reply: ComplianceBoard,
    description: 'Counts only records that the reader may see. A clause that no part measures says so.' }),
  exceptions: endpoint({ method: 'GET', path: '/handbook/compliance/:key/exceptions', permission: 'handbook.read', summary: 'The records behind the exceptions of one row', params: ByMeasure, query: ExceptionQuery, reply: ComplianceExceptions }),
  auditPack: endpoint({ method: 'GET', path: '/handbook/audit-packs/:month', permission: 'audit.read', kind: 'download', summary: 'Figures, records, ledgers and hashes of a month in one archive that can be checked offline', params: PackMonth,
    description: 'docs/audit-pack.md says how; the archive brings the script. Needs `audit.read`; holds what the reader may see.', errors: ['handbook.month-open'] }),
}

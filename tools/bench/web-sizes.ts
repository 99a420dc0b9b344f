// JavaScript of the first page of staff and customers, against the budgets of the design (DESIGN §13).
import { existsSync } from 'node:fs'
import { pageBytes } from './sizes.ts'
import type { Report } from './report.ts'

const DIST = 'dist/web'

export function measureSizes(report: Report): void {
  if (!existsSync(DIST)) throw new Error('build the web first: npm start does it')
  const kB = (sources: string[]) => pageBytes(DIST, sources) / 1000
  report.floor('workspace JS, gzip', kB(['agent.html', '../domains/cases/web/workspace/WorkspacePage.tsx']), 'kB', { most: 260 })
  report.floor('portal home JS, gzip', kB(['portal.html', '../domains/cases/web/portal/PortalHome.tsx']), 'kB', { most: 200 })
}

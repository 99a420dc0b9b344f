// What other parts may know of backups. All times are wall time.
export { readFigures as backupFigures } from './run-store.ts'
export { testsPassedSince } from './run-store.ts'

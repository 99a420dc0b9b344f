// What other parts may know of the audit trail.
export { chainChecked } from './verify-audit.ts'

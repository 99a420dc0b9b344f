// Loaded before the product (`node --import`): its wall clock is off by what stands in the file that HOUYUAN_FAULTS_CLOCK names, in
// milliseconds, as on a machine whose clock was set wrong and put right while it runs.
import { readFileSync, watchFile } from 'node:fs'

const Real = Date, file = process.env.HOUYUAN_FAULTS_CLOCK
let off = 0

if (file) {
  const look = () => { try { off = Number(readFileSync(file, 'utf8')) || 0 } catch { off = 0 } }
  look()
  watchFile(file, { interval: 100, persistent: false }, look)
  globalThis.Date = class Date extends Real {
    /** @param {any[]} args */
    constructor(...args) { if (args.length === 0) super(Real.now() + off); else super(.../** @type {[any]} */ (args)) }
    static now() { return Real.now() + off }
    /** @param {unknown} value */
    static [Symbol.hasInstance](value) { return value instanceof Real }
  }
}

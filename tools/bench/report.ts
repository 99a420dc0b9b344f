// Collects figures, prints them, and names the floors that were missed.
interface Row { name: string; text: string; verdict: string; why: string }

export class Report {
  readonly #rows: Row[] = []
  #missed = 0

  figure(name: string, value: number, unit: string, note = ''): void { this.#add(name, `${round(value)} ${unit}${note ? `  ${note}` : ''}`, '', '') }

  floor(name: string, value: number, unit: string, limit: { most?: number; least?: number }, note = '', /** Where the time went, for whoever reads that it was missed. */ why = ''): void {
    const ok = (limit.most === undefined || value <= limit.most) && (limit.least === undefined || value >= limit.least)
    if (!ok) this.#missed++
    const bound = limit.most === undefined ? `≥ ${limit.least} ${unit}` : `≤ ${limit.most} ${unit}`
    this.#add(name, `${round(value)} ${unit}${note ? `  ${note}` : ''}`, ok ? `ok (${bound})` : `MISSED (${bound})`, why)
  }

  /** Prints the table; false when a floor was missed. */
  print(): boolean {
    process.stdout.write(this.#missed === 0 ? '\nall floors are kept\n' : `\n${this.#missed} floors are missed:\n${this.#rows.filter((r) => r.verdict.startsWith('MISSED')).map((r) => `  ${r.name}: ${r.text}, ${r.verdict}${r.why ? `\n    ${r.why}` : ''}`).join('\n')}\n`)
    return this.#missed === 0
  }

  #add(name: string, text: string, verdict: string, why: string): void {
    this.#rows.push({ name, text, verdict, why })
    process.stdout.write(`${name.padEnd(44)} ${text.padEnd(60)} ${verdict}\n`)
  }
}

const round = (value: number): string => (value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2))

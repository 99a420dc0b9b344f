// What the people of the fault test did, and what they were told: the memory against which the installation is checked afterwards.

export type Kind = 'case' | 'message' | 'mail'

export interface Deed {
  readonly kind: Kind
  /** Occurs in nothing else: in the title, the text or the subject. */
  readonly token: string
  /** True once the product has said that it is done. */
  acknowledged: boolean
  attempts: number
}

export class Deeds {
  readonly all: Deed[] = []
  readonly #prefix: string

  constructor(prefix: string) { this.#prefix = prefix }

  begin(kind: Kind): Deed {
    const deed: Deed = { kind, token: `${this.#prefix}-${kind}-${String(this.all.length).padStart(6, '0')}`, acknowledged: false, attempts: 0 }
    this.all.push(deed)
    return deed
  }

  count(kind: Kind, acknowledged: boolean): number { return this.all.filter((d) => d.kind === kind && d.acknowledged === acknowledged).length }
}

/** How often each token was found. Acknowledged: exactly once. Otherwise at most once. Returns a line for each that does not fit. */
export function compareDeeds(deeds: readonly Deed[], found: ReadonlyMap<string, number>): string[] {
  return deeds.flatMap((d) => {
    const times = found.get(d.token) ?? 0
    if (times > 1) return [`${d.kind} ${d.token} is there ${times} times (tried ${d.attempts} times)`]
    return d.acknowledged && times === 0 ? [`${d.kind} ${d.token} was acknowledged and is lost (tried ${d.attempts} times)`] : []
  })
}

// Statements that come often are prepared: PostgreSQL then parses and plans them once per connection instead of every time, which
// costs more than most of them take to run.

/** Asked this often, a statement is worth keeping on every connection. */
const OFTEN = 20
/** Each costs every connection some ten kilobytes. */
const MOST_PREPARED = 250
const MOST_COUNTED = 2_000
const PREPARABLE = /^\s*(?:select|insert|update|delete|with|begin|commit)\b/i

export class HotStatements {
  readonly #names = new Map<string, string>()
  readonly #counts = new Map<string, number>()
  #made = 0
  readonly #keeps: boolean

  /** `keeps`: a connection is the same server session from one statement to the next. Behind a pooler it is not. */
  constructor(keeps = true) { this.#keeps = keeps }

  /** The name under which the statement is prepared; undefined while it is rare. */
  nameOf(text: string): string | undefined {
    return this.#keeps ? this.#names.get(text) ?? this.#count(text) : undefined
  }

  #count(text: string): string | undefined {
    const count = (this.#counts.get(text) ?? 0) + 1
    if (count < OFTEN) {
      // Texts that are made anew each time must not fill the memory.
      if (this.#counts.size >= MOST_COUNTED) this.#counts.clear()
      this.#counts.set(text, count)
      return undefined
    }
    if (count > OFTEN || this.#names.size >= MOST_PREPARED || !PREPARABLE.test(text)) return undefined
    this.#counts.set(text, count + 1)
    const name = `hot${++this.#made}`
    this.#names.set(text, name)
    return name
  }

  /** Never prepares the statement again: a table that it reads has changed under it. */
  forget(text: string): void {
    this.#names.delete(text)
    this.#counts.set(text, OFTEN)
  }
}

// The shape in which the register is written down: chapters with sections, sections with numbered clauses. Texts are pairs: Chinese, English.

export type Pair = readonly [zh: string, en: string]

/** What the clause is carried out by. What of it exists in this installation is found out when it is read, never written down. */
export interface Links {
  /** Codes of SLA policies. */ policies?: readonly string[]
  /** Ids of `screens.ts`. */ screens?: readonly string[]
  /** Codes of Annex 2. */ jobs?: readonly string[]
  /** Domains that the clause needs beside. */ domains?: readonly string[]
  /** What the clause asks for and no part of the product does yet; taken off the list by whoever builds it. */ open?: readonly Pair[]
}

export interface ClauseSeed {
  number: string
  kind: 'chapter' | 'section' | 'clause'
  title: Pair
  summary: Pair
  owner: string
  /** Last parts of the requirement ids of the section: 3.3 with [1, 2] means R3.3-1 and R3.3-2. */
  requirements: readonly number[]
  links: Links
  /** A second title that the handbook prints for the same part. */ otherTitle?: Pair
  /** The body of the section is missing in the handbook. */ textMissing?: true
  /** Words that the printed text lost, as they are read until the owner says otherwise. */ reconstructed?: readonly { printed: string; read: Pair; decision: string }[]
  /** Entries of the list of contradictions that decide how the clause is read. */ decisions?: readonly string[]
}

type More = Pick<ClauseSeed, 'textMissing' | 'reconstructed' | 'decisions' | 'otherTitle'>
interface Point { n: number; title: Pair; summary: Pair; requirements: readonly number[]; links: Links; owner?: string; decisions?: readonly string[] }

/** A numbered clause of a section. */
export const point = (n: number, title: Pair, summary: Pair, requirements: readonly number[], links: Links = {}, more: Pick<Point, 'owner' | 'decisions'> = {}): Point => ({ n, title, summary, requirements, links, ...more })

/** A section with `count` requirements and its numbered clauses. */
export function section(number: string, title: Pair, owner: string, count: number, summary: Pair, links: Links, points: readonly Point[] = [], more: More = {}): ClauseSeed[] {
  return [
    { number, kind: 'section', title, summary, owner, requirements: Array.from({ length: count }, (_, i) => i + 1), links, ...more },
    ...points.map(({ n, ...rest }): ClauseSeed => ({ owner, ...rest, number: `${number}-${n}`, kind: 'clause' })),
  ]
}

export const chapter = (number: string, title: Pair, owner: string, summary: Pair, sections: readonly ClauseSeed[][], more: More = {}): ClauseSeed[] =>
  [{ number, kind: 'chapter', title, summary, owner, requirements: [], links: {}, ...more }, ...sections.flat()]

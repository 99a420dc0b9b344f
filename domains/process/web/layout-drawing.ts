// Where boxes and lines of the drawing stand, in units of the picture. Pure: the same drawing always looks the same, on screen, in print and as a file.
import type { Definition, Edge, Step } from '../contract/definition.ts'

export const BOX = { width: 126, height: 84, terminator: 36, pitchX: 138, pitchY: 122, laneLabel: 34, pad: 8 }

/** `y` and `height` are those of the symbol: a terminator is lower than a process box. */
export interface Box { step: Step; x: number; y: number; height: number; cx: number; cy: number }
export interface LaneBand { id: string; y: number; height: number }
export interface Point { x: number; y: number }
export interface Line { edge: Edge; points: Point[]; both: boolean; label: Point; /** Length of the part where the label stands. */ room: number }
export interface Picture { width: number; height: number; lanes: LaneBand[]; boxes: Box[]; lines: Line[] }

export function layOut({ lanes, steps, edges }: Pick<Definition, 'lanes' | 'steps' | 'edges'>): Picture {
  const columns = Math.max(1, ...steps.map((s) => s.column + 1)), bands: LaneBand[] = []
  let y = 0
  for (const lane of lanes) {
    const rows = Math.max(1, ...steps.filter((s) => s.lane === lane.id).map((s) => s.row + 1)), height = rows * BOX.pitchY
    bands.push({ id: lane.id, y, height })
    y += height
  }
  const boxes = steps.flatMap((step): Box[] => {
    const band = bands.find((b) => b.id === step.lane)
    if (!band) return []
    const x = BOX.laneLabel + BOX.pad + step.column * BOX.pitchX, height = step.kind === 'start' || step.kind === 'end' ? BOX.terminator : BOX.height, cy = band.y + (step.row + 0.5) * BOX.pitchY
    return [{ step, x, y: cy - height / 2, height, cx: x + BOX.width / 2, cy }]
  })
  return { width: BOX.laneLabel + BOX.pad * 2 + columns * BOX.pitchX, height: y, lanes: bands, boxes, lines: linesOf(boxes, edges) }
}

/** A connection and the one back between the same two boxes are one line with two arrows. */
export function linesOf(boxes: readonly Box[], edges: readonly Edge[]): Line[] {
  const byId = new Map(boxes.map((b) => [b.step.id, b])), back = new Set(edges.filter((e, i) => edges.some((o, j) => j < i && o.from === e.to && o.to === e.from)))
  return edges.filter((e) => !back.has(e)).flatMap((edge): Line[] => {
    const from = byId.get(edge.from), to = byId.get(edge.to)
    if (!from || !to || from === to) return []
    const points = route(boxes, from, to)
    return [{ edge, points, both: [...back].some((e) => e.from === edge.to && e.to === edge.from), label: middle(points), room: Math.max(...points.slice(1).map((p, i) => Math.abs(p.x - points[i]!.x) + Math.abs(p.y - points[i]!.y))) }]
  })
}

const APART = 28, SIDE = 9
const right = (b: Box): number => b.x + BOX.width, bottom = (b: Box): number => b.y + b.height

/** Straight where nothing stands between, else the bend that crosses the fewest boxes. */
export function route(boxes: readonly Box[], from: Box, to: Box): Point[] {
  const ways: Point[][] = []
  if (from.cy === to.cy) ways.push(to.x > from.x ? [{ x: right(from), y: from.cy }, { x: to.x, y: to.cy }] : [{ x: from.x, y: from.cy }, { x: right(to), y: to.cy }])
  if (from.cx === to.cx) {
    ways.push(to.y > from.y ? [{ x: from.cx, y: bottom(from) }, { x: to.cx, y: to.y }] : [{ x: from.cx, y: from.y }, { x: to.cx, y: bottom(to) }])
    const x = right(from) + SIDE
    ways.push([{ x: right(from), y: from.cy }, { x, y: from.cy }, { x, y: to.cy }, { x: right(to), y: to.cy }])
  }
  if (from.cy !== to.cy && from.cx !== to.cx) {
    const aside = from.cx > to.cx ? APART : -APART, leave = from.cx > to.cx ? from.x : right(from), enter = from.cx > to.cx ? right(to) : to.x
    ways.push([{ x: leave, y: from.cy }, { x: to.cx + aside, y: from.cy }, { x: to.cx + aside, y: from.cy < to.cy ? to.y : bottom(to) }])
    ways.push([{ x: from.cx - aside, y: from.cy < to.cy ? bottom(from) : from.y }, { x: from.cx - aside, y: to.cy }, { x: enter, y: to.cy }])
  }
  // Around: above the row, for boxes of one row with others in between.
  if (from.cy === to.cy) { const y = Math.min(from.y, to.y) - SIDE; ways.push([{ x: from.cx, y: from.y }, { x: from.cx, y }, { x: to.cx, y }, { x: to.cx, y: to.y }]) }
  const others = boxes.filter((b) => b !== from && b !== to)
  return ways.map((points) => ({ points, hits: hits(points, others) })).reduce((best, way) => (way.hits < best.hits ? way : best)).points
}

/** How many boxes a line runs through. */
export function hits(points: readonly Point[], boxes: readonly Box[]): number {
  return boxes.filter((b) => points.slice(1).some((p, i) => {
    const q = points[i]!, [x1, x2] = [Math.min(p.x, q.x), Math.max(p.x, q.x)], [y1, y2] = [Math.min(p.y, q.y), Math.max(p.y, q.y)]
    return x2 > b.x && x1 < right(b) && y2 > b.y && y1 < bottom(b)
  })).length
}

/** The middle of the longest part of a line: there its label stands. */
export function middle(points: readonly Point[]): Point {
  let best: Point = points[0]!, longest = -1
  points.slice(1).forEach((p, i) => {
    const q = points[i]!, length = Math.abs(p.x - q.x) + Math.abs(p.y - q.y)
    if (length > longest) { longest = length; best = { x: (p.x + q.x) / 2, y: (p.y + q.y) / 2 } }
  })
  return best
}

/** Text cut to a width, as SVG cannot do it by itself: Chinese signs are as wide as high, others a bit more than half. */
export function fitText(text: string, width: number, size: number): string {
  let used = 0
  for (const [i, sign] of [...text].entries()) {
    used += /[\u2e80-\uffef]/.test(sign) ? size : /[A-Z0-9%]/.test(sign) ? size * 0.64 : size * 0.54
    if (used > width) return `${[...text].slice(0, Math.max(0, i - 1)).join('').trimEnd()}…`
  }
  return text
}

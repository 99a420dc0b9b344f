// A signature as it was drawn: lines on a field of 1000 × 400.
import type { Visit } from '../contract/order.ts'

const path = (points: readonly number[]): string => points.reduce((text, value, i) => `${text}${i === 0 ? 'M' : i % 2 === 0 ? ' L' : ' '}${value}`, '')

export function SignatureView({ strokes, label }: { strokes: NonNullable<Visit['signature']>; label: string }) {
  return <svg className="fd-sig" viewBox="0 0 1000 400" role="img" aria-label={label}>{strokes.map((points, i) => <path key={i} d={path(points)} fill="none" stroke="currentColor" strokeWidth={7} strokeLinecap="round" strokeLinejoin="round" />)}</svg>
}

import { expect, it } from 'vitest'
import { tokensCss } from './tokens-css.ts'

it('tokens.css says what tokens.ts says (npx vitest run -u writes it anew)', async () => {
  await expect(tokensCss()).toMatchFileSnapshot('./tokens.css')
})

it('no component carries a colour of its own', () => {
  const sheets = import.meta.glob<string>(['./*.css', '../shell/*.css', '!./tokens.css', '!./overlay.css'], { query: '?raw', import: 'default', eager: true })
  const hexes = Object.entries(sheets).flatMap(([name, css]) => (css.match(/#[0-9a-f]{3,8}\b/gi) ?? []).map((hex) => `${name} ${hex}`))
  expect(Object.keys(sheets).length).toBeGreaterThan(5)
  expect(hexes).toEqual([])
})

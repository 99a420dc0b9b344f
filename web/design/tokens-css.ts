// The palettes as a static style sheet, so that colours stand before any script runs and the portal needs no antd for them.
import { cssVars, type Mode } from './tokens.ts'

const block = (mode: Mode): string => {
  const lines = Object.entries(cssVars(mode)).map(([name, value]) => `  ${name}: ${value};`)
  return `[data-mode=${mode}] {\n  color-scheme: ${mode};\n${lines.join('\n')}\n}\n`
}

export const tokensCss = (): string => `/* Written by write-tokens-css.ts from tokens.ts. Do not edit. */\n${block('light')}${block('dark')}`

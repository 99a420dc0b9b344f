import { expect, test } from 'vitest'
import { z } from 'zod'
import { Line, LongText } from '../../contract/text.ts'
import type { BadInput } from '../errors.ts'
import { parseInput } from './parse-input.ts'

const Body = z.strictObject({ title: Line(5), text: LongText(10).optional(), tags: z.array(Line(3)).max(2).optional() })
const faults = (value: unknown): string[] => { try { parseInput(Body, value); return [] } catch (error) { return (error as BadInput).errors.map((e) => `${e.pointer} ${e.code}`) } }

test.each([
  [{ title: [] }, ['/title wrong-type']], [{ title: 5, text: {} }, ['/title wrong-type', '/text wrong-type']], [{ title: ' ' }, ['/title text.empty']], [{}, ['/title missing']],
  [{ title: 'a', tags: ['ok', ''] }, ['/tags/1 text.empty']], [{ title: 'a', tags: 'x' }, ['/tags wrong-type']], [{ title: 'a', more: 1 }, ['/more unknown-field']], [{ title: 'a\u0000' }, ['/title text.control-characters']], [null, [' wrong-type']],
])('%j: every field once, by what is wrong with it', (value, expected) => expect(faults(value)).toEqual(expected))

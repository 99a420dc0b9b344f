// What a session owes: the second factor first, then the password, then enrolment.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { owesOf, type Standing } from './owes.ts'

const now = new Date('2026-01-01T00:00:00Z'), past = new Date(now.getTime() - 1), future = new Date(now.getTime() + 1)
const clear: Standing = { secondFactorAt: null, hasSecondFactor: false, mustHaveSecondFactor: false, passwordMustChange: false, passwordDueAt: null }

test.each<[string, Partial<Standing>, ReturnType<typeof owesOf>]>([
  ['nothing', {}, null],
  ['a second factor that is there', { hasSecondFactor: true }, 'second-factor'],
  ['nothing once it was passed', { hasSecondFactor: true, secondFactorAt: past }, null],
  ['enrolment where one is required', { mustHaveSecondFactor: true }, 'enrolment'],
  ['a password at its due moment', { passwordDueAt: now }, 'password-change'],
  ['nothing a moment before', { passwordDueAt: future }, null],
  ['a password that an administrator set', { passwordMustChange: true }, 'password-change'],
  ['the second factor before the password', { hasSecondFactor: true, passwordMustChange: true }, 'second-factor'],
  ['the password before enrolment', { mustHaveSecondFactor: true, passwordDueAt: past }, 'password-change'],
])('owes %s', (_, standing, expected) => { expect(owesOf({ ...clear, ...standing }, now)).toBe(expected) })

test('R7.4-5 the second factor is owed whatever else is, while there is one that was not passed', () => {
  fc.assert(fc.property(fc.boolean(), fc.boolean(), fc.option(fc.date({ noInvalidDate: true })), (must, change, due) => {
    expect(owesOf({ secondFactorAt: null, hasSecondFactor: true, mustHaveSecondFactor: must, passwordMustChange: change, passwordDueAt: due }, now)).toBe('second-factor')
  }))
})

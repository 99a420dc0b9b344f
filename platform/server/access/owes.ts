// What a session still owes before it may act. One rule, asked on every request, whatever way the person signed in (§7.4, R7.4-5).

export type Owes = 'second-factor' | 'enrolment' | 'password-change' | null

export interface Standing {
  /** Wall time at which this session passed the second factor. */
  secondFactorAt: Date | null
  hasSecondFactor: boolean
  mustHaveSecondFactor: boolean
  passwordMustChange: boolean
  /** Business time; null when it never expires or no password was used. */
  passwordDueAt: Date | null
}

/** The next step of a session. The second factor comes first: nothing else may be changed before it. */
export function owesOf(standing: Standing, now: Date): Owes {
  if (standing.hasSecondFactor && !standing.secondFactorAt) return 'second-factor'
  if (standing.passwordMustChange || (standing.passwordDueAt && now >= standing.passwordDueAt)) return 'password-change'
  if (standing.mustHaveSecondFactor && !standing.hasSecondFactor) return 'enrolment'
  return null
}

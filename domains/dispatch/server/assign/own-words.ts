/** Reasons of this domain against a candidate (`field.dispatch.out.<code>`); others are words of the domain that objects. */
export const OWN_WORDS: ReadonlySet<string> = new Set(['left', 'no-right', 'not-cleared', 'absent', 'declined', 'off-shift', 'language', 'skill', 'full'])

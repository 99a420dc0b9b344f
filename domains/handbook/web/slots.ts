// The place on a clause page that other domains fill: the policy in force, attainment, evidence.
declare module '../../../web/screens.ts' {
  interface SlotProps {
    /** Below the printed limits of a clause; `policies` are the codes that it names. */
    'handbook.clause': { number: string; policies: readonly string[] }
  }
}
export {}

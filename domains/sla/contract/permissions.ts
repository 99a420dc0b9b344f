// Names of the rights of this domain.
/** Reading all clocks of a case, trying the rules, the policy register, publishing (HQ only, §1.1), calendars. */
export const slaPermissions = ['sla.read', 'sla.simulate', 'sla.policies.read', 'sla.policies.publish', 'calendars.manage'] as const

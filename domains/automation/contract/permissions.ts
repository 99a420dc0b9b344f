export const automationPermissions = ['automation.read', 'automation.manage'] as const

export const fieldPermissions = ['field.read', 'field.plan', 'field.work', 'field.manage'] as const

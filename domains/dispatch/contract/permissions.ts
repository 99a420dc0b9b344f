export const dispatchPermissions = ['dispatch.read', 'dispatch.manage'] as const

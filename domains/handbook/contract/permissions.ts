export const handbookPermissions = ['handbook.read', 'handbook.manage'] as const

export const caseworkPermissions = ['casework.read', 'casework.write', 'casework.approve', 'casework.answer'] as const

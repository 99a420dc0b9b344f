export const conversationsPermissions = ['conversations.read', 'conversations.note', 'conversations.reply', 'conversations.write', 'intake.read', 'intake.manage'] as const

export const knowledgePermissions = ['knowledge.read', 'knowledge.write', 'knowledge.publish', 'knowledge.archive'] as const

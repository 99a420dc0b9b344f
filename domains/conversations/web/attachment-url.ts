export const attachmentUrl = (id: string): string => `/api/v1/attachments/${encodeURIComponent(id)}`

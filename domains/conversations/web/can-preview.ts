// Which files the product shows in place; the others are downloads.
import type { Attachment } from '../contract/message.ts'

export const PICTURE = /^image\/(png|jpeg|gif|webp|bmp|avif)$/
export const TEXT = /^(text\/(plain|csv|markdown|calendar|xml)|application\/(json|xml))$/
export const canPreview = (item: Pick<Attachment, 'contentType' | 'blocked'>): boolean => !item.blocked && (PICTURE.test(item.contentType) || TEXT.test(item.contentType) || item.contentType === 'application/pdf')

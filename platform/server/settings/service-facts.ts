// Name and hotline of the service: settings that portal and sign-in show to everybody.
import { z } from 'zod'
import type { ServiceFacts } from '../../contract/service.ts'
import { Phone } from '../../contract/text.ts'
import type { Ctx } from '../ctx.ts'
import { defineSetting } from '../module.ts'
import { setting } from './current-setting.ts'

export const ServiceName = defineSetting({ key: 'service.name', group: 'general', schema: z.string().trim().max(60), default: '' })
export const Hotline = defineSetting({ key: 'service.hotline', group: 'general', schema: z.union([z.literal(''), Phone]), default: '', clause: '§1.2' })

export async function aboutService(ctx: Ctx): Promise<ServiceFacts> {
  return { name: await setting(ctx, ServiceName) || null, hotline: await setting(ctx, Hotline) || null }
}

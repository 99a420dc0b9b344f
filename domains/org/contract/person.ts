// People of the organisation: staff with posts and deputies, and internal users who ask for help (§1.1, §2.1; C.1).
import { z } from 'zod'
import { Id } from '../../../platform/contract/ids.ts'
import { PageQuery } from '../../../platform/contract/paging.ts'
import { Email, Line, Locale, LongText, Phone } from '../../../platform/contract/text.ts'
import { Moment } from '../../../platform/contract/time.ts'

export const PersonKind = z.enum(['staff', 'internal'])
export type PersonKind = z.infer<typeof PersonKind>
export const RoleCode = z.string().trim().regex(/^[a-z][a-z0-9-]{0,59}$/, 'org.role-code')
const Languages = z.array(z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'org.language')).max(20)

export const Post = z.object({
  id: Id, personId: Id, personName: z.string(), unitId: Id, unitName: z.string(), role: z.string(), title: z.string().nullable(), main: z.boolean(), validFrom: Moment, validTo: Moment.nullable(),
})
export type Post = z.infer<typeof Post>
const NewPost = z.strictObject({ unitId: Id, role: RoleCode, title: Line(120).optional(), main: z.boolean().optional(), validFrom: Moment.optional(), validTo: Moment.optional() })
export const GivePost = NewPost.extend({ personId: Id })
export type GivePost = z.infer<typeof GivePost>
export const PatchPost = z.strictObject({ title: Line(120).nullable(), main: z.literal(true), validTo: Moment.nullable() }).partial()
export type PatchPost = z.infer<typeof PatchPost>
export const PostQuery = PageQuery.extend({ personId: Id.optional(), unitId: Id.optional(), role: RoleCode.optional(), asOf: Moment.optional() })
export type PostQuery = z.infer<typeof PostQuery>

export const Deputy = z.object({ id: Id, personId: Id, deputy: z.object({ id: Id, name: z.string() }), validFrom: Moment, validTo: Moment.nullable() })
/** Who stands in; a deputy without an end stays until another is named. */
export const SetDeputy = z.strictObject({ deputyId: Id, validFrom: Moment.optional(), validTo: Moment.optional() })
export type SetDeputy = z.infer<typeof SetDeputy>

export const AddPerson = z.strictObject({
  kind: PersonKind.default('staff'), name: Line(120), email: Email, phone: Phone.optional(), locale: Locale.default('zh-CN'), department: Line(120).optional(),
  languages: Languages.default([]), post: NewPost.omit({ main: true }).optional(),
})
export type AddPerson = z.infer<typeof AddPerson>
export const PatchPerson = z.strictObject({ name: Line(120), email: Email, phone: Phone.nullable(), locale: Locale, department: Line(120).nullable(), languages: Languages, /** What the person can do, as assignment rules ask for it. */ skills: z.array(Line(40)).max(30) }).partial()
export type PatchPerson = z.infer<typeof PatchPerson>
/** `reassignTo` takes over what is still open; without it open responsibilities refuse the act (§2.1, R2.1-9). */
export const DisablePerson = z.strictObject({ reason: LongText(1_000), reassignTo: Id.optional() })
export type DisablePerson = z.infer<typeof DisablePerson>

export const Named = z.object({ id: Id, name: z.string() })
export const Person = z.object({
  id: Id, kind: PersonKind, name: z.string(), email: z.string().nullable(), phone: z.string().nullable(), department: z.string().nullable(), languages: z.array(z.string()),
  skills: z.array(z.string()), state: z.enum(['active', 'disabled']), unit: Named.nullable(), roles: z.array(z.string()), deputy: Named.nullable(), version: z.number().int(),
})
export type Person = z.infer<typeof Person>
export const PersonQuery = PageQuery.extend({ q: z.string().trim().max(100).optional(), unitId: Id.optional(), role: RoleCode.optional(), kind: PersonKind.optional(), state: z.enum(['active', 'disabled']).optional() })
export type PersonQuery = z.infer<typeof PersonQuery>

export const FixturePerson = z.object({ id: z.string(), accountId: Id, name: z.string(), email: z.string().nullable(), unit: z.string().nullable(), unitId: Id.nullable(), roles: z.array(z.string()), customerNumber: z.string().nullable() })

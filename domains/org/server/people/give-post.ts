// Gives a person a post, for good or for some days (lending an engineer), and changes or ends it.
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { AppError, BadInput, Conflict, Forbidden, NotFound } from '../../../../platform/server/errors.ts'
import { newId } from '../../../../platform/server/ids.ts'
import { inScope } from '../../../../platform/server/scope.ts'
import { findRole } from '../../../../platform/server/access/public.ts'
import { PostChanged, PostGiven } from '../../contract/events.ts'
import type { GivePost, PatchPost } from '../../contract/person.ts'
import { comingMoment, comingPeriod } from '../moments.ts'
import { unitVersions } from '../units/unit-queries.ts'
import { findPersonRow } from './person-queries.ts'
import { findPost, postsOf, type PostRow } from './post-queries.ts'
import { planPost } from './post-rights.ts'
import { clearMain, insertPost, savePost } from './post-store.ts'

/** Returns the post's id. Throws Conflict for a closed unit, BadInput for an unknown role, unit or person, Forbidden for a role above the giver. */
export async function givePost(ctx: Ctx, input: GivePost): Promise<string> {
  if (!inScope(ctx.require('org.manage'), ctx.actor.id, { unitId: input.unitId })) throw new Forbidden('org.manage')
  const person = await findPersonRow(ctx, input.personId)
  if (!person || person.kind !== 'staff') throw new BadInput([{ pointer: '/personId', code: 'org.person-unknown' }])
  const { from, to } = comingPeriod(ctx, input)
  await requireRole(ctx, input.role)
  await requireOpenUnit(ctx, input.unitId, from, to)
  const main = input.main ?? (await postsOf(ctx, person.id, ctx.now())).length === 0
  if (main) await clearMain(ctx, person.id)
  const post: PostRow = { id: newId(), person_id: person.id, unit_id: input.unitId, role: input.role, title: input.title ?? null, main, valid_from: from, valid_to: to }
  await insertPost(ctx, post)
  await ctx.emit(PostGiven, { postId: post.id, personId: person.id, unitId: post.unit_id, role: post.role },
    { changes: { post: { from: null, to: { unitId: post.unit_id, role: post.role, title: post.title, validFrom: from.toISOString(), validTo: to?.toISOString() ?? null } } } })
  await planPost(ctx, post)
  return post.id
}

/** Changes title, end or main post; returns whose post it is. An end in the past is refused; an end now ends the rights at once. */
export async function patchPost(ctx: Ctx, id: string, patch: PatchPost): Promise<string> {
  const reach = ctx.require('org.manage')
  const before = await findPost(ctx, id)
  if (!before) throw new NotFound('post')
  if (!inScope(reach, ctx.actor.id, { unitId: before.unit_id })) throw new Forbidden('org.manage')
  const to = patch.validTo === undefined ? before.valid_to : patch.validTo === null ? null : comingMoment(ctx, patch.validTo, '/validTo')
  if (patch.validTo !== undefined) {
    if (to && to <= before.valid_from) throw new BadInput([{ pointer: '/validTo', code: 'org.period-order' }])
    if (before.valid_to && before.valid_to <= ctx.now()) throw new Conflict('conflict', {}, [{ pointer: '/validTo', code: 'org.post-over' }])
  }
  if (patch.main) await clearMain(ctx, before.person_id)
  const after: PostRow = { ...before, title: patch.title === undefined ? before.title : patch.title, main: patch.main ?? before.main, valid_to: to }
  await savePost(ctx, id, { title: after.title, main: after.main, valid_to: after.valid_to })
  const changed = (['title', 'main', 'valid_to'] as const).filter((f) => String(before[f]) !== String(after[f]))
  await ctx.emit(PostChanged, { postId: id, personId: before.person_id, unitId: before.unit_id, role: before.role }, { changes: Object.fromEntries(changed.map((f) => [f, { from: before[f], to: after[f] }])) })
  await planPost(ctx, after)
  return before.person_id
}

/** Nobody hands out more than the own reach: roles that see everything need `org.manage` everywhere, privileged ones `access.roles` too. */
async function requireRole(ctx: Ctx, code: string): Promise<void> {
  const role = await findRole(ctx, code)
  if (!role) throw new BadInput([{ pointer: '/role', code: 'org.role-unknown' }], 'org-role-unknown')
  const everywhere = ctx.require('org.manage').all
  if ((role.permissions.some((p) => p.reach === 'all') && !everywhere) || (role.privileged && !ctx.reach('access.roles')))
    throw new AppError(403, 'org-role-above', { role: ctx.locale === 'en' ? role.name_en : role.name_zh })
}

async function requireOpenUnit(ctx: Ctx, unitId: string, from: Date, to: Date | null): Promise<void> {
  const versions = await unitVersions(ctx, unitId)
  if (versions.length === 0) throw new BadInput([{ pointer: '/unitId', code: 'org.unit-unknown' }])
  if (!versions.some((v) => v.validFrom <= from)) throw new BadInput([{ pointer: '/validFrom', code: 'org.before-unit' }])
  if (versions.some((v) => v.state === 'closed' && (!to || v.validFrom < to) && (!v.validTo || v.validTo > from))) throw new Conflict('org-unit-closed')
}

// A person on the wire, and lists of people, within reach of `org.read`.
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { NotFound } from '../../../../platform/server/errors.ts'
import { decodeCursor, toPage } from '../../../../platform/server/paging.ts'
import { inScope, scopeFilter } from '../../../../platform/server/scope.ts'
import type { Deputy, Person, PersonQuery, Post, PostQuery } from '../../contract/person.ts'
import type { z } from 'zod'
import { expandUnits } from '../units/unit-queries.ts'
import { deputiesOf, findPersonRow, pagePeople, type PersonRow } from './person-queries.ts'
import { pagePosts, type ShownPost } from './post-queries.ts'

const toPerson = (ctx: Ctx, row: PersonRow): Person => ({
  id: row.id, kind: row.kind, name: row.name, email: row.email, phone: row.phone, department: row.department, languages: row.languages, skills: row.skills, state: row.state,
  unit: row.unit_id ? { id: row.unit_id, name: (ctx.locale === 'en' ? row.unit_en : row.unit_zh) ?? '' } : null,
  roles: row.kind === 'internal' ? ['internal-user'] : row.roles, deputy: row.deputy_id ? { id: row.deputy_id, name: row.deputy_name ?? '' } : null, version: row.version,
})

/** Throws NotFound when the person does not exist or is out of reach. */
export async function showPerson(ctx: Ctx, id: string): Promise<Person> {
  const row = await findPersonRow(ctx, id)
  if (!row || !inScope(ctx.reach('org.read'), ctx.actor.id, { unitId: row.unit_id, people: [row.id] })) throw new NotFound('person')
  return toPerson(ctx, row)
}

export async function listPeople(ctx: Ctx, query: PersonQuery): Promise<{ items: Person[]; nextCursor: string | null }> {
  const rows = await pagePeople(ctx, {
    ...query, units: query.unitId ? await expandUnits(ctx, [query.unitId]) : undefined, limit: query.limit + 1,
    after: query.cursor ? decodeCursor(query.cursor, 2).map(String) as [string, string] : null,
    scope: scopeFilter(ctx.reach('org.read'), ctx.actor.id, { unit: 'unit_id', people: ['id'] }),
  })
  return toPage(rows, query.limit, (r) => [r.name, r.id], (r) => toPerson(ctx, r))
}

const toPost = (ctx: Ctx, row: ShownPost): Post => ({
  id: row.id, personId: row.person_id, personName: row.person_name, unitId: row.unit_id, unitName: ctx.locale === 'en' ? row.name_en : row.name_zh, role: row.role, title: row.title, main: row.main,
  validFrom: row.valid_from.toISOString(), validTo: row.valid_to?.toISOString() ?? null,
})

export async function listPosts(ctx: Ctx, query: PostQuery): Promise<{ items: Post[]; nextCursor: string | null }> {
  const rows = await pagePosts(ctx, {
    ...query, at: query.asOf ? new Date(query.asOf) : null, limit: query.limit + 1, after: query.cursor ? decodeCursor(query.cursor, 2).map(String) as [string, string] : null,
    scope: scopeFilter(ctx.reach('org.read'), ctx.actor.id, { unit: 'o.unit_id', people: ['o.person_id'] }),
  })
  return toPage(rows, query.limit, (r) => [r.valid_from.toISOString(), r.id], (r) => toPost(ctx, r))
}

export async function showPost(ctx: Ctx, personId: string, postId: string): Promise<Post> {
  const { items } = await listPosts(ctx.asSystem(), { personId, limit: 200 })
  const post = items.find((p) => p.id === postId)
  if (!post) throw new NotFound('post')
  return post
}

export async function listDeputies(ctx: Ctx, personId: string): Promise<{ items: z.infer<typeof Deputy>[]; nextCursor: null }> {
  await showPerson(ctx, personId)
  const rows = await deputiesOf(ctx, personId)
  return { items: rows.map((d) => ({ id: d.id, personId, deputy: { id: d.deputy_id, name: d.name }, validFrom: d.valid_from.toISOString(), validTo: d.valid_to?.toISOString() ?? null })), nextCursor: null }
}

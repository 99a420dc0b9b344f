// The HTTP surface of the organisation. Lists answer what the reader may see: without `org.read` they are empty (S-115).
import { z } from 'zod'
import { endpoint } from '../../../platform/contract/endpoint.ts'
import { Id } from '../../../platform/contract/ids.ts'
import { pageOf } from '../../../platform/contract/paging.ts'
import { LongText } from '../../../platform/contract/text.ts'
import { Moment } from '../../../platform/contract/time.ts'
import { AddPerson, Deputy, DisablePerson, FixturePerson, GivePost, PatchPerson, PatchPost, Person, PersonQuery, Post, PostQuery, SetDeputy } from './person.ts'
import { Role, RoutingRule, SetRoutingRules } from './role.ts'
import { CloseUnit, CreateUnit, Layer, MoveUnit, PatchUnit, Unit, UnitHistory, UnitQuery } from './unit.ts'

const ById = z.object({ id: Id })
const AsOf = z.object({ asOf: Moment.optional() })
const read = 'signed-in', manage = 'org.manage'
const all = <S extends z.ZodType>(item: S) => z.object({ items: z.array(item), nextCursor: z.null() })
const structure = ['conflict', 'org-unit-in-use', 'org-unit-closed', 'stale'] as const

export const orgApi = {
  listUnits: endpoint({ method: 'GET', path: '/org/units', permission: read, summary: 'Units as of a moment, parents before children', query: UnitQuery, reply: pageOf(Unit) }),
  getUnit: endpoint({ method: 'GET', path: '/org/units/:id', permission: read, summary: 'One unit as of a moment', params: ById, query: AsOf, reply: Unit, etag: true }),
  unitHistory: endpoint({ method: 'GET', path: '/org/units/:id/history', permission: read, summary: 'Past, present and announced versions of a unit', params: ById, reply: UnitHistory }),
  createUnit: endpoint({ method: 'POST', path: '/org/units', permission: manage, summary: 'Create a unit', body: CreateUnit, reply: Unit, status: 201, errors: structure, etag: true,
    example: { nameZh: '上海服务网点', nameEn: 'Shanghai outlet', tier: 'frontline', parentId: '01900000-0000-7000-8000-000000000002', serviceLine: 'after-sales', address: '上海市浦东新区世纪大道 1 号' } }),
  patchUnit: endpoint({ method: 'PATCH', path: '/org/units/:id', permission: manage, summary: 'Change a unit, now or from a later moment', params: ById, body: PatchUnit, reply: Unit, errors: structure, etag: true }),
  moveUnit: endpoint({ method: 'POST', path: '/org/units/:id/moves', permission: manage, summary: 'Put a unit under another parent', params: ById, body: MoveUnit, reply: Unit, errors: structure, etag: true }),
  closeUnit: endpoint({ method: 'POST', path: '/org/units/:id/closings', permission: manage, summary: 'Announce that a unit closes', params: ById, body: CloseUnit, reply: Unit, errors: structure, etag: true }),

  removeUnit: endpoint({ method: 'DELETE', path: '/org/units/:id', permission: manage, summary: 'Close a unit that nothing needs any more; its history stays', params: ById, query: z.object({ reason: LongText(1_000).optional(), successorId: Id.optional() }), reply: Unit, errors: structure, etag: true }),

  listPeople: endpoint({ method: 'GET', path: '/org/people', permission: read, summary: 'Staff and internal users', query: PersonQuery, reply: pageOf(Person) }),
  getPerson: endpoint({ method: 'GET', path: '/org/people/:id', permission: read, summary: 'One person', params: ById, reply: Person, etag: true }),
  addPerson: endpoint({ method: 'POST', path: '/org/people', permission: manage, summary: 'Invite a person, with a first post', body: AddPerson, reply: Person, status: 201, errors: ['conflict', 'org-role-unknown', 'org-role-above'], etag: true,
    example: { name: '林一', email: 'lin@example.com', post: { unitId: '01900000-0000-7000-8000-000000000004', role: 'agent' } } }),
  patchPerson: endpoint({ method: 'PATCH', path: '/org/people/:id', permission: manage, summary: 'Change a person', params: ById, body: PatchPerson, reply: Person, errors: ['conflict', 'stale'], etag: true }),
  disablePerson: endpoint({ method: 'POST', path: '/org/people/:id/disablings', permission: manage, summary: 'Disable a person; open responsibilities must be reassigned first (§2.1)', params: ById, body: DisablePerson, reply: Person,
    errors: ['org-open-responsibilities', 'org-disable-self'], etag: true }),
  removePerson: endpoint({ method: 'DELETE', path: '/org/people/:id', permission: manage, summary: 'Disable a person who has no open responsibilities; the records stay (§2.1)', params: ById, query: z.object({ reason: LongText(1_000).optional(), reassignTo: Id.optional() }), reply: Person,
    errors: ['org-open-responsibilities', 'org-disable-self'], etag: true }),
  enablePerson: endpoint({ method: 'POST', path: '/org/people/:id/enablings', permission: manage, summary: 'Let a disabled person sign in again', params: ById, reply: Person, etag: true }),
  listDeputies: endpoint({ method: 'GET', path: '/org/people/:id/deputies', permission: read, summary: 'Who stands in for a person, and when', params: ById, reply: all(Deputy) }),
  setDeputy: endpoint({ method: 'POST', path: '/org/people/:id/deputies', permission: 'any-role', summary: 'Name a deputy: the person, or who manages the person', params: ById, body: SetDeputy, reply: Deputy, status: 201 }),

  listPosts: endpoint({ method: 'GET', path: '/org/posts', permission: read, summary: 'Posts: who holds which role where, from when to when', query: PostQuery, reply: pageOf(Post) }),
  givePost: endpoint({ method: 'POST', path: '/org/posts', permission: manage, summary: 'Give a person a post, also for some days only', body: GivePost, reply: Post, status: 201, errors: ['org-role-unknown', 'org-role-above', 'org-unit-closed'] }),
  patchPost: endpoint({ method: 'PATCH', path: '/org/posts/:id', permission: manage, summary: 'Change or end a post', params: ById, body: PatchPost, reply: Post }),

  listRoles: endpoint({ method: 'GET', path: '/org/roles', permission: read, summary: 'Roles with layer and permissions', query: z.object({ layer: Layer.optional() }), reply: all(Role) }),
  listRouting: endpoint({ method: 'GET', path: '/org/routing-rules', permission: read, summary: 'Rules that say where new work lands', reply: all(RoutingRule) }),
  setRouting: endpoint({ method: 'PUT', path: '/org/routing-rules', permission: manage, summary: 'Replace the routing rules', body: SetRoutingRules, reply: all(RoutingRule) }),

  fixturePeople: endpoint({ method: 'GET', path: '/test/people', permission: 'anyone', summary: 'The people of the acceptance fixture (test clock only)', reply: all(FixturePerson) }),
}

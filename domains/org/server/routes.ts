// Endpoint to use case, one line each.
import { serve } from '../../../platform/server/module.ts'
import { orgApi } from '../contract/api.ts'
import { listRoles } from './list-roles.ts'
import { invitePerson } from './people/invite-person.ts'
import { patchPerson, setDeputy } from './people/change-person.ts'
import { disablePerson, enablePerson } from './people/disable-person.ts'
import { givePost, patchPost } from './people/give-post.ts'
import { listDeputies, listPeople, listPosts, showPerson, showPost } from './people/show-person.ts'
import { rosterRoutes } from './rosters/routes.ts'
import { listRouting, setRouting } from './routing/route-unit.ts'
import { fixturePeople } from './seeds/fixture-people.ts'
import { moveUnit, patchUnit } from './units/change-unit.ts'
import { closeUnit } from './units/close-unit.ts'
import { createUnit } from './units/create-unit.ts'
import { listUnits, showHistory } from './units/list-units.ts'
import { showUnit } from './units/show-unit.ts'

/** After a change: the unit as it is now, or as it will be when it begins later. */
const shown = async (ctx: Parameters<typeof showUnit>[0], id: string) => (await showHistory(ctx.asSystem(), id)).items.find((v) => !v.validTo || new Date(v.validTo) > ctx.now())!

export const routes = [
  serve(orgApi.listUnits, (ctx, { query }) => listUnits(ctx, query)),
  serve(orgApi.getUnit, (ctx, { params, query }) => showUnit(ctx, params.id, query.asOf ? new Date(query.asOf) : ctx.now())),
  serve(orgApi.unitHistory, (ctx, { params }) => showHistory(ctx, params.id)),
  serve(orgApi.createUnit, async (ctx, { body }) => shown(ctx, await createUnit(ctx, body))),
  serve(orgApi.patchUnit, async (ctx, { params, body, ifMatch }) => { await patchUnit(ctx, params.id, body, ifMatch); return shown(ctx, params.id) }),
  serve(orgApi.moveUnit, async (ctx, { params, body, ifMatch }) => { await moveUnit(ctx, params.id, body, ifMatch); return shown(ctx, params.id) }),
  serve(orgApi.closeUnit, async (ctx, { params, body, ifMatch }) => { await closeUnit(ctx, params.id, body, ifMatch); return shown(ctx, params.id) }),
  serve(orgApi.removeUnit, async (ctx, { params, query, ifMatch }) => { await closeUnit(ctx, params.id, query, ifMatch); return shown(ctx, params.id) }),

  serve(orgApi.listPeople, (ctx, { query }) => listPeople(ctx, query)),
  serve(orgApi.getPerson, (ctx, { params }) => showPerson(ctx, params.id)),
  serve(orgApi.addPerson, async (ctx, { body }) => showPerson(ctx, await invitePerson(ctx, body))),
  serve(orgApi.patchPerson, async (ctx, { params, body, ifMatch }) => { await patchPerson(ctx, params.id, body, ifMatch); return showPerson(ctx, params.id) }),
  serve(orgApi.disablePerson, async (ctx, { params, body, ifMatch }) => { await disablePerson(ctx, params.id, body, ifMatch); return showPerson(ctx, params.id) }),
  serve(orgApi.removePerson, async (ctx, { params, query, ifMatch }) => { await disablePerson(ctx, params.id, query, ifMatch); return showPerson(ctx, params.id) }),
  serve(orgApi.enablePerson, async (ctx, { params }) => { await enablePerson(ctx, params.id); return showPerson(ctx, params.id) }),
  serve(orgApi.listDeputies, (ctx, { params }) => listDeputies(ctx, params.id)),
  serve(orgApi.setDeputy, async (ctx, { params, body }) => { const id = await setDeputy(ctx, params.id, body); return (await listDeputies(ctx.asSystem(), params.id)).items.find((d) => d.id === id)! }),

  serve(orgApi.listPosts, (ctx, { query }) => listPosts(ctx, query)),
  serve(orgApi.givePost, async (ctx, { body }) => showPost(ctx, body.personId, await givePost(ctx, body))),
  serve(orgApi.patchPost, async (ctx, { params, body }) => showPost(ctx, await patchPost(ctx, params.id, body), params.id)),

  serve(orgApi.listRoles, (ctx, { query }) => listRoles(ctx, query.layer)),
  serve(orgApi.listRouting, (ctx) => listRouting(ctx)),
  serve(orgApi.setRouting, async (ctx, { body }) => { await setRouting(ctx, body); return listRouting(ctx) }),
  ...rosterRoutes,
  serve(orgApi.fixturePeople, (ctx) => fixturePeople(ctx)),
]

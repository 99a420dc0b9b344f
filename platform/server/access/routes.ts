// Endpoints of accounts and sign-in. Those that hash, count tries or answer secrets run outside a transaction of the HTTP layer:
// a wrong try must be kept although the answer is a refusal, and a secret must not be kept for repeated requests.
import { accessApi } from '../../contract/access-admin.ts'
import { meApi, passwordResetApi, sessionApi, setupApi } from '../../contract/access-session.ts'
import { serve, serveOutside, type Route } from '../module.ts'
import { changeOwnPassword, confirmByPassword } from './change-own-password.ts'
import { changeOwn } from './change-own-account.ts'
import { confirmTotp, removeOwnSecondFactor, renewRecoveryCodes, startTotp } from './enrol-second-factor.ts'
import { endOneSession, endOtherSessions, listSessions } from './list-sessions.ts'
import { askForMail } from './mail-link.ts'
import { changeStatus, endSessionsOf, giveRole, listAccounts, readAccount, resetPasswordOf, resetSecondFactorOf, showGrants, takeRole } from './manage-accounts.ts'
import { putRole, showPermissions, showRole, showRoles } from './manage-roles.ts'
import { endToken, makeToken, showTokens } from './manage-tokens.ts'
import { passSecondFactor } from './pass-second-factor.ts'
import { confirmReset } from './reset-password.ts'
import { setUpAdmin, setupState } from './setup-link.ts'
import { showSession } from './show-session.ts'
import { signIn, signOut } from './sign-in.ts'

const session: Route[] = [
  serveOutside(sessionApi.signIn, (host, actor, { body }, origin) => signIn(host, actor, body, origin)),
  serve(sessionApi.current, (ctx) => showSession(ctx)),
  serve(sessionApi.signOut, (ctx) => signOut(ctx)),
  serveOutside(sessionApi.secondFactor, (host, actor, { body }, origin) => passSecondFactor(host, actor, body, origin)),
  serveOutside(sessionApi.confirm, async (host, actor, { body }, origin) => { await confirmByPassword(host, actor, body.password, origin); return {} }),
  serveOutside(sessionApi.mailCode, async (host, actor, { body }, origin) => {
    await askForMail(host, { kind: 'mail-code', email: body.email, name: body.name ?? null, locale: actor.locale }, origin)
    return {}
  }),
  serve(sessionApi.list, (ctx, { query }) => listSessions(ctx, query)),
  serve(sessionApi.end, async (ctx, { params }) => { await endOneSession(ctx, params.id); return {} }),
  serve(sessionApi.endOthers, async (ctx) => ({ ended: await endOtherSessions(ctx) })),
]

const me: Route[] = [
  serve(meApi.change, async (ctx, { body }) => { await changeOwn(ctx, body); return showSession(ctx) }),
  serveOutside(meApi.changePassword, (host, actor, { body }, origin) => changeOwnPassword(host, actor, body, origin)),
  serveOutside(meApi.startTotp, (host, actor, _input, origin) => startTotp(host, actor, origin)),
  serveOutside(meApi.confirmTotp, (host, actor, { body }, origin) => confirmTotp(host, actor, body.code, origin)),
  serveOutside(meApi.recoveryCodes, async (host, actor, _input, origin) => ({ recoveryCodes: await host.transaction(actor, renewRecoveryCodes, origin) })),
  serve(meApi.removeTotp, async (ctx) => { await removeOwnSecondFactor(ctx); return {} }),
]

const links: Route[] = [
  serveOutside(passwordResetApi.ask, async (host, actor, { body }, origin) => {
    await askForMail(host, { kind: 'password-reset', email: body.email, name: null, locale: actor.locale }, origin)
    return {}
  }),
  serveOutside(passwordResetApi.confirm, (host, _actor, { body }, origin) => confirmReset(host, body, origin)),
  serve(setupApi.state, (ctx) => setupState(ctx)),
  serveOutside(setupApi.admin, (host, actor, { body }, origin) => setUpAdmin(host, actor, body, origin)),
]

const admin: Route[] = [
  serve(accessApi.listAccounts, (ctx, { query }) => listAccounts(ctx, query)),
  serve(accessApi.readAccount, (ctx, { params }) => readAccount(ctx, params.id)),
  serve(accessApi.changeStatus, (ctx, { params, body }) => changeStatus(ctx, params.id, body.status, body.reason)),
  serve(accessApi.listGrants, (ctx, { params }) => showGrants(ctx, params.id)),
  serve(accessApi.giveRole, async (ctx, { params, body }) => { await giveRole(ctx, params.id, body); return showGrants(ctx, params.id) }),
  serve(accessApi.takeRole, async (ctx, { params }) => { await takeRole(ctx, params.id, params.grantId); return {} }),
  serveOutside(accessApi.resetPassword, (host, actor, { params }, origin) => host.transaction(actor, (ctx) => resetPasswordOf(ctx, params.id), origin)),
  serve(accessApi.resetSecondFactor, async (ctx, { params }) => { await resetSecondFactorOf(ctx, params.id); return {} }),
  serve(accessApi.endSessions, async (ctx, { params }) => ({ ended: await endSessionsOf(ctx, params.id) })),
  serve(accessApi.listPermissions, async (ctx) => showPermissions(ctx)),
  serve(accessApi.listRoles, (ctx) => showRoles(ctx)),
  serve(accessApi.readRole, (ctx, { params }) => showRole(ctx, params.code)),
  serve(accessApi.putRole, (ctx, { params, body, ifMatch }) => putRole(ctx, params.code, body, ifMatch)),
  serve(accessApi.listTokens, (ctx, { query }) => showTokens(ctx, query)),
  serveOutside(accessApi.createToken, (host, actor, { body }, origin) => makeToken(host, actor, body, origin)),
  serve(accessApi.revokeToken, async (ctx, { params }) => { await endToken(ctx, params.id); return {} }),
]

export const routes: readonly Route[] = [...session, ...me, ...links, ...admin]

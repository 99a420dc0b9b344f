// Screens of the shell itself: sign-in, first set-up, my settings, for staff and customers.
import { defineScreens } from './screens.ts'

const mine = () => import('./me/MePage.tsx').then((m) => m.MePage)
const newPassword = () => import('./sign-in/NewPasswordPage.tsx').then((m) => m.NewPasswordPage)

export const accountScreens = defineScreens({
  domain: 'platform', audience: 'agent',
  routes: [
    { path: '/sign-in', title: 'web.sign-in.title', load: () => import('./sign-in/SignInPage.tsx').then((m) => m.SignInPage), signedOut: true, bare: true },
    { path: '/password-reset', title: 'web.new-password.title', load: newPassword, signedOut: true, bare: true },
    { path: '/invitation', title: 'web.new-password.title', load: newPassword, signedOut: true, bare: true },
    { path: '/setup', title: 'web.setup.title', load: () => import('./setup/SetupPage.tsx').then((m) => m.SetupPage), signedOut: true, bare: true },
    { path: '/me', title: 'web.me.title', load: mine },
    { path: '/search', title: 'web.search.title', load: () => import('./search/SearchPage.tsx').then((m) => m.SearchPage) },
    { path: '/admin/roles', title: 'web.admin.roles', load: () => import('./admin/RolesPage.tsx').then((m) => m.RolesPage), permission: 'access.roles', under: 'policies' },
    { path: '/admin/settings', title: 'web.admin.settings', load: () => import('./admin/SettingsPage.tsx').then((m) => m.SettingsPage), permission: 'settings.manage', under: 'policies' },
    { path: '/admin/jobs', title: 'web.admin.jobs', load: () => import('./admin/JobsPage.tsx').then((m) => m.JobsPage), permission: 'console.manage', under: 'policies' },
    { path: '/admin/backup', title: 'web.admin.backup', load: () => import('./admin/BackupPage.tsx').then((m) => m.BackupPage), permission: 'backup.manage', under: 'policies' },
    { path: '/admin/webhooks', title: 'web.admin.webhooks', load: () => import('./admin/WebhooksPage.tsx').then((m) => m.WebhooksPage), permission: 'console.manage', under: 'policies' },
    { path: '/admin/outbox', title: 'web.admin.outbox', load: () => import('./admin/OutboxPage.tsx').then((m) => m.OutboxPage), permission: 'console.manage', under: 'policies' },
    { path: '/admin/audit', title: 'web.admin.audit', load: () => import('./admin/AuditPage.tsx').then((m) => m.AuditPage), permission: 'audit.read', under: 'policies' },
  ],
  menu: [
    { id: 'policies', label: 'web.admin.settings', to: '/admin/settings', permission: 'settings.manage', order: 60 }, { id: 'policies', label: 'web.admin.audit', to: '/admin/audit', permission: 'audit.read', order: 70 },
  ],
})

export const portalAccountScreens = defineScreens({
  domain: 'platform', audience: 'customer',
  routes: [
    { path: '/sign-in', title: 'web.sign-in.title', load: () => import('./sign-in/SignInPage.tsx').then((m) => m.PortalSignInPage), signedOut: true },
    { path: '/password-reset', title: 'web.new-password.title', load: newPassword, signedOut: true, bare: true },
    { path: '/invitation', title: 'web.new-password.title', load: newPassword, signedOut: true, bare: true },
    { path: '/me', title: 'web.me.title', load: mine, under: 'me' },
  ],
  menu: [{ id: 'me', to: '/me' }],
})

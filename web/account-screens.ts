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

// The vocabulary of the product on one page, for builders and for comparing with the design.
import { defineScreens } from '../../screens.ts'

export const designScreens = defineScreens({
  domain: 'platform', audience: 'agent',
  routes: [
    { path: '/design', title: 'web.design.title', load: () => import('./GalleryPage.tsx').then((m) => m.GalleryPage), permission: 'settings.manage', antd: true, under: 'policies' },
  ],
})

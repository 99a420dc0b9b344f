// Screens of the knowledge base: list, reading and writing for staff; search and reading for customers.
import { BookOpenText, FileCheck2 } from 'lucide-react'
import { defineScreens, fill } from '../../../web/screens.ts'

export const agentScreens = defineScreens({
  domain: 'knowledge', audience: 'agent',
  routes: [
    { path: '/kb', title: 'knowledge.page', load: () => import('./KbPage.tsx').then((m) => m.KbPage), permission: 'knowledge.read' },
    { path: '/kb/new', title: 'knowledge.new', load: () => import('./EditArticlePage.tsx').then((m) => m.NewArticlePage), permission: 'knowledge.write' },
    { path: '/kb/$id', title: 'knowledge.page', load: () => import('./ArticlePage.tsx').then((m) => m.ArticlePage), permission: 'knowledge.read' },
    { path: '/kb/$id/edit', title: 'knowledge.edit', load: () => import('./EditArticlePage.tsx').then((m) => m.EditArticlePage), permission: 'knowledge.write' },
    { path: '/knowledge/$id', title: 'knowledge.page', load: () => import('./ToArticle.tsx').then((m) => m.ToArticle), permission: 'knowledge.read', under: 'knowledge' },
  ],
  menu: [{ id: 'knowledge', to: '/kb', permission: 'knowledge.read' }],
  commands: [{ id: 'new-article', label: 'knowledge.new', to: '/kb/new', permission: 'knowledge.write' }],
  found: [{ kind: 'article', label: 'knowledge.found.articles', icon: BookOpenText }, { kind: 'case-record', label: 'knowledge.found.records', icon: FileCheck2 }],
})

export const portalScreens = defineScreens({
  domain: 'knowledge', audience: 'customer',
  routes: [
    { path: '/knowledge', title: 'knowledge.portal', load: () => import('./portal/KnowledgePage.tsx').then((m) => m.KnowledgePage) },
    { path: '/knowledge/$id', title: 'knowledge.portal', load: () => import('./portal/PortalArticlePage.tsx').then((m) => m.PortalArticlePage), under: 'knowledge' },
  ],
  menu: [{ id: 'knowledge', to: '/knowledge' }],
  slots: [fill('portal.home.side', () => import('./portal/NewArticles.tsx').then((m) => m.NewArticles))],
})

// Writes posts.
import type { Ctx } from '../../../../platform/server/ctx.ts'
import type { OrgTables } from '../tables.ts'
import type { PostRow } from './post-queries.ts'

export async function insertPost(ctx: Ctx, post: PostRow): Promise<void> {
  await ctx.sql<OrgTables>().insertInto('org_posts').values(post).execute()
}

export async function savePost(ctx: Ctx, id: string, set: Partial<Pick<PostRow, 'title' | 'main' | 'valid_to'>>): Promise<void> {
  await ctx.sql<OrgTables>().updateTable('org_posts').set(set).where('id', '=', id).execute()
}

/** One main post per person: the others stop being it. */
export async function clearMain(ctx: Ctx, personId: string): Promise<void> {
  await ctx.sql<OrgTables>().updateTable('org_posts').set({ main: false }).where('person_id', '=', personId).where('main', '=', true).execute()
}

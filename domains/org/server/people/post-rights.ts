// The rights of a post begin and end with it: the role is granted at its unit, and taken back when no other post needs it.
import { grantRole, revokeRole, updateAccount } from '../../../../platform/server/access/public.ts'
import type { Ctx, JobType } from '../../../../platform/server/ctx.ts'
import { PostBegan, PostEnded } from '../../contract/events.ts'
import { findPost, postsOf, type PostRow } from './post-queries.ts'

export const postBegins: JobType<{ postId: string }> = { name: 'org.post-begins', run: (ctx, { postId }) => settlePost(ctx, postId) }
export const postEnds: JobType<{ postId: string }> = { name: 'org.post-ends', run: (ctx, { postId }) => settlePost(ctx, postId) }

/** Plans the moments at which the post begins and ends, and lets it begin now when it already holds. */
export async function planPost(ctx: Ctx, post: PostRow): Promise<void> {
  const now = ctx.now()
  if (post.valid_from > now) await ctx.enqueue(postBegins, { postId: post.id }, { at: post.valid_from, key: post.id })
  else await ctx.cancel(postBegins, post.id)
  if (post.valid_to && post.valid_to > now) await ctx.enqueue(postEnds, { postId: post.id }, { at: post.valid_to, key: post.id })
  else await ctx.cancel(postEnds, post.id)
  if (post.valid_from <= now) await settlePost(ctx, post.id)
}

/** Brings rights and unit of the account in line with the post as it is now; safe to repeat. */
async function settlePost(ctx: Ctx, postId: string): Promise<void> {
  const post = await findPost(ctx, postId)
  if (!post) return
  const current = await postsOf(ctx, post.person_id, ctx.now())
  const holds = current.some((p) => p.role === post.role && p.unit_id === post.unit_id)
  const data = { postId, personId: post.person_id, unitId: post.unit_id, role: post.role }
  if (holds) {
    await grantRole(ctx, { accountId: post.person_id, role: post.role, unitId: post.unit_id })
    await ctx.emit(PostBegan, data)
  } else if (await revokeRole(ctx, { accountId: post.person_id, role: post.role, unitId: post.unit_id })) await ctx.emit(PostEnded, data)
  await updateAccount(ctx, post.person_id, { unitId: current[0]?.unit_id ?? null })
}

// Endpoint -> use case.
import { serve, serveOutside } from '../../../platform/server/module.ts'
import { loadCase } from '../../cases/public.ts'
import { conversationsApi, intakeApi, writingApi } from '../contract/api.ts'
import { macrosApi, templatesApi } from '../contract/texts-api.ts'
import { sideApi } from '../contract/side.ts'
import { repeatIntake, showLedger, showRaw, showReceived } from './intake/show-ledger.ts'
import { rehomeMail } from './intake/rehome.ts'
import { splitApi } from '../contract/split.ts'
import { splitCase, undoSplit } from './splitting/split-case.ts'
import { readAttachment } from './read-attachment.ts'
import { showAttachments, showConversation, toMessages } from './show-messages.ts'
import { closeSide, listSides, openSide, sayAside } from './side/talk-aside.ts'
import { addMacro, editMacro, listMacros } from './texts/manage-macros.ts'
import { addTemplate, approveTemplate, editTemplate, fillTemplate, listTemplates, retireTemplate, showVersions } from './texts/manage-templates.ts'
import { previewMacro, runMacro } from './texts/run-macro.ts'
import { undoMacro } from './texts/undo-macro.ts'
import { addMessage } from './writing/add-message.ts'
import { cancelWaiting, editWaiting, holdMessage, showWaiting } from './writing/hold-message.ts'
import { listMentionable } from './writing/mention-colleagues.ts'
import { sendNow } from './writing/send-waiting.ts'

export const conversationsRoutes = [
  serve(conversationsApi.list, (ctx, { params, query }) => showConversation(ctx, params.id, query)),
  serve(conversationsApi.add, async (ctx, { params, body }) => {
    const { row, response } = await addMessage(ctx, params.id, body)
    const [message] = await toMessages(ctx, await loadCase(ctx, params.id), [row])
    return { ...message!, response }
  }),
  serve(conversationsApi.attachments, (ctx, { params }) => showAttachments(ctx, params.id)),
  serve(conversationsApi.download, (ctx, { params }) => readAttachment(ctx, params.id)),
  serve(writingApi.mentionable, (ctx, { params, query }) => listMentionable(ctx, params.id, query.q)),
  serve(writingApi.hold, (ctx, { params, body }) => holdMessage(ctx, params.id, body)),
  serve(writingApi.waiting, (ctx, { params }) => showWaiting(ctx, params.id)),
  serve(writingApi.change, (ctx, { params, body, ifMatch }) => editWaiting(ctx, params.id, body, ifMatch)),
  serve(writingApi.cancel, (ctx, { params }) => cancelWaiting(ctx, params.id)),
  serve(writingApi.sendNow, (ctx, { params }) => sendNow(ctx, params.id)),
  serve(templatesApi.list, (ctx, { query }) => listTemplates(ctx, query)),
  serve(templatesApi.add, (ctx, { body }) => addTemplate(ctx, body)),
  serve(templatesApi.edit, (ctx, { params, body, ifMatch }) => editTemplate(ctx, params.id, body, ifMatch)),
  serve(templatesApi.approve, (ctx, { params }) => approveTemplate(ctx, params.id)),
  serve(templatesApi.retire, (ctx, { params }) => retireTemplate(ctx, params.id)),
  serve(templatesApi.versions, (ctx, { params }) => showVersions(ctx, params.id)),
  serve(templatesApi.fill, (ctx, { params }) => fillTemplate(ctx, params.id, params.templateId)),
  serve(macrosApi.list, (ctx, { query }) => listMacros(ctx, query)),
  serve(macrosApi.add, (ctx, { body }) => addMacro(ctx, body)),
  serve(macrosApi.edit, (ctx, { params, body, ifMatch }) => editMacro(ctx, params.id, body, ifMatch)),
  serveOutside(macrosApi.preview, (host, actor, { params }, origin) => previewMacro(host, actor, params.id, params.macroId, origin)),
  serve(macrosApi.run, (ctx, { params, body }) => runMacro(ctx, params.id, params.macroId, body.reply)),
  serve(macrosApi.undo, (ctx, { params }) => undoMacro(ctx, params.id)),
  serve(sideApi.list, (ctx, { params }) => listSides(ctx, params.id)),
  serve(sideApi.open, (ctx, { params, body }) => openSide(ctx, params.id, body)),
  serve(sideApi.say, (ctx, { params, body }) => sayAside(ctx, params.id, body.body, body.attachments ?? [])),
  serve(sideApi.close, (ctx, { params }) => closeSide(ctx, params.id)),
  serve(splitApi.split, (ctx, { params, body }) => splitCase(ctx, params.id, body)),
  serve(splitApi.undo, (ctx, { params, body }) => undoSplit(ctx, params.id, body.reason)),
  serve(intakeApi.list, (ctx, { query }) => showLedger(ctx, query)),
  serve(intakeApi.get, (ctx, { params }) => showReceived(ctx, params.id)),
  serve(intakeApi.raw, (ctx, { params }) => showRaw(ctx, params.id)),
  serve(intakeApi.processAgain, (ctx, { params, body }) => repeatIntake(ctx, params.id, body.asPerson)),
  serve(intakeApi.rehome, (ctx, { params, body }) => rehomeMail(ctx, params.id, body.caseId)),
]

// What servers and programs write: bounces, away notes, lists, receipts; and what people write that only looks like it.
import { html, mail, multi, part, text, ZH, type Bytes, type Collection } from './build-mail.ts'

const report = (status: string, original: Bytes, human = 'The message could not be delivered.'): Buffer => multi('r', text(human), part(['Content-Type: message/delivery-status'], `Reporting-MTA: dns; mx.example\r\n\r\nFinal-Recipient: rfc822; gone@far.example\r\n${status}`), original)
const headersOnly = part(['Content-Type: text/rfc822-headers'], 'Message-ID: <theirs@far.example>\r\nSubject: x')
const dsn = (name: string, head: readonly Bytes[], body: Bytes): Buffer => mail(name, { head, type: 'multipart/report; report-type=delivery-status; boundary="r"', encoding: null, body })

const AWAY: readonly [name: string, head: readonly Bytes[]][] = [
  ['rfc3834', ['Auto-Submitted: auto-replied']], ['rfc3834-vacation', ['Auto-Submitted: auto-replied (vacation)']], ['exchange', ['X-Auto-Response-Suppress: All', 'Subject: 自动答复: 已收到']], ['exchange-en', ['Subject: Automatic reply: received', 'X-MS-Exchange-Inbox-Rules-Loop: a@b']],
  ['outlook-old', ['Subject: Out of Office: received']], ['gmail-vacation', ['Precedence: bulk', 'X-Autoreply: yes', 'Subject: Re: x']], ['precedence', ['Precedence: auto_reply']], ['autorespond', ['X-Autorespond: received']], ['cpanel', ['X-Autorespond: x', 'Precedence: auto_reply', 'X-Loop: a@b']],
  ['delivered-to', ['Delivered-To: Autoresponder']], ['qq', ['Subject: 自动回复:您好', 'X-QQ-AUTO-REPLY: 1']], ['netease', ['Subject: 自动回复：我在休假']], ['aliyun', ['Subject: 自动回复 : 出差中']], ['traditional', ['Subject: 自動回覆：休假']], ['german', ['Subject: Abwesenheitsnotiz: Urlaub']], ['french', ['Subject: Réponse automatique : absent']],
  ['japanese', ['Subject: 自動応答: 不在']], ['lotus', ['Subject: Wang is out of the office', 'X-MIMETrack: x']], ['feishu', ['Auto-Submitted: auto-replied', 'X-Lms-Return-Path: x']], ['mail-autoreply', ['X-Mail-Autoreply: yes']], ['zimbra', ['Auto-Submitted: auto-replied (zimbra; vacation)']],
]

export function addMachines(to: Collection): void {
  const automatic = (reason: string) => ({ outcome: 'automatic' as const, reason })
  for (const [name, head] of AWAY) to.add(`away-${name}`, mail(`away-${name}`, { head, body: '我在休假，周五回来。' }), { has: ['休假'], ...automatic('auto-reply') })
  to.add('bounce-postfix', dsn('bounce-postfix', ['From: MAILER-DAEMON@mx.example', 'Auto-Submitted: auto-replied', 'Subject: Undelivered Mail Returned to Sender'], report('Action: failed\r\nStatus: 5.1.1', headersOnly)), automatic('bounce'))
  to.add('bounce-delayed', dsn('bounce-delayed', ['From: MAILER-DAEMON@mx.example', 'Subject: Delayed Mail (still being retried)'], report('Action: delayed\r\nStatus: 4.4.1', headersOnly)), automatic('bounce'))
  to.add('bounce-exchange', dsn('bounce-exchange', ['From: postmaster@mx.example', 'Subject: 未能传递: 您的请求', 'X-MS-Exchange-Message-Is-Ndr:'], report('Action: failed\r\nStatus: 5.7.1\r\nDiagnostic-Code: smtp;550 5.7.1 denied', part(['Content-Type: message/rfc822'], 'Message-ID: <theirs@far.example>\r\n\r\nx'))), automatic('bounce'))
  to.add('bounce-broken-report', dsn('bounce-broken-report', ['From: MAILER-DAEMON@mx.example'], multi('r', text('failed'))), automatic('bounce'))
  to.add('bounce-exim', mail('bounce-exim', { head: ['From: Mail Delivery System <Mailer-Daemon@mx.example>', 'X-Failed-Recipients: gone@far.example', 'Subject: Mail delivery failed: returning message to sender'], body: 'This message was created automatically by mail delivery software.' }), automatic('bounce'))
  to.add('bounce-qmail', mail('bounce-qmail', { head: ['From: MAILER-DAEMON@mx.example', 'Subject: failure notice'], body: 'Hi. This is the qmail-send program at mx.example.\r\n<gone@far.example>: no mailbox here\r\n--- Below this line is a copy of the message.\r\n\r\nMessage-ID: <theirs@far.example>' }), automatic('bounce'))
  to.add('bounce-qq', mail('bounce-qq', { head: ['From: PostMaster@qq.example', 'Subject: 来自qq.com的退信', 'Return-Path: <>'], type: 'text/html; charset=utf-8', body: '<p>您的邮件被退回到您的邮箱中，收件人：gone@qq.example</p>' }), automatic('bounce'))
  to.add('bounce-netease', mail('bounce-netease', { head: ['From: Postmaster@163.example', 'Subject: 系统退信'], body: '很抱歉，您发送的邮件被退回，以下是该邮件的相关信息' }), automatic('bounce'))
  to.add('bounce-gmail', dsn('bounce-gmail', ['From: Mail Delivery Subsystem <mailer-daemon@google.example>', 'Subject: Delivery Status Notification (Failure)', 'X-Failed-Recipients: gone@far.example'], report('Action: failed\r\nStatus: 5.1.1', headersOnly)), automatic('bounce'))
  to.add('bounce-coremail', mail('bounce-coremail', { head: ['From: postmaster@corp.example', 'Subject: 退信通知'], body: '收件人邮箱不存在' }), automatic('bounce'))
  to.add('receipt', mail('receipt', { head: ['Subject: 已读: 您的请求'], type: 'multipart/report; report-type=disposition-notification; boundary="r"', encoding: null, body: multi('r', text('已读'), part(['Content-Type: message/disposition-notification'], 'Disposition: manual-action/MDN-sent-manually; displayed')) }), automatic('receipt'))
  to.add('list-bulk', mail('list-bulk', { head: ['Precedence: bulk', 'List-Id: <news.example>'] }), automatic('bulk'))
  to.add('list-junk', mail('list-junk', { head: ['Precedence: junk'] }), automatic('bulk'))
  to.add('cron', mail('cron', { head: ['Auto-Submitted: auto-generated', 'X-Cron-Env: <PATH=/bin>', 'Subject: Cron <root@a> backup'] }), automatic('generated'))
  to.add('empty-sender', mail('empty-sender', { head: ['Return-Path: <>', 'Subject: something'] }), automatic('generated'))
  people(to)
}

/** These a person wrote, whatever they mention. */
function people(to: Collection): void {
  const own = (name: string, head: readonly Bytes[], body: string, words: string): void => to.add(`person-${name}`, mail(`person-${name}`, { head, body }), { text: words })
  own('about-auto-reply', ['Subject: 自动回复功能坏了'], ZH, ZH)
  own('about-bounces', ['Subject: 总是收到退信'], ZH, ZH)
  own('auto-submitted-no', ['Auto-Submitted: no', 'Subject: 求助'], ZH, ZH)
  own('office-question', ['Subject: Out of Office settings do not work'], ZH, ZH)
  own('list-headers', ['List-Unsubscribe: <https://l.example>', 'Subject: 转给我的通知'], ZH, ZH)
  own('gmail', ['Subject: Re: own 1'], 'Works now.\r\n\r\nOn Mon, Mar 3, 2025 at 9:00 AM Desk <d@x.example> wrote:\r\n\r\n> old', 'Works now.')
  own('outlook-zh', ['Subject: 答复: own 2'], '还是不行。\r\n\r\n发件人: 后援\r\n发送时间: 2025年3月3日 9:00\r\n收件人: 李\r\n主题: x\r\n\r\n旧', '还是不行。')
  own('qq', ['Subject: 回复：own 3', 'X-QQ-mid: x'], '收到\r\n\r\n------------------ 原始邮件 ------------------\r\n发件人: "后援";\r\n旧', '收到')
  own('netease', ['Subject: Re:own 4'], '好的\r\n\r\nAt 2025-03-03 09:00:00, "后援" <d@x.example> wrote:\r\n>旧', '好的')
  own('foxmail', ['Subject: Re: own 5'], '好\r\n\r\n发件人： 后援\r\n发送时间： 2025-03-03 09:00\r\n收件人： li\r\n主题： x\r\n旧', '好')
  own('apple', ['Subject: Re: own 6'], '可以了\r\n\r\n在 2025年3月3日，09:00，后援 <d@x.example> 写道：\r\n\r\n> 旧', '可以了')
  own('between-lines', ['Subject: Re: own 7'], 'On Mon, Mar 3, 2025 at 9:00 AM Desk wrote:\r\n> first?\r\nyes', 'On Mon, Mar 3, 2025 at 9:00 AM Desk wrote:\n> first?\nyes')
  to.add('person-outlook-html', mail('person-outlook-html', { type: 'multipart/alternative; boundary="b"', encoding: null, body: multi('b', text('新内容\r\n\r\nFrom: Desk <d@x.example>\r\nSent: Monday\r\nTo: L\r\nSubject: x\r\n\r\nold'), html('<p class=MsoNormal>新内容</p>')) }), { text: '新内容' })
}

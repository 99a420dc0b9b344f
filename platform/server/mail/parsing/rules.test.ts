import { describe, expect, test } from 'vitest'
import { judgeAutomatic, type AutomaticSigns } from './automatic.ts'
import { cleanHtml } from './clean-html.ts'
import { cutQuotedHtml, cutQuotedText } from './cut-quote.ts'

describe('quoted history in text', () => {
  test.each<[string, string, string]>([
    ['Outlook, English', '好的，已重启。\n\nFrom: Support <desk@x.cn>\nSent: Monday, March 3, 2025 9:00 AM\nTo: Li\nSubject: RE: x\n\n旧内容', '好的，已重启。'],
    ['Outlook, Chinese', '还是不行。\n\n发件人: 后援 <desk@x.cn>\n发送时间: 2025年3月3日 9:00\n收件人: 李\n主题: 答复: x\n\n旧内容', '还是不行。'],
    ['Outlook, plain', 'Yes.\n\n-----Original Message-----\nFrom: x\n\nold', 'Yes.'],
    ['Outlook on the web', 'Yes.\n\n________________________________\nFrom: Support <a@b>\nSent: Monday\nold', 'Yes.'],
    ['Gmail, English', 'Works now, thanks!\n\nOn Mon, Mar 3, 2025 at 9:00 AM Support <desk@x.cn> wrote:\n\n> old\n> words', 'Works now, thanks!'],
    ['Gmail, two lines', 'ok\n\nOn Mon, Mar 3, 2025 at 9:00 AM A Very Long Name Indeed\n<desk@example-with-a-long-name.cn> wrote:\n> old', 'ok'],
    ['Gmail, Chinese', '可以了\n\n后援 <desk@x.cn> 于2025年3月3日周一 09:00写道：\n\n> 旧', '可以了'],
    ['Apple, Chinese', '可以了\n\n在 2025年3月3日，09:00，后援 <desk@x.cn> 写道：\n\n> 旧', '可以了'],
    ['QQ', '第二次还是报错\n\n------------------ 原始邮件 ------------------\n发件人: "后援" <desk@x.cn>;\n发送时间: 2025年3月3日(星期一) 上午9:00\n\n旧', '第二次还是报错'],
    ['NetEase', '收到\n\nAt 2025-03-03 09:00:00, "后援" <desk@x.cn> wrote:\n>旧', '收到'],
    ['Foxmail', '收到\n\n发件人： 后援\n发送时间： 2025-03-03 09:00\n收件人： li\n主题： Re: x\n旧', '收到'],
    ['bare quotes at the end', 'fine\n\n> old\n> old', 'fine'],
  ])('%s', (_name, text, own) => {
    const cut = cutQuotedText(text)
    expect(cut.own).toBe(own)
    expect(cut.quoted).toMatch(/old|旧/)
  })
  test.each<[string, string]>([
    ['answers between the lines', 'On Mon, Mar 3, 2025 at 9:00 AM Support wrote:\n> first?\nyes\n> second?\nno'],
    ['answer below', 'On Mon, Mar 3, 2025 at 9:00 AM Support wrote:\n> old\n\nit still fails'],
    ['nothing but a quote', '> only this'],
    ['a forwarded mail without own words', '-----Original Message-----\nFrom: x\nSent: y\n\nthe problem'],
    ['a label inside the text', '发件人：谁都可以填。\n这个字段不能保存。'],
    ['plain words', '数据库连接异常，\n错误 E-1042'],
  ])('left whole: %s', (_name, text) => expect(cutQuotedText(text)).toEqual({ own: text, quoted: null }))
  test('a hostile text ends: nothing grows with the square of its length', () => {
    const long = `On ${'a'.repeat(200_000)}`
    expect(cutQuotedText(long)).toEqual({ own: long, quoted: null })
    expect(cutQuotedText(`${'\n> '.repeat(100_000)}x`)).toHaveProperty('own')
    for (const html of ['<div><p>'.repeat(20_000), 'x<div class="'.repeat(20_000), `x${'<style'.repeat(20_000)}`]) expect(cutQuotedHtml(html)).toBeDefined()
  })
})

describe('quoted history in HTML', () => {
  test.each<[string, string, string]>([
    ['Gmail', '<div dir="ltr">新内容</div><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">On … wrote:<br></div><blockquote class="gmail_quote">旧</blockquote></div>', '新内容'],
    ['Outlook desktop', '<p class=MsoNormal>新内容</p><div style=\'border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm\'><p><b>发件人:</b> 旧</p></div>', '新内容'],
    ['Outlook on the web', '<div>新内容</div><hr style="display:inline-block;width:98%" tabindex="-1"><div id="divRplyFwdMsg" dir="ltr">旧</div><div>旧</div>', '新内容'],
    ['QQ', '<div>新内容</div><div><br></div><div style="font-size:12px">------------------&nbsp;原始邮件&nbsp;------------------</div><div>旧</div>', '新内容'],
    ['QQ, newer', '<div>新内容</div><div id="original-content"><div>旧</div></div>', '新内容'],
    ['NetEase', '<div>新内容</div><blockquote id="isReplyContent" style="x">旧</blockquote>', '新内容'],
    ['Apple', '<div>新内容</div><blockquote type="cite"><div>旧</div></blockquote>', '新内容'],
    ['Outlook, header lines only', '<p>新内容</p><p><b>发件人:</b> 后援<br><b>发送时间:</b> 2025年</p><p>旧</p>', '新内容'],
  ])('%s', (_name, html, own) => {
    const cut = cutQuotedHtml(html)
    expect(cut.own).toContain(own)
    expect(cut.own).not.toContain('旧')
    expect(cut.quoted).toContain('旧')
  })
  test.each<[string, string]>([
    ['words below the quote', '<div class="gmail_quote"><blockquote>旧</blockquote></div><p>新内容</p>'], ['answer under an Apple quote', '<p>嗨</p><blockquote type="cite">旧</blockquote><p>新内容</p>'],
    ['only a quote', '<blockquote type="cite">旧</blockquote>'], ['a plain quotation', '<p>手册说：</p><blockquote>旧</blockquote><p>对吗？</p>'],
  ])('left whole: %s', (_name, html) => expect(cutQuotedHtml(html)).toEqual({ own: html, quoted: null }))
})

describe('foreign HTML', () => {
  test.each<[string, string, RegExp]>([
    ['script', '<p>a</p><script>alert(1)</script>', /^<p>a<\/p>$/],
    ['event handler', '<img src="cid:x" onerror="alert(1)"><b onclick=alert(1)>b</b>', /^<img src="cid:x" \/><b>b<\/b>$/],
    ['javascript link', '<a href="java\nscript:alert(1)">x</a>', /^<a rel="noopener noreferrer nofollow" target="_blank">x<\/a>$/],
    ['data link', '<a href="data:text/html,<script>1</script>">x</a>', /^<a rel="[^"]+" target="_blank">x<\/a>$/],
    ['link', '<a href="https://x.cn/" target="_top">x</a>', /^<a href="https:\/\/x\.cn\/" target="_blank" rel="noopener noreferrer nofollow">x<\/a>$/],
    ['remote picture', '<img src="https://t.example/p.png" alt="Logo">', /^<img alt="Logo" data-blocked="remote" \/>$/],
    ['protocol-relative picture', '<img src="//t.example/p.png">', /^<img data-blocked="remote" \/>$/],
    ['data picture with markup', '<img src="data:image/svg+xml,<svg onload=alert(1)>">', /^<img data-blocked="remote" \/>/],
    ['tracking pixel', 'a<img src="https://t.example/x" width="1" height="1">b', /^ab$/],
    ['style block', '<style>body{background:url(https://t.example)}</style><p style="position:fixed;color:red;background:url(https://t.example)">x</p>', /^<p style="color:red">x<\/p>$/],
    ['style with an expression', '<p style="width:expression(alert(1));color:#f00">x</p>', /^<p style="color:#f00">x<\/p>$/],
    ['svg', '<svg><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>y', /^y$/],
    ['form', '<form action="https://t.example"><input name=p><button>ok</button></form>', /^$/],
    ['frame and base', '<base href="https://t.example/"><iframe src="https://t.example"></iframe>z', /^z$/],
    ['meta refresh', '<meta http-equiv="refresh" content="0;url=https://t.example">z', /^z$/],
    ['broken nesting', '<b><p>x</b></p><td>y', /x.*y/],
    ['hidden in a comment', '<!--[if mso]><script>1</script><![endif]--><p>x</p>', /^<p>x<\/p>$/],
    ['table and colour stay', '<table border="1"><tr><td colspan="2" style="color:#333;text-align:center">x</td></tr></table>', /<table border="1"><tr><td colspan="2" style="color:#333;text-align:center">x<\/td><\/tr><\/table>/],
  ])('%s', (_name, html, clean) => expect(cleanHtml(html)).toMatch(clean))
  test('depth and length cost no time', () => {
    const started = performance.now()
    expect(cleanHtml(`<p>x</p>${'<div><b>'.repeat(200_000)}`)).toMatch(/^<p>x<\/p><div>/)
    cleanHtml('<b '.repeat(300_000))
    cleanHtml('</div>'.repeat(300_000))
    cleanHtml('<p>'.repeat(300_000))
    expect(performance.now() - started).toBeLessThan(8_000)
  }, 30_000)
  test('nothing that loads survives a heap of tricks', () => {
    const tricks = ['<img src=x:y srcset="https://t.example/1x.png 1x">', '<table background="https://t.example/b.png"><tr><td background=https://t.example/c.png>x', '<link rel=stylesheet href=https://t.example/s.css>', '<video poster="https://t.example/v.png"></video>', '<p style="background-image:u\\72l(https://t.example/e.png)">', '<p style="list-style:url(https://t.example/l.png)">', '<input type=image src=https://t.example/i.png>', '<body background="https://t.example/body.png">', '<math><mi xlink:href="https://t.example"></math>']
    expect(cleanHtml(tricks.join('\n'))).not.toMatch(/t\.example/)
  })
})

describe('mail that no person wrote', () => {
  const mail = (over: Partial<AutomaticSigns>): AutomaticSigns => ({ headers: {}, subject: '系统连接失败', fromAddress: 'c1@c.cn', envelopeFrom: 'c1@c.cn', ...over })
  test.each<[string, Partial<AutomaticSigns>, string | null]>([
    ['a person', {}, null], ['Auto-Submitted: no', { headers: { 'auto-submitted': 'no' } }, null],
    ['about auto-replies', { subject: '自动回复系统不能用了' }, null], ['an answer to an away note', { subject: 'Re: Out of office rules broken' }, null],
    ['auto-replied', { headers: { 'auto-submitted': 'auto-replied (vacation)' } }, 'auto-reply'], ['auto-generated', { headers: { 'auto-submitted': 'Auto-Generated; type=x' } }, 'generated'],
    ['X-Autoreply', { headers: { 'x-autoreply': 'yes' } }, 'auto-reply'], ['Precedence: auto_reply', { headers: { precedence: 'auto_reply' } }, 'auto-reply'],
    ['away note, Chinese', { subject: '自动回复: 休假中' }, 'auto-reply'], ['away note, Chinese colon', { subject: '自动回复：休假中' }, 'auto-reply'], ['away note, Exchange', { subject: 'Automatic reply: your case' }, 'auto-reply'], ['away note, English', { subject: 'Out of office' }, 'auto-reply'],
    ['bulk', { headers: { precedence: 'bulk' } }, 'bulk'], ['list', { headers: { precedence: 'list' } }, 'bulk'],
    ['delivery report', { headers: { 'content-type': 'multipart/report; report-type=delivery-status; boundary=x' } }, 'bounce'], ['read receipt', { headers: { 'content-type': 'multipart/report; report-type=disposition-notification' } }, 'receipt'],
    ['old bounce', { envelopeFrom: '', subject: 'failure notice', fromAddress: 'mailer-daemon@x.cn' }, 'bounce'], ['Chinese bounce', { fromAddress: 'postmaster@qq.com', subject: '系统退信/Systems bounce' }, 'bounce'],
    ['empty sender', { envelopeFrom: '' }, 'generated'], ['empty Return-Path', { envelopeFrom: null, headers: { 'return-path': '<>' } }, 'generated'],
  ])('%s', (_name, over, kind) => expect(judgeAutomatic(mail(over)).automatic?.kind ?? null).toBe(kind))
  test('a person behind a list or a no-reply address gets no machine answer', () => {
    expect(judgeAutomatic(mail({ headers: { 'list-id': 'x' } }))).toEqual({ automatic: null, noAnswer: true })
    expect(judgeAutomatic(mail({ fromAddress: 'no-reply@c.cn' })).noAnswer).toBe(true)
    expect(judgeAutomatic(mail({})).noAnswer).toBe(false)
  })
})

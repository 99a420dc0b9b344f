// Colours, density and language before the first paint. A file of its own, because the content security policy forbids inline scripts.
(function () {
  var root = document.documentElement
  var kept = null, density = null
  try { kept = localStorage.getItem('houyuan.mode'); density = localStorage.getItem('houyuan.density') } catch { /* storage may be forbidden: system colours then */ }
  var dark = kept ? kept === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches
  root.dataset.mode = dark ? 'dark' : 'light'
  root.dataset.density = root.dataset.surface === 'customer' ? 'touch' : density === 'cosy' ? 'cosy' : 'compact'
  // The words of the language that the page will start with (i18n.ts decides the same way): on their way while the scripts are.
  var lang = null
  try { lang = localStorage.getItem('houyuan.lang') } catch { /* as above */ }
  var english = lang ? lang === 'en' : /^en/i.test(navigator.language) && !navigator.languages.some(function (l) { return /^zh/i.test(l) })
  var words = english ? root.dataset.wordsEn : root.dataset.wordsZh
  if (words) {
    var link = document.createElement('link')
    link.rel = 'preload'
    link.as = 'fetch'
    link.crossOrigin = 'anonymous'
    link.href = words
    document.head.append(link)
  }
  root.lang = english ? 'en' : 'zh-CN'
  // The chunks of the page that is asked for, beside the entry instead of after it.
  var routes = { staff: [], customer: [] }
  var path = location.pathname.replace(/^\/portal(?=\/|$)/, '').replace(/(.)\/$/, '$1') || '/'
  routes[root.dataset.surface].some(function (route) {
    if (!new RegExp(route[0]).test(path)) return false
    route[1].forEach(function (file) {
      var chunk = document.createElement('link')
      chunk.rel = file.endsWith('.css') ? 'preload' : 'modulepreload'
      if (chunk.rel === 'preload') chunk.as = 'style'
      chunk.crossOrigin = 'anonymous'
      chunk.href = '/' + file
      document.head.append(chunk)
    })
    return true
  })
})()

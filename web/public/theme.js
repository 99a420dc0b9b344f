// Colours and density before the first paint. A file of its own, because the content security policy forbids inline scripts.
(function () {
  var root = document.documentElement
  var kept = null, density = null
  try { kept = localStorage.getItem('houyuan.mode'); density = localStorage.getItem('houyuan.density') } catch { /* storage may be forbidden: system colours then */ }
  var dark = kept ? kept === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches
  root.dataset.mode = dark ? 'dark' : 'light'
  root.dataset.density = root.dataset.surface === 'customer' ? 'touch' : density === 'cosy' ? 'cosy' : 'compact'
})()

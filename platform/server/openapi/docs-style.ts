// Looks of the API page: the product's colours (DESIGN.md §6), light and dark by the reader's system, readable on a phone.
export const DOCS_STYLE = `
:root{color-scheme:light dark;--bg:#f6f7f9;--panel:#fff;--text:#1a2130;--dim:#5d6677;--line:#dfe3ea;--brand:#2450c4;--code:#f1f3f6;--get:#14693b;--write:#864700;--del:#ad2014}
@media(prefers-color-scheme:dark){:root{--bg:#0d1015;--panel:#14181f;--text:#e6e9ef;--dim:#929cac;--line:#2a313c;--brand:#8fadff;--code:#1c222b;--get:#74d69f;--write:#f3bc55;--del:#ffa097}}
*{box-sizing:border-box}
body{margin:0;background:var(--bg);color:var(--text);font:14px/22px "Inter Variable",-apple-system,"PingFang SC","Microsoft YaHei UI","Noto Sans SC","Noto Sans CJK SC",sans-serif}
a{color:var(--brand)}
.frame{display:grid;grid-template-columns:240px minmax(0,1fr);max-width:1240px;margin:0 auto}
nav{position:sticky;top:0;height:100vh;overflow:auto;padding:20px 16px;border-right:1px solid var(--line)}
nav ul{list-style:none;margin:12px 0;padding:0}
nav a{display:block;padding:3px 8px;border-radius:6px;text-decoration:none;color:var(--text)}
nav a:hover{background:var(--code)}
nav input{width:100%;padding:6px 8px;border:1px solid var(--dim);border-radius:6px;background:var(--panel);color:inherit;font:inherit}
main{padding:24px 28px 80px;min-width:0}
h1{font-size:24px;line-height:32px;margin:0 0 8px}
h2{font-size:18px;line-height:26px;margin:36px 0 10px;padding-top:8px}
h3{font-size:13px;margin:16px 0 6px;color:var(--dim);font-weight:600}
details{background:var(--panel);border:1px solid var(--line);border-radius:8px;margin:8px 0}
summary{padding:9px 12px;cursor:pointer;display:flex;gap:10px;flex-wrap:wrap;align-items:baseline}
summary:focus-visible,a:focus-visible,input:focus-visible{outline:2px solid var(--brand);outline-offset:2px}
details>div{padding:0 14px 14px}
.m{font:600 12px/20px ui-monospace,Menlo,Consolas,monospace;min-width:54px}
.m.get{color:var(--get)}.m.delete{color:var(--del)}.m.post,.m.put,.m.patch{color:var(--write)}
code,pre{font:12.5px/19px "JetBrains Mono",ui-monospace,Menlo,Consolas,"Noto Sans Mono CJK SC",monospace}
code{overflow-wrap:anywhere}
pre{background:var(--code);border-radius:6px;padding:10px 12px;overflow:auto;margin:6px 0;max-height:420px}
table{border-collapse:collapse;width:100%;font-size:13px}
td code{overflow-wrap:normal;white-space:nowrap}
td,th{text-align:left;vertical-align:top;padding:5px 10px 5px 0;border-top:1px solid var(--line)}
th{color:var(--dim);font-weight:600;border-top:0}
.dim{color:var(--dim)}
.tag{font-size:12px;border:1px solid var(--line);border-radius:10px;padding:0 8px;color:var(--dim)}
.wide{overflow-x:auto}
pre:focus-visible{outline:2px solid var(--brand);outline-offset:1px}
[hidden]{display:none!important}
@media(max-width:860px){.frame{display:block}nav{position:static;height:auto;border:0;border-bottom:1px solid var(--line)}nav ul{columns:2}main{padding:16px}}
`

/** Filters by what is typed and opens the operation that the address names. The page is complete without it. */
export const DOCS_SCRIPT = `
const box=document.getElementById('find'),all=[...document.querySelectorAll('details')],parts=[...document.querySelectorAll('section[data-tag]')];
box.addEventListener('input',()=>{const words=box.value.toLowerCase().split(/\\s+/).filter(Boolean);
for(const d of all)d.hidden=!words.every(w=>d.dataset.find.includes(w));
for(const p of parts)p.hidden=!p.querySelector('details:not([hidden])')});
const open=()=>{const d=location.hash&&document.getElementById(decodeURIComponent(location.hash.slice(1)));if(d instanceof HTMLDetailsElement){d.open=true;d.scrollIntoView()}};
addEventListener('hashchange',open);open();
`

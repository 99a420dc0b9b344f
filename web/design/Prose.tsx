// Written text at reading size: 15/27 px in a column of at most 720 px.
import { useMemo, type ReactNode } from 'react'
import { AppLink } from '../shell/AppLink.tsx'
import { blocksOf, type Block, type Span } from './prose-blocks.ts'
import './prose.css'

/** `top`: the level of the uppermost heading, so that the page keeps its one h1. */
export function Prose({ source, top = 2 }: { source: string; top?: 2 | 3 }) {
  const blocks = useMemo(() => blocksOf(source), [source]), highest = Math.min(...blocks.flatMap((b) => (b.kind === 'heading' ? [b.level] : [])))
  return <div className="prose">{blocks.map((block, i) => <BlockView key={i} block={block} shift={Number.isFinite(highest) ? top - highest : 0} />)}</div>
}

function BlockView({ block, shift }: { block: Block; shift: number }): ReactNode {
  switch (block.kind) {
    case 'heading': { const Tag = `h${Math.min(6, block.level + shift)}` as 'h2'; return <Tag id={block.id}><Spans spans={block.spans} /></Tag> }
    case 'paragraph': return <p><Spans spans={block.spans} /></p>
    case 'code': return <pre tabIndex={0}><code>{block.text}</code></pre>
    case 'line': return <hr />
    case 'quote': return <blockquote>{block.blocks.map((inner, i) => <BlockView key={i} block={inner} shift={shift} />)}</blockquote>
    case 'list': { const items = block.items.map((item, i) => <li key={i}><Spans spans={item.spans} />{item.inner.map((inner, j) => <BlockView key={j} block={inner} shift={shift} />)}</li>); return block.ordered ? <ol start={block.start}>{items}</ol> : <ul>{items}</ul> }
    case 'table': return <div className="tbl-wrap" tabIndex={0}><table className="tbl"><thead><tr>{block.head.map((cell, i) => <th key={i}><Spans spans={cell} /></th>)}</tr></thead><tbody>{block.rows.map((row, i) => <tr key={i}>{row.map((cell, j) => <td key={j}><Spans spans={cell} /></td>)}</tr>)}</tbody></table></div>
  }
}

function Spans({ spans }: { spans: readonly Span[] }): ReactNode {
  return spans.map((span, i) => {
    if ('text' in span) return <span key={i} className="pre-line">{span.text}</span>
    if ('code' in span) return <code key={i}>{span.code}</code>
    if ('strong' in span) return <strong key={i}><Spans spans={span.strong} /></strong>
    if ('em' in span) return <em key={i}><Spans spans={span.em} /></em>
    return /^\/(?!api\/)/.test(span.link) ? <AppLink key={i} className="u" to={span.link}><Spans spans={span.label} /></AppLink> : <a key={i} className="u" href={span.link} {...(span.link.startsWith('http') ? { target: '_blank', rel: 'noreferrer noopener' } : {})}><Spans spans={span.label} /></a>
  })
}

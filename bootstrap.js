// The entry of every npm script. Plain JavaScript for any Node from 18 on: it brings the pinned Node and all packages along,
// then runs the product with them. docs/adr/0001-node-brought-along.md has the reasons.
import { run } from './tools/bootstrap/run.js'

await run(process.argv.slice(2))

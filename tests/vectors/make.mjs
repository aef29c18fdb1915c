// node tests/vectors/make.mjs: writes logs/NAME.ndjson and logs/NAME.json for every rule. The files
// are kept in the repository; this says how they were made, and writes the same bytes again.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { vectors } from './vector.mjs'
import './bytes.mjs'
import './order.mjs'
import './declared.mjs'
import './verbs.mjs'
import './rights.mjs'
import './tree.mjs'
import './erasing.mjs'
import './printing.mjs'
import './mandates.mjs'
import './members.mjs'

const folder = new URL('logs/', import.meta.url)
mkdirSync(folder, { recursive: true })
for (const old of readdirSync(folder)) rmSync(new URL(old, folder))
for (const { name, lines, about } of vectors) {
  const bytes = Buffer.concat(lines.map(line => Buffer.concat([Buffer.from(line), Buffer.from('\n')])))
  writeFileSync(new URL(`${name}.ndjson`, folder), bytes)
  writeFileSync(new URL(`${name}.json`, folder), `${JSON.stringify(about, null, 1)}\n`)
}
console.log(`${vectors.length} vectors`)

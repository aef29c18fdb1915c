// What a site hosts: complete, pinned by hash, within the budgets, asking nothing of third parties.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { measureDist } from '../../tools/dist-sizes.mjs'
import { bare, none, root } from './tree.mjs'

const dist = join(root, 'dist')
const read = name => readFileSync(join(dist, name))
const manifest = () => JSON.parse(read('manifest.json').toString())
const scripts = () => readdirSync(dist).filter(name => name.endsWith('.js'))

test('dist is built', () => assert.ok(existsSync(join(dist, 'manifest.json')), 'run tools/build'))

test('dist holds what its manifest lists and nothing else', () => {
  const listed = Object.values(manifest().files).map(({ name }) => name)
  assert.deepEqual(readdirSync(dist).sort(), [...listed, 'manifest.json'].sort())
})

/** What addresses name as it is. */
const PAGES = ['palabre.js', 'frame.html', 'workbench.html']

test('every file but the loader and the pages has a hash in its name and the published integrity', () => {
  for (const [key, { name, integrity }] of Object.entries(manifest().files)) {
    if (PAGES.includes(key)) continue
    assert.match(name, /\.[0-9a-f]{8,}\.(js|wasm)$/)
    assert.equal(integrity, `sha256-${createHash('sha256').update(read(name)).digest('base64')}`, name)
  }
})

test('the loader names the bundle and its hash', () => {
  const { bundle } = manifest().files
  const loader = read('palabre.js').toString()
  assert.ok(loader.includes(bundle.name))
  assert.ok(loader.includes(bundle.integrity))
})

test('no code in dist comes from strings, no markup either', () => {
  const patterns = [/[^.\w]eval\(/, /\bnew Function\b/, /\b(insertAdjacentHTML|document\.write)\b/, /\.srcdoc\b/]
  for (const name of scripts()) {
    const code = bare(read(name).toString())
    for (const pattern of patterns) assert.doesNotMatch(code, pattern, name)
  }
})

test('markup is set nowhere outside Preact, which does so only for dangerouslySetInnerHTML', () => {
  for (const name of scripts()) {
    const uses =
      read(name)
        .toString()
        .match(/\.innerHTML\s*=[^=]/g) ?? []
    assert.ok(uses.length <= (name.startsWith('palabre-bundle') ? 2 : 0), `${name}: ${uses.length} uses`)
  }
})

test('dist names no address of a third party', () => {
  // Namespaces are names; nothing is fetched from them.
  const namespace = /^https?:\/\/www\.w3\.org\//
  for (const name of scripts()) {
    const addresses =
      read(name)
        .toString()
        .match(/\b(?:https?|wss?):\/\/[a-z0-9.-]+[^\s'"`)]*/gi) ?? []
    none(
      addresses.filter(address => !namespace.test(address)),
      name,
    )
  }
})

test('what a reader downloads, the loader, the number of requests and the map are within their budgets', t => {
  const { figures } = measureDist(dist)
  for (const { what, value, unit, budget } of figures) {
    t.diagnostic(`${what}: ${value} ${unit}${budget === undefined ? '' : ` of ${budget}`}`)
  }
  none(
    figures
      .filter(({ value, budget }) => budget !== undefined && value > budget)
      .map(({ what, value, unit, budget }) => `${what}: ${value} ${unit}, budget ${budget}`),
  )
})

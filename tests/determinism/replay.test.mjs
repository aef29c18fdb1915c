// The native command, WebAssembly and the JavaScript that stands in for it fold the same log to the
// same bytes: every strength to its last bit, every tally, every digest.
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { key } from '../vectors/vector.mjs'
import { coreBuilds, filesBuilds, stateOf } from '../wasm/core-builds.mjs'
import { randomLog, randomness } from './random-logs.mjs'

const palabre = fileURLToPath(new URL('../../tools/palabre', import.meta.url))
const debate = 'example.org/square'
let folder
/** Of each build the core, which readers have, and the files module, which says all of it. */
const modules = {}
before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'palabre-determinism-'))
  for (const [build, load] of Object.entries(coreBuilds))
    modules[build] = { core: await load(), files: await filesBuilds[build]() }
})
after(() => rmSync(folder, { recursive: true }))

async function native(lines, declared) {
  const log = join(folder, 'log.ndjson')
  writeFileSync(log, `${lines.join('\n')}\n`)
  const args = ['replay', log, '--owner', key('owner'), '--debate', debate]
  if (declared) {
    const outline = join(folder, 'outline.json')
    writeFileSync(outline, JSON.stringify(declared))
    args.push('--declared', outline)
  }
  const { stdout } = await promisify(execFile)(palabre, args, { maxBuffer: 1 << 28 })
  return stdout.trimEnd()
}

/** The debate in a module that is given the lines in pieces. */
function inPieces(module, lines, declared, piece) {
  const handle = module.open({ debate, anchor: key('owner'), outline: declared })
  for (let from = 0; from < lines.length;) {
    const count = piece()
    module.apply(handle, `${lines.slice(from, from + count).join('\n')}\n`)
    from += count
  }
  return handle
}

/** What `palabre replay` prints; the core has to be of one mind with the module that says so. */
function replayed({ core, files }, lines, declared, piece) {
  const handle = inPieces(files, lines, declared, piece)
  const bytes = files.call('query', handle, '{"q":"replay"}').bytes.toString()
  const { state, set } = files.answer('digest', handle)
  assert.ok(
    bytes.includes(`"state":"${state}"`) && bytes.includes(`"set":"${set}"`),
    'the digests are the ones asked for',
  )
  const other = inPieces(core, lines, declared, piece)
  assert.deepEqual(stateOf(core, other), stateOf(files, handle))
  files.exports.palabre_close(handle)
  core.exports.palabre_close(other)
  return bytes
}

async function areEqual(lines, declared, random) {
  const expected = await native(lines, declared)
  for (const [build, pair] of Object.entries(modules)) {
    const atOnce = replayed(pair, lines, declared, () => lines.length)
    assert.equal(atOnce, expected, `${build}, at once`)
    const inTurn = replayed(pair, lines, declared, () => 1 + random(40))
    assert.equal(inTurn, expected, `${build}, in pieces`)
  }
  return expected
}

test('random logs come to the same bytes natively, in WebAssembly and in its stand-in', async () => {
  let voided = 0
  let placed = 0
  for (let seed = 1; seed <= 60; seed++) {
    const { lines, declared } = randomLog(seed, 40 + (seed % 7) * 40)
    const state = JSON.parse(await areEqual(lines, declared, randomness(seed)))
    assert.deepEqual(state.malformed, [])
    voided += state.void.length
    placed += state.claims.reduce((sum, claim) => sum + claim.places.length, 0)
  }
  // Logs in which nothing counts, or everything, would show little.
  assert.ok(placed > 500 && voided > 500, `${placed} places, ${voided} void entries`)
})

test('a debate of thousands of claims comes to the same bytes everywhere', async () => {
  const { lines, declared } = randomLog(1001, 8000, true)
  const random = randomness(1)
  const state = JSON.parse(await areEqual(lines, declared, () => 200 + random(2000)))
  const strengths = new Set(state.claims.flatMap(claim => claim.places.map(place => place.strength)))
  assert.ok(strengths.size > 500, `${strengths.size} different strengths`)
})

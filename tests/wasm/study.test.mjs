// palabre-weigh over the core's columns, as docs/engine.md says under Study.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readFileSync } from 'node:fs'
import * as builds from './builds.mjs'
import { callsOf, coreBuilds } from './core-builds.mjs'
import { key, options, signed, square } from './square.mjs'

const page = readFileSync(new URL('../../docs/engine.md', import.meta.url), 'utf8').split('## Study')[1]
const rows = [...page.matchAll(/^\| `\{"q":"([\w-]+)".*$/gm)].map(([row, name]) => [name, row])
const loads = { WebAssembly: () => builds.webAssembly('weigh'), 'the stand-in for it': () => builds.standIn('weigh') }

async function studied(build) {
  const core = await coreBuilds[build]()
  const made = square()
  const handle = core.open(options)
  core.apply(handle, made.lines)
  const weigh = callsOf(await loads[build]())
  const { handle: study, rows } = weigh.answer('study_open', core.call('columns', handle, 0).bytes)
  const ask = question => weigh.answer('study_ask', study, JSON.stringify(question))
  return { core, handle, weigh, study, rows, ask, ...made }
}
const near = (a, b) => assert.ok(Math.abs(a - b) < 1e-12, `${a} is not ${b}`)

for (const build of Object.keys(loads)) {
  test(`${build} weighs a debate as the core does`, async () => {
    const { core, handle, ask, ids, rows } = await studied(build)
    // The thesis, three declared claims, five written ones, one of them at two places.
    assert.equal(rows, 10)
    near(ask({ q: 'why', id: '~' }).strength, core.ask(handle, { q: 'thesis' }).strength)
    for (const id of ['~walk', ids.shade, ids.heat]) {
      const claim = core.ask(handle, { q: 'claim', id })
      const why = ask({ q: 'why', id })
      near(why.strength, claim.strength)
      near(why.base, claim.base)
      assert.equal(why.judged, claim.judged)
      assert.ok(why.band[0] <= why.strength && why.strength <= why.band[1])
      near(why.spread['df-quad'], claim.strength)
    }
  })

  test(`${build} supposes what comes true once somebody judges so`, async () => {
    const { core, handle, ask, ids } = await studied(build)
    // One more 0 on a claim judged 4 and 3: (7/4 + 2) / (3 + 4).
    const supposed = ask({ q: 'suppose', bases: [{ id: ids.shade, parent: '~walk', base: 536 }] })
    near(supposed.recorded, core.ask(handle, { q: 'thesis' }).strength)
    const composed = core.compose(handle, {
      do: 'impact',
      claim: ids.shade,
      parent: '~walk',
      value: 0,
      author: key('eve'),
      salt: Buffer.alloc(16, 7).toString('base64url'),
      at: 1,
    })
    core.apply(handle, signed('eve', composed))
    const now = core.ask(handle, { q: 'thesis' }).strength
    assert.ok(now < supposed.recorded)
    assert.ok(Math.abs(now - supposed.thesis) < 1e-3, 'but for the thousandths of the base score')
  })

  test(`${build} gives what is recorded where what is recorded is supposed`, async () => {
    const { ask } = await studied(build)
    const { claims } = ask({ q: 'needs-you', count: 100 })
    assert.ok(claims.length > 3)
    const bases = claims.map(({ id, parent }) => ({
      id,
      parent,
      base: Math.round(ask({ q: 'why', id }).base * 1000),
    }))
    for (const supposed of [bases, []]) {
      const { thesis, recorded, changed } = ask({ q: 'suppose', bases: supposed })
      assert.deepEqual([thesis, changed], [recorded, []])
    }
    const other = ask({ q: 'suppose', bases: [], semantics: 'euler-based' })
    near(other.recorded, ask({ q: 'why', id: '~' }).strength)
    near(other.thesis, ask({ q: 'why', id: '~' }).spread['euler-based'])
    assert.ok(other.changed.length > 0)
  })

  test(`${build} lists the smallest change whole, and it is one`, async () => {
    const { ask } = await studied(build)
    const level = Math.floor(ask({ q: 'why', id: '~' }).strength * 1000) + 30
    const { together, moved } = ask({ q: 'turn', id: '~', level, count: 100 })
    assert.equal(together.length, moved)
    assert.ok(moved > 0)
    assert.equal(ask({ q: 'turn', id: '~', level, count: 1 }).together.length, 1)
    const bases = together.map(({ id, parent, base, to }) => ({
      id,
      parent,
      base: to > base ? Math.ceil(to * 1000) : Math.floor(to * 1000),
    }))
    const { thesis } = ask({ q: 'suppose', bases })
    assert.ok(thesis >= level / 1000 - 1e-9 && thesis < level / 1000 + 0.001 * moved, `${thesis}`)
  })

  test(`${build} names who is needed below one claim, in the order of all`, async () => {
    const { ask } = await studied(build)
    const all = ask({ q: 'needs-you', count: 100 }).claims
    for (const of of ['~', '~walk']) {
      const below = ask({ q: 'needs-you', count: 100, of }).claims
      assert.ok(below.length > 0)
      assert.deepEqual(
        below,
        all.filter(one => one.parent === of),
      )
    }
  })

  test(`${build} answers every question that docs/engine.md lists, and refuses others`, async () => {
    const { ask, weigh, study, ids } = await studied(build)
    const asked = {
      why: { id: ids.shade },
      turn: { id: '~', level: 500 },
      suppose: { bases: [] },
      'needs-you': { count: 3 },
    }
    assert.deepEqual(Object.keys(asked).sort(), rows.map(([name]) => name).sort())
    for (const [name, row] of rows) {
      for (const word of Object.keys(ask({ q: name, ...asked[name] }))) assert.ok(row.includes(`"${word}"`), word)
    }
    const fault = question => JSON.parse(weigh.call('study_ask', study, question).bytes).code
    assert.equal(fault('{"q":"thesis"}'), 'query')
    assert.equal(fault('['), 'query')
    assert.equal(fault('{"q":"why","id":"nobody"}'), 'no-such-claim')
  })

  test(`${build} takes no columns that are not whole, and knows only the handles that it gave`, async () => {
    const { core, handle, weigh, study } = await studied(build)
    const columns = core.call('columns', handle, 0).bytes
    for (let size = 0; size < columns.length; size += 3) {
      const { status, bytes } = weigh.call('study_open', columns.subarray(0, size))
      assert.deepEqual([status, JSON.parse(bytes).code], [1, 'columns'], `${size} bytes`)
    }
    for (const other of [0, study + 1, 0xffffffff]) {
      assert.equal(weigh.call('study_ask', other, '{"q":"why","id":"~"}').status, 2)
      weigh.exports.palabre_study_close(other)
    }
    assert.equal(weigh.call('study_ask', study, '{"q":"why","id":"~"}').status, 0)
    weigh.exports.palabre_study_close(study)
    assert.equal(weigh.call('study_ask', study, '{"q":"why","id":"~"}').status, 2)
  })
}

// palabre_columns: the flat arrays that a map reads, as docs/engine.md lays them out.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { columnsOf } from './columns.mjs'
import { coreBuilds, filesBuilds } from './core-builds.mjs'
import { key, options, signed, square } from './square.mjs'

for (const [build, load] of Object.entries(coreBuilds)) {
  test(`${build} lays a debate out in columns, place by place`, async () => {
    const core = await load()
    const { lines, ids } = square()
    const handle = core.open(options)
    core.apply(handle, lines)
    const files = await filesBuilds[build]()
    const { handle: again } = files.answer('restore', JSON.stringify(options), core.call('snapshot', handle).bytes)
    const columns = columnsOf(core.call('columns', handle, 0).bytes)
    const thesis = core.ask(handle, { q: 'thesis' })
    assert.equal(columns.revision, thesis.revision)
    assert.deepEqual([columns.ids[0], columns.parent[0], columns.base[0], columns.judged[0]], ['~', 0, 0.5, 0])
    assert.equal(columns.strength[0], Math.fround(thesis.strength))
    const weightless = new Set([ids.gone, ids.under]) // the hidden one, and what hangs only below it
    const expected = files
      .ask(again, { q: 'replay' })
      .claims.filter(claim => claim.status !== 'merged')
      .flatMap(({ id, places }) =>
        places.map(({ parent, stance, judged, base, strength }) =>
          [id, parent, stance, judged, Math.fround(base), Math.fround(strength), weightless.has(id)].join(' '),
        ),
      )
    const got = columns.ids
      .slice(1)
      .map((id, i) =>
        [
          id,
          columns.ids[columns.parent[i + 1]],
          ['pro', 'con'][columns.stance[i + 1] & 1],
          columns.judged[i + 1],
          columns.base[i + 1],
          columns.strength[i + 1],
          (columns.stance[i + 1] & 2) === 2,
        ].join(' '),
      )
    assert.deepEqual(got.sort(), expected.sort())
    assert.equal(columns.ids.filter(id => id === ids.heat).length, 2, 'a claim with two places comes twice')
  })

  test(`${build} says in columns that nothing changed since, and says all where something did`, async () => {
    const core = await load()
    const { lines, ids } = square()
    const handle = core.open(options)
    core.apply(handle, lines)
    const first = columnsOf(core.call('columns', handle, 0).bytes)
    assert.deepEqual(columnsOf(core.call('columns', handle, first.revision).bytes), {
      revision: first.revision,
      n: 0,
    })
    const intent = {
      do: 'impact',
      claim: ids.heat,
      parent: '~',
      value: 0,
      author: key('eve'),
      salt: 'A'.repeat(22),
      at: 0,
    }
    core.apply(handle, signed('eve', core.compose(handle, intent)))
    const next = columnsOf(core.call('columns', handle, first.revision).bytes)
    assert.ok(next.revision > first.revision)
    assert.equal(next.n, first.n)
    const at = next.ids.findIndex((id, i) => id === ids.heat && next.parent[i] === 0)
    assert.deepEqual([first.judged[at], next.judged[at]], [0, 1])
    assert.equal(next.base[at], Math.fround(2 / 5))
    assert.ok(next.strength[0] > first.strength[0], 'a con that is judged to weigh nothing weighs less')
  })
}

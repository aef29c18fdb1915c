// What a recount looks at, in which order, and what it says of it.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compiled } from './compiled.mjs'

const { Counting } = await compiled('recount-count.ts')
const { newestFirst } = await compiled('log-bytes.ts')

const bytes = text => new TextEncoder().encode(text)
const HEADER = '{"debate":"example.org/square"}'
const line = (head, sig = 'good') => JSON.stringify({ head, sig })
const logOf = (...lines) => ({ log: bytes(`${[HEADER, ...lines].join('\n')}\n`), entries: lines.length })

/** Of no claim but the thesis, docs/engine.md: what a debate without any says. */
const columns = strength => {
  const view = new DataView(new ArrayBuffer(8 + 4 + 4 + 12 + 8 + 4))
  view.setUint32(4, 1, true)
  view.setFloat32(20, strength, true)
  view.setUint32(32, 1, true)
  view.setUint8(36, '~'.charCodeAt(0))
  return new Uint8Array(view.buffer)
}
const question = (id, voters) => ({ id, title: id, tally: { outcome: 'adopted' }, counts: {}, voters })

/** What stands in for module and seal, and what they were given. */
function counting(says = {}) {
  const given = { checked: [], applied: '' }
  const core = {
    apply: text => (given.applied += new TextDecoder().decode(text)),
    query: ({ q }) => (q === 'questions' ? { questions: says.questions ?? [] } : { state: 'a', set: 'b' }),
    columns: () => says.columns ?? columns(0.5),
    close: () => undefined,
  }
  const checker = {
    check: (sig, head) => {
      given.checked.push(head)
      return sig === 'good'
    },
  }
  return { given, counter: new Counting(checker, core) }
}
const here = { questions: [], columns: columns(0.5) }

test('lines are read from the end, whether the last one is ended or not', () => {
  for (const end of ['\n', '']) {
    const log = bytes(`${HEADER}\nfirst\nthe second, é\n\nlast${end}`)
    assert.deepEqual([...newestFirst(log)], ['last', 'the second, é', 'first', HEADER])
  }
  assert.deepEqual([...newestFirst(bytes(''))], [])
})

test('the newest signature is checked first, and the log goes to the module as it is', async () => {
  const { given, counter } = counting()
  const told = []
  await counter.count(logOf(line('1'), line('2', 'bad'), line('3')), progress => told.push(progress))
  assert.deepEqual(given.checked, ['3', '2', '1'])
  assert.equal(given.applied, `${[HEADER, line('1'), line('2', 'bad'), line('3')].join('\n')}\n`)
  assert.deepEqual(told.at(-1), { checked: 3, entries: 3, unsigned: 1 })
  const { agrees, unsigned, entries, strengths } = await counter.compare(here)
  assert.deepEqual(
    { agrees, unsigned, entries, strengths },
    { agrees: false, unsigned: 1, entries: 3, strengths: true },
  )
})

test('of a log that has grown only what is new is checked, and the bodies that came with it count', async () => {
  const { given, counter } = counting()
  await counter.count(logOf(line('1'), line('2')))
  given.checked.length = 0
  given.applied = ''
  const grown = logOf(JSON.stringify({ head: '1', sig: 'good', body: 'given out' }), line('2'), line('3'))
  await counter.count(grown)
  assert.deepEqual(given.checked, ['3'])
  assert.match(given.applied, /given out/)
  assert.equal((await counter.compare(here)).entries, 3)
})

test('a signature that was taken from another entry is checked for itself', async () => {
  const { given, counter } = counting()
  await counter.count(logOf(line('1', 'same'), line('2', 'same')))
  assert.deepEqual(given.checked, ['2', '1'])
  assert.equal((await counter.compare(here)).unsigned, 2)
})

test('what is written by other rules is passed on, and nothing is checked of it', async () => {
  const { given, counter } = counting()
  const lines = [line('{"v":1,"n":1}'), line('{"v":2,"n":1}', 'bad')]
  await counter.count({ ...logOf(...lines), entries: 1 })
  assert.deepEqual(given.checked, ['{"v":1,"n":1}'])
  assert.match(given.applied, /"v\\":2/)
  assert.equal((await counter.compare(here)).unsigned, 0)
})

test('a result, a question or a strength that comes out otherwise is told', async () => {
  const shown = { questions: [question('a', 2)], columns: columns(0.5) }
  const found = async says => {
    const { counter } = counting(says)
    await counter.count(logOf(line('1')))
    const { agrees, strengths, tallies } = await counter.compare(shown)
    return [agrees, strengths, tallies.map(tally => tally.agrees)]
  }
  assert.deepEqual(await found({ questions: [question('a', 2)] }), [true, true, [true]])
  assert.deepEqual(await found({ questions: [question('a', 3)] }), [false, true, [false]])
  assert.deepEqual(await found({ questions: [] }), [false, true, [false]])
  assert.deepEqual(await found({ questions: [question('a', 2), question('b', 1)] }), [false, true, [true]])
  assert.deepEqual(await found({ questions: [question('a', 2)], columns: columns(0.25) }), [false, false, [true]])
})

// Whatever crosses the boundary of the core, it answers or refuses: it never traps, and one debate
// never suffers from what was said to another. Where memory ends, it traps and leaves nothing wrong.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { coreBuilds, filesBuilds, stateOf } from './core-builds.mjs'
import { debate, key, options, questionId, square } from './square.mjs'

const salt = 'A'.repeat(22)
const deep = (depth, inside = '1') => '['.repeat(depth) + inside + ']'.repeat(depth)

/** Texts that are no JSON, not the JSON that is asked for, or more of it than anybody needs. */
const texts = [
  '',
  ' ',
  '\0',
  'null',
  '0',
  '-0',
  '1e999',
  '""',
  '[]',
  '{}',
  '{',
  '{"q"',
  '{"q":}',
  '{"q":1}',
  '{"q":null}',
  '{"q":"nothing"}',
  '{"q":"thesis","q":"thesis"}',
  '{"q":"thesis"}}',
  '{"q":"thesis",}',
  '{"q":"\\ud800"}',
  '{"q":"\\u0000"}',
  '\ufeff{"q":"thesis"}',
  deep(7),
  deep(100000),
  '{"a":'.repeat(50000),
  `{"q":"search","text":"${'x '.repeat(200000)}"}`,
  `{"q":"similar","text":"${'abc'.repeat(100000)}"}`,
  `{"q":"${'z'.repeat(1 << 20)}"}`,
].map(one => Buffer.from(one))
texts.push(Buffer.from([0xff, 0xfe, 0x00]), Buffer.from([0x7b, 0x22, 0xc0, 0x80, 0x22, 0x3a, 0x31, 0x7d]))

/** Numbers and texts where others are expected, in each field of what is else a sound question. */
function twisted(sound) {
  const values = [null, true, -1, 9007199254740991, -9007199254740991, '', '~', 'x'.repeat(5000), [], {}, [[[[1]]]]]
  return Object.keys(sound).flatMap(name => values.map(value => ({ ...sound, [name]: value })))
}

/** Any of the three statuses, and with 1 a fault of the documented form. */
function isAnswered({ status, bytes }, what) {
  assert.ok(status === 0 || status === 1, `${what}: ${status}`)
  const told = JSON.parse(bytes.toString('utf8'))
  if (status === 1) assert.deepEqual(Object.keys(told), ['code', 'where'], what)
  return status
}

for (const [build, load] of Object.entries(coreBuilds)) {
  test(`${build} refuses or answers any text, and its debate stays as it was`, async () => {
    const core = await load()
    const { lines } = square()
    const handle = core.open(options)
    core.apply(handle, lines)
    const state = stateOf(core, handle)
    for (const [i, given] of texts.entries()) {
      isAnswered(core.call('query', handle, given), `query ${i}`)
      assert.equal(isAnswered(core.call('compose', handle, given), `compose ${i}`), 1)
      assert.equal(isAnswered(core.call('open', given), `open ${i}`), 1)
      isAnswered(core.call('apply', handle, given), `apply ${i}`)
      if (given.length > 0) assert.equal(isAnswered(core.call('restore', given, lines), `restore ${i}`), 1)
      assert.equal(isAnswered(core.call('restore', '', given), `restore from ${i}`), 1)
    }
    assert.deepEqual(stateOf(core, handle), state)
  })

  test(`${build} takes no field for another one`, async () => {
    const core = await load()
    const { lines, ids, me } = square()
    const handle = core.open(options)
    core.apply(handle, lines)
    const state = stateOf(core, handle)
    const questions = [
      { q: 'children', of: '~', sort: 'random', stance: 'pro', seed: 1, from: 0, count: 5, me },
      { q: 'claim', id: ids.shade, me },
      { q: 'path', id: ids.shade },
      { q: 'tally', id: questionId, me },
      { q: 'search', text: 'a', from: 0, count: 5 },
      { q: 'similar', text: 'a', parent: '~', stance: 'pro' },
      { q: 'news', after: 0, me },
      { q: 'person', key: me },
      { q: 'log', from: 0, count: 3 },
    ]
    for (const question of questions.flatMap(twisted)) {
      isAnswered(core.call('query', handle, JSON.stringify(question)), JSON.stringify(question).slice(0, 200))
    }
    const intents = [
      { do: 'claim', parent: '~', stance: 'pro', text: 'x', sources: [], lang: 'en', quote: null },
      { do: 'ballot', question: questionId, choice: 'yes' },
      { do: 'erase', target: ids.shade, was: null },
      { do: 'merge', claim: ids.copy, into: ids.shade },
      { do: 'stamp', time: 5, ids: [ids.shade], held: {} },
    ].map(intent => ({ ...intent, author: key('eve'), salt, at: 0, n: 1 }))
    for (const intent of intents.flatMap(twisted)) {
      isAnswered(core.call('compose', handle, JSON.stringify(intent)), JSON.stringify(intent).slice(0, 200))
    }
    const outlines = twisted(options).concat(
      twisted(options.outline).map(outline => ({ ...options, outline })),
      twisted(options.outline.claims[1]).map(claim => ({
        ...options,
        outline: { ...options.outline, claims: [claim] },
      })),
      twisted(options.outline.questions[0]).map(one => ({
        ...options,
        outline: { ...options.outline, questions: [one] },
      })),
    )
    for (const given of outlines) {
      const answer = core.call('open', JSON.stringify(given))
      if (isAnswered(answer, JSON.stringify(given).slice(0, 200)) === 0)
        core.call('close', JSON.parse(answer.bytes).handle)
      isAnswered(core.call('query', handle, JSON.stringify({ q: 'declare', outline: given.outline })), 'declare')
    }
    core.ask(handle, { q: 'declare', outline: options.outline })
    assert.deepEqual(stateOf(core, handle), state)
  })

  test(`${build} says of every line that it is no entry, whatever is in it`, async () => {
    const core = await load()
    const handle = core.open({ ...options, outline: null })
    const { lines } = square()
    const sound = lines.trimEnd().split('\n')
    let seed = 1
    const random = below => {
      seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0
      return Math.floor((seed / 2 ** 32) * below)
    }
    const spoiled = []
    for (let round = 0; round < 2000; round++) {
      const line = Buffer.from(sound[random(sound.length)])
      // A byte within the head, its signature aside, spoils the form or the hash of what is signed.
      const at = random(line.length)
      const was = line[at]
      line[at] = random(256)
      // Heads of another version, and heads without a body yet, are no lines of these three kinds.
      if (/"v\\":(?!1,)/.test(line.subarray(0, 20)) || !/,"body":"\{/.test(line)) continue
      if (line[at] !== was && line[at] !== 10) spoiled.push(line, Buffer.from('\n'))
      if (random(3) === 0) spoiled.push(line.subarray(0, 1 + random(line.length - 1)), Buffer.from('\n'))
    }
    const applied = core.apply(handle, Buffer.concat(spoiled))
    const many = spoiled.length / 2
    assert.ok(applied.malformed.length > many / 2)
    assert.ok(
      applied.malformed.every(([line, reason]) => line <= many && /^(line|head|signature|debate|hash)$/.test(reason)),
    )
    assert.equal(applied.malformed.length + applied.entries + applied.known, many)
    for (const one of texts) core.apply(handle, one)
    for (const list of [applied.counted, applied.void, applied.waiting]) assert.ok(list.length <= 1000)
    stateOf(core, handle)
  })

  test(`${build} knows only the handles that it gave`, async () => {
    const core = await load()
    const handle = core.open(options)
    for (const other of [0, handle + 1, 0x7fffffff, 0xffffffff, -1]) {
      for (const [name, ...given] of [
        ['apply', 'x'],
        ['compose', '{}'],
        ['query', '{"q":"thesis"}'],
        ['columns', 0],
        ['snapshot'],
        ['digest'],
      ]) {
        const { status, bytes } = core.call(name, other, ...given)
        assert.equal(status, 2, name)
        assert.equal(bytes.length, 0, name)
      }
      core.exports.palabre_close(other)
    }
    assert.equal(core.call('query', handle, '{"q":"thesis"}').status, 0)
    core.exports.palabre_close(handle)
    assert.equal(core.call('query', handle, '{"q":"thesis"}').status, 2)
    assert.notEqual(core.open(options), handle, 'a handle is never given twice')
  })

  test(`${build} refuses spans that are not in its memory`, async () => {
    const core = await load()
    const handle = core.open(options)
    const { exports } = core
    const out = exports.palabre_alloc(8)
    const end = exports.memory.buffer.byteLength
    for (const [at, size] of [
      [end - 4, 8],
      [16, 0x7fffffff],
      [16, -1],
      [-16, 32],
      [end, 1],
    ]) {
      for (const call of [
        () => exports.palabre_open(at, size, out),
        () => exports.palabre_apply(handle, at, size, out),
        () => exports.palabre_compose(handle, at, size, out),
        () => exports.palabre_query(handle, at, size, out),
        () => exports.palabre_restore(at, size, at, size, out),
      ]) {
        assert.equal(call(), 1, `${at} ${size}`)
        const view = new DataView(exports.memory.buffer, out, 8)
        const shown = Buffer.from(exports.memory.buffer, view.getUint32(0, true), view.getUint32(4, true))
        assert.equal(JSON.parse(shown).code, 'span')
      }
    }
    assert.equal(core.call('query', handle, '{"q":"thesis"}').status, 0)
  })

  test(`${build} gives no memory where there is none that large`, async () => {
    for (const size of [0xffffffff, 0xf8000000, 0xf0000001, 0x80000001]) {
      const { exports } = await load()
      assert.throws(() => exports.palabre_alloc(size), size.toString(16))
    }
  })

  test(`${build} restores what a cut snapshot still holds`, async () => {
    const core = await load()
    const { lines } = square()
    const handle = core.open(options)
    core.apply(handle, lines)
    const whole = core.call('snapshot', handle).bytes
    const first = whole.indexOf('\n') + 1
    for (let size = first; size < whole.length; size += 97) {
      const cut = whole.subarray(0, size)
      const { entries, handle: restored } = core.answer('restore', '', cut)
      const ended = cut.toString('latin1').split('\n').length - 2
      assert.ok(entries === ended || entries === ended + 1, `${size}: ${entries} of ${ended}`)
      core.exports.palabre_close(restored)
    }
    for (let size = 0; size < first - 1; size += 7) {
      assert.equal(core.call('restore', '', whole.subarray(0, size)).status, 1, `${size}`)
    }
  })

  test(`${build} traps where memory ends, before anything is written wrongly`, async () => {
    const limit = 40 // 2.5 MiB
    let trapped = 0
    for (const size of [1000, 20_000, 150_000, 4_000_000]) {
      const core = await load(limit)
      const handle = core.open(options)
      try {
        for (let n = 1; n < 4000; n++) {
          const answer = core.apply(handle, claimLine(n, size))
          assert.equal(answer.entries + answer.malformed.length, 1)
          if (n % 50 === 0) core.ask(handle, { q: 'children', of: '~', count: 100 })
        }
      } catch (error) {
        // An assertion or a wrong answer would be an error of another kind.
        assert.ok(error instanceof WebAssembly.RuntimeError || build !== 'WebAssembly', String(error))
        assert.ok(!(error instanceof assert.AssertionError), String(error))
        trapped += 1
      }
      assert.ok(core.exports.memory.buffer.byteLength <= limit * 65536)
    }
    assert.equal(trapped, 4)
    // What the web layer does then: a new instance, from the log.
    const anew = await load()
    const handle = anew.open(options)
    assert.equal(anew.apply(handle, claimLine(1, 1000)).entries, 1)
  })
}

/** A claim's line without a signature that is good, about so many bytes long. */
function claimLine(n, size) {
  const body = JSON.stringify({ salt, do: 'claim', parent: '~', stance: 'pro', text: `${n} ${'x'.repeat(size)}` })
  const hash = createHash('sha256').update(body).digest('base64url')
  const head = `{"v":1,"debate":"${debate}","author":"${key('eve')}","n":${n},"clock":${n},"seen":"","at":0,"body":"${hash}"}`
  return JSON.stringify({ head, sig: 'A'.repeat(86), body })
}

// docs/engine.md and docs/entry.md, as the built core and files modules keep to them.
import assert from 'node:assert/strict'
import { readFileSync, readdirSync } from 'node:fs'
import { test } from 'node:test'
import { coreBuilds, countedByAll, filesBuilds, stateOf } from './core-builds.mjs'
import * as seal from './seal-builds.mjs'
import { declaredQuestionId, Vector } from '../vectors/vector.mjs'
import { author, debate, key, options, question, questionId, signed, square } from './square.mjs'

const text = path => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')
// What stands under Study is another module's.
const [page] = text('docs/engine.md').split('## Study')
const salt = Buffer.alloc(16, 7).toString('base64url')

/** The JSON examples of the page that can be parsed as they stand. */
const examples = [...page.matchAll(/```json\n([\s\S]*?)```/g)].map(([, example]) => JSON.parse(example))
const rows = new Map(
  [...page.matchAll(/^\| `\{"q":"(\w+)".*$/gm)].map(([row, name]) => [name, row.split(/(?<!\\)\|/).slice(1, 3)]),
)
const words = cell => new Set([...cell.matchAll(/"([a-z_]+)"/g)].map(([, word]) => word))

/** All keys of an answer, but what other pages say the form of. */
function keysOf(value, into = new Set()) {
  if (Array.isArray(value)) value.forEach(one => keysOf(one, into))
  else if (value && typeof value === 'object') {
    for (const [name, inner] of Object.entries(value)) {
      into.add(name)
      if (!['tally', 'tallies', 'rule', 'columns', 'tags'].includes(name)) keysOf(inner, into)
    }
  }
  return into
}
const without = (some, others) => [...some].filter(one => !others.has(one))

/** Questions that the square has an answer to, each with all that can be in it. */
function questionsOf({ ids, me }) {
  return [
    { q: 'thesis', me },
    { q: 'children', of: '~walk', sort: 'strongest', me },
    { q: 'children', of: '~', sort: 'debated', me: key('bob') },
    { q: 'claim', id: ids.shade, me },
    { q: 'claim', id: '~' },
    { q: 'path', id: ids.heat },
    { q: 'questions', me },
    { q: 'tally', id: questionId, me },
    { q: 'search', text: 'shade' },
    { q: 'similar', text: 'Trees give shade to all', parent: '~', stance: 'pro' },
    { q: 'news', after: 1, me: key('bob') },
    { q: 'mine', me },
    { q: 'marks', me: key('owner') },
    { q: 'person', key: me },
    { q: 'faults' },
    { q: 'counts', id: questionId },
    { q: 'replay' },
    { q: 'digest' },
    { q: 'log', from: 1, count: 2 },
    { q: 'export', format: 'html' },
    { q: 'mandates', id: ids.liquid, me },
    { q: 'mandates', id: ids.meeting, me: key('bob') },
    { q: 'minutes', form: 'markdown', lang: 'fr', now: 1772388000000 },
    { q: 'clock', me },
    { q: 'outline' },
  ]
}

/** What the core leaves to the files module. */
const inFiles = new Set([
  'person',
  'clock',
  'replay',
  'digest',
  'export',
  'counts',
  'mandates',
  'minutes',
  'mine',
  'faults',
  'outline',
])

for (const [build, load] of Object.entries(filesBuilds)) {
  test(`${build} answers each question in the form that docs/engine.md gives`, async () => {
    const core = await load()
    const made = square()
    const handle = core.open(options)
    core.apply(handle, made.lines)
    const claim = keysOf(examples[1])
    const tally = words(rows.get('tally')[1])
    const asked = new Set()
    for (const one of questionsOf(made)) {
      const answer = core.ask(handle, one)
      asked.add(one.q)
      if (one.q === 'replay' || one.q === 'outline') continue
      const [, cell] = rows.get(one.q)
      const allowed = words(cell)
      if (/Claim/.test(cell)) claim.forEach(name => allowed.add(name))
      if (/Question/.test(cell)) tally.forEach(name => allowed.add(name))
      assert.deepEqual(without(keysOf(answer), allowed), [], `${one.q} answers what the page does not say`)
    }
    assert.deepEqual(without(rows.keys(), asked), ['declare'], 'every question of the page is asked here')
  })

  test(`${build} counts the ballots of a question by every rule that they admit`, async () => {
    const files = await load()
    const works = { title: 'In which order?', method: 'schulze', options: ['Roof', 'Ramp', 'Bench'] }
    const outline = {
      ...options.outline,
      questions: [
        { text: null, about: null, rule: null, opens: null, closes: null, results: null, eligible: null, ...works },
      ],
    }
    const handle = files.open({ ...options, outline })
    const id = declaredQuestionId(works)
    const orders = [[[0], [1]], [[0], [1]], [[1], [0]], [[2, 1]]]
    const log = new Vector()
    orders.forEach((choice, at) => log.entry(`voter ${at}`, 'ballot', { question: id, choice }))
    files.apply(handle, `${log.lines.join('\n')}\n`)
    const counts = files.ask(handle, { q: 'counts', id })
    assert.deepEqual(
      counts.ballots
        .map(([count, choice]) => [count, JSON.stringify(choice)])
        .sort(([, a], [, b]) => (a < b ? -1 : 1)),
      [
        [2, '[[0],[1]]'],
        [1, '[[1],[0]]'],
        [1, '[[2,1]]'],
      ],
    )
    // Roof over Ramp on two ballots, Ramp over Roof on two; both over the Bench on three, and so on.
    assert.deepEqual(counts.tallies.condorcet.pairwise, [
      [0, 2, 3],
      [2, 0, 3],
      [1, 0, 0],
    ])
    assert.deepEqual(
      counts.tallies.schulze,
      files.ask(handle, { q: 'tally', id }).tally,
      'its own rule counts as the tally does',
    )
    assert.deepEqual(Object.keys(files.ask(handle, { q: 'counts', id, rules: ['borda', 'approval'] }).tallies), [
      'borda',
    ])
  })

  test(`${build} leaves out nothing that docs/engine.md promises`, async () => {
    const core = await load()
    const made = square()
    const handle = core.open(options)
    const applied = core.apply(handle, `${made.lines}not an entry\n`)
    assert.deepEqual(without(keysOf(examples[0]), keysOf(applied)), [])
    // In the square there are no members.
    const log = text('tests/vectors/logs/attest.ndjson')
    const heads = [...log.split('\n', 1), log.split('\n').find(line => line.includes('attest'))]
    const [first, member] = heads.map(line => JSON.parse(JSON.parse(line).head))
    const other = core.open({ debate: first.debate, anchor: first.author, outline: null })
    core.apply(other, log)
    const known = core.ask(other, { q: 'thesis', me: member.author })
    assert.deepEqual([known.open.sites, known.open.member], [true, true])
    const seen = keysOf([known, ...questionsOf(made).map(one => core.ask(handle, one))])
    // Of this debate nothing is gone, and nobody's judgement is older than a wording.
    const absent = new Set(['gone'])
    assert.deepEqual(without(without(keysOf(examples[1]), seen), absent), [], 'of a claim')
    const values = new Set([
      'me',
      'pro',
      'con',
      'p',
      'q',
      'yes',
      'no',
      'abstain',
      'blank',
      'name',
      'json',
      'html',
      'csv',
      'liquid',
      'meeting',
      'weights',
      'unheard',
      'circular',
    ])
    for (const [name, [, cell]] of rows) {
      assert.deepEqual(without(without(words(cell), seen), values), [], name)
    }
  })

  test(`${build}: the core answers as the files module does, and leaves to it what it does not answer`, async () => {
    const core = await coreBuilds[build]()
    const files = await load()
    const made = square()
    const handles = [core, files].map(one => {
      const handle = one.open(options)
      one.apply(handle, made.lines)
      return handle
    })
    for (const one of questionsOf(made)) {
      if (!inFiles.has(one.q)) {
        const [here, there] = [core, files].map((module, i) => module.ask(handles[i], one))
        if (one.q === 'questions') for (const each of [here, there]) each.questions = each.questions.map(countedByAll)
        assert.deepEqual(here, there, one.q)
        continue
      }
      const { status, bytes } = core.call('query', handles[0], JSON.stringify(one))
      assert.deepEqual([status, JSON.parse(bytes).code], [1, 'not-here'], one.q)
    }
    assert.equal(JSON.parse(core.call('digest', handles[0]).bytes).code, 'not-here')
    assert.deepEqual(files.answer('digest', handles[1]), files.ask(handles[1], { q: 'digest' }))
  })
}

for (const [build, load] of Object.entries(coreBuilds)) {
  test(`${build} puts first what weighs most, and takes turns between the sides where nothing does`, async () => {
    const core = await load()
    const sidesOf = (...stances) => {
      const claims = stances.map((stance, at) => ({ parent: -1, stance, text: `Argument ${at}.` }))
      const handle = core.open({ debate: 'example.org/sides', outline: { thesis: 'Thesis', claims, questions: [] } })
      const asked = { q: 'children', of: '~', sort: 'strongest', count: 500 }
      return core.ask(handle, asked).claims.map(one => one.stance)
    }
    // By hand: without the con the thesis gains 0.25, without either pro it loses 0.125.
    assert.deepEqual(sidesOf('pro', 'pro', 'con'), ['con', 'pro', 'pro'])
    // Among so many no single one weighs anything, and they came all pros first.
    const many = sidesOf(...Array(60).fill('pro'), ...Array(40).fill('con'))
    assert.deepEqual(many.slice(0, 80), Array(40).fill(['pro', 'con']).flat())
    assert.deepEqual(many.slice(80), Array(20).fill('pro'))
  })

  test(`${build} composes what counts once it is signed`, async () => {
    const core = await load()
    const { lines, ids } = square()
    const handle = core.open(options)
    core.apply(handle, lines)
    const isGood = seal.verifier(await seal[build === 'WebAssembly' ? 'webAssembly' : 'standIn']())
    const intents = [
      { do: 'claim', parent: '~walk', stance: 'con', text: 'A road is there.' },
      { do: 'remark', parent: '~', text: 'Since when?' },
      { do: 'link', claim: ids.heat, parent: '~walk', stance: 'con' },
      { do: 'impact', claim: ids.shade, parent: '~walk', value: 3 },
      { do: 'stance', target: '~', value: 10 },
      { do: 'tag', target: ids.shade, tag: 'trees', on: true },
      { do: 'ballot', question: questionId, choice: 'no' },
      { do: 'name', text: 'Eve' },
      { do: 'flag', target: ids.shade, reason: 'spam' },
    ]
    let clock = 0
    for (const [i, intent] of intents.entries()) {
      const composed = core.compose(handle, { ...intent, author: key('eve'), salt, at: 1000 + i })
      const sig = JSON.parse(signed('eve', composed)).sig
      const message = Buffer.from(`palabre entry 1\n${composed.head}`)
      const point = Buffer.from(author('eve').key, 'base64url')
      assert.ok(isGood(point, message, Buffer.from(sig, 'base64url')), intent.do)
      const body = JSON.parse(composed.body)
      assert.deepEqual({ ...body, quote: null }, { ...body, ...intent, salt, quote: null }, intent.do)
      const again = core.apply(handle, signed('eve', composed))
      assert.deepEqual(again.counted, [composed.id], intent.do)
      assert.deepEqual(again.void, [], intent.do)
      const head = JSON.parse(composed.head)
      assert.equal(head.n, i + 1, 'the entries of an author are numbered in turn')
      assert.ok(head.clock > clock, 'the clock is the largest of all')
      clock = head.clock
    }
    const quoted = JSON.parse(core.compose(handle, { ...intents[0], author: key('eve'), salt, at: 0 }).body).quote
    assert.deepEqual(quoted, { id: '~walk', parent: '~', stance: 'pro', text: 'Children walk to school.' })
  })

  test(`${build} names a claim of the page by what it says, and takes the outline with its ids again`, async () => {
    const core = await load()
    const handle = core.open(options)
    const files = await filesBuilds[build]()
    const named = files.ask(files.open(options), { q: 'outline' })
    assert.deepEqual(
      named.claims.map(({ id, parent }) => [id.slice(0, 2), parent]),
      [
        ['~w', '~'],
        ['~~', '~walk'],
        ['~~', '~'],
      ],
    )
    assert.equal(named.questions[0].id, questionId)
    assert.equal(named.questions[0].title, question.title)
    const other = core.open({ ...options, outline: named })
    assert.deepEqual(stateOf(core, other), stateOf(core, handle))
    const changed = structuredClone(named)
    changed.claims[1].text += ' Really.'
    assert.throws(() => core.open({ ...options, outline: changed }), /"code":"outline"/)
  })

  test(`${build} follows a page that changes as if it were opened anew`, async () => {
    const core = await load()
    const { lines } = square()
    const before = core.open({ ...options, outline: null })
    core.apply(before, lines)
    const declared = core.ask(before, { q: 'declare', outline: options.outline })
    assert.ok(declared.changed.all)
    const anew = core.open(options)
    core.apply(anew, lines)
    assert.deepEqual(stateOf(core, before), stateOf(core, anew))
  })

  test(`${build} holds to every test vector of docs/entry.md`, async () => {
    const isGood = seal.verifier(await seal[build === 'WebAssembly' ? 'webAssembly' : 'standIn']())
    const core = await load()
    const files = await filesBuilds[build]()
    const folder = new URL('../vectors/logs/', import.meta.url)
    const names = readdirSync(folder).filter(name => name.endsWith('.json'))
    assert.ok(names.length >= 80)
    for (const name of names) {
      const vector = JSON.parse(readFileSync(new URL(name, folder), 'utf8'))
      const log = readFileSync(new URL(name.replace(/json$/, 'ndjson'), folder))
      const got = replayed({ core, files }, isGood, vector, log)
      for (const [field, expected] of Object.entries(vector.expect)) {
        assert.ok(says(expected, got[field]), `${name} ${field}: ${JSON.stringify(got[field])}`)
      }
    }
  })

  test(`${build} gives a debate back as it got it`, async () => {
    const core = await load()
    const { lines } = square()
    const handle = core.open(options)
    core.apply(handle, lines)
    const snapshot = core.call('snapshot', handle).bytes
    const first = JSON.stringify({ debate, owner: options.anchor })
    assert.equal(snapshot.toString(), `${first}\n${lines}`, 'the lines are verbatim, in the order they came')
    const restored = core.answer('restore', JSON.stringify(options), snapshot)
    assert.equal(restored.entries, lines.split('\n').length - 1)
    for (const one of questionsOf(square())) {
      // The thesis says the revision, which counts what came in this sitting.
      if (one.q === 'thesis' || inFiles.has(one.q)) continue
      assert.deepEqual(core.ask(restored.handle, one), core.ask(handle, one), one.q)
    }
    assert.deepEqual(core.call('snapshot', restored.handle).bytes, snapshot)
    // Without options, what the first line says; the page declares nothing then.
    const bare = core.answer('restore', '', snapshot)
    const same = core.open({ ...options, outline: null })
    core.apply(same, lines)
    assert.deepEqual(stateOf(core, bare.handle), stateOf(core, same))
  })
}

/**
 * What `palabre replay` prints, from both modules, which have to agree, and a judge of signatures. Where there
 * are members the debate is in the files module alone.
 */
function replayed({ core: first, files }, isGood, { owner, debate: chosen, declared, expect }, log) {
  const core = log.includes('\\"do\\":\\"attest\\"') ? files : first
  const lines = log.toString('latin1').split('\n')
  const firstLine = firstSays(lines[0])
  const opened = (module, id) =>
    module.open({ debate: id, anchor: owner ?? firstLine?.owner ?? null, outline: declared && JSON.parse(declared) })
  // A debate that no line is of refuses what is wrong with the bytes, and what is not of it.
  const refused = new Map(core.apply(opened(core, 'none/such'), log).malformed)
  const malformed = []
  const named = new Map()
  const seen = new Set()
  lines.forEach((line, i) => {
    const reason = refused.get(i + 1)
    if (reason && reason !== 'debate') malformed.push([i + 1, reason])
    if (reason !== 'debate') return
    const { head, sig } = JSON.parse(Buffer.from(line, 'latin1').toString())
    const { author: by, debate: of } = JSON.parse(head)
    const raw = Buffer.from(sig, 'base64url')
    if (isGood(Buffer.from(by, 'base64url'), Buffer.from(`palabre entry 1\n${head}`), raw)) {
      if (!seen.has(head)) named.set(of, (named.get(of) ?? 0) + 1)
      seen.add(head)
      return
    }
    malformed.push([i + 1, 'signature'])
    lines[i] = ''
  })
  const most = [...named].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))[0]?.[0]
  const id = chosen ?? firstLine?.debate ?? most ?? 'none/such'
  const sound = Buffer.from(lines.join('\n'), 'latin1')
  const handle = opened(core, id)
  const applied = core.apply(handle, sound)
  for (const [line, reason] of applied.malformed)
    if (!refused.has(line) || refused.get(line) === 'debate') malformed.push([line, reason])
  malformed.sort(([a], [b]) => a - b)
  const again = opened(files, id)
  assert.deepEqual(files.apply(again, sound), applied)
  const answer = files.call('query', again, '{"q":"replay"}')
  if (answer.status === 0) {
    assert.deepEqual(stateOf(core, handle), stateOf(files, again))
    return { ...JSON.parse(answer.bytes), malformed }
  }
  for (const { bytes } of [answer, core.call('query', handle, '{"q":"thesis"}')])
    assert.equal(JSON.parse(bytes).code, 'unsupported')
  // The fault says that the rules are others, not which.
  const { unsupported } = expect
  return { unsupported, malformed, entries: applied.entries, set: files.answer('digest', again).set }
}

function firstSays(line) {
  try {
    const { debate: named, owner, head } = JSON.parse(line)
    return head === undefined && named && owner ? { debate: named, owner } : null
  } catch {
    return null
  }
}

/** Whether `got` says what is expected: of objects the named keys, of lists every item. */
function says(expected, got) {
  if (typeof expected === 'number' && typeof got === 'number') return Math.abs(expected - got) <= 1e-12
  if (expected === null || typeof expected !== 'object') return expected === got
  if (got === null || typeof got !== 'object' || Array.isArray(expected) !== Array.isArray(got)) return false
  const names = Object.keys(expected)
  if (Array.isArray(expected) && expected.length !== got.length) return false
  if (names.length === 0) return Object.keys(got).length === 0
  return names.every(name => name in got && says(expected[name], got[name]))
}

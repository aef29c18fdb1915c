import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { describe, it } from 'node:test'
import { compiled } from './compiled.mjs'

const { readJson, writeJson } = await compiled('json.ts')
const values = await compiled('outline-values.ts')
const needs = await compiled('question-needs.ts')
const page = await compiled('identity-of-page.ts')
const { nearestLocale } = await compiled('locales.ts')
const { readLines } = await compiled('file-lines.ts')
const { Pace } = await compiled('slices.ts')
const { joinChange, touched, EMPTY_CHANGE } = await compiled('session-change.ts')

describe('JSON for entries', () => {
  it('is what JSON.stringify writes in an unspoilt page', () => {
    for (const value of [
      null,
      true,
      0,
      -1,
      9007199254740991,
      'a"b\\c\n\t\u0000\u2028',
      '\u{1f333}',
      '\ud800',
      '\udc00x',
      'é',
      [],
      [1, [2, ['3']]],
      {},
      { a: 1, b: [null, { c: undefined, d: 'x' }] },
    ]) {
      assert.equal(writeJson(value), JSON.stringify(value))
    }
  })
  it('does not ask a page for its toJSON', () => {
    const spoilt = Object.assign(['a'], { toJSON: () => 'spoilt' })
    assert.equal(writeJson({ spoilt, toJSON: () => 'spoilt' }), '{"spoilt":["a"]}')
    assert.deepEqual(readJson(writeJson({ a: [1] })), { a: [1] })
  })
})

describe('a share that a page writes', () => {
  it('is reduced to lowest terms', () => {
    assert.deepEqual(values.parseShare('2/4'), { share: '1/2' })
    assert.deepEqual(values.parseShare('25%'), { share: '1/4' })
    assert.deepEqual(values.parseShare('66.6 %'), { share: '333/500' })
  })
  it('says of what, and whether exactly that much is too little', () => {
    assert.deepEqual(values.parseShare('> 1/2 of voters'), { share: '1/2', of: 'voters', strict: true })
    assert.deepEqual(values.parseShare('>=2/3 expressed'), { share: '2/3', of: 'expressed' })
  })
  it('is nothing where it is more than all, none, or not a share', () => {
    for (const text of ['3/2', '0/2', '1/0', '120%', '0%', 'half', '1/2 of everybody', '', '-1/2'])
      assert.equal(values.parseShare(text), null, text)
  })
})

describe('a rule that a page writes', () => {
  it('is a number, a scale, a word, or as many grades as there are words', () => {
    assert.equal(values.parseRulePart('seats', '3'), 3)
    assert.equal(values.parseRulePart('bins', '1000'), 1000)
    assert.equal(values.parseRulePart('grades', 'good, fair ,poor'), 3)
    assert.deepEqual(values.parseRulePart('scale', '-2 .. 2'), [-2, 2])
    assert.deepEqual(values.parseRulePart('scale', '0 5'), [0, 5])
    assert.equal(values.parseRulePart('casting-vote', 'no'), 'no')
  })
  it('is nothing where no method could count by it', () => {
    for (const [name, text] of [
      ['seats', '0'],
      ['seats', '1.5'],
      ['seats', '1234567890123456'],
      ['bins', '1001'],
      ['grades', '1'],
      ['grades', 'good,,poor'],
      ['scale', '5'],
      ['scale', '5..0'],
      ['casting-vote', 'blank'],
    ])
      assert.equal(values.parseRulePart(name, text), null, `${name}=${text}`)
  })
  it('lacks what its method counts by, and says what that method has no use for', () => {
    const { lacking, idle } = needs
    assert.deepEqual(lacking({ method: 'equal-shares', options: ['A'], rule: { budget: 9 } }), ['data-cost'])
    assert.deepEqual(lacking({ method: 'star', options: null, rule: null }), ['li', 'scale'])
    assert.deepEqual(lacking({ method: 'consent', options: null, rule: null }), [])
    assert.deepEqual(idle({ method: 'yes-no', options: ['A'], rule: { credits: 9, quorum: {} } }), ['li', 'credits'])
    assert.deepEqual(idle({ method: 'cumulative', options: ['A'], rule: { points: 9, max_per_option: 3 } }), [])
  })
})

describe('a time that a page writes', () => {
  it('is the same moment in every zone', () => {
    const noon = Date.UTC(2026, 2, 1, 12)
    for (const text of [
      '2026-03-01T12:00:00Z',
      '2026-03-01T13:00+01:00',
      '2026-03-01 07:00-0500',
      '2026-03-01T12:00:00.000z',
    ]) {
      assert.equal(values.parseTime(text), noon, text)
    }
  })
  it('is nothing without a zone, and on days that are not', () => {
    for (const text of [
      '2026-03-01T12:00',
      '2026-03-01',
      '2026-02-30T12:00Z',
      '2026-13-01T12:00Z',
      '2026-03-01T25:00Z',
      'tomorrow',
      '1969-12-31T00:00Z',
    ]) {
      assert.equal(values.parseTime(text), null, text)
    }
  })
})

describe('the name of a debate', () => {
  const place = (protocol, hostname) => ({ protocol, hostname })
  it('begins with the site', () => {
    assert.equal(page.siteOf(null, place('https:', 'WWW.Example.org')), 'www.example.org')
    assert.equal(page.siteOf('town', place('https:', 'example.org')), 'town')
    assert.equal(page.siteOf(null, place('file:', '')), 'local')
    assert.equal(page.siteOf(null, place('http:', '[::1]')), '1')
    assert.throws(() => page.siteOf('No Such', place('https:', 'x')), { code: 'debate-name' })
    assert.throws(() => page.siteOf(null, place('https:', 'a'.repeat(65))), { code: 'debate-name' })
  })
  it('does not depend on how the reader came', () => {
    const path = address => page.pathOf(new URL(address))
    const plain = path('https://x.org/town/square?id=3')
    for (const address of [
      'https://x.org/town/square/?id=3&utm_source=a',
      'https://x.org//town//square?fbclid=1&id=3#top',
      'https://x.org/town/square/index.html?id=3',
    ]) {
      assert.equal(path(address), plain, address)
    }
    assert.notEqual(path('https://x.org/town/square?id=4'), plain)
    assert.equal(path('https://x.org/'), '/')
  })
  it('ends in 8 hex digits of the SHA-256 of the path, and is a name', async () => {
    const digest = async text => createHash('sha256').update(text).digest()
    for (const path of [
      '/',
      '/town/square',
      '/r%C3%A9union/caf%C3%A9.html',
      `/${'long-'.repeat(40)}`,
      '/%E4%BC%9A',
      '/%',
    ]) {
      const name = await page.nameOfPath(path, digest)
      assert.match(name, /^[a-z0-9-]{1,64}$/)
      assert.equal(name.slice(-9), `-${createHash('sha256').update(path).digest('hex').slice(0, 8)}`)
    }
    assert.match(await page.nameOfPath('/r%C3%A9union/caf%C3%A9.html', digest), /^reunion-cafe-/)
  })
})

describe('the language of the interface', () => {
  it('is the nearest that we have, else English', () => {
    const have = ['en', 'fr', 'pt-BR']
    assert.equal(nearestLocale('fr-CA', have), 'fr')
    assert.equal(nearestLocale('pt-br', have), 'pt-BR')
    assert.equal(nearestLocale('de', have), 'en')
    assert.equal(nearestLocale('FR_ca', have), 'fr')
  })
})

describe('the lines of a file', () => {
  const linesOf = async text => {
    const found = []
    let header = {}
    for await (const piece of readLines(new Blob([text]))) {
      for (let i = 0; i < piece.lines.length; i++)
        if (piece.lines[i] !== '') found.push([piece.first + i, piece.lines[i]])
      header = piece.header
    }
    return { found, header }
  }
  const line = n => `{"head":"h${n}","sig":"s","body":"{\\"text\\":\\"]}\\\\\\"\\"}"}`

  it('are those of a log, under their numbers in the file', async () => {
    const { found, header } = await linesOf(`{"debate":"x/y","owner":"K"}\n${line(1)}\r\n\n${line(2)}`)
    assert.deepEqual(
      found.map(([at]) => at),
      [2, 4],
    )
    assert.equal(found[1][1], line(2))
    assert.deepEqual(header, { debate: 'x/y', owner: 'K' })
  })
  it('are those under "log" of a debate file, verbatim, however it is laid out', async () => {
    const lines = [line(1), line(2)]
    const file = {
      palabre: 1,
      debate: 'x/y',
      claims: [{ text: '"log":["no"]', log: ['no'] }],
      log: lines,
      more: { log: ['no'] },
    }
    for (const text of [
      JSON.stringify(file),
      JSON.stringify(file, null, 2),
      ` \n${JSON.stringify(file, null, '\t')}`,
    ]) {
      const { found, header } = await linesOf(text)
      assert.deepEqual(found, [
        [1, lines[0]],
        [2, lines[1]],
      ])
      assert.equal(header.debate, 'x/y')
    }
  })
  it('come whole where a piece ends in the middle of one, or of a character', async () => {
    const lines = []
    for (let i = 0; i < 4000; i++) lines.push(`{"head":"${i} \u{1f333}\u00e9${'x'.repeat(i % 97)}"}`)
    const { found } = await linesOf(lines.join('\n'))
    assert.deepEqual(
      found.map(([, text]) => text),
      lines,
    )
    const { found: again } = await linesOf(JSON.stringify({ debate: 'x/y', log: lines }))
    assert.deepEqual(
      again.map(([, text]) => text),
      lines,
    )
  })
  it('are refused where there are none to find', async () => {
    for (const text of ['', '  \n', '<html>', 'a;b', '{"log":["a"', '{"a":1}', '[1]', '{"log":["a"]}]']) {
      await assert.rejects(linesOf(text), { code: 'file-format' }, text)
    }
  })
})

describe('work in slices', () => {
  it('takes fewer items where they are slow and more where they are quick, never none', () => {
    const pace = new Pace(64)
    pace.took(64, 64)
    assert.equal(pace.items, 4)
    pace.took(4, 0.001)
    assert.equal(pace.items, 16)
    pace.took(16, 1e6)
    assert.equal(pace.items, 1)
  })
  it('adds up what each slice changed, and keeps line numbers', () => {
    const empty = { entries: 0, known: 0, malformed: [], revision: 0, changed: EMPTY_CHANGE }
    const slice = { ...empty, entries: 1, malformed: [[2, 'line']], changed: { ...EMPTY_CHANGE, claims: ['a'] } }
    const both = joinChange(joinChange(empty, slice, 0), slice, 10)
    assert.deepEqual(
      [both.entries, both.malformed, both.changed.claims],
      [
        2,
        [
          [2, 'line'],
          [12, 'line'],
        ],
        ['a'],
      ],
    )
    assert.equal(touched(empty), false)
    assert.equal(touched(both), true)
  })
})

import assert from 'node:assert/strict'
import { readdir, readFile } from 'node:fs/promises'
import { describe, it } from 'node:test'
import { catalogue, compileMessages, differences, locales } from '../../web/messages.mjs'
import { compiled } from './compiled.mjs'

const VIEWS = new URL('../../web/src/views/', import.meta.url)
const words = await compiled('views/words.ts')
const rules = await compiled('views/rules.ts')
const dates = await compiled('views/dates.ts')

describe('figures in words', () => {
  it('calls the middle neither weak nor strong, and both ends by their names', () => {
    assert.equal(words.strengthWord(0.5), 'strength.3')
    assert.equal(words.strengthWord(0), 'strength.0')
    assert.equal(words.strengthWord(1), 'strength.6')
    assert.equal(words.strengthWord(0.62), 'strength.4')
  })
  it('gives a stronger claim never a weaker word', () => {
    let last = 0
    for (let at = 0; at <= 1000; at++) {
      const step = Number(words.strengthWord(at / 1000).slice('strength.'.length))
      assert.ok(step >= last, `${at / 1000}`)
      last = step
    }
    assert.equal(last, 6)
  })
  it('treats for and against alike', () => {
    for (const value of [1, 20, 33, 34, 75, 76, 100]) {
      const step = word => Number(word.slice('stance.'.length))
      assert.equal(step(words.stanceWord(value)) + step(words.stanceWord(-value)), 6, `${value}`)
    }
    assert.equal(words.stanceWord(0), 'stance.3')
    assert.equal(words.weightWord(0.2).replace('pro', 'con'), words.weightWord(-0.2))
  })
  it('sees no change of mind where there is none', () => {
    assert.equal(words.changeWord(40, 40), 'change.none')
    assert.equal(words.changeWord(40, 10), 'change.con.2')
    assert.equal(words.changeWord(40, 50), 'change.pro.1')
  })
  it('reads exact numbers, and nothing from nothing', () => {
    assert.equal(words.exactNumber('65/2'), 32.5)
    assert.equal(words.exactNumber(-3), -3)
    assert.equal(words.exactNumber(null), null)
    assert.equal(words.exactNumber('1/0'), null)
  })
})

describe('names and texts of strangers', () => {
  it('cannot turn the text around them or break its line', () => {
    assert.equal(words.plainName('Bruno\u202e gro.live\u0000\n2'), 'Bruno gro.live 2')
    assert.equal(words.plainName('\u200b\ufeff'), '')
    assert.equal(Array.from(words.plainName('\u{1f600}'.repeat(99))).length, 60)
  })
  it('are counted in code points, as the limits are', () => {
    assert.equal(words.lengthOf('a\u{1f600}e\u0301'), 4)
  })
  it('lead nowhere but to the web', () => {
    assert.equal(words.safeLink('javascript:alert(1)'), null)
    assert.equal(words.safeLink('data:text/html,x'), null)
    assert.equal(words.safeLink('https://user:secret@example.org/'), null)
    assert.equal(words.safeLink('Rapport de 2024, p. 12'), null)
    assert.equal(words.safeLink('https://example.org/a'), 'https://example.org/a')
  })
  it('lose nothing when they are laid out as heading and rest', () => {
    const sentence = 'Cette phrase dit une chose avec soin. '
    for (const text of ['court', sentence.repeat(20).trim(), 'x'.repeat(900), `${'\u{1f600}'.repeat(400)}`]) {
      const { heading, rest, more } = words.layText(text)
      assert.equal(heading + rest, text)
      assert.deepEqual(more, [])
      assert.ok(words.lengthOf(heading) <= 221)
      assert.ok(!/[\ud800-\udbff]$/.test(heading))
    }
    assert.deepEqual(words.layText('un\n\n deux \ntrois'), { heading: 'un', rest: '', more: ['deux', 'trois'] })
  })
})

describe('what a question asks for', () => {
  it('is more than half of the votes expressed when nothing is said', () => {
    assert.deepEqual(rules.ruleOf({ rule: null }).majority, { share: '1/2', of: 'expressed', strict: true })
    assert.equal(rules.ruleOf({ rule: null }).quorum, null)
  })
  it('is not strict where a majority is given without saying so', () => {
    assert.deepEqual(rules.ruleOf({ rule: { majority: { share: '2/3' } } }).majority, {
      share: '2/3',
      of: 'expressed',
      strict: false,
    })
    assert.deepEqual(rules.ruleOf({ rule: { quorum: { share: '1/4' } } }).quorum, {
      share: '1/4',
      of: 'eligible',
      count: 'present',
      strict: false,
    })
  })
  it('opens at its opening and is closed at its closing', () => {
    assert.equal(rules.phaseOf({ opens: 10, closes: 20 }, 9), 'before')
    assert.equal(rules.phaseOf({ opens: 10, closes: 20 }, 10), 'open')
    assert.equal(rules.phaseOf({ opens: 10, closes: 20 }, 20), 'closed')
    assert.equal(rules.phaseOf({ opens: null, closes: null }, 20), 'open')
  })
  it('shows its figures to nobody before the time that was promised', () => {
    assert.equal(rules.showsResults({ results: 'after-vote', my_choice: null }, 'open'), false)
    assert.equal(rules.showsResults({ results: 'after-vote', my_choice: 'no' }, 'open'), true)
    assert.equal(rules.showsResults({ results: 'after-close', my_choice: 'no' }, 'open'), false)
    assert.equal(rules.showsResults({ results: 'after-close', my_choice: null }, 'closed'), true)
  })
  it('shows none before the opening, when nobody can have voted', () => {
    assert.equal(rules.showsResults({ results: 'live', my_choice: null }, 'before'), false)
    assert.equal(rules.showsResults({ results: 'live', my_choice: null }, 'open'), true)
  })
})

describe('dates', () => {
  it('are words of the language, and nothing where there is no date', () => {
    assert.equal(dates.dayOf(Date.UTC(2026, 2, 3, 12), 'fr'), '3 mars 2026')
    assert.equal(dates.dayOf(Date.UTC(2026, 4, 1, 12), 'fr'), '1er mai 2026')
    assert.equal(dates.dayOf(Date.UTC(2026, 4, 11, 12), 'fr'), '11 mai 2026')
    assert.equal(dates.dayOf(Date.UTC(2026, 4, 1, 12), 'en-GB'), '1 May 2026')
    assert.equal(dates.dayOf('nonsense', 'fr'), '')
    assert.equal(dates.moment(8.64e15 + 1), undefined)
  })
})

describe('the catalogues', () => {
  it('say the same things in every language', async () => {
    const complete = await catalogue('en')
    for (const locale of await locales()) assert.deepEqual(differences(complete, await catalogue(locale)), [], locale)
  })
  it('have every sentence that a view says, and none that nobody says', async () => {
    const complete = await catalogue('en')
    const said = new Set()
    const families = new Set()
    const drawn = (await readdir(new URL('../map/', VIEWS))).map(file => `../map/${file}`)
    for (const file of ['../doctor.ts', ...drawn, ...(await readdir(VIEWS))]) {
      const source = await readFile(new URL(file, VIEWS), 'utf8')
      for (const [, key] of source.matchAll(/'([a-z-]+(?:\.[a-z0-9_-]+)*)'/g)) said.add(key)
      for (const [, family] of source.matchAll(/`([a-z-]+(?:\.[a-z-]+)*)\.\$\{/g)) families.add(family)
    }
    for (const key of ['trouble', 'notice']) families.add(key)
    const spoken = key => said.has(key) || Array.from(families).some(family => key.startsWith(`${family}.`))
    assert.deepEqual(
      Object.keys(complete).filter(key => !spoken(key)),
      [],
    )
    for (const file of await readdir(VIEWS)) {
      const source = await readFile(new URL(file, VIEWS), 'utf8')
      for (const [, key] of source.matchAll(/\bsay\('([^']+)'/g)) assert.ok(key in complete, `${file}: ${key}`)
    }
  })
  it('notice a sentence that forgets a figure', () => {
    assert.deepEqual(differences({ a: '{count} votes' }, { a: 'votes' }), ['a has other arguments'])
    assert.deepEqual(differences({ a: 'x', b: 'y' }, { a: 'x', c: 'z' }), [
      'b is missing',
      'c is not in the complete catalogue',
    ])
  })
  it('have plurals of their own language: zero is singular in French, plural in English', async () => {
    const modules = await Promise.all(['fr', 'en'].map(run))
    assert.equal(modules[0]['claim.judged']({ count: 0 }), '0 jugement')
    assert.equal(modules[1]['claim.judged']({ count: 0 }), '0 judgements')
    assert.equal(modules[0]['claim.judged']({ count: 2 }), '2 jugements')
    assert.equal(modules[1]['claim.judged']({ count: 1 }), '1 judgement')
  })
})

async function run(locale) {
  const { build } = await import('esbuild')
  const { outputFiles } = await build({
    stdin: {
      contents: await compileMessages(locale),
      resolveDir: new URL('../..', import.meta.url).pathname,
      sourcefile: `${locale}.js`,
    },
    bundle: true,
    write: false,
    format: 'esm',
  })
  return (await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].text).toString('base64')}`)).default
}

describe('the French catalogue', () => {
  it('keeps its punctuation with the word before, and its quotes closed around their words', async () => {
    for (const [key, sentence] of Object.entries(await catalogue('fr'))) {
      assert.doesNotMatch(sentence, /(?<!\u202f)[;!?]/, key)
      assert.doesNotMatch(sentence, /(?<!\u00a0):/, key)
      assert.doesNotMatch(sentence, /\u00ab(?!\u00a0)|(?<!\u00a0)\u00bb/, key)
    }
  })
})

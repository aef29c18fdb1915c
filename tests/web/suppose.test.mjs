// Why and what if, as far as no browser is needed: which sentence, which next step, which thousandths.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { catalogue } from '../../web/messages.mjs'
import { compiled } from './compiled.mjs'

const suppose = await compiled('views/suppose-words.ts')
const words = await compiled('views/words.ts')
const lists = await compiled('views/lists.ts')

const move = (id, removal) => ({ id, parent: '~', stance: 'pro', removal, gradient: 0 })
const why = (base, strength, moves, judged = 3) => suppose.reasonOf({ base, strength, judged, moves })
const told = ({ key, most, other }) => [key, most?.id, other?.id]

describe('the sentence of why', () => {
  it('names first what carries a claim, and what it stands in spite of', () => {
    const moves = [move('b', -0.1), move('a', 0.3), move('c', 0.2)]
    assert.deepEqual(told(why(0.5, 0.7, moves)), ['why.up.but', 'a', 'b'])
    assert.deepEqual(told(why(0.5, 0.7, [move('a', 0.3)])), ['why.up', 'a', undefined])
  })
  it('names first what sinks it', () => {
    assert.deepEqual(told(why(0.6, 0.2, [move('a', 0.1), move('b', -0.4)])), ['why.down.but', 'b', 'a'])
    assert.deepEqual(told(why(0.6, 0.2, [move('b', -0.4)])), ['why.down', 'b', undefined])
  })
  it('says that two sides hold each other in balance', () => {
    assert.deepEqual(told(why(0.5, 0.5, [move('a', 0.2), move('b', -0.2)])), ['why.even', 'a', 'b'])
  })
  it('leaves out what is not worth a line', () => {
    assert.deepEqual(told(why(0.5, 0.5, [move('a', 0.001)])), ['why.judged', undefined, undefined])
    assert.deepEqual(told(why(0.5, 0.5, [], 0)), ['why.nothing', undefined, undefined])
    assert.equal(why(0.5, 0.6, [move('a', 0.004), move('b', -0.02)]).key, 'why.many')
    // What raises and what lowers may cancel out below it: then what is worth saying is said.
    assert.deepEqual(told(why(0.5, 0.499, [move('a', 0.2)])), ['why.up', 'a', undefined])
  })
  it('has words in the catalogue for each case', async () => {
    const catalogueKeys = Object.keys(await catalogue('en'))
    for (const key of ['up', 'up.but', 'down', 'down.but', 'even', 'many', 'judged', 'nothing'])
      assert.ok(catalogueKeys.includes(`why.${key}`), key)
    for (const one of suppose.SEMANTICS)
      for (const kind of ['by', 'named']) assert.ok(catalogueKeys.includes(`suppose.${kind}.${one}`), one)
  })
})

describe('the next step of strength', () => {
  const step = strength => Number(words.strengthWord(strength).split('.').pop())
  it('is the first at which words change, up from the middle and down from it', () => {
    for (let at = 0; at <= 1000; at += 3) {
      const { up, down } = suppose.nextLevels(at / 1000)
      if (up !== null) {
        assert.ok(up > at)
        assert.ok(step(up / 1000) > Math.max(3, step(at / 1000)))
        assert.equal(step((up - 1) / 1000), Math.max(4, step(up / 1000)) - 1)
      } else assert.equal(step(at / 1000), 6)
      if (down !== null) {
        assert.ok(down < at)
        assert.ok(step(down / 1000) < Math.min(3, step(at / 1000)))
        assert.equal(step((down + 1) / 1000), step(down / 1000) + 1)
      } else assert.ok(step(at / 1000) === 0)
    }
  })
  it('crosses the middle from far away', () => {
    assert.deepEqual(suppose.nextLevels(0.02), { up: 550, down: null })
    assert.deepEqual(suppose.nextLevels(0.97), { up: null, down: 449 })
    assert.deepEqual(suppose.nextLevels(0.6), { up: 700, down: 449 })
  })
})

describe('thousandths of a base score to suppose', () => {
  it('go at least as far as they have to', () => {
    assert.equal(suppose.thousandths({ base: 0.5, to: 0.6301 }), 631)
    assert.equal(suppose.thousandths({ base: 0.5, to: 0.3699 }), 369)
  })
  it('stay where they are whole', () => {
    assert.equal(suppose.thousandths({ base: 0.5, to: 0.63 }), 630)
    assert.equal(suppose.thousandths({ base: 0.5, to: 0.1 + 0.2 }), 300)
    assert.equal(suppose.thousandths({ base: 0.2, to: 0.1 + 0.2 }), 300)
    assert.equal(suppose.thousandths({ base: 0.2, to: 1 }), 1000)
    assert.equal(suppose.thousandths({ base: 0.2, to: 0 }), 0)
  })
})

describe('a list in the order of need', () => {
  const claims = ['a', 'b', 'c'].map(id => ({ id, parent: '~', stance: 'pro' }))
  const session = (studied, asked = []) => ({
    studied,
    ask: question => {
      asked.push(question)
      const { from, count } = question
      return { total: claims.length, claims: claims.slice(from, from + count) }
    },
  })
  const changed = { all: true, thesis: true, claims: [], questions: [], remarks: [], names: [] }
  it('asks the core for an order that it knows, and takes the study’s', () => {
    const asked = []
    const list = new lists.ClaimList(session({ neediest: () => ['c', 'a', 'b'] }, asked), '~', 'needs-you', 1, null)
    list.showMore(3)
    assert.deepEqual(
      list.shown.value.claims.map(one => one.id),
      ['c', 'a', 'b'],
    )
    assert.ok(asked.every(one => one.sort === 'strongest'))
  })
  it('stays as it is when others would be needed first', () => {
    const orders = [
      ['c', 'a', 'b'],
      ['b', 'c', 'a'],
    ]
    const list = new lists.ClaimList(session({ neediest: () => orders.shift() }), '~', 'needs-you', 1, null)
    list.showMore(3)
    list.follow(changed, true)
    assert.deepEqual(
      list.shown.value.claims.map(one => one.id),
      ['c', 'a', 'b'],
    )
    assert.equal(orders.length, 1, 'the order was asked for once')
  })
  it('is that of strength where no study has come', () => {
    const list = new lists.ClaimList(session(null), '~', 'needs-you', 1, null)
    list.showMore(3)
    assert.deepEqual(
      list.shown.value.claims.map(one => one.id),
      ['a', 'b', 'c'],
    )
  })
})

// What follows a debate when entries are taken out of it: its lists, and what the host page is told.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compiled } from './compiled.mjs'

const { ClaimList } = await compiled('views/lists.ts')
const { tellTallies } = await compiled('element-session.ts')

const CHANGE = { all: false, thesis: false, claims: [], questions: [], remarks: [], names: [] }

/** A thesis with so many claims, as the engine answers about it. */
function thesisWith(count) {
  const claims = Array.from({ length: count }, (_, n) => ({ id: `claim ${n}`, parent: '~', text: `${n}` }))
  const ask = ({ q, id, from, count }) => {
    if (q === 'children') return { total: claims.length, claims: claims.slice(from, from + count) }
    const found = claims.find(one => one.id === id)
    if (!found) throw new Error('no-such-claim')
    return found
  }
  return { claims, session: { ask, studied: null } }
}

for (const [count, drawn] of [
  [20, 20],
  [60, 20],
  [600, 600],
])
  test(`of ${count} claims one that is nowhere any more is shown no longer, and the list goes on`, () => {
    const { claims, session } = thesisWith(count)
    const list = new ClaimList(session, '~', 'oldest', 1, null)
    list.showMore(drawn)
    const [gone] = claims.splice(drawn - 1, 1)
    const shown = () => list.shown.value.claims.map(({ id }) => id)
    list.follow({ ...CHANGE, all: true }, false)
    assert.deepEqual(
      shown(),
      claims.slice(0, drawn - 1).map(({ id }) => id),
    )
    assert.equal(list.shown.value.total, count - 1)
    claims.unshift({ ...gone, id: 'said later' })
    list.follow({ ...CHANGE, claims: ['~', 'said later'] }, true)
    assert.equal(shown()[0], 'said later')
  })

test('where everything may be other than it was, the host is told of every tally', () => {
  const questions = ['first', 'second'].map(id => ({ id, method: 'yes-no', voters: 2, pending: 0, tally: null }))
  let say
  const session = {
    debate: 'example.org/square',
    subscribe: listener => ((say = changed => listener({ changed: { ...CHANGE, ...changed } })), () => undefined),
    ask: ({ q, id }) => (q === 'questions' ? { questions } : questions.find(one => one.id === id)),
  }
  const told = []
  tellTallies(session, (name, { question, voters }) => told.push([name, question, voters]))
  say({ claims: ['a claim'] })
  assert.deepEqual(told, [])
  say({ questions: ['second', 'gone meanwhile'] })
  assert.deepEqual(told.splice(0), [['palabre-tally', 'second', 2]])
  questions[0].voters = 1
  say({ all: true })
  assert.deepEqual(told, [
    ['palabre-tally', 'first', 1],
    ['palabre-tally', 'second', 2],
  ])
})

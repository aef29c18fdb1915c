// The copy of a debate that counts what the page's engine does not: it is given what came since it was made.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compiled } from './compiled.mjs'

const { askCopy } = await compiled('session-copy.ts')

const lineOf = ([id, body]) => JSON.stringify(body ? { id, body } : { id })

/** A module that keeps entries by id, as an engine does: one that it has without its body takes that later. */
function module() {
  const entries = new Map()
  return {
    entries,
    apply(lines) {
      const text = typeof lines === 'string' ? lines : new TextDecoder().decode(lines)
      for (const line of text.split('\n').filter(Boolean)) {
        const { id, body } = JSON.parse(line)
        entries.set(id, body ?? entries.get(id) ?? null)
      }
    },
    query: () => ({ entries: entries.size }),
  }
}

/** A session: its entries, how many copies were made of it, and whom it tells of changes. */
function page(...entries) {
  const listeners = new Set()
  const engine = { late: 0 }
  const whole = {
    log: new Map(entries),
    copies: 0,
    engine,
    filesModule: async () => (whole.copies++, module()),
    logBytes: () => new TextEncoder().encode([...whole.log].map(lineOf).join('\n')),
    ask: ({ q, from, count }) => {
      if (q === 'thesis') return { open: { anchor: null } }
      return { total: whole.log.size, lines: [...whole.log].slice(from, from + count).map(lineOf) }
    },
    hands: () => ({ engine, inTurn: work => work() }),
    subscribe: listener => (listeners.add(listener), () => listeners.delete(listener)),
    tell: (entries, all = false) => listeners.forEach(listener => listener({ entries, changed: { all } })),
  }
  return whole
}

const held = whole => askCopy(whole, copy => [...copy.entries])

test('a body that comes after its head, with other entries or alone, is counted', async () => {
  const whole = page(['open', 'o'], ['vote', null], ['other', null])
  assert.deepEqual(await held(whole), [...whole.log])
  whole.log.set('vote', 'yes')
  whole.engine.late += 1
  whole.tell(0)
  assert.deepEqual(await held(whole), [...whole.log])
  whole.log.set('other', 'no').set('third', 'yes')
  whole.engine.late += 1
  whole.tell(1)
  // Asked twice at once: neither answer is of less than is here.
  assert.deepEqual(await Promise.all([held(whole), held(whole)]), [[...whole.log], [...whole.log]])
  assert.equal(whole.copies, 1)
})

test('of what has only grown the new entries are read', async () => {
  const whole = page(['open', 'o'])
  await held(whole)
  whole.logBytes = () => assert.fail('all was read')
  whole.log.set('claim', 'c')
  whole.tell(1)
  assert.deepEqual(await held(whole), [...whole.log])
})

test('where other entries stand in the place of the former, another copy is made', async () => {
  const whole = page(['open', 'o'], ['vote', 'yes'])
  await held(whole)
  whole.log.delete('vote')
  whole.log.set('signed anew', 'yes')
  whole.tell(0, true)
  assert.deepEqual(await held(whole), [...whole.log])
  assert.equal(whole.copies, 2)
})

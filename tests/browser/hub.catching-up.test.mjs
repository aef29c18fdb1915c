// A reader who comes late: thousands of entries, checked and kept without the page standing still.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { Author, Reader } from '../hub/hub.mjs'
import { browsers } from './harness.mjs'
import { debateAt, SHARED, Suite } from './hub-page.mjs'

const DEBATE = 'localhost/halles'
/** More than the hub sends without a snapshot (docs/hub-protocol.md, reset). */
const ENTRIES = 12_000
const AT_ONCE = 300
/** How often at least the page has its turn while they come; a quick machine needs few pieces for all of them. */
const TURNS = 4

describe('catching up', () => {
  const suite = new Suite()
  let hub, site
  before(async () => {
    hub = await suite.hub({ key_rate: 1e6, first_day: 1e6, address_rate: 1e6 })
    site = await suite.site({ '/': debateAt(hub.url) })
    const author = new Author(DEBATE)
    const writer = new Reader(hub, DEBATE)
    suite.after(() => writer.close())
    await writer.hello()
    const parents = ['~']
    for (let n = 0; n < ENTRIES; n += AT_ONCE) {
      const lines = []
      for (let i = n; i < n + AT_ONCE; i++) {
        lines.push(author.claim(`Claim number ${i} of many`, parents[i % parents.length], i % 3 ? 'pro' : 'con'))
      }
      writer.publish(lines)
      await writer.until('stamps', () => writer.stamped.size >= n + AT_ONCE, 60_000)
      if (parents.length < 200) parents.push(...[...writer.stamped.keys()].slice(-5))
    }
  })
  after(() => suite.end())

  for (const name of browsers) {
    it(`${ENTRIES} entries come in ${name} while the page goes on`, async t => {
      const person = await suite.person(name, site)
      const { longest, took, counts } = await person.page.evaluate(
        async last => {
          const element = document.querySelector('palabre-debate')
          const began = performance.now()
          let longest = 0
          let before = began
          const counts = new Set()
          // What a page does beside: how long it had to wait for its turn.
          while (element.query({ q: 'search', text: last }).total === 0) {
            await new Promise(next => setTimeout(next, 10))
            longest = Math.max(longest, performance.now() - before - 10)
            before = performance.now()
            counts.add(element.query({ q: 'thesis' }).entries)
            if (before - began > 120_000) throw new Error(`waited in vain; ${element.query({ q: 'thesis' }).entries}`)
          }
          return { longest, took: performance.now() - began, counts: [...counts] }
        },
        `number ${ENTRIES - 1}`,
      )
      t.diagnostic(`${name}: ${Math.round(took)} ms, the longest wait of the page ${Math.round(longest)} ms`)
      assert.ok(counts.length >= TURNS, `the page had its turn between ${counts.length} pieces: ${counts}`)
      await person.sees('foot', SHARED)
      await person.claim('Said by who came late')
      await person.sees('shown', 'Said by who came late')
      assert.deepEqual(person.errors, [])
    })
  }

  it('a reader who was here goes on from where they were', async t => {
    const [name] = browsers
    const person = await suite.person(name, site)
    await person.sees('claim', `number ${ENTRIES - 1}`)
    await person.claim('Said before leaving')
    await person.sees('shown', 'Said before leaving')
    await person.sees('foot', SHARED)
    // What came before the first act is kept with it.
    await person.page.waitForFunction(
      async () => (await document.querySelector('palabre-debate').session().hands().journal().note('hub'))?.after > 0,
    )
    await person.page.close()
    const body = new Author(DEBATE).claim('Said meanwhile')
    const answer = await hub.get(`/debates/${DEBATE}/entries`, { method: 'POST', body })
    assert.match(await answer.text(), /^\{"type":"receipt"/)
    const began = Date.now()
    await person.open()
    await person.sees('shown', 'Said meanwhile')
    t.diagnostic(`${name}: opened anew with ${ENTRIES} entries and caught up within ${Date.now() - began} ms`)
    const { entries } = await person.query({ q: 'thesis' })
    const there = await hub.log(DEBATE)
    assert.equal(entries, there.length)
  })
})

// Back after a long time without a connection: what waits is not sent before the reader has seen what is new.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { browsers } from './harness.mjs'
import { debateAt, SHARED, Suite } from './hub-page.mjs'

const DAYS_MS = 2 * 86_400_000

for (const name of browsers) {
  describe(`back after two days, in ${name}`, () => {
    const suite = new Suite()
    let hub, one, other
    before(async () => {
      hub = await suite.hub()
      const site = await suite.site({ '/': debateAt(hub.url) })
      one = await suite.person(name, site)
      other = await suite.person(name, site)
    })
    after(() => suite.end())

    it('a reader is asked before what was written then is shared', async () => {
      await one.claim('Said with a connection')
      await other.sees('shown', 'Said with a connection')
      await one.sees('foot', SHARED)
      await hub.end('SIGTERM')
      await one.sees('foot', 'No connection')
      await one.page.evaluate(ago => {
        const now = Date.now
        Date.now = () => now() - ago
      }, DAYS_MS)
      await one.claim('Said two days ago')
      await one.page.close()
      await hub.again()
      await other.sees('foot', SHARED)
      await other.claim('Said meanwhile')
      await one.open()
      await one.sees('asks', 'waits here since you had no connection')
      await one.sees('shown', 'Said meanwhile')
      // So it is after the page was left and opened again, and only for what waits.
      await one.page.close()
      await one.open()
      await one.sees('asks', '1 contribution of yours waits here since you had no connection')
      assert.equal((await other.query({ q: 'search', text: 'two days ago' })).total, 0)
      await one.page.evaluate(() =>
        document.querySelector('palabre-debate').shadowRoot.querySelector('[part~=share]').click(),
      )
      await other.sees('shown', 'Said two days ago')
      await one.sees('foot', SHARED)
      assert.deepEqual([one.errors, other.errors], [[], []])
    })
  })
}

/** Answers what is asked of a vote that a newer one was cast after. */
const answer = (person, part) =>
  person.page.evaluate(
    part => document.querySelector('palabre-debate').shadowRoot.querySelector(`[part~=${part}]`).click(),
    part,
  )

for (const name of browsers) {
  describe(`a vote that waited while its author voted elsewhere, in ${name}`, () => {
    const suite = new Suite()
    let hub, phone, laptop, question
    before(async () => {
      hub = await suite.hub()
      const site = await suite.site({ '/': debateAt(hub.url) })
      phone = await suite.person(name, site)
      laptop = await suite.person(name, site)
      question = (await phone.question()).id
      // One person with two devices, which name each other.
      await phone.claim('Said on the phone')
      await laptop.claim('Said on the laptop')
      await laptop.sees('shown', 'Said on the phone')
      await phone.sees('shown', 'Said on the laptop')
      const keyOf = async text => (await phone.query({ q: 'search', text })).claims[0].author
      await phone.act({ do: 'device', key: await keyOf('laptop') })
      await laptop.act({ do: 'device', key: await keyOf('phone') })
    })
    after(() => suite.end())

    /** The phone votes without a connection, and then the laptop with one. */
    const vote = async (early, late) => {
      await phone.sees('foot', SHARED)
      await hub.end('SIGTERM')
      await phone.sees('foot', 'No connection')
      await phone.act({ do: 'ballot', question, choice: early })
      await phone.page.close()
      await hub.again()
      await laptop.sees('foot', SHARED)
      await laptop.act({ do: 'ballot', question, choice: late })
      await laptop.sees('foot', SHARED)
      await phone.open()
      await phone.sees('asks', 'you voted again elsewhere after it')
    }
    const counts = async person => {
      const { yes, no } = (await person.question()).counts
      return { yes, no }
    }

    it('is not sent where the newer one shall stand', async () => {
      await vote('yes', 'no')
      assert.deepEqual(await counts(laptop), { yes: 0, no: 1 })
      await answer(phone, 'keep-newer')
      await phone.sees('foot', SHARED)
      await phone.claim('And so it is')
      await laptop.sees('shown', 'And so it is')
      assert.deepEqual(await counts(phone), { yes: 0, no: 1 })
      assert.deepEqual(await counts(laptop), { yes: 0, no: 1 })
    })

    it('replaces the newer one where its author says so', async () => {
      await vote('yes', 'no')
      await answer(phone, 'send-older')
      await laptop.sees('yes', 1)
      await phone.sees('foot', SHARED)
      assert.deepEqual(await counts(laptop), { yes: 1, no: 0 })
      assert.deepEqual([phone.errors, laptop.errors], [[], []])
    })
  })
}

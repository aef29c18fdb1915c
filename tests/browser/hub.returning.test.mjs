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
      one = await suite.person(name, `${site.address}/`)
      other = await suite.person(name, `${site.address}/`)
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
      await other.sees('foot', SHARED, 60_000)
      await other.claim('Said meanwhile')
      await one.open()
      await one.sees('asks', 'waits here since you had no connection', 60_000)
      await one.sees('shown', 'Said meanwhile')
      // So it is after the page was left and opened again, and only for what waits.
      await one.page.close()
      await one.open()
      await one.sees('asks', '1 contribution of yours waits here since you had no connection', 60_000)
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

// What a hub wants of a new key, where the page cannot do it at once.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { browsers } from './harness.mjs'
import { debateAt, SHARED, Suite } from './hub-page.mjs'

for (const name of browsers) {
  describe(`work for a new key, in ${name}`, () => {
    const suite = new Suite()
    let one, other
    let isBroken = true
    before(async () => {
      const hub = await suite.hub({ work: 300 })
      const change = path => (isBroken && path.includes('plain-crypto') ? { status: 404, body: '' } : null)
      const site = await suite.site({ '/': debateAt(hub.url) }, { change })
      one = await suite.person(name, site)
      other = await suite.person(name, site)
    })
    after(() => suite.end())

    it('is tried again where a file that it needs did not come, and the reader knows meanwhile', async () => {
      await one.sees('foot', SHARED)
      await one.claim('Said by a new key')
      await one.sees('wrong', 'asks for something that this browser cannot do')
      isBroken = false
      await other.sees('shown', 'Said by a new key')
      await one.sees('foot', SHARED)
      await one.misses('wrong', 'asks for something that this browser cannot do')
      // Firefox itself reports here that what came in the file's place was another one.
      assert.deepEqual(
        one.errors.filter(said => !/hashes in the integrity attribute/.test(said)),
        [],
      )
    })
  })
}

// Elements join a debate's hub, and leave it, while others of the same debate go on.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { Site } from '../hub/tokens.mjs'
import { browsers } from './harness.mjs'
import { debateAt, PATIENCE_MS, SHARED, Suite, until } from './hub-page.mjs'

// In the page.
const offersOffice = () =>
  document.querySelector('palabre-debate').shadowRoot.querySelector('[part~=office]') !== null
const vouched = () => document.querySelector('palabre-debate').session().vouching.value !== null
const nothing = () => document.querySelectorAll('palabre-tally').length === 0

for (const name of browsers) {
  describe(`joining a hub, in ${name}`, () => {
    const suite = new Suite()
    const ours = new Site()
    let hub, site
    before(async () => {
      hub = await suite.hub({ sites: [{ name: 'localhost', keys: [ours.key], write: 'members' }] })
      const token = ours.token({ aud: 'localhost/halles', sub: 'ada', role: 'moderator' })
      site = await suite.site({
        '/alone': debateAt(''),
        '/ada': debateAt(hub.url, `sso-token="${token}"`),
        '/token': { body: ours.token({ aud: 'localhost/halles', sub: 'ada' }) },
      })
    })
    after(() => suite.end())

    /** Puts the tally of the debate into the page, with these attributes, and waits until it is drawn. */
    const addTally = (person, attributes) =>
      person.page.evaluate(async attributes => {
        const tally = document.createElement('palabre-tally')
        for (const [name, value] of Object.entries(attributes)) tally.setAttribute(name, value)
        document.body.append(tally)
        await tally.ready
      }, attributes)
    const removeTally = async person => {
      await person.page.evaluate(() => document.querySelector('palabre-tally').remove())
      await until(person, nothing)
      // Out of the page for a moment is no end: only then is it gone.
      await person.page.evaluate(() => new Promise(gone => setTimeout(gone, 200)))
    }

    it("a part of the debate elsewhere in the page takes nothing of its reader's office, come or gone", async () => {
      const ada = await suite.person(name, site, '/ada')
      await ada.sees('foot', SHARED)
      await until(ada, offersOffice)
      const part = { debate: 'halles', loading: 'eager', hub: hub.url }
      for (const more of [{}, { 'token-url': '/token' }]) {
        await addTally(ada, { ...part, ...more })
        assert.deepEqual([await ada.page.evaluate(offersOffice), await ada.page.evaluate(vouched)], [true, true])
        await removeTally(ada)
        assert.deepEqual([await ada.page.evaluate(offersOffice), await ada.page.evaluate(vouched)], [true, true])
      }
      // Where the page gives no token any more, nobody vouches.
      await ada.page.evaluate(() => document.querySelector('palabre-debate').removeAttribute('sso-token'))
      await until(ada, () => document.querySelector('palabre-debate').session().vouching.value === null)
      assert.equal(await ada.page.evaluate(offersOffice), false)
      assert.deepEqual(ada.errors, [])
    })

    it('an element that is moved while it comes to the hub is shared all the same', async () => {
      const person = await suite.person(name, site, '/alone')
      const shared = await person.page.evaluate(
        async (hub, words, ms) => {
          // All that the hub needs but itself is here.
          await document.querySelector('palabre-debate').export('html')
          const other = document.createElement('palabre-debate')
          for (const [name, value] of Object.entries({ debate: 'moved', loading: 'eager', lang: 'en', hub }))
            other.setAttribute(name, value)
          new MutationObserver(records => {
            for (const link of records.flatMap(({ addedNodes }) => [...addedNodes])) {
              if (!/palabre-hub\./.test(link.href)) continue
              link.addEventListener('load', () => {
                other.remove()
                setTimeout(() => document.body.append(other), 30)
              })
            }
          }).observe(document.head, { childList: true })
          document.body.append(other)
          await other.ready
          for (let since = Date.now(); Date.now() - since < ms; await new Promise(later => setTimeout(later, 50)))
            if (other.shadowRoot.querySelector('[part=hub]')?.textContent.includes(words)) return true
          return false
        },
        hub.url,
        SHARED,
        PATIENCE_MS / 4,
      )
      assert.equal(shared, true)
    })

    it('an element that is gone before it has begun leaves nobody who listens', async () => {
      const person = await suite.person(name, site, '/alone')
      const listening = await person.page.evaluate(async hub => {
        const session = document.querySelector('palabre-debate').session()
        const { subscribe, hands } = session
        let listening = 0
        let destroyed = false
        session.subscribe = listener => {
          const stop = subscribe.call(session, listener)
          listening += 1
          return () => {
            listening -= 1
            stop()
          }
        }
        const tally = document.createElement('palabre-tally')
        for (const [name, value] of Object.entries({ debate: 'halles', loading: 'eager', hub }))
          tally.setAttribute(name, value)
        // The first thing that sharing asks for.
        session.hands = () => {
          if (!destroyed) queueMicrotask(() => tally.destroy())
          destroyed = true
          return hands.call(session)
        }
        document.body.append(tally)
        while (!destroyed) await new Promise(later => setTimeout(later, 20))
        await new Promise(later => setTimeout(later, 500))
        return listening
      }, hub.url)
      assert.equal(listening, 0)
    })
  })
}

// One person's tabs share one connection; what was written without a hub waits for their word.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { browsers, profile, serve } from './harness.mjs'
import { debateAt, PATIENCE_MS, SHARED, Suite } from './hub-page.mjs'
import { outcome, pageOf } from './pages.mjs'

const DEBATE = 'localhost/halles'
const TRIES = PATIENCE_MS / 50
const later = ms => new Promise(then => setTimeout(then, ms))

for (const name of browsers) {
  describe(`tabs and a hub in ${name}`, () => {
    const suite = new Suite()
    let hub, site, first, second
    /** Waits until the hub counts so many connections. */
    const readers = async count => {
      for (let tries = 0; (await hub.readers()) !== count; tries++) {
        assert.ok(tries < TRIES, `${await hub.readers()} connections, not ${count}`)
        await later(50)
      }
    }
    before(async () => {
      hub = await suite.hub()
      site = await suite.site({ '/': debateAt(hub.url), '/alone': debateAt('') })
      first = await suite.person(name, site)
    })
    after(() => suite.end())

    it('one tab leads, and both say what is shared', async () => {
      await first.claim('Said in the first tab')
      await first.sees('shown', 'Said in the first tab')
      second = await first.beside()
      await second.sees('shown', 'Said in the first tab')
      await second.claim('Said in the second tab')
      for (const tab of [first, second]) {
        await tab.sees('shown', 'Said in the second tab')
        await tab.sees('foot', SHARED)
      }
      await readers(1)
    })

    it('when it closes, the other goes on', async () => {
      await first.page.close()
      await readers(1)
      await second.claim('Said afterwards')
      await second.sees('shown', 'Said afterwards')
      await second.sees('foot', SHARED)
      const named = log => log.map(({ author, n }) => `${author} ${n}`).sort()
      const there = named(await hub.log(DEBATE))
      // Where the first tab was closed before it had kept what was said before its act, that comes once more.
      let here = []
      for (let tries = 0; tries < TRIES && here.length < there.length; tries++, await later(50))
        here = named(await second.log())
      assert.deepEqual(here, there)
    })

    it('who writes has the browser asked to keep it, once, and who only reads has not', async () => {
      const path = '/'
      const counting = () => {
        globalThis.stays = 0
        const manager = navigator.storage
        if (manager) manager.persist = async () => ++globalThis.stays > 0
      }
      const person = await suite.person(name, site, path, counting)
      const stays = () => person.page.evaluate(() => globalThis.stays)
      await person.sees('shown', 'Said afterwards')
      assert.equal(await stays(), 0)
      for (const words of ['Said to stay', 'Said once more']) {
        await person.claim(words)
        await person.sees('foot', SHARED)
        await second.sees('shown', words)
      }
      assert.equal(await stays(), 1)
    })

    it('nothing is written before the reader acts, though the hub has much to say', async () => {
      const stranger = await suite.person(name, site)
      await stranger.sees('shown', 'Said afterwards')
      assert.deepEqual(await stranger.page.evaluate(async () => (await indexedDB.databases?.()) ?? []), [])
      await stranger.claim('Now the stranger speaks')
      await second.sees('shown', 'Now the stranger speaks')
      // What came before the first act is kept with it, soon.
      await stranger.sees('foot', SHARED)
      await stranger.page.evaluate(async tries => {
        const session = document.querySelector('palabre-debate').session()
        const { total } = session.ask({ q: 'log', from: 0, count: 1 })
        const kept = () => session.hands().journal().count()
        for (; tries > 0 && (await kept()) < total; tries--) await new Promise(then => setTimeout(then, 50))
      }, TRIES)
      await hub.end('SIGTERM')
      await stranger.page.close()
      await stranger.open()
      await stranger.sees('foot', 'No connection')
      await stranger.sees('shown', 'Said in the first tab')
      await hub.again()
      await stranger.sees('foot', SHARED)
      assert.deepEqual([second.errors, stranger.errors], [[], []])
    })

    it('a debate that was held without a hub is shared when the reader says so, with the ids it had', async () => {
      const local = await suite.person(name, site, '/alone')
      const said = await local.claim('Said before there was a hub')
      await local.claim('An answer from before', said.id)
      await local.page.close()
      await local.open('/')
      await local.sees('asks', '2 contributions are in this browser only')
      await local.sees('shown', 'Said afterwards')
      assert.equal((await second.query({ q: 'search', text: 'before there was a hub' })).total, 0)
      await local.page.evaluate(() =>
        document.querySelector('palabre-debate').shadowRoot.querySelector('[part~=share]').click(),
      )
      await second.sees('shown', 'An answer from before')
      await local.sees('foot', SHARED)
      const { claims } = await second.query({ q: 'search', text: 'before there was a hub' })
      assert.deepEqual(
        claims.map(one => one.id),
        [said.id],
      )
    })

    it('a file of another debate house is shared entry by entry, whoever wrote them', async () => {
      const author = await suite.person(name, site, '/alone')
      const said = await author.claim('Said by the author of a file')
      const file = await author.page.evaluate(async () =>
        (await document.querySelector('palabre-debate').export('log')).text(),
      )
      await second.page.evaluate(
        text => document.querySelector('palabre-debate').importFile(new File([text], 'debate.ndjson')),
        file,
      )
      await second.sees('asks', '1 contribution is in this browser only')
      await second.page.evaluate(() =>
        document.querySelector('palabre-debate').shadowRoot.querySelector('[part~=share]').click(),
      )
      const reader = await suite.person(name, site)
      await reader.sees('shown', 'Said by the author of a file')
      const { claims } = await reader.query({ q: 'search', text: 'author of a file' })
      assert.deepEqual(
        claims.map(one => one.id),
        [said.id],
      )
    })

    const withoutRoom = () => {
      const put = IDBObjectStore.prototype.put
      IDBObjectStore.prototype.put = function (...given) {
        if (globalThis.noRoom) throw new DOMException('no room', 'QuotaExceededError')
        return put.apply(this, given)
      }
    }
    const hasRoom = (tab, has) =>
      tab.page.evaluate(async has => {
        globalThis.noRoom = !has
        // A draft is enough to find it out.
        await document.querySelector('palabre-debate').session().keepNote('draft', 'Not said yet')
      }, has)
    const keeps = async (tab, words) => {
      const found = () =>
        tab.page.evaluate(async words => {
          const journal = document.querySelector('palabre-debate').session().hands().journal()
          return (await journal.read(0, 1000)).some(line => line.includes(words))
        }, words)
      for (let tries = 0; !(await found()); tries++, await later(50)) assert.ok(tries < 200, `${words} is not kept`)
    }

    it('what the hub sends while the leading tab has no room is kept once there is room again', async () => {
      const leading = await suite.person(name, site, '/', withoutRoom)
      await leading.claim('Said with room')
      await leading.sees('foot', SHARED)
      await hasRoom(leading, false)
      await second.claim('Said while there was no room')
      await leading.sees('shown', 'Said while there was no room')
      await hasRoom(leading, true)
      await leading.claim('Said with room again')
      await keeps(leading, 'Said while there was no room')
      assert.deepEqual(leading.errors, [])
    })

    it('a leading tab that has no room leaves the lead to one that has', async () => {
      const leading = await suite.person(name, site, '/', withoutRoom)
      await leading.claim('Said by who leads')
      await leading.sees('foot', SHARED)
      const following = await leading.beside()
      await following.sees('shown', 'Said by who leads')
      await hasRoom(leading, false)
      await second.claim('Said to who follows')
      await keeps(leading, 'Said to who follows')
      await following.sees('shown', 'Said to who follows')
      assert.deepEqual([leading.errors, following.errors], [[], []])
      await following.page.close()
    })

    it('a debate that gives way to another while its hub is on the way is not connected', async () => {
      let letGo
      const slow = new Promise(go => (letGo = go))
      const change = path => (/-hub\.[0-9a-f]+\.js$/.test(path) ? slow : null)
      const page = pageOf(debateAt(hub.url))
      const site = await serve({ '/': page }, { change })
      suite.after(() => site.close())
      const browser = await profile(name)
      suite.after(() => browser.close())
      const tab = await browser.newPage()
      await tab.evaluateOnNewDocument(() => {
        globalThis.greeted = []
        const { send } = WebSocket.prototype
        WebSocket.prototype.send = function (text) {
          const { type, debate } = JSON.parse(text.split('\n')[0])
          if (type === 'hello') globalThis.greeted.push(debate)
          return send.call(this, text)
        }
      })
      await tab.goto(`${site.address}/`)
      const asked = () => site.requests.some(path => change(path))
      for (let tries = 0; !asked(); tries++, await later(50)) assert.ok(tries < TRIES)
      await tab.evaluate(() => document.querySelector('palabre-debate').setAttribute('debate', 'elsewhere'))
      letGo()
      assert.equal(await outcome(tab), 'ready')
      const greeted = () => tab.evaluate(() => globalThis.greeted)
      for (let tries = 0; (await greeted()).length === 0; tries++, await later(50)) assert.ok(tries < TRIES)
      // Who was asked for first would greet no later.
      await later(500)
      assert.deepEqual(await greeted(), ['localhost/elsewhere'])
    })
  })
}

// The workbench and phones through one hub: what the room says reaches them, what they write reaches the room, and
// nothing is lost while the hub is away.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { browsers, dist, profile } from './harness.mjs'
import { debateAt, PATIENCE_MS, SHARED, Suite } from './hub-page.mjs'
import { watchTrouble } from './pages.mjs'
import { Sitter, watch } from './workbench-sitter.mjs'

const DEBATE = 'localhost/halles'
const LONG = `Much too long: ${'and so on, '.repeat(12)}`

/** Runs in the page before its scripts: while `held`, lines that are being kept are not yet kept. */
function holdable() {
  const { transaction } = IDBDatabase.prototype
  IDBDatabase.prototype.transaction = function (...given) {
    const made = transaction.apply(this, given)
    if (given[1] === 'readwrite' && made.objectStoreNames.contains('lines')) {
      const hold = () => {
        if (!globalThis.held) return
        globalThis.holds = true
        made.objectStore('lines').count().onsuccess = hold
      }
      hold()
    }
    return made
  }
}

/** A room's workbench at a hub. */
class Host extends Sitter {
  constructor(page, hub) {
    super(page, `${hub.url}/workbench.html`)
    this.hub = hub
  }

  async join(more = '') {
    await this.go(`hub=${encodeURIComponent(this.hub.ws)}&debate=${DEBATE}${more}`)
    await this.drawn()
    await this.sharing('Shared live.')
  }

  /** Waits until the bar says so of the hub. */
  async sharing(words) {
    await this.page.waitForFunction(
      words => document.querySelector('.hub .told')?.textContent.includes(words),
      { timeout: PATIENCE_MS },
      words,
    )
  }

  async begin() {
    await this.press('Room')
    await this.press('Begin with a new key')
    await this.untilTold('nothing is said yet')
  }

  async say(words) {
    await this.page.waitForFunction(() => document.activeElement?.className === 'typing')
    await this.page.keyboard.type(words)
    await this.page.keyboard.press('Enter')
  }

  /** Waits until the debate that the workbench has holds these words. */
  async hears(words) {
    const since = Date.now()
    for (;;) {
      await this.press('Read as a page')
      await this.page.waitForFunction(
        () => document.querySelector('palabre-debate')?.shadowRoot?.querySelector('[part~=claim]'),
        { timeout: PATIENCE_MS },
      )
      if ((await this.knows(words)) > 0) return
      assert.ok(Date.now() - since < PATIENCE_MS, `the workbench never had: ${words}`)
      await new Promise(later => setTimeout(later, 100))
    }
  }

  /** How many claims of the debate as a page have these words. */
  knows(words) {
    return this.page.evaluate(
      words => document.querySelector('palabre-debate').query({ q: 'search', text: words }).claims.length,
      words,
    )
  }

  async roomLog() {
    await this.press('Room')
    await this.press('Download the room’s log')
    return (await this.saved())
      .trim()
      .split('\n')
      .map(line => JSON.parse(line))
  }
}

for (const name of browsers.filter(one => one !== 'firefox' || process.env.DISPLAY)) {
  describe(`the workbench at a hub, in ${name}`, () => {
    const suite = new Suite()
    let browser
    before(async () => {
      browser = await profile(name, { args: name === 'chromium' ? ['--enable-unsafe-swiftshader'] : [] })
      suite.after(() => browser.close())
    })
    after(() => suite.end())

    /** A hub with a debate, somebody with a phone, and the room's workbench. */
    async function meeting(settings = {}) {
      const hub = await suite.hub({ static: dist, ...settings })
      const site = await suite.site({ '/': debateAt(hub.ws) })
      const phone = await suite.person(name, site)
      await phone.claim('Trams come first')
      await phone.sees('foot', SHARED)
      const page = await browser.newPage()
      const errors = await watchTrouble(page)
      await page.evaluateOnNewDocument(watch)
      await page.setViewport({ width: 760, height: 560 })
      return { hub, phone, host: new Host(page, hub), errors }
    }

    it('what phones write comes into the workbench, and what the room says to the phones', async () => {
      const { hub, phone, host, errors } = await meeting()
      await host.join()
      await host.hears('Trams come first')
      await host.begin()
      await host.say('The hall is cold')
      await phone.sees('claim', 'The hall is cold')
      await host.sharing('Shared live.')
      await phone.claim('Coats are cheap')
      await host.hears('Coats are cheap')
      // The room's column holds what the room said, and nothing else.
      const own = await host.roomLog()
      assert.equal(own.filter(line => line.head).length, 1)
      assert.match(own.at(-1).body, /The hall is cold/)
      const heads = await hub.log(DEBATE)
      assert.equal(heads.filter(({ author }) => author === JSON.parse(own.at(-1).head).author).length, 1)
      assert.deepEqual(errors, [])
      assert.deepEqual(await host.page.evaluate(() => globalThis.refused), [])
      await host.page.close()
    })

    it('what checks signatures is asked for again where it did not come, and then all is heard', async () => {
      const { host } = await meeting()
      await host.page.evaluateOnNewDocument(() => {
        const ask = globalThis.fetch
        globalThis.fetch = (address, ...given) => {
          if (globalThis.spoilt || !/palabre-seal/.test(address)) return ask(address, ...given)
          globalThis.spoilt = true
          return Promise.reject(new TypeError('the line is down'))
        }
      })
      await host.join()
      await host.hears('Trams come first')
      assert.equal(await host.page.evaluate(() => globalThis.spoilt), true)
      await host.page.close()
    })

    it('while the hub is away what the room says waits, counted, over a reload too, and is shared then', async () => {
      const { hub, phone, host } = await meeting()
      await host.join()
      await host.begin()
      await host.say('Said while all is well')
      await phone.sees('claim', 'Said while all is well')
      await host.sharing('Shared live.')
      await hub.end()
      await host.sharing('No connection')
      await host.say('Said into the silence')
      await host.sharing('1 line waits')
      await hub.again()
      await host.go(`hub=${encodeURIComponent(hub.ws)}&debate=${DEBATE}`)
      await host.drawn()
      await host.untilTold('2 lines of the room')
      await phone.sees('claim', 'Said into the silence')
      await host.sharing('Shared live.')
      await host.say('And on it goes')
      await phone.sees('claim', 'And on it goes')
      const own = await host.roomLog()
      assert.deepEqual(
        own.filter(line => line.head).map(line => JSON.parse(line.head).n),
        [1, 2, 3],
      )
      await host.page.close()
    })

    it('what the hub does not take is told with its words and counts no more, what came after does', async () => {
      const { hub, phone, host } = await meeting({ text_characters: 100 })
      await host.join()
      await host.begin()
      await hub.end()
      await host.sharing('No connection')
      await host.say(LONG)
      await host.say('Said after it')
      await host.sharing('2 lines wait')
      await hub.again()
      await phone.sees('claim', 'Said after it')
      await host.page.waitForFunction(
        long => document.querySelector('.hub [role=alert]')?.textContent.includes(long),
        { timeout: PATIENCE_MS },
        LONG.trim(),
      )
      assert.match(await host.page.$eval('.hub [role=alert]', one => one.textContent), /it is too long/)
      // While figures change, what stands there stays, under the keyboard too, and is not read out again.
      await host.sharing('Shared live.')
      await host.page.evaluate(() => {
        globalThis.alert_ = document.querySelector('.hub [role=alert]')
        globalThis.read = globalThis.alert_.nextElementSibling
        globalThis.read.focus()
      })
      await hub.end()
      await host.sharing('No connection')
      const stays = () => [globalThis.alert_.isConnected, document.activeElement === globalThis.read]
      assert.deepEqual(await host.page.evaluate(stays), [true, true])
      await phone.claim('Said meanwhile')
      await hub.again()
      await host.hears('Said meanwhile')
      assert.equal((await host.page.evaluate(stays))[0], true)
      await host.press('Read')
      await host.page.waitForFunction(() => !document.querySelector('.hub [role=alert]'))
      await host.hears('Said after it')
      assert.equal(await host.knows('Much too long'), 0)
      const own = (await host.roomLog()).filter(line => line.head)
      assert.deepEqual(
        own.map(({ head, body }) => [JSON.parse(head).n, JSON.parse(body).text]),
        [[1, 'Said after it']],
      )
      await host.page.close()
    })

    it('what the room said at an earlier sitting without a hub goes there once somebody says so', async () => {
      const { hub, phone, host } = await meeting()
      await host.open(`/debates/${DEBATE}/log`)
      await host.begin()
      await host.say('Said among ourselves')
      await host.untilTold('1 line of the room')
      // The next day.
      await host.open(`/debates/${DEBATE}/log`)
      await host.untilTold('1 line of the room')
      await host.press('Room')
      await host.page.type('#hub', hub.ws)
      await host.page.keyboard.press('Enter')
      await host.sharing('1 line is not yet')
      const before = await hub.log(DEBATE)
      await host.page.keyboard.press('Escape')
      assert.deepEqual(await hub.log(DEBATE), before, 'nothing goes by itself')
      await host.press('Share 1 line from before')
      await phone.sees('claim', 'Said among ourselves')
      await host.sharing('Shared live.')
      await host.page.close()
    })

    it('a line that is being kept when the room comes to a hub is there once, and goes there', async () => {
      const { hub, phone, host } = await meeting()
      await host.page.evaluateOnNewDocument(holdable)
      await host.open(`/debates/${DEBATE}/log`)
      await host.begin()
      await host.say('Said before')
      await host.untilTold('1 line of the room')
      await host.page.evaluate(() => (globalThis.held = true))
      await host.say('Said meanwhile')
      await host.page.waitForFunction(() => globalThis.holds)
      await host.press('Room')
      await host.page.type('#hub', hub.ws)
      await host.page.keyboard.press('Enter')
      // The room has set out for the hub by then.
      await host.page.evaluate(() => new Promise(later => setTimeout(later, 300)))
      await host.page.evaluate(() => (globalThis.held = false))
      await phone.sees('claim', 'Said meanwhile')
      await host.sharing('Shared live.')
      await host.page.keyboard.press('Escape')
      const own = (await host.roomLog()).filter(line => line.head)
      assert.deepEqual(
        own.map(({ head, body }) => [JSON.parse(head).n, JSON.parse(body).text]),
        [
          [1, 'Said before'],
          [2, 'Said meanwhile'],
        ],
      )
      await host.page.close()
    })

    it('only a hub of the same host is asked, and the page says so', async () => {
      const { hub, host } = await meeting()
      await host.go(`hub=${encodeURIComponent('wss://elsewhere.example/')}&debate=${DEBATE}`)
      await host.untilTold('Only a server of this site')
      await host.go(`hub=${encodeURIComponent(hub.ws)}&debate=localhost/nowhere`)
      await host.untilTold('could not be fetched')
      await host.page.close()
    })
  })
}

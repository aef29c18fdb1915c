import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { browsers, profile, serve } from './harness.mjs'
import { debateOf, outcome, pageOf, watchTrouble } from './pages.mjs'

const pages = { '/': pageOf(debateOf('debate="square" loading="eager"')), '/blank': pageOf('', { script: '' }) }

const say = (page, text) =>
  page.evaluate(
    text =>
      document
        .querySelector('palabre-debate')
        .acting.act({ do: 'claim', parent: '~', stance: 'pro', text })
        .then(
          done => done.id,
          error => `refused: ${error.code ?? error}`,
        ),
    text,
  )
const state = page => page.evaluate(() => document.querySelector('palabre-debate').session().storage.value)
const texts = page =>
  page.evaluate(() =>
    document
      .querySelector('palabre-debate')
      .query({ q: 'children', of: '~', sort: 'oldest', count: 500 })
      .claims.map(claim => claim.text),
  )
const exported = page =>
  page.evaluate(async () => (await document.querySelector('palabre-debate').export('log')).text())

for (const name of browsers) {
  describe(`bad days in ${name}`, () => {
    let browser, site
    before(async () => {
      site = await serve(pages)
      browser = await profile(name)
    })
    after(async () => {
      await browser?.close()
      await site?.close()
    })

    /** Each at an address of its own, so that one bad day does not spoil the next. */
    const visit = async (script, host = 'localhost') => {
      const address = (await site.elsewhere()).replace('localhost', host)
      const page = await browser.newPage()
      const errors = await watchTrouble(page)
      if (script) await page.evaluateOnNewDocument(script)
      await page.goto(`${address}/`)
      assert.equal(await outcome(page), 'ready')
      return { page, errors, address, close: () => browser.close() }
    }

    it('no room left: what is said counts, is told to be unsaved, and is kept once there is room', async () => {
      const { page, close } = await visit(() => {
        const put = IDBObjectStore.prototype.put
        IDBObjectStore.prototype.put = function (...given) {
          if (globalThis.noRoom) throw new DOMException('no room', 'QuotaExceededError')
          return put.apply(this, given)
        }
      })
      await page.evaluate(() => {
        globalThis.noRoom = true
      })
      assert.doesNotMatch(await say(page, 'Said without room'), /^refused/)
      assert.equal(await state(page), 'full')
      assert.ok((await texts(page)).includes('Said without room'))
      assert.match(await exported(page), /Said without room/)
      await page.evaluate(() => {
        globalThis.noRoom = false
      })
      await say(page, 'Said with room')
      assert.equal(await state(page), 'kept')
      await page.reload()
      await outcome(page)
      const said = await texts(page)
      assert.ok(said.includes('Said without room') && said.includes('Said with room'), said.join())
      await close()
    })

    for (const [how, script] of [
      [
        'throws',
        () => {
          IDBFactory.prototype.open = () => {
            throw new DOMException('no', 'SecurityError')
          }
        },
      ],
      [
        'is not there',
        () => {
          Object.defineProperty(globalThis, 'indexedDB', { value: undefined })
        },
      ],
      [
        'fails later',
        () => {
          IDBFactory.prototype.open = () => {
            const request = new EventTarget()
            setTimeout(() => {
              request.error = new DOMException('no', 'InvalidStateError')
              request.dispatchEvent(new Event('error'))
            }, 10)
            return request
          }
        },
      ],
    ]) {
      it(`IndexedDB ${how}: the debate works in memory and says so`, async () => {
        const { page, errors, close } = await visit(script)
        assert.doesNotMatch(await say(page, 'In memory'), /^refused/)
        assert.equal(await state(page), 'memory')
        assert.ok((await texts(page)).includes('In memory'))
        assert.deepEqual(errors, [])
        await close()
      })
    }

    it('cleared behind our back: told, nothing lost, kept again with the next act', async () => {
      const { page, address, close } = await visit()
      await say(page, 'Before the clearing')
      const other = await browser.newPage()
      await other.goto(`${address}/blank`)
      await other.evaluate(
        () =>
          new Promise((done, failed) => {
            const request = indexedDB.deleteDatabase('palabre')
            request.onsuccess = done
            request.onerror = failed
          }),
      )
      await other.close()
      await page.waitForFunction(
        () => document.querySelector('palabre-debate').session().storage.value === 'cleared',
        { timeout: 5000 },
      )
      assert.ok((await texts(page)).includes('Before the clearing'))
      const notice = () =>
        page.evaluate(() => {
          const root = document.querySelector('palabre-debate').shadowRoot
          return root.querySelector('[part~=notice-storage][role=alert]')?.textContent ?? ''
        })
      await page.evaluate(() =>
        document.querySelector('palabre-debate').shadowRoot.querySelector('.first-sight .more button').click(),
      )
      assert.match(await notice(), /^What this browser had kept has been cleared\..*save it as a file/s)
      assert.match(await notice(), /Save the debate as a file$/)
      // An element that is out of the page for long does not take it along.
      assert.equal(await page.evaluate(() => document.querySelector('palabre-debate').session().unsaved), true)
      await say(page, 'After the clearing')
      await page.waitForFunction(
        () => !document.querySelector('palabre-debate').shadowRoot.querySelector('[part~=notice-storage]'),
      )
      assert.equal(await state(page), 'kept')
      const author = await page.evaluate(() => document.querySelector('palabre-debate').session().me.value)
      await page.reload()
      await outcome(page)
      const said = await texts(page)
      assert.ok(said.includes('Before the clearing') && said.includes('After the clearing'), said.join())
      assert.equal(await page.evaluate(() => document.querySelector('palabre-debate').session().me.value), author)
      await close()
    })

    it('cleared while a tab is open, and begun anew in another: what either has is kept', async () => {
      const { page, address, close } = await visit()
      await say(page, 'Before the clearing')
      await say(page, 'This too')
      const other = await browser.newPage()
      await other.goto(`${address}/blank`)
      await other.evaluate(
        () =>
          new Promise(done => {
            indexedDB.deleteDatabase('palabre').onsuccess = done
          }),
      )
      await other.goto(`${address}/`)
      assert.equal(await outcome(other), 'ready')
      await say(other, 'Begun anew')
      await page.evaluate(() => document.querySelector('palabre-debate').refresh())
      const both = await texts(page)
      assert.ok(both.includes('Before the clearing') && both.includes('Begun anew'), both.join())
      await say(page, 'After the clearing')
      assert.equal(await state(page), 'kept')
      await other.evaluate(() => document.querySelector('palabre-debate').refresh())
      for (const reload of [false, true]) {
        if (reload) await other.reload()
        assert.equal(await outcome(other), 'ready')
        const said = await texts(other)
        for (const words of ['Before the clearing', 'This too', 'Begun anew', 'After the clearing'])
          assert.ok(said.includes(words), `${words} is not in ${said.join()}`)
      }
      await close()
    })

    it('a tab killed while it writes leaves whole entries only', async () => {
      const { page, address, close } = await visit()
      await say(page, 'First')
      await page.evaluate(() => {
        const session = document.querySelector('palabre-debate').session()
        for (let i = 0; i < 50; i++) void session.act({ do: 'claim', parent: '~', stance: 'pro', text: `Burst ${i}` })
      })
      await page.close()
      const again = await browser.newPage()
      await again.goto(`${address}/`)
      assert.equal(await outcome(again), 'ready')
      const { entries } = await again.evaluate(() => document.querySelector('palabre-debate').query({ q: 'thesis' }))
      const lines = (await exported(again)).split('\n').filter(line => line.includes('"head"'))
      assert.equal(lines.length, entries)
      for (const line of lines) assert.ok(JSON.parse(line).sig.length === 86)
      assert.doesNotMatch(await say(again, 'And on'), /^refused/)
      await close()
    })

    for (const moment of ['while the database is made', 'with nothing waited for']) {
      it(`a first act and away at once, ${moment}: no later page waits, and the next act is kept`, async () => {
        const { page, address, close } = await visit(
          moment === 'while the database is made'
            ? () => {
                const create = IDBDatabase.prototype.createObjectStore
                IDBDatabase.prototype.createObjectStore = function (...given) {
                  if (location.hash === '#leave') location.replace('/')
                  return create.apply(this, given)
                }
                if (location.hash === '#leave') history.replaceState(null, '', '/#leave')
              }
            : null,
        )
        for (const wait of [0, 2, 5, 10]) {
          await page.evaluate(wait => {
            history.replaceState(null, '', '/#leave')
            void document
              .querySelector('palabre-debate')
              .session()
              .act({ do: 'stance', target: '~', value: 10 })
              .catch(() => undefined)
            setTimeout(() => location.replace('/blank'), wait)
          }, wait)
          await page.waitForFunction(() => location.hash !== '#leave')
          await page.goto(`${address}/`)
          assert.equal(await outcome(page), 'ready')
        }
        assert.doesNotMatch(await say(page, 'Still here'), /^refused/)
        assert.equal(await state(page), 'kept')
        await page.reload()
        await outcome(page)
        assert.ok((await texts(page)).includes('Still here'))
        await close()
      })
    }

    it('a page without https, where the browser lends no keys: a library signs', async () => {
      const { page, errors, close } = await visit(null, 'plain.test')
      assert.equal(await page.evaluate(() => isSecureContext), false)
      assert.doesNotMatch(await say(page, 'Over plain http'), /^refused/)
      const links = await page.evaluate(async () => {
        const other = document.createElement('palabre-debate')
        other.setAttribute('debate', 'circle')
        other.setAttribute('loading', 'eager')
        document.body.append(other)
        await other.ready
        await other.acting.act({ do: 'claim', parent: '~', stance: 'pro', text: 'Under a key of its own' })
        other.remove()
        return document.querySelectorAll('link[href*="plain-crypto"]').length
      })
      assert.equal(links, 1, 'it is fetched once a page')
      await page.reload()
      await outcome(page)
      assert.ok((await texts(page)).includes('Over plain http'))
      assert.deepEqual(errors, [])
      await close()
    })

    it('a browser without Ed25519: a library signs', async () => {
      const { page, close } = await visit(() => {
        SubtleCrypto.prototype.generateKey = () => Promise.reject(new DOMException('no', 'NotSupportedError'))
      })
      assert.doesNotMatch(await say(page, 'Without Ed25519'), /^refused/)
      await close()
    })

    for (const [how, script] of [
      [
        'in 1970',
        () => {
          Date.now = () => 12
        },
      ],
      [
        'before 1970',
        () => {
          Date.now = () => -1e12
        },
      ],
      [
        'in the year 9000',
        () => {
          Date.now = () => 221845392000000
        },
      ],
    ]) {
      it(`a clock that stands ${how} keeps nobody from taking part`, async () => {
        const { page, close } = await visit(script)
        assert.doesNotMatch(await say(page, 'At some time'), /^refused/)
        assert.ok((await texts(page)).includes('At some time'))
        await close()
      })
    }

    it('without locks and channels two tabs still never use a number twice', async () => {
      const without = () => {
        Object.defineProperty(Navigator.prototype, 'locks', { value: undefined })
        globalThis.BroadcastChannel = class {
          constructor() {
            throw new DOMException('no', 'SecurityError')
          }
        }
      }
      const { page: one, address, close } = await visit(without)
      const two = await browser.newPage()
      await two.evaluateOnNewDocument(without)
      await two.goto(`${address}/`)
      assert.equal(await outcome(two), 'ready')
      const many = (page, word) =>
        page.evaluate(async word => {
          const session = document.querySelector('palabre-debate').session()
          for (let i = 0; i < 10; i++)
            await session.act({ do: 'claim', parent: '~', stance: 'con', text: `${word} ${i}` })
        }, word)
      await Promise.all([many(one, 'left'), many(two, 'right')])
      await one.reload()
      await outcome(one)
      const numbers = (await exported(one))
        .split('\n')
        .filter(line => line.includes('"head"'))
        .map(line => JSON.parse(JSON.parse(line).head))
        .map(head => `${head.author} ${head.n}`)
      assert.equal(numbers.length, 20)
      assert.equal(new Set(numbers).size, 20)
      assert.equal(new Set(numbers.map(one => one.split(' ')[0])).size, 1)
      await close()
    })
  })
}

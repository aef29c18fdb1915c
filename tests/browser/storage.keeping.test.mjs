import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { Author } from '../hub/hub.mjs'
import { browsers, profile, serve } from './harness.mjs'
import { debateOf, outcome, pageOf } from './pages.mjs'

const pages = {
  '/': pageOf(debateOf('debate="square" loading="eager"')),
  '/none': pageOf(debateOf('debate="square-none" storage="none" loading="eager"')),
  '/session': pageOf(debateOf('debate="square-session" storage="session" loading="eager"')),
  '/blank': pageOf(''),
}

/** Sends one claim through the element, as a view would. */
export const say = (page, text, parent = '~') =>
  page.evaluate(
    async (text, parent) => {
      const element = document.querySelector('palabre-debate')
      await element.ready
      return element.acting.act({ do: 'claim', parent, stance: 'pro', text }).then(
        done => done.id,
        error => `refused: ${error.code ?? error}`,
      )
    },
    text,
    parent,
  )

const texts = page =>
  page.evaluate(async () => {
    const element = document.querySelector('palabre-debate')
    await element.ready
    return element.query({ q: 'children', of: '~', sort: 'oldest', count: 500 }).claims.map(claim => claim.text)
  })

const written = page =>
  page.evaluate(async () => {
    const databases = await (indexedDB.databases?.() ?? [])
    return [databases.map(one => one.name), localStorage.length, sessionStorage.length, document.cookie]
  })

for (const name of browsers) {
  describe(`what is kept in ${name}`, () => {
    let browser, site
    before(async () => {
      site = await serve(pages)
      browser = await profile(name)
    })
    after(async () => {
      await browser?.close()
      await site?.close()
    })
    const open = async path => {
      const page = await browser.newPage()
      await page.goto(site.address + path)
      assert.equal(await outcome(page), 'ready')
      return page
    }

    it('nothing is written before the reader acts', async () => {
      const page = await open('/')
      await page.evaluate(() => document.querySelector('palabre-debate').refresh())
      assert.deepEqual(await written(page), [[], 0, 0, ''])
      await browser.giveBack(page)
    })

    it('what the reader said is there after the page is loaded again', async () => {
      const page = await open('/')
      assert.doesNotMatch(await say(page, 'A contribution to keep'), /^refused/)
      await page.reload()
      await outcome(page)
      assert.ok((await texts(page)).includes('A contribution to keep'))
      assert.equal(
        await page.evaluate(() => document.querySelector('palabre-debate').session().storage.value),
        'kept',
      )
      await browser.giveBack(page)
    })

    it('the reader stays the same author', async () => {
      const page = await open('/')
      const first = await page.evaluate(() => document.querySelector('palabre-debate').session().me.value)
      assert.match(first, /^[\w-]{43}$/)
      await say(page, 'The same hand')
      assert.equal(await page.evaluate(() => document.querySelector('palabre-debate').session().me.value), first)
      await browser.giveBack(page)
    })

    it('two tabs follow each other', async () => {
      const [one, two] = [await open('/'), await open('/')]
      await say(one, 'Said in the first tab')
      await two.waitForFunction(
        () =>
          document
            .querySelector('palabre-debate')
            .query({ q: 'children', of: '~', sort: 'oldest', count: 500 })
            .claims.some(claim => claim.text === 'Said in the first tab'),
        { timeout: 5000 },
      )
      await one.close()
      await two.close()
    })

    it('two tabs that write at once lose nothing and never use a number twice', async () => {
      const [one, two] = [await open('/'), await open('/')]
      const many = (page, word) =>
        page.evaluate(async word => {
          const session = document.querySelector('palabre-debate').session()
          const acts = []
          for (let i = 0; i < 20; i++)
            acts.push(session.act({ do: 'claim', parent: '~', stance: 'con', text: `${word} ${i}` }))
          return (await Promise.all(acts)).length
        }, word)
      assert.deepEqual(await Promise.all([many(one, 'left'), many(two, 'right')]), [20, 20])
      await one.reload()
      await outcome(one)
      const said = await texts(one)
      for (let i = 0; i < 20; i++) assert.ok(said.includes(`left ${i}`) && said.includes(`right ${i}`), String(i))
      const numbers = await one.evaluate(() => {
        const element = document.querySelector('palabre-debate')
        const found = []
        for (let from = 0; ; from += 500) {
          const { total, lines } = element.query({ q: 'log', from, count: 500 })
          for (const line of lines) {
            const head = JSON.parse(JSON.parse(line).head)
            found.push(`${head.author} ${head.n}`)
          }
          if (from + 500 >= total) return found
        }
      })
      assert.equal(new Set(numbers).size, numbers.length)
      await one.close()
      await two.close()
    })

    it('what is said in one tab while another writes all anew is said of what stands there then', async () => {
      const [one, two, three] = [await open('/'), await open('/'), await open('/')]
      const first = await say(one, 'Said the first time')
      await two.evaluate(() => document.querySelector('palabre-debate').refresh())
      assert.ok((await texts(two)).includes('Said the first time'))
      // As after a refusal (hub-anew.ts), with as many lines as there were.
      const anew = one.evaluate(async () => {
        const session = document.querySelector('palabre-debate').session()
        const { engine, keyring, inTurn, keepAnew } = session.hands()
        const name = `palabre:${session.debate}`
        await inTurn(() =>
          navigator.locks.request(name, async () => {
            const { lines } = session.ask({ q: 'log', from: 0, count: 500 })
            const isFirst = line => line.includes('Said the first time')
            const signer = await keyring.need()
            engine.close()
            engine.open()
            await engine.apply(lines.filter(line => !isFirst(line)))
            const body = JSON.parse(JSON.parse(lines.find(isFirst)).body)
            const composed = engine.run(core =>
              core.compose({ ...body, text: 'Said anew', author: signer.key, at: Date.now() }),
            )
            const sig = await signer.sign(composed.head)
            await engine.apply([JSON.stringify({ head: composed.head, sig, body: composed.body })])
            const waits = async () => (await navigator.locks.query()).pending.some(one => one.name === name)
            while (!(await waits())) await new Promise(later => setTimeout(later, 5))
            globalThis.reachedKeeping = true
            while (!globalThis.mayKeep) await new Promise(later => setTimeout(later, 5))
            await keepAnew()
          }),
        )
      })
      await two.waitForFunction(async () =>
        (await navigator.locks.query()).held.some(one => /^palabre:/.test(one.name)),
      )
      const answering = say(two, 'An answer to what is not there', first)
      await one.waitForFunction(() => globalThis.reachedKeeping)
      // Which waits for no tab: a file may take long.
      const debate = await three.evaluate(() => document.querySelector('palabre-debate').session().debate)
      const line = new Author(debate).claim('Brought by a file')
      const brought = await three.evaluate(
        line => document.querySelector('palabre-debate').importFile(new File([line], 'debate.ndjson')),
        line,
      )
      assert.equal(brought.entries, 1)
      await one.evaluate(() => (globalThis.mayKeep = true))
      assert.match(await answering, /^refused/)
      await anew
      await say(two, 'Said after it')
      await one.evaluate(() => document.querySelector('palabre-debate').refresh())
      await two.evaluate(() => document.querySelector('palabre-debate').refresh())
      const said = await texts(one)
      for (const text of ['Said anew', 'Brought by a file', 'Said after it'])
        assert.ok(said.includes(text), said.join())
      assert.ok(!said.includes('Said the first time'))
      assert.deepEqual(await texts(two), said)
      await two.reload()
      await outcome(two)
      assert.deepEqual(await texts(two), said)
      await one.close()
      await two.close()
    })

    it('storage="none" leaves no trace and says that it is in memory', async () => {
      const page = await open('/none')
      const before = await written(page)
      await say(page, 'Only here')
      assert.deepEqual(await written(page), before)
      assert.equal(
        await page.evaluate(() => document.querySelector('palabre-debate').session().storage.value),
        'memory',
      )
      await page.reload()
      await outcome(page)
      assert.ok(!(await texts(page)).includes('Only here'))
      await browser.giveBack(page)
    })

    it('storage="session" lasts as long as the tab', async () => {
      const page = await open('/session')
      await say(page, 'For this visit')
      const author = await page.evaluate(() => document.querySelector('palabre-debate').session().me.value)
      await page.reload()
      await outcome(page)
      assert.ok((await texts(page)).includes('For this visit'))
      assert.equal(await page.evaluate(() => document.querySelector('palabre-debate').session().me.value), author)
      const other = await open('/session')
      assert.ok(!(await texts(other)).includes('For this visit'))
      await page.close()
      await other.close()
    })

    it('a tab killed right after an act was answered has lost nothing', async () => {
      const page = await open('/')
      await say(page, 'Before the crash')
      await page.close({ runBeforeUnload: false })
      const again = await open('/')
      assert.ok((await texts(again)).includes('Before the crash'))
      await again.close()
    })

    it('taking back is one more entry, and the claim is gone', async () => {
      const page = await open('/')
      const id = await say(page, 'Said too fast')
      await page.evaluate(id => document.querySelector('palabre-debate').session().undo(id), id)
      assert.equal(
        await page.evaluate(id => {
          try {
            return document.querySelector('palabre-debate').query({ q: 'claim', id }).status
          } catch {
            return 'withdrawn'
          }
        }, id),
        'withdrawn',
      )
      await browser.giveBack(page)
    })

    it('a body that a tab without storage brings after its head is kept too', async () => {
      const page = await open('/')
      const writer = await browser.newPage()
      await writer.goto(`${await site.elsewhere()}/`)
      assert.equal(await outcome(writer), 'ready')
      await say(page, 'So that this browser keeps something')
      await say(writer, 'The body comes later')
      const line = await writer.evaluate(async () => {
        const lines = (await (await document.querySelector('palabre-debate').export('log')).text()).split('\n')
        return lines.find(one => one.includes('The body comes later'))
      })
      const { head, sig } = JSON.parse(line)
      const heard = await page.evaluate(
        async lines => {
          const channel = new BroadcastChannel('palabre')
          const element = document.querySelector('palabre-debate')
          const count = () => element.query({ q: 'thesis' }).entries
          const before = count()
          const changed = () =>
            new Promise((heard, late) => {
              const stop = element.session().revision.subscribe(value => value > revision && (stop(), heard()))
              setTimeout(late, 5000, new Error('nothing was heard'))
            })
          let revision
          for (const line of lines) {
            revision = element.session().revision.value
            channel.postMessage({ debate: element.session().debate, lines: [line] })
            await changed()
          }
          await element.refresh()
          return element.query({ q: 'thesis' }).entries - before
        },
        [JSON.stringify({ head, sig }), line],
      )
      assert.equal(heard, 1)
      await page.reload()
      await outcome(page)
      assert.ok((await texts(page)).includes('The body comes later'))
      await page.close()
      await writer.close()
    })

    it('a host that cancels the act is obeyed, and nothing is written', async () => {
      const page = await open('/')
      const before = await texts(page)
      const result = await page.evaluate(async () => {
        const element = document.querySelector('palabre-debate')
        const heard = []
        element.addEventListener(
          'palabre-before-post',
          event => {
            heard.push(event.detail.text)
            event.preventDefault()
          },
          { once: true },
        )
        return [
          await element.acting.act({ do: 'claim', parent: '~', stance: 'pro', text: 'Not here' }).then(
            () => 'done',
            error => error.code,
          ),
          heard,
        ]
      })
      assert.deepEqual(result, ['prevented', ['Not here']])
      assert.deepEqual(await texts(page), before)
      await browser.giveBack(page)
    })
  })
}

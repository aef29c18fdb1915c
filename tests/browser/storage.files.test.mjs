import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { browsers, profile, serve } from './harness.mjs'
import { debateOf, outcome, pageOf } from './pages.mjs'

const pages = {
  '/': pageOf(debateOf('debate="square" loading="eager"')),
  '/src': pageOf(debateOf('debate="square" loading="eager" src="/square.ndjson"')),
  '/src-missing': pageOf(debateOf('debate="square" loading="eager" src="/nowhere.ndjson"')),
  '/other': pageOf(debateOf('debate="circle" loading="eager"')),
}

const take = (page, text) =>
  page.evaluate(
    text =>
      document
        .querySelector('palabre-debate')
        .importFile(new Blob([text]))
        .then(
          report => report,
          error => error.code ?? String(error),
        ),
    text,
  )
const claims = page => page.evaluate(() => document.querySelector('palabre-debate').query({ q: 'thesis' }).claims)
const recount = page => page.evaluate(() => document.querySelector('palabre-debate').recount())
const digest = page => recount(page).then(({ state }) => state)

for (const name of browsers) {
  describe(`files in ${name}`, () => {
    let browser, site, log, json, told
    before(async () => {
      site = await serve(pages)
      browser = await profile(name)
      const { page, close } = await visit('/')
      await page.evaluate(async () => {
        const { acting } = document.querySelector('palabre-debate')
        const { id } = await acting.act({
          do: 'claim',
          parent: '~',
          stance: 'pro',
          text: 'Written elsewhere, "quoted" \u2028 \u{1f333}',
        })
        await acting.act({ do: 'claim', parent: id, stance: 'con', text: 'An answer to it' })
        await acting.act({ do: 'impact', claim: id, parent: '~', value: 3 })
      })
      const out = format =>
        page.evaluate(async format => (await document.querySelector('palabre-debate').export(format)).text(), format)
      log = await out('log')
      json = await out('json')
      told = await digest(page)
      pages['/square.ndjson'] = log
      await close()
    })
    after(async () => {
      await browser?.close()
      await site?.close()
    })
    const visit = async path => {
      const page = await browser.newPage()
      await page.goto((await site.elsewhere()) + path)
      assert.equal(await outcome(page), 'ready')
      return { page, close: () => browser.giveBack(page) }
    }

    it('a saved log opens elsewhere as the same debate, and again adds nothing', async () => {
      const { page, close } = await visit('/')
      const report = await take(page, log)
      assert.equal(report.entries, 3)
      assert.deepEqual(await digest(page), told)
      const again = await take(page, log)
      assert.deepEqual([again.entries, again.known], [0, 3])
      await page.reload()
      await outcome(page)
      assert.deepEqual(await digest(page), told)
      await close()
    })

    it('an owner that is no key, in a file or in the page, is refused and ends nothing', async () => {
      const { page, close } = await visit('/')
      const goesOn = async text => {
        const { id } = await page.evaluate(
          text =>
            document.querySelector('palabre-debate').acting.act({ do: 'claim', parent: '~', stance: 'pro', text }),
          text,
        )
        assert.ok(id)
        return page.evaluate(() => document.querySelector('palabre-debate').query({ q: 'thesis' }).open.anchor)
      }
      const { debate } = JSON.parse(JSON.parse(log.split('\n').find(line => line.includes('"head"'))).head)
      for (const owner of ['x', '-'.repeat(43)]) {
        const report = await take(page, `${JSON.stringify({ debate, owner })}\n${log}`)
        assert.ok(report.entries + report.known === 3, JSON.stringify(report))
        assert.equal(await goesOn(`after ${owner}`), null)
      }
      const troubles = await page.evaluate(async () => {
        const codes = []
        addEventListener('palabre-error', event => codes.push(event.detail.code))
        const element = document.querySelector('palabre-debate')
        const told = () => new Promise(then => addEventListener('palabre-error', then, { once: true }))
        let waits = told()
        element.setAttribute('owner', 'mistyped')
        await waits
        const other = document.createElement('palabre-tally')
        other.setAttribute('debate', 'square')
        other.setAttribute('owner', 'mistyped too')
        other.setAttribute('loading', 'eager')
        waits = told()
        element.after(other)
        await waits
        return codes
      })
      assert.deepEqual(troubles, ['anchor', 'anchor'])
      assert.equal(await goesOn('after all'), null)
      const owner = 'A'.repeat(43)
      await page.evaluate(owner => document.querySelector('palabre-debate').setAttribute('owner', owner), owner)
      await page.waitForFunction(
        owner => document.querySelector('palabre-debate').query({ q: 'thesis' }).open.anchor === owner,
        { polling: 50, timeout: 10_000 },
        owner,
      )
      assert.equal(await goesOn('and under another owner'), owner)
      await close()
    })

    it('a saved debate file opens as the same debate', async () => {
      const { page, close } = await visit('/')
      const report = await take(page, json)
      assert.equal(report.entries ?? report, 3)
      assert.deepEqual(await digest(page), told)
      await close()
    })

    it('an import that the reader stops keeps what counted, and the same file adds the rest once', async () => {
      const { page, close } = await visit('/')
      const stopped = await page.evaluate(async text => {
        const stop = new AbortController()
        stop.abort()
        const { entries, stopped } = await document
          .querySelector('palabre-debate')
          .session()
          .importFile(new Blob([text]), undefined, stop.signal)
        return { entries, stopped }
      }, log)
      assert.equal(stopped.stopped, true)
      const rest = await take(page, log)
      assert.deepEqual([rest.stopped, stopped.entries + rest.entries], [false, 3])
      assert.deepEqual(await digest(page), told)
      await close()
    })

    it('nothing with a bad signature counts, whatever else is good', async () => {
      const { page, close } = await visit('/')
      const lines = log.split('\n').filter(line => line.includes('"head"'))
      const spoilt = lines[0].replace(/"sig":"(.)/, (_, first) => `"sig":"${first === 'A' ? 'B' : 'A'}`)
      const twice = lines[1].replace('{"head"', '{"head":"{}","head"')
      const report = await take(page, [spoilt, twice, lines[2], 'garbage', '{"head":1}', '[]', 'null'].join('\n'))
      assert.deepEqual(report.unsigned, [1])
      // What answers the spoilt claim waits for a good copy of it.
      assert.equal(report.entries, 1)
      assert.equal(await claims(page), 3)
      assert.deepEqual(
        report.malformed.map(([line]) => line),
        [2, 4, 5, 6, 7],
      )
      await close()
    })

    it('a recount checks every signature and comes to what is shown, from another module', async () => {
      const { page, close } = await visit('/src')
      const asked = site.requests.length
      const found = await recount(page)
      assert.deepEqual(
        [found.agrees, found.entries, found.unsigned, found.strengths, found.state],
        [true, 3, 0, true, told],
      )
      assert.ok(found.tallies.every(tally => tally.agrees))
      // The seal and the other module were fetched for it, and not before.
      const fetched = site.requests.slice(asked).map(path => /palabre-(\w+)\.\w+\.wasm/.exec(path)?.[1])
      assert.ok(fetched.includes('files'), fetched.join(' '))
      await close()
    })

    it('a recount tells an entry that its author has not signed', async () => {
      const { page, close } = await visit('/')
      const found = await page.evaluate(
        async line => {
          const session = document.querySelector('palabre-debate').session()
          // Past the check that every file goes through: as a hub would that lies.
          await session.take([line], false)
          return session.recount()
        },
        log
          .split('\n')
          .find(line => line.includes('"head"'))
          .replace(/"sig":"(.)/, (_, first) => `"sig":"${first === 'A' ? 'B' : 'A'}`),
      )
      assert.deepEqual([found.agrees, found.unsigned, found.entries], [false, 1, 1])
      await close()
    })

    it('the file of another debate is refused whole', async () => {
      const { page, close } = await visit('/other')
      const report = await take(page, log)
      assert.ok(report === 'file-other' || report.malformed.length === 3, JSON.stringify(report))
      assert.equal(await claims(page), 3)
      await close()
    })

    for (const [what, text] of [
      ['a web page', '<!doctype html><p>no'],
      ['a table', 'a,b\n1,2\n'],
      ['an empty file', ''],
      ['half a file', '{"log":["x",'],
      ['a JSON of something else', '{"hello":"world"}'],
      ['a list', '[1,2,3]'],
      ['noise', '\u0000\u0001\u0002'],
    ]) {
      it(`${what} is refused with a clear code`, async () => {
        const { page, close } = await visit('/')
        assert.equal(await take(page, text), 'file-format')
        await close()
      })
    }

    it('src is read, checked and shown, and nothing is written for it', async () => {
      const { page, close } = await visit('/src')
      assert.deepEqual(await digest(page), told)
      assert.deepEqual(
        await page.evaluate(async () => (await (indexedDB.databases?.() ?? [])).map(one => one.name)),
        [],
      )
      await close()
    })

    it('what the reader answers to src is kept with it', async () => {
      const { page, close } = await visit('/src')
      await page.evaluate(() =>
        document
          .querySelector('palabre-debate')
          .acting.act({ do: 'claim', parent: '~', stance: 'con', text: 'Answered' }),
      )
      delete pages['/square.ndjson']
      await page.reload()
      await outcome(page)
      assert.equal(await claims(page), 3 + 2 + 1)
      pages['/square.ndjson'] = log
      await close()
    })

    it('a src that is not there leaves the debate usable, and is told', async () => {
      const { page, close } = await visit('/src-missing')
      assert.equal(await claims(page), 3)
      assert.ok(
        await page.evaluate(() =>
          document.querySelector('palabre-debate').notices.value.some(one => one.code === 'src-failed'),
        ),
      )
      await close()
    })
  })
}

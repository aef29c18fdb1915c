// A recount: in a worker where the page may have one, else in slices of the page's own time, and the same either way.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { browsers, profile, serve } from './harness.mjs'
import { debateOf, outcome, pageOf, watchTrouble } from './pages.mjs'

const NONCE = 'bm9uY2Utb2YtdGVzdHM='
const listed = more =>
  `default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; img-src data:${more}`
const strict =
  `default-src 'none'; script-src 'nonce-${NONCE}' 'strict-dynamic' 'wasm-unsafe-eval'; style-src 'self'; ` +
  `connect-src 'self'; img-src data:; base-uri 'none'; require-trusted-types-for 'script'; trusted-types 'none'`

const body = debateOf('debate="square" loading="eager"')
const page = (policy, text = body) => ({
  body: pageOf(text, { script: `<script async nonce="${NONCE}" src="/dist/palabre.js"></script>` }),
  headers: policy ? { 'Content-Security-Policy': policy } : {},
})

/** Runs in the page, before its scripts: what it hears of its workers. */
const overhear = () => {
  globalThis.heard = []
  const { Worker } = globalThis
  globalThis.Worker = class extends Worker {
    constructor(...given) {
      super(...given)
      this.addEventListener('message', ({ data }) => globalThis.heard.push(Object.keys(data)[0]))
    }
  }
}

for (const name of browsers) {
  describe(`a recount in ${name}`, () => {
    let browser, site, other, changed, failing
    let failures = 0
    before(async () => {
      browser = await profile(name)
      const pages = {
        '/': page(),
        '/worker': page(listed(`; worker-src 'self'`)),
        '/no-worker': page(listed(`; worker-src 'none'`)),
        '/strict': page(strict),
        '/js': page('', debateOf('debate="square" loading="eager" engine="js"')),
      }
      site = await serve(pages)
      pages['/far'] = pageOf(body, { script: `<script async src="${site.address}/dist/palabre.js"></script>` })
      other = await serve(pages)
      changed = await serve(pages, {
        change: (path, file) => (/palabre-recount/.test(path) ? { body: `${file}\n` } : null),
      })
      failing = await serve(pages, {
        change: path => (/palabre-recount/.test(path) && failures-- > 0 ? { status: 503, body: '' } : null),
      })
    })
    after(async () => {
      await browser?.close()
      for (const one of [site, other, changed, failing]) await one?.close()
    })

    /** Opens a page where nothing is stored, says something there, and recounts; `beside` runs while it counts. */
    const recounted = async (where, path, beside = () => undefined) => {
      const page = await browser.newPage()
      const errors = await watchTrouble(page)
      await page.evaluateOnNewDocument(overhear)
      await page.goto((await where.elsewhere()) + path)
      assert.equal(await outcome(page), 'ready')
      await page.evaluate(async () => {
        const element = document.querySelector('palabre-debate')
        for (let i = 0; i < 20; i++)
          await element.acting.act({ do: 'claim', parent: '~', stance: i % 2 ? 'con' : 'pro', text: `Claim ${i}` })
        globalThis.told = []
        globalThis.counting = element.session().recount(progress => globalThis.told.push(progress))
      })
      await page.evaluate(beside)
      const found = await page.evaluate(async () => ({ ...(await globalThis.counting), told: globalThis.told }))
      const said = { heard: await page.evaluate(() => globalThis.heard), errors }
      await page.close()
      return { ...found, ...said }
    }
    const good = ({ agrees, entries, unsigned, strengths, told }) => {
      assert.deepEqual(
        { agrees, entries, unsigned, strengths },
        { agrees: true, entries: 20, unsigned: 0, strengths: true },
      )
      assert.deepEqual(told.at(-1), { checked: 20, entries: 20, unsigned: 0 })
    }

    for (const path of ['/', '/worker'])
      it(`runs in a worker at ${path}`, async () => {
        const found = await recounted(site, path)
        good(found)
        assert.ok(found.heard.includes('progress'))
        // Opened, counted, compared.
        assert.equal(found.heard.filter(what => what === 'done').length, 3)
        assert.deepEqual(found.errors, [])
      })

    for (const [why, where] of [
      ['the policy has no worker-src', () => [site, '/no-worker']],
      ["the policy has trusted-types 'none'", () => [site, '/strict']],
      ['the files come from another origin', () => [other, '/far']],
      ['the page counts without WebAssembly', () => [site, '/js']],
      ['the file of the worker is not the one that was published', () => [changed, '/']],
    ])
      it(`comes to the same on the page itself where ${why}`, async () => {
        const found = await recounted(...where())
        good(found)
        assert.deepEqual(found.heard, [])
        // Firefox says here that a file failed its hash.
        assert.deepEqual(
          found.errors.filter(what => !/sha256/.test(what)),
          [],
        )
      })

    /** Counts once more on a page that has counted; what it has heard of workers, and of the policy, by then. */
    const twice = async (where, path) => {
      const page = await browser.newPage()
      await page.evaluateOnNewDocument(overhear)
      await page.goto((await where.elsewhere()) + path)
      assert.equal(await outcome(page), 'ready')
      const found = await page.evaluate(async () => {
        let refusals = 0
        document.addEventListener('securitypolicyviolation', ({ effectiveDirective, violatedDirective }) => {
          if (/worker/.test(effectiveDirective || violatedDirective)) refusals += 1
        })
        const element = document.querySelector('palabre-debate')
        await element.acting.act({ do: 'claim', parent: '~', stance: 'pro', text: 'One' })
        const times = []
        for (let i = 0; i < 2; i++) {
          const { agrees } = await element.session().recount()
          times.push({ agrees, heard: globalThis.heard.splice(0).filter(what => what === 'done').length })
        }
        return { times, refusals }
      })
      await page.close()
      return found
    }

    it('asks for a worker again where the first time the network failed', async () => {
      failures = 1
      const { times } = await twice(failing, '/')
      assert.deepEqual(times, [
        { agrees: true, heard: 0 },
        { agrees: true, heard: 3 },
      ])
    })

    it('does not ask again where the policy has refused one', async () => {
      const { times, refusals } = await twice(site, '/no-worker')
      assert.deepEqual(times, [
        { agrees: true, heard: 0 },
        { agrees: true, heard: 0 },
      ])
      assert.equal(refusals, 1)
    })

    it('agrees with what is said while it counts', async () => {
      const found = await recounted(site, '/', async () => {
        const element = document.querySelector('palabre-debate')
        await element.acting.act({ do: 'claim', parent: '~', stance: 'pro', text: 'Said meanwhile' })
        await element.acting.act({ do: 'stance', target: '~', value: 20 })
      })
      assert.deepEqual([found.agrees, found.unsigned], [true, 0])
      assert.ok(found.entries >= 21, String(found.entries))
    })

    it('tells in a worker too what its author has not signed', async () => {
      const found = await recounted(site, '/', async () => {
        const element = document.querySelector('palabre-debate')
        const [line] = (await (await element.export('log')).text()).split('\n').filter(one => one.includes('"head"'))
        const forged = JSON.parse(line)
        forged.head = forged.head.replace(/"n":1,/, '"n":900,')
        await element.session().take([JSON.stringify(forged)], false)
      })
      assert.deepEqual([found.agrees, found.unsigned], [false, 1], JSON.stringify(found))
    })
  })
}

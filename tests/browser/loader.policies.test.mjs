import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { Vector } from '../vectors/vector.mjs'
import { browsers, profile, serve } from './harness.mjs'
import { debateOf, outcome, pageOf, shown, watchTrouble } from './pages.mjs'

const NONCE = 'bm9uY2Utb2YtdGVzdHM='
const TRUSTED = "require-trusted-types-for 'script'; trusted-types 'none'"
const strict = wasm =>
  `default-src 'none'; script-src 'nonce-${NONCE}' 'strict-dynamic'${wasm ? " 'wasm-unsafe-eval'" : ''}; ` +
  `style-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; ${TRUSTED}`
const listed = wasm =>
  `default-src 'none'; script-src 'self'${wasm ? " 'wasm-unsafe-eval'" : ''}; style-src 'self'; connect-src 'self'; img-src data:`

const script = `<script async nonce="${NONCE}" src="/dist/palabre.js"></script>`
const page = (policy, body = debateOf()) => ({
  body: pageOf(body, { script }),
  headers: { 'Content-Security-Policy': policy },
})

const pages = {
  '/strict': page(strict(true)),
  '/strict-without': page(strict(false)),
  '/listed': page(listed(true)),
  '/listed-without': page(listed(false)),
  '/wasm-only': page(strict(false), debateOf('debate="square" engine="wasm"')),
  '/dark-without': page(strict(false), debateOf('debate="square" theme-from="html.dark"')),
  '/parts': pageOf(
    '<palabre-debate debate="square" loading="click" src="https://files.example/log.ndjson"></palabre-debate>' +
      '<palabre-question debate="square" loading="click" token-url="https://tokens.example/of"></palabre-question>' +
      '<palabre-tally debate="square" loading="click" hub="wss://hub.example/"></palabre-tally>',
  ),
  '/js-asked': page(strict(true), debateOf('debate="square" engine="js"')),
}

const engine = page =>
  page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .map(entry => entry.name)
      .filter(name => /core/.test(name))
      .join(' '),
  )

for (const name of browsers) {
  describe(`strict policies in ${name}`, () => {
    let browser, site
    before(async () => {
      site = await serve(pages)
      browser = await profile(name)
    })
    after(async () => {
      await browser?.close()
      await site?.close()
    })

    const visit = async path => {
      const page = await browser.newPage()
      const errors = await watchTrouble(page)
      await page.goto(site.address + path)
      const result = await outcome(page)
      return { page, errors, result, refused: await page.evaluate(() => globalThis.refused) }
    }

    it('follows the page into the dark and back where no WebAssembly runs and no inline style counts', async () => {
      const { page, errors, result, refused } = await visit('/dark-without')
      assert.equal(result, 'ready')
      const dark = wanted =>
        page.evaluate(async wanted => {
          const { shadowRoot } = document.querySelector('palabre-debate')
          document.documentElement.classList.toggle('dark', wanted)
          for (let tries = 0; tries < 100; tries++) {
            if (!!shadowRoot.querySelector('.theme-dark') === wanted) break
            await new Promise(later => setTimeout(later, 20))
          }
          const box = shadowRoot.querySelector('.palabre')
          return [!!shadowRoot.querySelector('.theme-dark'), getComputedStyle(box).backgroundColor]
        }, wanted)
      const [, light] = await dark(false)
      assert.deepEqual(await dark(true), [true, 'rgb(26, 27, 29)'])
      assert.deepEqual(await dark(false), [false, light])
      assert.match(await engine(page), /core\.[0-9a-f]+\.js/)
      assert.deepEqual(errors, [])
      // The engine asks once whether it may.
      assert.deepEqual(refused, ['script-src wasm-eval'])
      await browser.giveBack(page)
    })

    for (const path of ['/strict', '/listed']) {
      it(`nothing is refused under ${path.slice(1)} with 'wasm-unsafe-eval'`, async () => {
        const { page, errors, result, refused } = await visit(path)
        assert.equal(result, 'ready')
        assert.deepEqual(refused, [])
        assert.deepEqual(errors, [])
        assert.match(await engine(page), /\.wasm/)
        await browser.giveBack(page)
      })
    }

    for (const path of ['/strict-without', '/listed-without']) {
      it(`the JavaScript engine stands in under ${path.slice(1)} wasm`, async () => {
        const { page, errors, result, refused } = await visit(path)
        assert.equal(result, 'ready')
        // One question to the browser is refused: whether WebAssembly may run.
        assert.ok(
          refused.every(one => /wasm-eval|eval/.test(one)),
          refused.join(', '),
        )
        assert.deepEqual(errors, [])
        assert.doesNotMatch(await engine(page), /\.wasm/)
        assert.match(await shown(page), /market square/)
        await browser.giveBack(page)
      })
    }

    it('engine="wasm" under a policy that refuses it says which keyword is missing', async () => {
      const { page, result } = await visit('/wasm-only')
      assert.equal(result, 'wasm-refused')
      assert.match(await shown(page), /wasm/i)
      assert.ok(
        await page.evaluate(() => document.querySelector('palabre-debate h2').getBoundingClientRect().height > 0),
      )
      await browser.giveBack(page)
    })

    it('engine="js" runs without WebAssembly where it would be allowed', async () => {
      const { page, result } = await visit('/js-asked')
      assert.equal(result, 'ready')
      assert.doesNotMatch(await engine(page), /\.wasm/)
      await browser.giveBack(page)
    })

    it('what csp() prints is what the page needs, and all it needs', async () => {
      const log = new Vector()
      log.open()
      const open = { '/log.ndjson': `${log.lines.join('\n')}\n` }
      const elsewhere = await serve(open)
      for (const from of ['', elsewhere.address]) {
        open['/far'] = pageOf(debateOf(`site="example.org" debate="square" src="${elsewhere.address}/log.ndjson"`), {
          script: `<script async src="${from}/dist/palabre.js"></script>`,
        })
        const free = await serve(open)
        const page = await browser.newPage()
        await page.goto(`${free.address}/far`)
        assert.equal(await outcome(page), 'ready')
        const lines = await page.evaluate(() => Palabre.csp())
        await page.close()
        const policy = `default-src 'none'; img-src data:; ${lines.replace(/\n/g, ' ')}`
        open['/far'] = { body: open['/far'], headers: { 'Content-Security-Policy': policy } }
        const held = await browser.newPage()
        const errors = await watchTrouble(held)
        await held.goto(`${free.address}/far`)
        assert.equal(await outcome(held), 'ready')
        const [refused, notices] = await held.evaluate(() => [
          globalThis.refused,
          document.querySelector('palabre-debate').notices.value.map(one => one.code),
        ])
        assert.deepEqual([refused, errors, notices], [[], [], []], lines)
        await held.close()
        await free.close()
      }
      await elsewhere.close()
    })

    it('csp() names all that the debates and their parts elsewhere in the page ask for', async () => {
      const page = await browser.newPage()
      await page.goto(`${site.address}/parts`)
      const lines = await page.evaluate(() => Palabre.csp())
      await browser.giveBack(page)
      assert.deepEqual(/connect-src ([^;]*);/.exec(lines)[1].split(' ').sort(), [
        "'self'",
        'https://files.example',
        'https://hub.example',
        'https://tokens.example',
        'wss://hub.example',
      ])
    })

    it('csp() says no more than the page needs where everything is its own', async () => {
      const page = await browser.newPage()
      await page.goto(`${site.address}/strict`)
      await outcome(page)
      assert.equal(
        await page.evaluate(() => Palabre.csp()),
        "script-src 'self' 'wasm-unsafe-eval';\nconnect-src 'self';",
      )
      await browser.giveBack(page)
    })
  })
}

import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { browsers, profile, serve } from './harness.mjs'
import { debateOf, outcome, pageOf, shown, watchTrouble } from './pages.mjs'

const pages = {
  '/': pageOf(`<h1>Host</h1>${debateOf()}<p id="end">End</p>`),
  '/far': pageOf(`<script>
    var told = 0
    addEventListener('palabre-error', () => (told += 1))
    var alerts = () => document.querySelector('palabre-debate').shadowRoot.querySelectorAll('[role=alert]').length
    var links = () => document.querySelectorAll('link[href*=bundle]').length
    </script>${debateOf()}<div style="height: 6000px"></div>`),
  '/js': pageOf(debateOf('debate="square" engine="js"')),
}
const append = bytes => Buffer.concat([bytes, Buffer.from('\n')])

/** What a mirror, a proxy or a half-done deployment may do to a file. */
const CASES = [
  { says: 'the bundle is not the published one', spoil: /bundle/, result: 'not loaded' },
  { says: 'the bundle is missing', spoil: /bundle/, missing: true, result: 'not loaded' },
  { says: 'the engine is not the published one', spoil: /core.*\.wasm/, result: 'integrity' },
  { says: 'the engine is missing', spoil: /core.*\.wasm/, missing: true, result: 'network' },
  { says: 'the stand-in is not the published one', path: '/js', spoil: /core.*\.js/, result: 'integrity' },
  { says: 'the language is not the published one', spoil: /-en\./, result: 'integrity' },
]

for (const name of browsers) {
  describe(`a file that cannot be trusted, in ${name}`, () => {
    let browser
    before(async () => {
      browser = await profile(name)
    })
    after(() => browser?.close())

    const visit = async (path, change) => {
      const { readFile } = await import('node:fs/promises')
      const { dist } = await import('./harness.mjs')
      const bytes = {}
      for (const file of await (await import('node:fs/promises')).readdir(dist))
        bytes[`/dist/${file}`] = await readFile(`${dist}/${file}`)
      const site = await serve(pages, { change: path => change(path, bytes[path]) })
      const page = await browser.newPage()
      const errors = await watchTrouble(page)
      await page.goto(site.address + path)
      return {
        site,
        page,
        errors,
        close: async () => {
          await page.close()
          await site.close()
        },
      }
    }

    for (const { says, path = '/', spoil, missing, result } of CASES) {
      it(`${says}: an error inside the element, the outline stays`, async () => {
        const { site, page, close } = await visit(path, (asked, bytes) => {
          if (!spoil.test(asked)) return null
          return missing ? { status: 404, body: '' } : { body: append(bytes) }
        })
        try {
          assert.equal(await outcome(page), result)
          const alert = await page.evaluate(
            () => document.querySelector('palabre-debate').shadowRoot.querySelector('[role=alert]').textContent,
          )
          assert.ok(alert.length > 20, alert)
          assert.ok(
            await page.evaluate(() => document.querySelector('palabre-debate h2').getBoundingClientRect().height > 0),
          )
          // Never silently another engine.
          if (result === 'integrity' && path === '/') assert.ok(!site.requests.some(one => /core.*\.js/.test(one)))
        } finally {
          await close()
        }
      })
    }

    it('a bundle that does not come is asked for once, and again when the debate comes near again', async () => {
      let isDown = true
      let asked = 0
      const { page, close } = await visit('/far', path => {
        if (!/bundle/.test(path)) return null
        asked += 1
        return isDown ? { status: 503, body: '' } : null
      })
      try {
        assert.equal(await outcome(page), 'not loaded')
        const counts = async () => [asked, ...(await page.evaluate(() => [told, alerts(), links()]))]
        const first = await counts()
        assert.deepEqual(first.slice(1), [1, 1, 0])
        // A second observer's notices: the loader's own, were it asked for one, would have come as often.
        await page.evaluate(
          () => new Promise(seen => setTimeout(() => new IntersectionObserver(seen).observe(document.body), 1000)),
        )
        assert.deepEqual(await counts(), first)
        isDown = false
        await page.evaluate(() => scrollTo(0, 1e6))
        await page.evaluate(() => new Promise(drawn => requestAnimationFrame(() => setTimeout(drawn, 100))))
        assert.deepEqual(await counts(), first)
        await page.evaluate(() => scrollTo(0, 0))
        await page.waitForFunction(() => document.querySelector('palabre-debate').matches(':defined'), {
          polling: 50,
        })
        await page.evaluate(() => document.querySelector('palabre-debate').ready)
        assert.deepEqual((await counts()).slice(1), [1, 0, 0])
      } finally {
        await close()
      }
    })

    it('a part that did not come is there once it is asked for again', async () => {
      let isDown = true
      const { page, close } = await visit('/', asked =>
        isDown && /palabre-files\..*js$/.test(asked) ? { status: 503, body: '' } : null,
      )
      try {
        assert.equal(await outcome(page), 'ready')
        const ask = () =>
          page.evaluate(() =>
            document
              .querySelector('palabre-debate')
              .export('html')
              .then(
                () => 'there',
                error => String(error.code),
              ),
          )
        assert.equal(await ask(), 'network')
        isDown = false
        assert.equal(await ask(), 'there')
      } finally {
        await close()
      }
    })

    for (const [says, missing, said] of [
      ['not the published one', false, /not what was published/],
      ['missing', true, /could not be loaded/],
    ]) {
      it(`what few readers open is ${says}: said in its place, and the rest goes on`, async () => {
        const { page, close } = await visit('/', (asked, bytes) => {
          if (!/-study\./.test(asked)) return null
          return missing ? { status: 404, body: '' } : { body: append(bytes) }
        })
        const inside = (selector, act) =>
          page.waitForFunction(
            (selector, act) => {
              const found = document.querySelector('palabre-debate').shadowRoot.querySelector(selector)
              if (found && act) found.click()
              return found && `: ${found.textContent}`
            },
            { timeout: 10_000 },
            selector,
            act,
          )
        try {
          assert.equal(await outcome(page), 'ready')
          await inside('.first-sight .more button', true)
          await inside('[id="why:~"]', true)
          const alert = await inside('.later [role=alert]:not([hidden]):not(:empty)', false)
          assert.match(await alert.jsonValue(), said)
          await inside('.add.pro', true)
          await inside('.composer textarea', false)
        } finally {
          await close()
        }
      })
    }

    for (const type of ['application/octet-stream', 'application/wasm; charset=utf-8', 'text/html']) {
      it(`runs an engine that is served as ${type}`, async () => {
        const { page, close } = await visit('/', (asked, bytes) =>
          asked.endsWith('.wasm') ? { body: bytes, headers: { 'Content-Type': type } } : null,
        )
        try {
          assert.equal(await outcome(page), 'ready')
          assert.match(await shown(page), /market square/)
        } finally {
          await close()
        }
      })
    }
  })
}

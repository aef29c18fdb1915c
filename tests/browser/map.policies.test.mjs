// The map under strict policies, without what it needs, and for axe-core.
import assert from 'node:assert/strict'
import { it } from 'node:test'
import { violations } from './axe.mjs'
import { profile, serve } from './harness.mjs'
import { ARTICLE, atTheMapOnce, DEBATE } from './map-reader.mjs'
import { outcome, pageOf, watchTrouble } from './pages.mjs'
import { inBrowsers } from './reader.mjs'

const NONCE = 'c2VjcmV0'
const policy = wasm =>
  `default-src 'none'; script-src 'nonce-${NONCE}' 'strict-dynamic'${wasm ? " 'wasm-unsafe-eval'" : ''}; style-src 'self'; ` +
  `connect-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'`
const SCRIPT = `<script async nonce="${NONCE}" src="/dist/palabre.js"></script>`

async function underPolicy(wasm, work) {
  const site = await serve({
    '/': {
      body: pageOf(`<main>${DEBATE}</main>`, { lang: 'fr', script: SCRIPT }).replace(
        '<link rel="icon" href="data:,">',
        '',
      ),
      headers: { 'Content-Security-Policy': policy(wasm) },
    },
  })
  const browser = await profile('chromium', { args: ['--enable-unsafe-swiftshader'] })
  try {
    const page = await browser.newPage()
    const errors = await watchTrouble(page)
    await page.goto(site.address)
    assert.equal(await outcome(page), 'ready')
    await page.evaluate(() =>
      document.querySelector('palabre-debate').shadowRoot.querySelector('.first-sight .more button')?.click(),
    )
    await work(page, errors)
  } finally {
    await browser.close()
    await site.close()
  }
}

const inRoot = (page, selector) =>
  page.waitForFunction(
    selector => document.querySelector('palabre-debate').shadowRoot.querySelector(selector)?.textContent ?? false,
    {},
    selector,
  )

it('the map runs, draws and saves under a policy with nonces, own styles and no trusted types', () =>
  underPolicy(true, async (page, errors) => {
    await page.waitForFunction(() =>
      document.querySelector('palabre-debate').shadowRoot.querySelector('.map-box canvas'),
    )
    await inRoot(page, '.map-chosen')
    const saved = await page.evaluate(async () => {
      const { shadowRoot } = document.querySelector('palabre-debate')
      const kinds = []
      const before = URL.createObjectURL
      URL.createObjectURL = blob => {
        kinds.push(blob.type)
        return before.call(URL, blob)
      }
      for (const part of ['save-svg', 'save-png']) shadowRoot.querySelector(`[part~=${part}]`).click()
      for (let tries = 0; tries < 100 && kinds.length < 2; tries++) await new Promise(later => setTimeout(later, 20))
      return kinds
    })
    assert.deepEqual(saved.sort(), ['image/png', 'image/svg+xml'])
    assert.deepEqual(errors, [])
    assert.deepEqual(await page.evaluate(() => globalThis.refused), [])
  }))

it('the thread stands, with one sentence why, where the policy refuses WebAssembly', () =>
  underPolicy(false, async page => {
    const handle = await inRoot(page, '[part~=notice-map]')
    assert.match(await handle.jsonValue(), /WebAssembly/)
    await inRoot(page, '.claims .claim')
  }))

inBrowsers('without WebGL2', debate => {
  it('the thread stands, with one sentence why, and its form takes what one says', () =>
    debate(
      async one => {
        await one.until(root => /WebGL/.test(root.querySelector('[part~=notice-map]')?.textContent ?? ''))
        assert.equal(await one.look(root => root.querySelectorAll('.claims .claim').length > 0), true)
        await one.argue('~', 'con', 'Et la pluie ?')
      },
      {
        body: DEBATE,
        watch: () => {
          const before = HTMLCanvasElement.prototype.getContext
          HTMLCanvasElement.prototype.getContext = function (kind, ...given) {
            return kind === 'webgl2' ? null : before.call(this, kind, ...given)
          }
        },
      },
    ))
})

atTheMapOnce('the map for axe-core', map => {
  it('finds nothing with the map open, a claim chosen, something supposed, and in full width', () =>
    map(
      async one => {
        await one.open()
        assert.deepEqual(await violations(one.page), [], 'the thesis')
        await one.click('~ecole')
        await one.untilChosen('école à pied')
        await one.one.look(root => (root.querySelector('.map-suppose').open = true))
        await one.one.look(root => {
          const range = root.querySelector('.map-suppose input')
          range.value = '5'
          range.dispatchEvent(new Event('input', { bubbles: true }))
        })
        await one.one.until(root => root.querySelector('.map-supposing') !== null)
        assert.deepEqual(await violations(one.page), [], 'supposing')
        await one.one.press('.map-bar .view', 'Anneaux')
        await one.page.setViewport({ width: 320, height: 640 })
        await one.rest()
        assert.deepEqual(await violations(one.page), [], 'rings, narrow')
        assert.equal(await one.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true)
      },
      { body: `<h1>Halles</h1>${ARTICLE}` },
    ))
})

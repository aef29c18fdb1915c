// Every page of examples/ as tools/demo serves it, in both browsers.
import assert from 'node:assert/strict'
import { stat } from 'node:fs/promises'
import { after, before, describe, it } from 'node:test'
import { routes, serve } from '../../tools/serve.mjs'
import { violations } from './axe.mjs'
import { browsers, dist, profile } from './harness.mjs'
import { watchTrouble } from './pages.mjs'

/** How many debates each page brings to life. */
const PAGES = {
  '': 0,
  'no-javascript/': 0,
  'plain/': 1,
  'themed/': 1,
  'several/': 3,
  'questions/': 1,
  'questions/english.html': 1,
  'iframe/': 0,
  'map/': 1,
  'map/large.html': 1,
  'hub/': 1,
  'strict/': 1,
  'strict-without-wasm/': 1,
  'article-9/': 1,
}

/** What tools/demo makes for them. */
const READ = { 'article-9/': 'article-9.ndjson', 'map/large.html': 'map-5000.ndjson' }

/**
 * Pages whose debates are asked in every state: what a page's style, its questions, the map or a hub change of them.
 * The others have the same states in the same colours.
 */
const ASKED_IN_ALL_STATES = ['plain/', 'themed/', 'questions/', 'map/', 'hub/', 'article-9/']

/** What a reader does to each debate of a page, one after the other. */
const STATES = [
  [
    'grown',
    () => {
      for (const { shadowRoot } of document.querySelectorAll('palabre-debate'))
        shadowRoot.querySelector('.first-sight .more button')?.click()
    },
  ],
  [
    'answering, asking why, looking for more',
    () => {
      for (const { shadowRoot } of document.querySelectorAll('palabre-debate'))
        for (const panel of ['why', 'answer', 'judge', 'more'])
          Array.from(shadowRoot.querySelectorAll(`.claims [id^="${panel}:"]`))
            .find(one => !shadowRoot.querySelector('.panel')?.parentNode.contains(one))
            ?.click()
    },
  ],
  [
    'the other view',
    () => {
      for (const { shadowRoot } of document.querySelectorAll('palabre-debate'))
        shadowRoot.querySelector('.view[aria-pressed=false]').click()
    },
  ],
  [
    'in short, on a dark page',
    () => {
      document.documentElement.classList.add('dark')
      for (const { shadowRoot } of document.querySelectorAll('palabre-debate'))
        shadowRoot.querySelector('.tools .view[part~=view-summary]').click()
    },
  ],
]

for (const name of browsers) {
  describe(`the examples in ${name}`, () => {
    let browser, site
    before(async () => {
      site = await serve({ table: { ...routes, '/dist/': dist } })
      browser = await profile(name, { network: true })
    })
    after(async () => {
      await browser?.close()
      await site?.close()
    })

    for (const [path, debates] of Object.entries(PAGES)) {
      it(`${path || 'the index'} works, asks nobody else, keeps nothing and is accessible`, async t => {
        const read = READ[path]
        const made = !read || (await stat(`${routes['/demo/']}/${read}`).catch(() => null))
        if (!made) return t.skip(`there is no ${read} here`)
        const page = await browser.newPage()
        const errors = await watchTrouble(page)
        const asked = []
        page.on('request', request => asked.push(request.url()))
        page.on('response', response => {
          if (response.status() >= 400) errors.push(`${response.status()} ${response.url()}`)
        })
        page.on('console', message => {
          if (message.type() === 'error') errors.push(message.text())
        })
        await page.goto(site.address + path)
        assert.deepEqual(await upgraded(page), Array(debates).fill(true))
        assert.deepEqual(errors, [])
        assert.deepEqual(
          asked.filter(url => !url.startsWith(site.address) && !/^(data|blob|about):/.test(url)),
          [],
        )
        const kept = await page.evaluate(async () => [
          document.cookie,
          localStorage.length,
          sessionStorage.length,
          (await indexedDB.databases()).length,
        ])
        assert.deepEqual(kept, ['', 0, 0, 0])
        assert.deepEqual(await violations(page), [])
        // What axe finds in a page's tree is the same in every browser: these are read in one.
        for (const [state, reach] of name === browsers[0] && ASKED_IN_ALL_STATES.includes(path) ? STATES : []) {
          await page.evaluate(reach)
          await page.evaluate(() => new Promise(drawn => requestAnimationFrame(() => setTimeout(drawn, 300))))
          assert.deepEqual(await violations(page), [], state)
        }
        assert.deepEqual(errors, [])
        await browser.giveBack(page)
      })
    }
  })
}

/** Scrolls to each debate, which starts when it nears, and answers whether it shows its arguments, or their map. */
function upgraded(page) {
  return page.evaluate(async () => {
    const found = [...document.querySelectorAll('palabre-debate')]
    if (!document.querySelector('script[src$="palabre.js"]')) return []
    const done = []
    for (const element of found) {
      element.scrollIntoView()
      await customElements.whenDefined('palabre-debate')
      await element.ready
      // The map comes in a file of its own.
      const drawn = () => !!element.shadowRoot.querySelector('article, .map')
      for (let tries = 0; tries < 100 && !drawn(); tries++) await new Promise(later => setTimeout(later, 50))
      done.push(drawn())
    }
    return done
  })
}

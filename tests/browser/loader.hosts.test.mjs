import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { browsers, profile, serve } from './harness.mjs'
import { debateOf, outcome, OUTLINE, pageOf, SCRIPT, shown, watchTrouble } from './pages.mjs'

/** What Prototype.js 1.6 does to a page's globals, as far as a widget could trip over it. */
const PROTOTYPE = `<script>
  Array.prototype.toJSON = function () { return '[' + this.join(', ') + ']' }
  String.prototype.toJSON = function () { return '"' + this + '"' }
  Object.prototype.toJSON = undefined
  Hash = function () {}; Hash.prototype.toJSON = function () { return '{}' }
  Array.from = function (things) {
    if (!things) return []
    if ('toArray' in Object(things)) return things.toArray()
    var length = things.length || 0, list = new Array(length)
    while (length--) list[length] = things[length]
    return list
  }
  var Enumerable = {
    each: function (f) { for (var i = 0; i < this.length; i++) f(this[i], i); return this },
    all: function () { return true }, any: function () { return false }, entries: function () { return this.slice() },
    first: function () { return this[0] }, last: function () { return this[this.length - 1] },
    without: function () { return this }, uniq: function () { return this }, clear: function () { this.length = 0 },
    inject: function (memo) { return memo }, toArray: function () { return this.slice() },
    size: function () { return this.length }
  }
  for (var name in Enumerable) Array.prototype[name] = Enumerable[name]
  Function.prototype.bind = function () { var f = this, a = arguments, o = a[0]
    return function () { return f.apply(o, [].slice.call(a, 1).concat([].slice.call(arguments))) }
  }
  window.Element = function (tag) { return document.createElement(tag) }
  window.$ = window.$$ = function () { return null }
  JSON.stringify = (function (native) { return function (value) { return native(value) } })(JSON.stringify)
  HTMLElement.prototype.update = HTMLElement.prototype.insert = HTMLElement.prototype.show = function () { return this }
</script>`

const OLDER = SCRIPT.replace('palabre.js', 'older/palabre.js')

const pages = {
  '/prototype': pageOf(debateOf(), { head: PROTOTYPE }),
  '/versions': pageOf(debateOf() + '<palabre-count debate="square"></palabre-count>', {
    script: SCRIPT.replace('async', '') + OLDER,
  }),
  '/top': pageOf(`<h1>Host</h1>${debateOf()}<p id="next">Next</p><div style="height:3000px"></div>`),
  '/styled': pageOf(
    `<style>palabre-debate{display:block;margin:2rem 0;padding:1rem;border:3px solid}</style><h1>Host</h1>${debateOf()}<p id="next">Next</p>`,
  ),
  // An outline that the page sets far apart is taller than the widget by pages.
  '/tall': pageOf(
    `<style>palabre-debate li{padding-block:600px}</style><h1>Host</h1>${debateOf()}<p id="next">Next</p>`,
  ),
  '/timed': pageOf(
    debateOf(
      'debate="square"',
      `${OUTLINE}<palabre-question closes="2031-01-01T12:00Z"><h3>Adopt it?</h3></palabre-question>`,
    ),
  ),
  '/low': pageOf(
    `<h1>Host</h1><p style="height:400px">Before</p>${debateOf(
      'debate="square"',
      `${OUTLINE}${'<palabre-question><h3>Adopt it?</h3></palabre-question>'.repeat(12)}`,
    )}<p id="next">Next</p>`,
    { script: '' },
  ),
  '/alone': pageOf(`<main>${debateOf()}</main><p id="next">Next</p>`),
  '/empty': pageOf(
    '<style>palabre-debate { display: block; min-height: 20rem }</style><palabre-debate debate="square"></palabre-debate><p id="next">Next</p>',
  ),
}

for (const name of browsers) {
  describe(`in pages of others, in ${name}`, () => {
    let browser, site, other
    before(async () => {
      site = await serve(pages)
      browser = await profile(name)
    })
    after(async () => {
      await browser?.close()
      await site?.close()
      await other?.close()
    })

    const visit = async (path, at = site) => {
      const page = await browser.newPage()
      const errors = await watchTrouble(page)
      await page.setViewport({ width: 900, height: 700 })
      await page.goto(at.address + path)
      return { page, errors }
    }

    it('a page with Prototype.js-style globals: read, answer, keep', async () => {
      const { page, errors } = await visit('/prototype')
      assert.equal(await outcome(page), 'ready')
      assert.match(await shown(page), /market square/)
      const kept = await page.evaluate(async () => {
        const element = document.querySelector('palabre-debate')
        const { id } = await element.acting.act({
          do: 'claim',
          parent: '~',
          stance: 'pro',
          text: 'In a page of 2008: [1, "two"]',
          sources: ['https://example.org/'],
        })
        return element.query({ q: 'claim', id }).text
      })
      assert.equal(kept, 'In a page of 2008: [1, "two"]')
      await page.reload()
      assert.equal(await outcome(page), 'ready')
      const said = await page.evaluate(
        () => document.querySelector('palabre-debate').query({ q: 'search', text: '2008' }).total,
      )
      assert.equal(said, 1)
      assert.deepEqual(errors, [])
      await browser.giveBack(page)
    })

    it('two versions of the loader: the first serves, doctor() names both', async () => {
      const { readFile } = await import('node:fs/promises')
      const { dist } = await import('./harness.mjs')
      const loader = await readFile(`${dist}/palabre.js`, 'utf8')
      const version = JSON.parse(await readFile(`${dist}/manifest.json`, 'utf8')).version
      other = await serve({
        ...pages,
        '/dist/older/palabre.js': {
          body: loader.replaceAll(`"${version}"`, '"0.0.1"'),
          headers: { 'Content-Type': 'text/javascript' },
        },
      })
      const { page, errors } = await visit('/versions', other)
      assert.equal(await outcome(page), 'ready')
      await page.waitForFunction(() => Palabre.versions.length === 2)
      const { findings } = await page.evaluate(() => Palabre.doctor())
      assert.ok(
        findings.some(one => one.about === 'versions' && one.says.includes('0.0.1')),
        JSON.stringify(findings),
      )
      assert.deepEqual(errors, [])
      await browser.giveBack(page)
    })

    for (const path of ['/top', '/styled', '/alone', '/empty']) {
      it(`nothing around the element moves when it wakes up (${path.slice(1)})`, async () => {
        // Boxes of the page without the loader are the reference.
        const still = await serve({ '/': pages[path].replace(SCRIPT, '') })
        const bare = await browser.newPage()
        await bare.setViewport({ width: 900, height: 700 })
        await bare.goto(still.address)
        const box = page =>
          page.evaluate(() => {
            const { top, height } = document.querySelector('palabre-debate').getBoundingClientRect()
            return [top, height, document.querySelector('#next').getBoundingClientRect().top].map(
              value => Math.round(value * 100) / 100,
            )
          })
        const expected = await box(bare)
        await bare.close()
        await still.close()
        const page = await browser.newPage()
        await page.setViewport({ width: 900, height: 700 })
        await page.evaluateOnNewDocument(() => {
          globalThis.shifts = []
          try {
            new PerformanceObserver(list => {
              for (const entry of list.getEntries()) globalThis.shifts.push(entry.value)
            }).observe({ type: 'layout-shift', buffered: true })
          } catch {
            /* Firefox has none: boxes are compared. */
          }
        })
        await page.goto(site.address + path)
        assert.equal(await outcome(page), 'ready')
        await new Promise(later => setTimeout(later, 300))
        const found = await box(page)
        assert.ok(Math.abs(found[2] - expected[2]) < 0.5, `what follows moved: ${expected} -> ${found}`)
        const shifts = await page.evaluate(() => globalThis.shifts)
        assert.ok(shifts.reduce((sum, value) => sum + value, 0) < 0.0015, JSON.stringify(shifts))
        await browser.giveBack(page)
      })
    }

    it('an outline that is taller than the widget leaves no empty room below the window', async () => {
      const { page } = await visit('/tall')
      assert.equal(await outcome(page), 'ready')
      await new Promise(later => setTimeout(later, 300))
      const { end, drawn, next } = await page.evaluate(() => {
        const host = document.querySelector('palabre-debate')
        const bottom = element => element.getBoundingClientRect().bottom
        return {
          end: bottom(host),
          drawn: bottom(host.shadowRoot.lastElementChild),
          next: document.querySelector('#next').getBoundingClientRect().top,
        }
      })
      assert.ok(end <= Math.max(drawn, 700) + 1, `${end}, where the widget ends at ${drawn}`)
      assert.ok(next >= 700, `what follows stays below the window: ${next}`)
      await browser.giveBack(page)
    })

    it('a reader who is down the page already stays where she reads', async () => {
      const { page } = await visit('/low')
      const places = () =>
        page.evaluate(() =>
          ['h1', 'palabre-debate', '#next'].map(one =>
            Math.round(document.querySelector(one).getBoundingClientRect().top),
          ),
        )
      await page.evaluate(() => scrollTo(0, document.querySelector('palabre-debate').offsetTop))
      const read = await places()
      await page.evaluate(() => {
        document.head.append(Object.assign(document.createElement('script'), { src: '/dist/palabre.js' }))
      })
      assert.equal(await outcome(page), 'ready')
      await new Promise(later => setTimeout(later, 300))
      assert.deepEqual(await places(), read)
      await browser.giveBack(page)
    })

    it('names the region after the thesis, and says of a question with a closing time that nobody vouches for it', async () => {
      const { page } = await visit('/timed')
      assert.equal(await outcome(page), 'ready')
      const [label, codes] = await page.evaluate(() => {
        const element = document.querySelector('palabre-debate')
        return [
          element.shadowRoot.querySelector('section').getAttribute('aria-label'),
          element.notices.value.map(one => one.code),
        ]
      })
      assert.equal(label, 'Should the market square be closed to cars?')
      assert.ok(codes.includes('times-unchecked'), codes.join(' '))
      await browser.giveBack(page)
    })

    it('what the page declares may change under way', async () => {
      const { page } = await visit('/top')
      assert.equal(await outcome(page), 'ready')
      await page.evaluate(() => {
        globalThis.before = document.querySelector('palabre-debate').query({ q: 'thesis' }).claims
        const item = document.createElement('li')
        item.dataset.stance = 'pro'
        item.textContent = 'Added by the page later'
        document.querySelector('palabre-debate ul').append(item)
      })
      await page.waitForFunction(
        () => document.querySelector('palabre-debate').query({ q: 'thesis' }).claims === globalThis.before + 1,
        { timeout: 3000 },
      )
      await browser.giveBack(page)
    })

    it('an attribute that changes never reloads the element', async () => {
      const { page } = await visit('/top')
      assert.equal(await outcome(page), 'ready')
      const same = await page.evaluate(async () => {
        const element = document.querySelector('palabre-debate')
        const drawn = element.shadowRoot.querySelector('[part]')
        for (const [attribute, value] of [
          ['theme', 'dark'],
          ['view', 'columns'],
          ['sort', 'newest'],
          ['page-size', '5'],
          ['density', 'compact'],
          ['heading-level', '4'],
          ['weighing', 'off'],
          ['write', 'readonly'],
          ['label', 'X'],
          ['without', 'search'],
          ['lang', 'fr'],
        ]) {
          element.setAttribute(attribute, value)
        }
        await new Promise(later => setTimeout(later, 400))
        return [drawn.isConnected, /march|débat|argument/i.test(element.shadowRoot.textContent)]
      })
      assert.deepEqual(same, [true, true])
      await browser.giveBack(page)
    })

    it('destroy() gives the outline back', async () => {
      const { page } = await visit('/top')
      assert.equal(await outcome(page), 'ready')
      assert.ok(
        await page.evaluate(() => {
          const element = document.querySelector('palabre-debate')
          element.destroy()
          return element.querySelector('h2').getBoundingClientRect().height > 0
        }),
      )
      await browser.giveBack(page)
    })
  })
}

import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { browsers, profile, serve } from './harness.mjs'
import { debateOf, outcome, OUTLINE, pageOf, shown } from './pages.mjs'

const FAR = '<div style="height:6000px"></div>'

const pages = {
  '/plain': pageOf(debateOf()),
  '/inserted': pageOf(
    '<p>Before</p><script async src="/dist/palabre.js" data-debate="square" data-label="Ours"></script>',
    { script: '' },
  ),
  '/far': pageOf(FAR + debateOf()),
  '/click': pageOf(debateOf('debate="square" loading="click"')),
  '/eager': pageOf(FAR + debateOf('debate="square" loading="eager"')),
  '/router': pageOf('<main></main>'),
  '/twenty': pageOf(Array.from({ length: 20 }, (_, i) => debateOf(`debate="debate-${i}" loading="eager"`)).join('')),
  '/path/of/this.html?utm_source=mail&b=2&a=1': '',
}
pages['/path/of/this.html'] = pageOf(debateOf(''))

for (const name of browsers) {
  describe(`the loader in ${name}`, () => {
    let browser, site, page
    before(async () => {
      site = await serve(pages)
      browser = await profile(name)
      page = await browser.newPage()
    })
    after(async () => {
      await browser?.close()
      await site?.close()
    })
    const open = async path => {
      site.requests.length = 0
      await page.goto(site.address + path)
    }

    it('brings one element to life with four requests', async () => {
      await open('/plain')
      assert.equal(await outcome(page), 'ready')
      // What comes at rest, and what is drawn with it, may be on its way already.
      const asked = site.requests.filter(path => path.startsWith('/dist/') && !/-acts\./.test(path))
      assert.equal(asked.length, 4, asked.join(' '))
      assert.match(await shown(page), /Should the market square be closed to cars\?/)
    })

    it('puts an element after itself where its tag names a debate', async () => {
      await open('/inserted')
      await page.waitForSelector('palabre-debate')
      assert.equal(await outcome(page), 'ready')
      const [before, label, debate] = await page.evaluate(() => {
        const element = document.querySelector('palabre-debate')
        return [
          element.previousElementSibling.localName,
          element.getAttribute('label'),
          element.getAttribute('debate'),
        ]
      })
      assert.deepEqual([before, label, debate], ['script', 'Ours', 'square'])
    })

    it('fetches nothing for a debate that nobody comes near', async () => {
      await open('/far')
      await new Promise(later => setTimeout(later, 500))
      assert.deepEqual(
        site.requests.filter(path => path.startsWith('/dist/')),
        ['/dist/palabre.js'],
      )
      await page.evaluate(() => scrollTo(0, 5500))
      assert.equal(await outcome(page), 'ready')
    })

    it('fetches at once where the element says eager', async () => {
      await open('/eager')
      assert.equal(await outcome(page), 'ready')
    })

    it('waits for a click where the element says click, and keeps the outline in sight', async () => {
      await open('/click')
      const button = await page.waitForSelector('palabre-debate >>> button')
      assert.deepEqual(
        site.requests.filter(path => path.startsWith('/dist/')),
        ['/dist/palabre.js'],
      )
      assert.ok(
        await page.evaluate(() => document.querySelector('palabre-debate h2').getBoundingClientRect().height > 0),
      )
      await button.click()
      assert.equal(await outcome(page), 'ready')
      await page.waitForFunction(
        () => document.querySelector('palabre-debate').shadowRoot.activeElement?.id === 'h-~',
      )
    })

    it('serves elements that a router adds, takes out and puts back, in the state they had', async () => {
      await open('/router')
      await page.evaluate(outline => {
        const element = document.createElement('palabre-debate')
        element.setAttribute('debate', 'square')
        const template = document.createRange().createContextualFragment(outline)
        element.append(template)
        document.querySelector('main').append(element)
      }, OUTLINE)
      assert.equal(await outcome(page), 'ready')
      const same = await page.evaluate(async () => {
        const main = document.querySelector('main')
        const element = main.firstElementChild
        const before = element.query({ q: 'thesis' }).text
        element.remove()
        await new Promise(later => setTimeout(later, 120))
        main.append(element)
        await element.ready
        return before === element.query({ q: 'thesis' }).text
      })
      assert.ok(same)
    })

    it('what an element declared that a router took out is not beside what the next one declares', async () => {
      await open('/router')
      const declared = await page.evaluate(async () => {
        const main = document.querySelector('main')
        const route = async (thesis, question) => {
          const element = document.createElement('palabre-debate')
          element.setAttribute('debate', 'routes')
          element.setAttribute('loading', 'eager')
          element.innerHTML = `<h2>${thesis}</h2><palabre-question method="yes-no"><h3>${question}</h3></palabre-question>`
          main.replaceChildren(element)
          await customElements.whenDefined('palabre-debate')
          await element.ready
          const { text } = element.query({ q: 'thesis' })
          return [text, ...element.query({ q: 'questions' }).questions.map(one => one.title)]
        }
        const before = await route('The first thesis', 'The first question?')
        main.replaceChildren()
        await new Promise(later => setTimeout(later, 120))
        return [before, await route('The second thesis', 'The second question?')]
      })
      assert.deepEqual(declared, [
        ['The first thesis', 'The first question?'],
        ['The second thesis', 'The second question?'],
      ])
    })

    it('keeps what is drawn when the element is only moved', async () => {
      await open('/plain')
      assert.equal(await outcome(page), 'ready')
      const kept = await page.evaluate(async () => {
        const element = document.querySelector('palabre-debate')
        const drawn = element.shadowRoot.querySelector('h2, [part]')
        const aside = document.createElement('aside')
        document.body.append(aside)
        aside.append(element)
        await new Promise(later => setTimeout(later, 150))
        return drawn.isConnected && element.shadowRoot.contains(drawn)
      })
      assert.ok(kept)
    })

    it('holds twenty debates in one page', async () => {
      await open('/twenty')
      const states = await page.evaluate(async () => {
        await customElements.whenDefined('palabre-debate')
        const all = [...document.querySelectorAll('palabre-debate')]
        const done = await Promise.allSettled(all.map(one => one.ready))
        return done.map(one => one.status)
      })
      assert.deepEqual(new Set(states), new Set(['fulfilled']))
      assert.equal(site.requests.filter(path => /bundle/.test(path)).length, 1)
    })

    it('names a debate by the path, whatever the mail added to the address', async () => {
      await open('/path/of/this.html?utm_source=mail&b=2&a=1')
      assert.equal(await outcome(page), 'ready')
      const first = await page.evaluate(() => document.querySelector('palabre-debate').snapshot().debate)
      await open('/path/of/this.html?a=1&b=2&fbclid=x')
      assert.equal(await outcome(page), 'ready')
      const second = await page.evaluate(() => document.querySelector('palabre-debate').snapshot().debate)
      assert.match(first, /^localhost\/path-of-this-a-1-b-2-[0-9a-f]{8}$/)
      assert.equal(first, second)
    })
  })
}

import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { browsers, dist, profile, serve } from './harness.mjs'
import { pageOf } from './pages.mjs'

/** A site of another origin, whose page listens as web/README.md says, and notes what it hears. */
const hostPage = (frame, query) =>
  pageOf(
    `<iframe title="Debate" src="${frame}/dist/frame.html?debate=square&amp;lang=en&amp;title=Close+the+%3Cb%3Esquare%3C%2Fb%3E%3F&amp;${query}" width="600" height="150"></iframe>
    <script>
      const heard = (window.heard = [])
      const frame = document.querySelector('iframe')
      addEventListener('message', ({ data, origin, source }) => {
        heard.push([origin, data])
        if (origin !== '${frame}' || source !== frame.contentWindow) return
        if (data.palabre === 'height' && data.height > 0) frame.style.height = Math.min(data.height, 20000) + 'px'
      })
    </script>`,
    { script: '' },
  )

for (const name of browsers) {
  describe(`the page for iframes in ${name}`, () => {
    let browser, site, host
    const pages = {}
    before(async () => {
      site = await serve({ '/dist/frame.html': await readFile(join(dist, 'frame.html'), 'utf8') })
      const frame = new URL(site.address).origin
      pages['/'] = hostPage(
        frame,
        'onclick=alert(1)&amp;style=color:red&amp;src=https://elsewhere.example/x.json&amp;hub=https://elsewhere.example/',
      )
      pages['/other'] = hostPage(frame, 'host=https://elsewhere.example')
      pages['/shared'] = hostPage(frame, 'hub=/hub/')
      host = await serve(pages)
      browser = await profile(name)
    })
    after(async () => {
      await browser?.close()
      await site?.close()
      await host?.close()
    })

    const open = async path => {
      const page = await browser.newPage()
      await page.goto(host.address + path)
      await page.waitForFunction(() => document.querySelector('iframe'))
      let frame
      for (let tries = 0; tries < 100 && !frame; tries++) {
        frame = page.frames().find(one => one.url().includes('frame.html'))
        if (!frame) await new Promise(later => setTimeout(later, 50))
      }
      await frame.waitForFunction(() => !!document.querySelector('palabre-debate')?.ready)
      await frame.evaluate(() => document.querySelector('palabre-debate').ready)
      return { page, frame }
    }

    it('shows the debate that its address names, its title as text, and sets nothing that is not listed', async () => {
      const { page, frame } = await open('/')
      const found = await frame.evaluate(() => {
        const element = document.querySelector('palabre-debate')
        return {
          debate: element.getAttribute('debate'),
          title: element.shadowRoot.querySelector('h1').textContent,
          bold: element.querySelectorAll('b').length,
          names: ['onclick', 'style', 'src', 'hub'].filter(one => element.hasAttribute(one)),
          language: document.documentElement.lang,
        }
      })
      assert.deepEqual(found, {
        debate: 'square',
        title: 'Close the <b>square</b>?',
        bold: 0,
        names: [],
        language: 'en',
      })
      await browser.giveBack(page)
    })

    it('takes the hub of its own host', async () => {
      const { page, frame } = await open('/shared')
      assert.equal(await frame.evaluate(() => document.querySelector('palabre-debate').getAttribute('hub')), '/hub/')
      await browser.giveBack(page)
    })

    it('tells the page around how high it is, and grows with the debate', async () => {
      const { page, frame } = await open('/')
      const high = () => page.evaluate(() => document.querySelector('iframe').getBoundingClientRect().height)
      await page.waitForFunction(() => window.heard.length > 0)
      const before = await high()
      await frame.evaluate(() => document.querySelector('palabre-debate').compose('~', 'pro'))
      await page.waitForFunction(before => document.querySelector('iframe').offsetHeight > before + 100, {}, before)
      const inside = () => frame.evaluate(() => Math.ceil(document.body.getBoundingClientRect().height))
      // What was told last reaches the page around a moment after the debate has grown.
      const ends = Date.now() + 20_000
      let apart
      do apart = Math.abs((await high()) - (await inside()))
      while (apart > 6 && Date.now() < ends)
      assert.ok(apart <= 6, `as high as what it holds, and its border: ${apart} px apart`)
      const heard = await page.evaluate(() => window.heard)
      for (const [origin, data] of heard) {
        assert.equal(origin, new URL(site.address).origin)
        assert.deepEqual(Object.keys(data).sort(), ['debate', 'height', 'palabre'])
      }
      await browser.giveBack(page)
    })

    it('begins as high as the debate is, where its title takes several lines', async () => {
      pages['/narrow'] = pages['/'].replace('width="600"', 'width="200"')
      const { page, frame } = await open('/narrow')
      await page.waitForFunction(() => window.heard.length > 0)
      await frame.waitForFunction(() => {
        const { shadowRoot } = document.querySelector('palabre-debate')
        return shadowRoot.querySelector('.add.con')?.getBoundingClientRect().bottom < innerHeight
      })
      assert.equal(await frame.evaluate(() => document.documentElement.scrollHeight <= innerHeight), true)
      await browser.giveBack(page)
    })

    it('tells nothing to a page of another origin than its address names', async () => {
      const { page, frame } = await open('/other')
      await frame.evaluate(() => document.querySelector('palabre-debate').compose('~', 'pro'))
      await frame.waitForFunction(() => document.querySelector('palabre-debate').shadowRoot.querySelector('textarea'))
      assert.deepEqual(await page.evaluate(() => window.heard), [])
      await browser.giveBack(page)
    })
  })
}

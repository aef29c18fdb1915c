// When the map draws and when not, and what becomes of its graphics context.
import assert from 'node:assert/strict'
import { it } from 'node:test'
import { ARTICLE, atTheMap, DEBATE } from './map-reader.mjs'

/** Debates of one page, a screen apart. */
const MANY = Array.from(
  { length: 30 },
  (_, at) => `<div style="height:900px">${DEBATE.replace('debate="halles"', `debate="halles-${at}"`)}</div>`,
).join('')

const wait = ms => new Promise(later => setTimeout(later, ms))

/** The colours of the side words in the page's own style. */
const sides = one =>
  one.one.look(root =>
    ['pro', 'con'].map(side =>
      getComputedStyle(root.querySelector(`.probe-${side}`))
        .color.match(/\d+/g)
        .slice(0, 3)
        .map(Number),
    ),
  )

atTheMap('drawing the map', map => {
  it('shows boxes in the colours of both sides, with letters', () =>
    map(async one => {
      await one.open()
      const wanted = await sides(one)
      let { different, near } = await one.colours(wanted)
      // What the map has drawn first, the browser may be slow to show.
      for (let tries = 0; tries < 20 && Math.min(...near) <= 200; tries++) {
        await wait(100)
        ;({ different, near } = await one.colours(wanted))
      }
      assert.ok(different > 50, `${different} colours`)
      for (const count of near) assert.ok(count > 200, `${near} pixels for and against`)
    }))

  it('shows the same debate as rings and as bands', () =>
    map(async one => {
      await one.open()
      for (const form of ['Anneaux', 'Bandes']) {
        await one.one.press('.map-bar .view', form)
        await one.rest()
        const { different } = await one.colours([])
        // The ground, the thesis, two sides of unlike strengths, their signs.
        assert.ok(different >= 6, `${form}: ${different} colours`)
        // In the middle of the stage stands the thesis, or something below it.
        const { x, y, width, height } = await one.place()
        await one.page.mouse.move(x + width / 3, y + height / 2)
        await one.page.mouse.move(x + width / 2, y + height / 2, { steps: 3 })
        await one.one.until(root => (root.querySelector('.map-tip')?.textContent ?? '') !== '')
      }
    }))

  it('draws no frame at rest', () =>
    map(async one => {
      await one.open()
      const before = await one.rest()
      await wait(3000)
      assert.equal(await one.frames(), before)
    }))

  it('draws no frame out of sight, and one when it comes back', () =>
    map(async one => {
      await one.open()
      await one.page.evaluate(() => scrollTo(0, document.body.scrollHeight))
      await wait(300)
      const before = await one.frames()
      await one.one.element(element => element.shadowRoot.querySelectorAll('.map-steps .step')[1].click())
      await one.one.act({ do: 'claim', parent: '~', stance: 'pro', text: 'Plus d’air.', lang: 'fr' })
      await wait(1000)
      assert.equal(await one.frames(), before)
      await one.one.look(root => root.querySelector('.map-box').scrollIntoView({ block: 'center' }))
      await one.page.waitForFunction(before => globalThis.frames_ > before, {}, before)
      await one.rest()
    }))

  it('looks the same after its context was lost and given back', () =>
    map(async one => {
      await one.open()
      const shot = async () => {
        const handle = await one.page.evaluateHandle(() =>
          document.querySelector('palabre-debate').shadowRoot.querySelector('.map-box'),
        )
        return handle.asElement().screenshot({ encoding: 'base64' })
      }
      const before = await shot()
      await one.one.look(root => {
        const gl = root.querySelector('.map-box canvas').getContext('webgl2')
        globalThis.loser = gl.getExtension('WEBGL_lose_context')
        globalThis.loser.loseContext()
      })
      await wait(200)
      await one.page.evaluate(() => globalThis.loser.restoreContext())
      await one.rest()
      assert.equal(await shot(), before)
    }))

  it('takes another canvas where the browser keeps the context for itself', () =>
    map(async one => {
      await one.open()
      await one.one.look(root => {
        const canvas = root.querySelector('.map-box canvas')
        globalThis.first = canvas
        canvas.getContext('webgl2').getExtension('WEBGL_lose_context').loseContext()
      })
      await one.one.until(root => root.querySelector('.map-box canvas') !== globalThis.first)
      await one.rest()
      assert.ok((await one.colours([])).different > 50)
    }))

  it('is sharp after the density has changed', () =>
    map(async one => {
      await one.open()
      const size = () =>
        one.one.look(root => [
          root.querySelector('.map-box canvas').width,
          root.querySelector('.map-box').clientWidth,
        ])
      const [before, css] = await size()
      assert.equal(before, css)
      await one.page.setViewport({ width: 800, height: 600, deviceScaleFactor: 2 })
      await one.one.look(root => root.querySelector('.map-box').scrollIntoView({ block: 'center' }))
      await one.one.look(root => root.querySelectorAll('.map-steps .step')[1].click())
      await one.rest()
      const [pixels, width] = await size()
      assert.equal(pixels, width * 2)
    }))

  it('draws thirty maps of one page as one comes to them, and the first again', () =>
    map(
      async one => {
        const { page } = one
        await page.evaluate(async () => {
          for (const element of document.querySelectorAll('palabre-debate')) {
            element.scrollIntoView()
            await element.ready
            element.shadowRoot.querySelector('.first-sight .more button')?.click()
            for (let tries = 0; tries < 200 && !element.shadowRoot.querySelector('.map-box canvas'); tries++)
              await new Promise(later => setTimeout(later, 20))
          }
        })
        for (const at of [29, 15, 0]) {
          await page.evaluate(at => {
            const element = document.querySelectorAll('palabre-debate')[at]
            element.shadowRoot.querySelector('.map-box').scrollIntoView({ block: 'center' })
          }, at)
          await page.waitForFunction(
            at => globalThis.isAlive(document.querySelectorAll('palabre-debate')[at]),
            {},
            at,
          )
          await one.rest()
          const alive = await page.evaluate(() =>
            Array.from(document.querySelectorAll('palabre-debate'), each => Number(globalThis.isAlive(each))),
          )
          assert.equal(alive[at], 1, `map ${at} has no context`)
          assert.ok(alive.reduce((sum, each) => sum + each) <= 4, `${alive} are alive`)
          const handle = await page.evaluateHandle(
            at => document.querySelectorAll('palabre-debate')[at].shadowRoot.querySelector('.map-box'),
            at,
          )
          // An empty stage of this size is a tenth of that; a context that comes back draws a little later.
          let bytes = 0
          for (let tries = 0; tries < 40 && bytes <= 8000; tries++) {
            if (tries > 0) await wait(250)
            bytes = (await handle.asElement().screenshot()).length
          }
          assert.ok(bytes > 8000, `map ${at}: ${bytes} bytes of picture`)
        }
      },
      { body: MANY },
    ))
})

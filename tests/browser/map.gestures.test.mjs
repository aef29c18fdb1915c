// Wheel, mouse and fingers on the map, in a page that scrolls.
import assert from 'node:assert/strict'
import { it } from 'node:test'
import { atTheMap } from './map-reader.mjs'

const PHONE = {
  viewport: { width: 360, height: 740, hasTouch: true, isMobile: true, deviceScaleFactor: 2 },
  head: '<meta name="viewport" content="width=device-width">',
}

const scrolled = page => page.evaluate(() => scrollY)
/** A wheel turns, and the page has had the time to follow. */
async function wheel(map, dy, { ctrl = false } = {}) {
  if (ctrl) await map.page.keyboard.down('Control')
  await map.page.mouse.wheel({ deltaY: dy })
  if (ctrl) await map.page.keyboard.up('Control')
  await new Promise(later => setTimeout(later, 300))
  await map.rest()
}
async function overMap(map) {
  const { x, y, width, height } = await map.place()
  const at = { x: x + width * 0.6, y: y + height * 0.9 }
  await map.page.mouse.move(at.x, at.y)
  return at
}

/** Puppeteer has the fingers of Chromium alone. */
const fingers = name => ({ skip: name === 'firefox' && 'puppeteer moves no fingers in Firefox' })

atTheMap('the map in a page that scrolls', (map, name) => {
  it('leaves the wheel to the page, and says how to have it', () =>
    map(async one => {
      await one.open()
      await overMap(one)
      const before = await one.camera()
      const top = await scrolled(one.page)
      await wheel(one, 100)
      assert.equal(await scrolled(one.page), top + 100)
      assert.deepEqual(await one.camera(), before)
      assert.match(await one.one.text('.map-stage'), /molette/)
    }))

  it('zooms with Ctrl and the wheel, and the page stays', () =>
    map(async one => {
      await one.open()
      await overMap(one)
      const before = await one.camera()
      const top = await scrolled(one.page)
      await wheel(one, -100, { ctrl: true })
      assert.equal(await scrolled(one.page), top)
      assert.ok((await one.camera()).scale > before.scale * 1.1)
    }))

  it('takes the wheel after a click, and gives it back at Escape', () =>
    map(async one => {
      await one.open()
      const at = await overMap(one)
      await one.page.mouse.click(at.x, at.y)
      const before = await one.camera()
      const top = await scrolled(one.page)
      await wheel(one, -100)
      assert.equal(await scrolled(one.page), top)
      const zoomed = await one.camera()
      assert.ok(zoomed.scale > before.scale * 1.1)
      await one.page.keyboard.press('Escape')
      await wheel(one, 100)
      assert.equal(await scrolled(one.page), top + 100)
      assert.deepEqual(await one.camera(), zoomed)
    }))

  it('gives the wheel back when the focus goes elsewhere', () =>
    map(async one => {
      await one.open()
      const at = await overMap(one)
      await one.page.mouse.click(at.x, at.y)
      await one.page.keyboard.press('Tab')
      const top = await scrolled(one.page)
      await overMap(one)
      const before = await one.camera()
      await wheel(one, 100)
      assert.equal(await scrolled(one.page), top + 100)
      assert.deepEqual(await one.camera(), before)
    }))

  it('follows a drag exactly, also beyond its edge', () =>
    map(
      async one => {
        await one.open()
        const at = await overMap(one)
        const { y: top, height } = await one.place()
        assert.ok(at.y + 120 > top + height)
        const before = await one.camera()
        await one.page.mouse.down()
        await one.page.mouse.move(at.x + 10, at.y + 10)
        await one.page.mouse.move(at.x + 40, at.y + 120, { steps: 5 })
        await one.page.mouse.up()
        await one.rest()
        const { scale, x, y } = await one.camera()
        assert.ok(Math.abs((before.x - x) * scale - 40) < 1, `moved ${(before.x - x) * scale} across`)
        assert.ok(Math.abs((before.y - y) * scale - 120) < 1, `moved ${(before.y - y) * scale} down`)
      },
      { viewport: { width: 800, height: 1000 } },
    ))

  it('chooses the claim that is clicked, and not the one that a drag ends on', () =>
    map(async one => {
      await one.open()
      await one.click('~bruit')
      await one.untilChosen('fenêtres')
      const box = await one.rowAt(await one.rowOf('~livraisons'))
      await one.page.mouse.move(box.x + 20, box.y + 40)
      await one.page.mouse.down()
      await one.page.mouse.move(box.x + 40, box.y + 44, { steps: 4 })
      await one.page.mouse.up()
      await one.rest()
      assert.match(await one.chosen(), /fenêtres/)
    }))

  it('lets one finger scroll the page, and two move and zoom the map', fingers(name), () =>
    map(async one => {
      await one.open()
      const { x, y, width, height } = await one.place()
      const middle = { x: x + width / 2, y: y + height / 2 }
      const cdp = await one.page.createCDPSession()
      const touch = (type, ...points) =>
        cdp.send('Input.dispatchTouchEvent', { type, touchPoints: points.map(([x, y], id) => ({ x, y, id })) })
      const before = await one.camera()
      const top = await scrolled(one.page)
      await touch('touchStart', [middle.x, middle.y])
      for (let step = 1; step <= 10; step++) await touch('touchMove', [middle.x, middle.y - step * 12])
      await touch('touchEnd')
      await one.page.waitForFunction(top => scrollY > top + 60, {}, top)
      assert.deepEqual(await one.camera(), before)
      await one.one.look(root => root.querySelector('.map-box').scrollIntoView({ block: 'center' }))
      await one.rest()
      // The swipe has its swing: the page may roll on for a while.
      const still = await one.one.still()
      const at = await one.place()
      const [cx, cy] = [at.x + at.width / 2, at.y + at.height / 2]
      await touch('touchStart', [cx - 30, cy], [cx + 30, cy])
      for (let step = 1; step <= 10; step++)
        await touch('touchMove', [cx - 30 - step * 6, cy], [cx + 30 + step * 6, cy])
      await touch('touchEnd')
      await one.rest()
      const zoomed = await one.camera()
      assert.ok(zoomed.scale > before.scale * 1.3, `${before.scale} became ${zoomed.scale}`)
      assert.equal(await scrolled(one.page), still)
      assert.equal(await one.page.evaluate(() => visualViewport.scale), 1)
    }, PHONE),
  )

  it('fills the screen from its button, where the wheel is its own, and comes back', () =>
    map(async one => {
      await one.open()
      const before = await one.place()
      const button = await one.page.waitForSelector('palabre-debate >>> [part~=full-screen]')
      await button.click()
      await one.one.until(root => root.querySelector('.map.full') !== null && root.fullscreenElement !== null)
      await one.rest()
      const { width, height } = await one.place()
      assert.ok(width * height > before.width * before.height, `${width} by ${height}`)
      const { scale } = await one.camera()
      await overMap(one)
      await wheel(one, -100)
      assert.ok((await one.camera()).scale > scale * 1.1)
      await button.click()
      await one.one.until(root => root.querySelector('.map.full') === null)
    }))

  it('forgets a finger that the page has taken', fingers(name), () =>
    map(async one => {
      await one.open()
      const { x, y, width, height } = await one.place()
      const cdp = await one.page.createCDPSession()
      const touch = (type, ...points) =>
        cdp.send('Input.dispatchTouchEvent', { type, touchPoints: points.map(([x, y], id) => ({ x, y, id })) })
      await touch('touchStart', [x + width / 2, y + height / 2])
      await touch('touchCancel')
      const box = await one.rowAt(await one.rowOf('~bruit'))
      await touch('touchStart', [box.x + box.width / 2, box.y + box.height / 2])
      await touch('touchEnd')
      await one.untilChosen('fenêtres')
    }, PHONE),
  )
})

// The map by keyboard, and what a screen reader hears of it.
import assert from 'node:assert/strict'
import { it } from 'node:test'
import { atTheMap } from './map-reader.mjs'

atTheMap('the map by keyboard', map => {
  it('walks to answers, neighbours and back up, and says where it is', () =>
    map(async one => {
      await one.open()
      await one.focus()
      await one.one.hears('Faut-il rendre la rue des Halles piétonne')
      await one.page.keyboard.press('ArrowRight')
      await one.one.hears('Pour, 1er sur 4')
      const first = await one.one.said()
      assert.match(first, /réponse/)
      await one.page.keyboard.press('ArrowDown')
      await one.one.hears('Pour, 2e sur 4')
      await one.page.keyboard.press('ArrowDown')
      await one.one.hears('Contre, 3e sur 4')
      await one.page.keyboard.press('ArrowUp')
      await one.page.keyboard.press('ArrowLeft')
      await one.one.hears('Faut-il rendre la rue des Halles piétonne')
      assert.equal(await one.one.look(root => root.activeElement.className.includes('map-box')), true)
    }))

  it('opens and folds with Enter', () =>
    map(async one => {
      await one.open()
      await one.click('~ecole')
      await one.untilChosen('école à pied')
      const avenue = await one.rowOf('~avenue')
      const shown = (await one.rowAt(avenue)) !== null
      await one.page.keyboard.press('Enter')
      await one.rest()
      assert.equal((await one.rowAt(avenue)) !== null, !shown)
      await one.page.keyboard.press('Enter')
      await one.rest()
      assert.equal((await one.rowAt(avenue)) !== null, shown)
    }))

  it('zooms with plus and minus, shows all with 0, goes to the thesis with Home', () =>
    map(async one => {
      await one.open()
      await one.click('~bruit')
      await one.page.keyboard.press('0')
      await one.rest()
      const all = await one.camera()
      await one.page.keyboard.press('+')
      await one.rest()
      assert.ok((await one.camera()).scale > all.scale * 1.1)
      await one.page.keyboard.press('-')
      await one.rest()
      assert.ok(Math.abs((await one.camera()).scale / all.scale - 1) < 0.01)
      await one.page.keyboard.press('Home')
      await one.untilChosen('Faut-il rendre')
    }))

  it('does not let the page hear the keys that are typed in the map, nor those typed into its form', () =>
    map(async one => {
      await one.open()
      await one.page.evaluate(() => {
        globalThis.heard = []
        document.addEventListener('keydown', event => globalThis.heard.push(event.key))
      })
      await one.focus()
      await one.page.keyboard.press('ArrowRight')
      await one.page.keyboard.press('j')
      await one.one.press('.map-beside .acts button', 'Répondre')
      await one.one.until(root => root.activeElement?.localName === 'textarea')
      await one.page.keyboard.type('non')
      assert.deepEqual(await one.page.evaluate(() => globalThis.heard), [])
      assert.equal(await one.one.look(root => root.activeElement.value), 'non')
    }))

  it('is an application with a name and instructions', () =>
    map(async one => {
      await one.open()
      const said = await one.one.look(root => {
        const box = root.querySelector('.map-box')
        const help = root.getElementById(box.getAttribute('aria-describedby'))
        return [box.getAttribute('role'), box.tabIndex, box.getAttribute('aria-label'), help.textContent]
      })
      assert.deepEqual(said.slice(0, 2), ['application', 0])
      assert.match(said[2], /^Carte des arguments sur.*Halles/)
      assert.match(said[3], /flèches.*Entrée.*Échap/s)
    }))
})

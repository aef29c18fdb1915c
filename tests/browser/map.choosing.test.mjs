// The chosen claim beside the map: the same on both sides, and all that can be done with it.
import assert from 'node:assert/strict'
import { it } from 'node:test'
import { atTheMapOnce, ARTICLE } from './map-reader.mjs'

const recorded = one => one.one.element(element => element.query({ q: 'thesis' }).entries)

atTheMapOnce('beside the map', map => {
  it('opens as a view among the others, and takes along which claim one was at', () =>
    map(
      async one => {
        const { one: reader } = one
        await reader.begin()
        await reader.press('.tools .view', 'Carte')
        await one.open()
        assert.equal(await reader.look(root => root.querySelector('.claims')), null)
        await one.click('~pharmacie')
        await one.untilChosen('pharmacie')
        await reader.press('.map-beside button', 'Ouvrir dans la discussion')
        await reader.until(root => root.activeElement?.id === 'h-~pharmacie')
        assert.notEqual(await reader.look(root => root.querySelector('.claims')), null)
        await reader.press('.tools .view', 'Carte')
        await one.untilChosen('pharmacie')
      },
      { body: ARTICLE.replace(' view="map"', '') },
    ))

  it('says the claim that is clicked, and the map shows the one that is picked there', () =>
    map(async one => {
      await one.open()
      await one.click('~ecole')
      await one.untilChosen('école à pied')
      await one.one.press('.map-answers .map-pick', 'passe par l')
      await one.untilChosen('passe par l')
      // Focus goes to what was picked, and the way up names the thesis first.
      await one.one.until(root => root.activeElement?.id === 'h-~avenue')
      assert.deepEqual(await one.one.look(root => root.querySelectorAll('.map-path li').length), 2)
      await one.rest()
      const nord = await one.rowAt(await one.rowOf('~nord'))
      assert.notEqual(nord, null)
      const { x, y, width, height } = await one.place()
      assert.ok(nord.x >= x - 1 && nord.x < x + width && nord.y >= y - 1 && nord.y < y + height)
      await one.one.press('.map-path .map-pick', 'Faut-il')
      await one.untilChosen('Faut-il')
    }))

  it('shows what is revealed from outside', () =>
    map(async one => {
      await one.open()
      assert.equal(await one.one.element(element => element.reveal('~nord')), true)
      await one.untilChosen('quartier nord')
      await one.one.until(root => root.activeElement?.id === 'h-~nord')
      await one.rest()
      assert.notEqual(await one.rowAt(await one.rowOf('~nord')), null)
    }))

  it('answers with the form of the thread, and goes to what was said', () =>
    map(async one => {
      await one.open()
      await one.click('~bruit')
      await one.one.press('.map-beside .acts button', 'Répondre')
      await one.one.press('.composer .choice', 'Contre')
      await one.one.type('text:~bruit', 'Les terrasses feront plus de bruit que les voitures.')
      await one.one.send()
      await one.one.hears('publié')
      await one.untilChosen('terrasses')
      await one.one.until(root => /terrasses/.test(root.activeElement?.textContent ?? ''))
      await one.one.press('.receipt button', 'Défaire')
      await one.one.hears('défait')
    }))

  it('takes an argument on the thesis in the one form that there is', () =>
    map(async one => {
      await one.open()
      await one.one.press('.map-beside .add.con')
      await one.one.until(root => root.activeElement?.localName === 'textarea')
      assert.equal(await one.one.look(root => root.querySelectorAll('.composer').length), 1)
      assert.equal(await one.one.look(root => root.querySelector('.map').contains(root.activeElement)), true)
    }))

  it('judges, and the strength beside the map follows', () =>
    map(async one => {
      await one.open()
      await one.click('~bruit')
      await one.one.press('.map-beside .acts button', 'Juger')
      await one.one.press('.scale .choice', 'décisif')
      await one.one.send('.map-beside form')
      await one.one.hears('jugement est compté')
      await one.one.until(root => /convaincant/.test(root.querySelector('.map-claim .strength').textContent))
    }))

  it('moves the conclusion with a slider, records nothing, and goes back', () =>
    map(async one => {
      await one.open()
      const before = await recorded(one)
      const log = await one.one.save()
      await one.click('~livraisons')
      await one.untilChosen('marché')
      await one.one.look(root => (root.querySelector('.map-suppose').open = true))
      const then = () => one.one.text('.map-then')
      const at = await then()
      await one.one.look(root => root.querySelector('.map-suppose input').focus())
      for (let press = 0; press < 5; press++) await one.page.keyboard.press('PageUp')
      await one.one.until((root, at) => root.querySelector('.map-then').textContent !== at, at)
      assert.match(await one.one.text('.map-supposing'), /Rien n.en est enregistré/)
      assert.equal(await recorded(one), before)
      assert.equal(await one.one.save(), log)
      await one.one.press('.map-supposing button')
      await one.one.until((root, at) => root.querySelector('.map-then').textContent === at, at)
      assert.equal(await one.one.look(root => root.querySelector('.map-supposing')), null)
    }))

  it('takes over what is supposed in the thread, and gives way to what is supposed there', () =>
    map(
      async one => {
        const { one: reader } = one
        await reader.begin()
        await reader.press('[id="why:~ecole"]')
        await reader.press('.why-otherwise > button')
        await reader.until(root => root.getElementById('suppose:~ecole') !== null)
        await reader.look(root => {
          const range = root.getElementById('suppose:~ecole')
          range.value = range.min
          range.dispatchEvent(new Event('input', { bubbles: true }))
        })
        const recorded = await reader.text('.what-if dd')
        await reader.until(
          (root, recorded) => root.querySelector('.supposed-thesis').textContent !== recorded,
          recorded,
        )
        const [would] = (await reader.text('.supposed-thesis')).split(' (')
        await reader.still()
        await reader.press('.tools .view', 'Carte')
        await one.open()
        await reader.until(root => root.querySelector('.map-supposing') !== null)
        assert.equal(await reader.look(root => root.querySelector('.what-if')), null)
        await one.click('~ecole')
        await one.untilChosen('école à pied')
        assert.match(await reader.text('.map-then'), new RegExp(would.trim(), 'i'))
        await reader.look(root => (root.querySelector('.map-suppose').open = true))
        assert.equal(await reader.look(root => root.querySelector('.map-suppose input').value), '0')
        // "Why" is still open, and asked there it is supposed in the thread alone.
        await reader.press('.why-otherwise > button')
        await reader.until(root => root.querySelector('.what-if') !== null)
        assert.equal(await reader.look(root => root.querySelector('.map-supposing')), null)
      },
      { body: ARTICLE.replace(' view="map"', '') },
    ))

  it('leaves the boxes where they are until the slider is let go', () =>
    map(async one => {
      await one.open()
      await one.click('~livraisons')
      const row = await one.rowOf('~livraisons')
      const other = await one.rowOf('~pharmacie')
      const places = async () => [(await one.rowAt(row)).y, (await one.rowAt(other)).y]
      await one.one.look(root => (root.querySelector('.map-suppose').open = true))
      await one.rest()
      const before = await places()
      const drag = value =>
        one.one.look((root, value) => {
          const range = root.querySelector('.map-suppose input')
          range.value = value
          range.dispatchEvent(new Event('input', { bubbles: true }))
        }, value)
      for (const value of ['20', '5', '90', '2']) {
        await drag(value)
        await one.rest()
        assert.deepEqual(await places(), before)
      }
      await one.one.look(root => {
        root.querySelector('.map-suppose input').dispatchEvent(new Event('change', { bubbles: true }))
      })
      await one.rest()
    }))

  it('names what carries the conclusion', () =>
    map(async one => {
      await one.open()
      await one.one.look(root => {
        const select = root.querySelector('.map-bar select')
        select.value = 'carries'
        select.dispatchEvent(new Event('change', { bubbles: true }))
      })
      await one.one.until(root => root.querySelectorAll('.map-highlighted .map-pick').length > 0)
      assert.match(await one.one.text('.map-highlighted'), /porte la conclusion/)
    }))

  it('takes up what arrives, without moving what is chosen', () =>
    map(async one => {
      await one.open()
      await one.click('~ecole')
      await one.untilChosen('école à pied')
      await one.one.act({ do: 'claim', parent: '~ecole', stance: 'pro', text: 'Et à vélo.', lang: 'fr' })
      await one.one.until(root => /vélo/.test(root.querySelector('.map-answers')?.textContent ?? ''))
      assert.match(await one.chosen(), /école à pied/)
      await one.rest()
    }))
})

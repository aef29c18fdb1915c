// What a reader's system asks for: large text, few colours, no motion, paper, the browser's own search.
import assert from 'node:assert/strict'
import { it } from 'node:test'
import { ECOLE, LIVRAISONS, inBrowsers } from './reader.mjs'

inBrowsers('the debate in its surroundings', (debate, name) => {
  it('is laid out anew when letters are twice as large, without a line to be pushed sideways', () =>
    debate(
      async one => {
        await one.page.evaluate(() => {
          document.documentElement.style.fontSize = '200%'
        })
        await one.press(`[id="answer:${ECOLE}"]`)
        await one.press(`[id="judge:${LIVRAISONS}"]`)
        await one.press('.stance button')
        await one.until(root => root.querySelector('.slider') !== null && root.querySelector('.scale') !== null)
        const cut = await one.look(root =>
          Array.from(root.querySelectorAll('.palabre *'))
            .filter(part => !part.closest('.unseen, select') && part.getBoundingClientRect().right > innerWidth + 1)
            .map(part => `${part.localName}.${part.className}`),
        )
        assert.deepEqual(cut, [])
        assert.equal(
          await one.page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth),
          false,
        )
      },
      { viewport: { width: 640, height: 800 } },
    ))

  it('opens a folded branch for the browser that finds words in it', async () =>
    debate(async one => {
      if (!(await one.page.evaluate(() => 'onbeforematch' in HTMLElement.prototype))) return
      // `nord` is two levels below what stands open, and is drawn out of sight while the browser rests.
      await one.until(root => root.getElementById('h-~nord')?.closest('[hidden]')?.hidden === 'until-found')
      await one.look(root =>
        root
          .getElementById('h-~nord')
          .closest('[hidden]')
          .dispatchEvent(new Event('beforematch', { bubbles: true })),
      )
      await one.until(root => root.getElementById('h-~nord').closest('[hidden]') === null)
      assert.equal(await one.look(root => root.getElementById('fold:~avenue').getAttribute('aria-expanded')), 'true')
    }))

  it('prints votes with their rules and results, every branch, remarks, and no control', () =>
    debate(async one => {
      await one.press('.question .choice', 'Oui')
      await one.send('.question form')
      await one.hears('vote est compté')
      await one.act({ do: 'remark', parent: LIVRAISONS, text: 'Qui a compté les camions ?' })
      await one.page.evaluate(() => dispatchEvent(new Event('beforeprint')))
      const paper = await one.text('.sheet')
      assert.match(paper, /rue des Halles piétonne/)
      assert.match(paper, /Adopter le projet.*Oui \(votre vote\)1100.%.*il en faut 2.*ne serait pas valable/s)
      // Whose result is not to be seen before a vote is printed with what can be chosen, and says why.
      assert.match(paper, /Quels jours.*Samedi.*Dimanche.*une fois que vous aurez voté/s)
      assert.match(paper, /Pas depuis le quartier nord/)
      assert.match(paper, /Remarques.*Qui a compté les camions/s)
      assert.equal(
        await one.look(root => root.querySelectorAll('.sheet :is(button, input, select, textarea, form)').length),
        0,
      )
      await one.page.evaluate(() => dispatchEvent(new Event('afterprint')))
      assert.equal(await one.look(root => root.querySelector('.sheet')), null)
    }))

  it('is searched by the browser itself, which opens what it finds in a folded branch', () =>
    debate(async one => {
      await one.until(root => root.getElementById('h-~nord')?.closest('[hidden]')?.hidden === 'until-found')
      // No test can press the browser's own search; an address that quotes words is answered by the same one.
      await one.page.goto(`${one.site.address}/#:~:text=Pas%20depuis%20le%20quartier`)
      await one.until(root => root.getElementById('h-~nord').closest('[hidden]') === null)
      assert.equal(await one.look(root => root.getElementById('fold:~avenue').getAttribute('aria-expanded')), 'true')
      await one.until(root => {
        const { top, bottom } = root.getElementById('h-~nord').getBoundingClientRect()
        return top >= 0 && bottom <= innerHeight
      })
    }))

  // Only Chromium lets a test ask for these.
  if (name !== 'chromium') return

  it('moves nothing for who wants no motion', () =>
    debate(async one => {
      await one.page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }])
      const moving = await one.look(root =>
        Array.from(root.querySelectorAll('*'))
          .filter(part => {
            const { transitionDuration, animationName } = getComputedStyle(part)
            return transitionDuration !== '0s' || animationName !== 'none'
          })
          .map(part => part.className.baseVal ?? part.className),
      )
      assert.deepEqual(moving, [])
    }))

  it('tells its buttons, its bars and which view is chosen apart in a palette of few colours', () =>
    debate(async one => {
      await one.press('.question .choice', 'Oui')
      await one.send('.question form')
      await one.hears('vote est compté')
      const client = await one.page.createCDPSession()
      await client.send('Emulation.setEmulatedMedia', { features: [{ name: 'forced-colors', value: 'active' }] })
      const colours = await one.look(root => {
        const of = selector => getComputedStyle(root.querySelector(selector))
        return {
          ground: of('.palabre').backgroundColor,
          chosen: of('.view[aria-pressed=true]').borderBlockEndColor,
          other: of('.view[aria-pressed=false]').borderBlockEndColor,
          quiet: of('button.quiet').borderBlockStartColor,
          framed: of('.add').borderBlockStartColor,
          bar: of('.bar > span').backgroundColor,
          rest: of('.bar').backgroundColor,
        }
      })
      assert.notEqual(colours.chosen, colours.other)
      assert.notEqual(colours.quiet, colours.framed)
      assert.notEqual(colours.bar, colours.rest)
    }))

  it('comes out of the printer with what stands on no screen at once', () =>
    debate(async one => {
      const paper = Buffer.from(await one.page.pdf({ format: 'A4' })).toString('latin1')
      assert.match(paper, /^%PDF/)
      assert.equal(await one.look(root => root.querySelector('.sheet')), null, 'the sheet stays after printing')
    }))
})

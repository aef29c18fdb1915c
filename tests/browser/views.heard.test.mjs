// The debate as a screen reader is told it: names, roles, levels, and what is spoken when.
import assert from 'node:assert/strict'
import { it } from 'node:test'
import { profile } from './harness.mjs'
import { ECOLE, LIVRAISONS, inBrowsers, reader } from './reader.mjs'

/** Every node of the tree that the browser gives to screen readers. */
const told = async one => {
  const nodes = []
  const walk = node => {
    nodes.push(node)
    for (const child of node.children ?? []) walk(child)
  }
  walk(await one.page.accessibility.snapshot({ interestingOnly: false }))
  return nodes
}

const OPERABLE = /^(button|link|radio|checkbox|slider|textbox|searchbox|combobox|DisclosureTriangle)$/

inBrowsers('a screen reader', (debate, name) => {
  it('hears what others say at most every five seconds, all of it counted, and its own acts at once', () =>
    debate(async one => {
      const other = await one.beside()
      await one.page.evaluate(() => {
        const region = document.querySelector('palabre-debate').shadowRoot.querySelector('[role=status]')
        globalThis.heard = []
        new MutationObserver(() => globalThis.heard.push([performance.now(), region.textContent])).observe(region, {
          childList: true,
          characterData: true,
          subtree: true,
        })
      })
      for (let at = 0; at < 6; at++)
        await other.act({ do: 'claim', parent: '~', stance: 'con', text: `Argument venu d’ailleurs ${at}` })
      await one.until(root => globalThis.heard.some(([, text]) => /nouvelle/.test(text)))
      await one.act({ do: 'impact', claim: LIVRAISONS, parent: '~', value: 3 })
      await one.press(`[id="judge:${ECOLE}"]`)
      await one.press('.scale .choice', 'décisif')
      await one.send('.panel form')
      await one.until(() => globalThis.heard.some(([, text]) => /jugement est compté/.test(text)))
      const counted = () =>
        one.page.evaluate(() =>
          globalThis.heard
            .filter(([, text]) => /nouvelles? contribution/.test(text))
            .map(([at, text]) => [at, Number(/\d+/.exec(text)[0])]),
        )
      let said = []
      for (let tries = 0; tries < 200; tries++) {
        said = await counted()
        if (said.reduce((sum, [, count]) => sum + count, 0) >= 6) break
        await new Promise(later => setTimeout(later, 50))
      }
      assert.equal(
        said.reduce((sum, [, count]) => sum + count, 0),
        6,
      )
      // Timers are never early; clocks of a page are rounded.
      for (let at = 1; at < said.length; at++) assert.ok(said[at][0] - said[at - 1][0] > 4900, JSON.stringify(said))
    }))

  // Firefox shows its tree to no test.
  if (name !== 'chromium') return

  it('is told a name for whatever it can operate, and which argument it belongs to', () =>
    debate(async one => {
      await one.press(`[id="answer:${ECOLE}"]`)
      await one.press(`[id="judge:${LIVRAISONS}"]`)
      await one.press('.stance button')
      await one.until(root => root.querySelector('.scale') && root.querySelector('.slider'))
      const nodes = await told(one)
      const operable = nodes.filter(node => OPERABLE.test(node.role))
      assert.ok(operable.length > 30, `${operable.length}`)
      assert.deepEqual(
        operable.filter(node => !node.name?.trim()),
        [],
      )
      for (const action of ['Répondre', 'Juger', 'Plus'])
        for (const { name } of operable.filter(node => node.name.startsWith(action)))
          assert.match(name, /\s: \S/, name)
      const names = operable.filter(node => node.role === 'button').map(node => node.name)
      assert.deepEqual(
        names.filter((name, at) => names.indexOf(name) !== at && !/^(Voter|Annuler|Vers le)/.test(name)),
        [],
        'buttons that nothing but the form around them tells apart',
      )
      // What stands between facts for the eye is no part of a name.
      assert.ok(
        names.some(name => /^Pourquoi/.test(name)) && !names.some(name => /^\W/.test(name)),
        names.join(' | '),
      )
    }))

  it('finds a region named after the thesis, headings that step down, and articles named by what they say', () =>
    debate(async one => {
      const nodes = await told(one)
      assert.ok(
        nodes.some(node => node.role === 'region' && node.name === 'Faut-il rendre la rue des Halles piétonne ?'),
      )
      const headings = nodes.filter(node => node.role === 'heading')
      assert.equal(headings[0].level, 2)
      assert.deepEqual(
        headings
          .filter(node => /^(Pour|Contre)/.test(node.name))
          .map(node => `${node.level} ${node.name.replace(/\s+/g, ' ').slice(0, 22)}`)
          .sort(),
        [
          '3 Contre : Les livraison',
          '3 Contre : Les personnes',
          '3 Pour : Les enfants pou',
          '4 Contre : La route de l',
        ],
      )
      const articles = nodes.filter(node => node.role === 'article')
      assert.ok(articles.length >= 7)
      for (const article of articles) assert.ok(article.name?.trim(), JSON.stringify(article).slice(0, 200))
      assert.ok(nodes.some(node => node.role === 'status'))
    }))

  it('is told where the handle of a range stands in words, and that it stands nowhere before it is touched', async () => {
    // What a test is told of ranges leaves their words out; the browser's own page of its trees shows them.
    const browser = await profile('chromium', { args: ['--force-renderer-accessibility'] })
    const one = await reader(browser)
    try {
      await one.begin()
      await one.press('.stance button')
      await one.until(root => root.querySelector('.stance .slider input') === root.activeElement)
      const lookUp = async () => {
        const trees = await browser.newPage()
        await trees.goto('chrome://accessibility')
        const words = await trees.evaluate(async () => {
          const later = ms => new Promise(done => setTimeout(done, ms))
          for (let tries = 0; tries < 20; tries++, await later(500)) {
            const row = Array.from(document.querySelectorAll('.row')).find(one => /^\s*Test\b/.test(one.textContent))
            const button = Array.from(row?.querySelectorAll('button') ?? []).find(one =>
              /^Show/.test(one.textContent),
            )
            button?.click()
            const found = /\bslider .*?ariaValueText='([^']*)'/.exec(row?.textContent)?.[1]
            if (found) return found
          }
          return null
        })
        await trees.close()
        await one.page.bringToFront()
        return words
      }
      // The tree of a page that is covered stays as it was: the page is given time in front.
      const heard = async wanted => {
        let words
        for (let tries = 0; tries < 10 && words !== wanted; tries++) {
          await new Promise(later => setTimeout(later, 200 * tries))
          words = await lookUp()
        }
        return words
      }
      const untouched = await one.text('.stance .slider-words')
      assert.match(untouched, /^rien de choisi/)
      assert.equal(await heard(untouched), untouched)
      await one.page.keyboard.press('End')
      await one.until(root => root.querySelector('.stance .slider.untouched') === null)
      const most = await one.text('.stance .slider-ends span:last-child')
      assert.equal(await heard(most), most)
    } finally {
      await one.close()
      await browser.close()
    }
  })
})

import assert from 'node:assert/strict'
import { it } from 'node:test'
import { ECOLE, LIVRAISONS, inBrowsers } from './reader.mjs'

const MANY = `<palabre-debate debate="long" lang="fr" loading="eager"><h2>Un long débat</h2><ul>${Array.from(
  { length: 640 },
  (_, at) => `<li data-stance="${at % 2 ? 'con' : 'pro'}">Argument numéro ${at + 1}.</li>`,
).join('')}</ul></palabre-debate>`

const DEEP = `<palabre-debate debate="deep" lang="fr" loading="eager" depth="1"><h2>Un débat profond</h2>${Array.from(
  { length: 9 },
  (_, at) => `<ul><li data-stance="con" data-id="n${at + 1}">Niveau ${at + 1}.`,
).join('')}${'</li></ul>'.repeat(9)}</palabre-debate>`

inBrowsers('what a reader can read', debate => {
  it('says every strength in words, never as a bare number', () =>
    debate(async one => {
      const facts = await one.look(root =>
        Array.from(root.querySelectorAll('.strength')).map(fact => fact.textContent),
      )
      assert.ok(facts.length > 0)
      for (const fact of facts) assert.match(fact, /convaincant|ni faible ni fort|pas encore jugé|les arguments/)
      assert.doesNotMatch(await one.text('.claims'), /0[.,]\d/)
    }))

  it('is a list of articles with headings that go no deeper than six, the depth said beyond', () =>
    debate(
      async one => {
        await one.page.evaluate(() => document.querySelector('palabre-debate').reveal('~n9'))
        await one.until(root => root.activeElement?.id === 'h-~n9')
        const levels = await one.look(root =>
          Array.from(root.querySelectorAll('article.claim > .said > .words')).map(
            heading => heading.localName + heading.textContent,
          ),
        )
        assert.equal(levels.length, 9)
        assert.match(levels[0], /^h3Contre\s:/)
        assert.match(levels[3], /^h6Contre\s:/)
        assert.match(levels[8], /^h6Contre \(niveau 9\)\s:/)
        assert.ok(
          await one.look(root =>
            Array.from(root.querySelectorAll('ol.claims')).every(list => list.getAttribute('role') === 'list'),
          ),
        )
      },
      { body: DEEP },
    ))

  it('folds and opens a branch from a button that says so', () =>
    debate(async one => {
      const button = `[id="fold:${ECOLE}"]`
      const state = () => one.look((root, button) => root.querySelector(button).getAttribute('aria-expanded'), button)
      assert.equal(await state(), 'true')
      await one.press(button)
      assert.equal(await state(), 'false')
      assert.ok(
        await one.look(root => !root.getElementById('h-~avenue')?.checkVisibility({ contentVisibilityAuto: true })),
      )
      await one.press(button)
      await one.until(root => root.getElementById('h-~avenue') !== null)
    }))

  it('shows one branch alone, and the way back up', () =>
    debate(async one => {
      await one.press(`[id="more:${ECOLE}"]`)
      await one.press('.panel button', 'branche seule')
      await one.until(root => root.querySelector('.alone') !== null && root.activeElement?.id === 'h-~ecole')
      assert.doesNotMatch(await one.text(), /livraisons/)
      await one.press('[part=path] button', 'Remonter')
      await one.until(root => /livraisons/.test(root.textContent) && root.activeElement?.id === 'h-~ecole')
    }))

  it('leaves the branch that stands alone where the page asks for an argument on the thesis', () =>
    debate(async one => {
      await one.press(`[id="more:${ECOLE}"]`)
      await one.press('.panel button', 'branche seule')
      await one.until(root => root.querySelector('.alone') !== null)
      await one.element(element => element.compose('~', 'con'))
      await one.until(root => root.activeElement?.id === 'text:~')
    }))

  it('puts both sides into two columns, and the debate on half a page', () =>
    debate(async one => {
      await one.press('.view', 'Deux colonnes')
      assert.deepEqual(
        await one.look(root => Array.from(root.querySelectorAll('.column-title')).map(title => title.textContent)),
        ['Pour (1)', 'Contre (2)'],
      )
      await one.press('.view', 'En bref')
      await one.until(root => /5 arguments/.test(root.querySelector('.summary')?.textContent ?? ''))
    }))

  it('finds words without their accents and goes to the place', () =>
    debate(async one => {
      await one.look(root => root.querySelector('input[type=search]').focus())
      await one.page.keyboard.type('ecole avenue')
      await one.hears('1 argument trouvé')
      await one.press('.found .jump')
      await one.until(root => root.activeElement?.id === 'h-~avenue' && root.querySelector('.found') === null)
    }))

  it('goes back from what was found to the debate, the focus at its head', () =>
    debate(async one => {
      await one.look(root => root.querySelector('input[type=search]').focus())
      await one.page.keyboard.type('ecole')
      await one.hears('2 arguments trouvés')
      await one.look(root => root.querySelector('.found .row button').focus())
      await one.page.keyboard.press('Enter')
      await one.until(root => root.activeElement?.id === 'h-~' && root.querySelector('.found') === null)
    }))

  it('goes on to the first of what more there is', () =>
    debate(
      async one => {
        await one.look(root => root.querySelector('input[type=search]').focus())
        await one.page.keyboard.type('mot')
        await one.hears('trouvés')
        await one.look(root => root.querySelector('.found .more button').focus())
        await one.page.keyboard.press('Enter')
        await one.until(root => root.activeElement === root.querySelectorAll('.found .jump')[20])
        await one.press('.found .row button')
        await one.look(root => root.querySelector('.questions > .more button').focus())
        await one.page.keyboard.press('Enter')
        await one.until(root => root.activeElement === root.querySelectorAll('.question-title')[3])
      },
      {
        body: `<palabre-debate debate="long" lang="fr" loading="eager"><h2>Tout</h2><ul>${Array.from(
          { length: 25 },
          (_, at) => `<li data-stance="pro" data-id="n${at}">Le mot ${at}.</li>`,
        ).join('')}</ul>${Array.from(
          { length: 5 },
          (_, at) => `<palabre-question method="yes-no"><h3>Question ${at}</h3></palabre-question>`,
        ).join('')}</palabre-debate>`,
      },
    ))

  it('sorts, and says so', () =>
    debate(async one => {
      await one.look(root => {
        const order = root.querySelector('.sort select')
        order.value = 'debated'
        order.dispatchEvent(new Event('change', { bubbles: true }))
      })
      await one.hears('Les plus discutés')
      await one.until(root => /école/.test(root.querySelector('.claims > li').textContent))
    }))

  it('explains a strength by the arguments that move it', () =>
    debate(async one => {
      await one.press('[id="why:~"]')
      await one.until(root => root.querySelector('.why') !== null)
      const why = await one.text('.why')
      assert.match(why, /Ce qui l’affaiblit\s:.*livraisons/s)
      assert.doesNotMatch(why, /\d[.,]\d/)
      await one.press('.why .jump', 'livraisons')
      await one.until((root, id) => root.activeElement?.id === id, `h-${LIVRAISONS}`)
    }))

  it('ends a list in twenty more, with the focus on the first of them', () =>
    debate(
      async one => {
        await one.press('.more button', 'En voir 20')
        await one.until(root => root.querySelectorAll('article.claim').length === 40)
        assert.ok(await one.look(root => root.activeElement === root.querySelectorAll('article.claim .words')[20]))
      },
      { body: MANY },
    ))

  it('keeps 500 arguments in the document at most', () =>
    debate(
      async one => {
        for (let press = 0; press < 24; press++) {
          await one.press('.more button', 'En voir')
          await one.until((root, count) => root.querySelectorAll('article.claim').length >= count, 40 + 20 * press)
        }
        assert.equal(await one.look(root => root.querySelectorAll('article.claim').length), 500)
        await one.press('.more button', 'page neuve')
        await one.until(root => root.querySelectorAll('article.claim').length === 20)
        assert.match(await one.look(root => root.activeElement.textContent), /Argument numéro/)
      },
      { body: MANY },
    ))

  it('is never moved by what others say in another tab', () =>
    debate(async one => {
      const other = await one.beside()
      const first = () =>
        one.look(root => [
          root.querySelector('.claims .words').id,
          root.querySelector('.claims .words').getBoundingClientRect().left,
          root.querySelectorAll('.claims > li').length,
        ])
      const before = await first()
      await other.argue('~', 'con', 'Dit dans un autre onglet.')
      await one.until(root => /1 nouvel argument/.test(root.querySelector('.fresh')?.textContent ?? ''))
      assert.deepEqual((await first()).slice(0, 2), before.slice(0, 2))
      assert.ok(
        !(await one.look(root =>
          Array.from(root.querySelectorAll('.claims .words')).some(one => /autre onglet/.test(one.textContent)),
        )),
      )
      await one.press('.fresh button')
      await one.until(root => /autre onglet/.test(root.activeElement?.textContent ?? ''))
    }))

  it('prints everything, open', () =>
    debate(
      async one => {
        await one.page.evaluate(() => dispatchEvent(new Event('beforeprint')))
        assert.equal(await one.look(root => root.querySelectorAll('.sheet article.claim').length), 9)
        await one.page.evaluate(() => dispatchEvent(new Event('afterprint')))
        assert.equal(await one.look(root => root.querySelectorAll('.sheet').length), 0)
      },
      { body: DEEP },
    ))

  for (const dir of ['ltr', 'rtl']) {
    it(`fits 320 pixels with wide text spacing, ${dir}`, () =>
      debate(
        async one => {
          await one.page.evaluate(dir => document.querySelector('palabre-debate').setAttribute('dir', dir), dir)
          await one.look(root => {
            const sheet = new CSSStyleSheet()
            sheet.replaceSync(
              '.palabre * { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }',
            )
            root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet]
          })
          await one.press(`[id="answer:${ECOLE}"]`)
          await one.until(root => root.querySelector('.composer') !== null)
          await one.until(root => root.querySelector('.palabre').dir === root.host.dir)
          const { wide, seen } = await one.page.evaluate(() => ({
            wide: document.documentElement.scrollWidth,
            seen: document.documentElement.clientWidth,
          }))
          assert.ok(wide <= seen, `${wide} > ${seen}`)
          const cut = await one.look(root =>
            Array.from(root.querySelectorAll('.fact')).flatMap(fact => {
              const words = document.createRange()
              words.selectNodeContents(
                Array.from(fact.childNodes).find(part => part.nodeType === Node.TEXT_NODE) ?? fact,
              )
              const shown = fact.closest('.facts').getBoundingClientRect()
              const { left, right } = words.getBoundingClientRect()
              return left < shown.left - 1 || right > shown.right + 1 ? [fact.textContent] : []
            }),
          )
          assert.deepEqual(cut, [])
        },
        { viewport: { width: 320, height: 700 } },
      ))
  }
})

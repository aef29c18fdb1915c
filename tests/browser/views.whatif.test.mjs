// Why, what if, and where readers are needed: by keyboard, in words first, nothing recorded.
import assert from 'node:assert/strict'
import { it } from 'node:test'
import { violations } from './axe.mjs'
import { ECOLE, inBrowsers, LIVRAISONS } from './reader.mjs'

/** Two arguments: with one judgement of 4 the pro is the stronger, and the con, unjudged, sways more. */
const TWO = (attributes = '') => `
<palabre-debate debate="deux" lang="fr" loading="eager" ${attributes}>
  <h2>Faut-il rendre la rue des Halles piétonne ?</h2>
  <ul>
    <li data-stance="pro" data-id="ecole">Les enfants pourront aller à l'école à pied.</li>
    <li data-stance="con" data-id="livraisons">Les livraisons du marché n'auront plus d'accès.</li>
  </ul>
</palabre-debate>`

const slider = id => `suppose:${id}`

/** All that the widget shows of strengths, to be compared before and after. Folded branches are drawn by and by. */
const strengths = one =>
  one.look(root =>
    Array.from(root.querySelectorAll('.facts, .supposed, .what-if dd'))
      .filter(each => each.checkVisibility())
      .map(each => each.textContent),
  )

const thesisWouldBe = one => one.text('.what-if .supposed-thesis')

/** Presses the focused key until `look` is true of the root. */
async function keyUntil(one, key, look, ...values) {
  for (let tries = 0; tries < 40; tries++) {
    if (await one.look(look, ...values)) return
    await one.page.keyboard.press(key)
  }
  throw new Error(`never reached by ${key}: ${look}`)
}

const focusOn = (one, id) => one.look((root, id) => root.getElementById(id).focus(), id)

/** Opens "why" and begins to suppose, with keys alone. */
async function beginAt(one, id) {
  await focusOn(one, `why:${id}`)
  await one.page.keyboard.press('Enter')
  await one.until(root => root.querySelector('.why-otherwise button') !== null)
  await keyUntil(one, 'Tab', root => root.activeElement?.matches('.why-otherwise > button'))
  await one.page.keyboard.press('Enter')
  await one.until(root => root.querySelector('.what-if') !== null)
}

/** What the browser holds of this reader. */
const kept = one =>
  one.page.evaluate(async () => ({
    local: Object.entries(localStorage),
    session: Object.entries(sessionStorage),
    // Firefox has had the list since 126; without it the journal's own state is compared.
    bases: indexedDB.databases ? (await indexedDB.databases()).map(base => base.name).sort() : null,
    storage: document.querySelector('palabre-debate').session().storage.value,
    log: document.querySelector('palabre-debate').query({ q: 'log', from: 0, count: 500 }),
  }))

inBrowsers('why and what if', debate => {
  it('says in one sentence what carries a claim or sinks it, then what raises and lowers it', () =>
    debate(async one => {
      await one.press('[id="why:~"]')
      await one.until(root => root.querySelector('.why-sentence') !== null)
      const sentence = await one.text('.why-sentence')
      assert.match(sentence, /^En l’état\s: les arguments penchent contre, surtout à cause de «\s.*livraisons.*\s»/)
      assert.equal((sentence.match(/\./g) ?? []).length, 1, sentence)
      assert.match(await one.text('.why'), /Ce qui le renforce\s:.*école.*Ce qui l’affaiblit\s:.*livraisons/s)
    }))

  it('keeps the figures behind a disclosure, in the reader’s own way of writing numbers', () =>
    debate(async one => {
      await one.press('[id="why:~"]')
      await one.until(root => root.querySelector('.why-figures summary') !== null)
      assert.equal(await one.look(root => root.querySelectorAll('.why table').length), 0)
      await focusOn(one, 'why:~')
      await keyUntil(one, 'Tab', root => root.activeElement?.matches('.why-figures summary'))
      await one.page.keyboard.press('Enter')
      await one.until(root => root.querySelectorAll('.why-figures table').length === 5)
      const rows = await one.look(root =>
        Array.from(root.querySelectorAll('.why-figures tbody tr')).map(row =>
          Array.from(row.children, cell => cell.textContent.replace(/\s+/g, ' ').trim()),
        ),
      )
      // By hand: nord 1/2, avenue 1/2 (1 - 1/2) = 1/4, école 1/2 (1 - 1/4) = 3/8; two cons of 1/2 leave 1/4.
      // 1/2 + 1/2 (1/4 - 5/8) = 5/16. By quadratic energy avenue is 0.4, école 0.4310, and 0.4310 - 1 = -0.5690
      // leaves 0.5 (1 - 0.3237 / 1.3237) = 0.3777.
      const at = start => rows.find(([first]) => first.startsWith(start))
      assert.equal(at('D’après ses seuls jugements')[1], '50,0')
      assert.equal(at('Avec les réponses')[1], '31,3')
      assert.match(at('comme ici')[1], /31,3$/)
      assert.match(at('par sommes : beaucoup')[1], /37,8$/)
      // Without livraisons: 1/2 + 1/2 (1/2 - 5/8) = 7/16; 5/16 - 7/16 = -1/8. Slope 1/2 times 1/2.
      const moved = rows.filter(([first]) => first.startsWith('Les livraisons'))
      assert.deepEqual(moved[0].slice(1), ['\u221212,5', '\u22120,250'])
    }))

  it('lets a reader move a base score by keyboard and see the conclusion move, and restores everything', () =>
    debate(async one => {
      await one.press('[id="fold:~avenue"]')
      await one.until(root => root.getElementById('fold:~avenue').getAttribute('aria-expanded') === 'true')
      const before = await strengths(one)
      const had = await kept(one)
      await beginAt(one, ECOLE)
      await one.hears('enregistré')
      await one.until((root, id) => root.activeElement?.id === id, slider(ECOLE))
      await keyUntil(one, 'Tab', (root, id) => root.activeElement?.id === id, slider(LIVRAISONS))
      assert.match(await one.text('.what-if'), /rien n’est enregistré/)
      const name = await one.look(
        (root, id) => root.getElementById(id).labels[0].textContent.replace(/\s+/g, ' '),
        slider(LIVRAISONS),
      )
      assert.match(name, /Si on le jugeait.*livraisons/)
      assert.match(await thesisWouldBe(one), /penchent contre \(31 sur 100\)/)

      await one.page.keyboard.press('Home')
      // No base score, no attack: 1/2 + 1/2 (1/2 - 5/8) = 7/16.
      await one.until(root => /44 sur 100/.test(root.querySelector('.what-if .supposed-thesis').textContent))
      assert.match(await one.text('.what-if dd'), /31 sur 100/, 'what is recorded stands beside it')
      const said = await one.look(
        (root, id) => root.getElementById(id).getAttribute('aria-valuetext'),
        slider(LIVRAISONS),
      )
      assert.equal(said, 'pas du tout convaincant (0 sur 100)')
      const own = await one.look(
        (root, id) => root.getElementById(id).closest('.supposed').textContent.replace(/\s+/g, ' '),
        slider(LIVRAISONS),
      )
      assert.match(own, /Et si : pas du tout convaincant \(0 sur 100\)en l’état : pas encore jugé/)

      // A second claim at once: nord has no weight any more, so avenue is 1/2 and école 1/4.
      await focusOn(one, slider('~nord'))
      await one.page.keyboard.press('Home')
      // 1/2 + 1/2 (1/2 - 3/4) = 3/8.
      await one.until(root => /38 sur 100/.test(root.querySelector('.what-if .supposed-thesis').textContent))
      const school = await one.look(
        (root, id) => root.getElementById(id).closest('.supposed').textContent.replace(/\s+/g, ' '),
        slider(ECOLE),
      )
      assert.match(school, /Et si : .*25 sur 100.*en l’état : .*38 sur 100/, 'a claim above is shown as it would be')

      assert.deepEqual(await kept(one), had, 'nothing was recorded or kept')
      await keyUntil(one, 'Tab', root => root.activeElement?.matches('[part~=end-what-if]'))
      await one.page.keyboard.press('Enter')
      await one.until(root => root.querySelector('.what-if, .supposed') === null)
      await one.hears('de nouveau comme on l’a jugé')
      await one.until((root, id) => root.activeElement?.id === id, `why:${ECOLE}`)
      assert.deepEqual(await strengths(one), before)
      assert.deepEqual(await kept(one), had)
    }))

  it('gives what is recorded where what is recorded is supposed', () =>
    debate(async one => {
      await beginAt(one, ECOLE)
      const before = await strengths(one)
      await one.until((root, id) => root.activeElement?.id === id, slider(ECOLE))
      await one.page.keyboard.press('ArrowRight')
      await one.until(root => root.querySelector('.supposed.moved') !== null)
      assert.notDeepEqual(await strengths(one), before)
      await one.page.keyboard.press('ArrowLeft')
      await one.until(root => root.querySelector('.supposed.moved') === null)
      assert.deepEqual(await strengths(one), before)
      await one.page.keyboard.press('ArrowRight')
      await one.press('.supposed.moved button', 'Comme jugé')
      await one.until((root, id) => root.activeElement?.id === id, slider(ECOLE))
      assert.deepEqual(await strengths(one), before)
    }))

  it('shows the smallest change that turns the conclusion, and the conclusion by another semantics', () =>
    debate(async one => {
      await one.press('[id="why:~"]')
      await one.press('.turns button', 'les arguments penchent pour')
      await one.hears('devraient être jugés autrement')
      assert.match(await thesisWouldBe(one), /penchent pour \(5[56] sur 100\)/)
      await one.press('.what-if summary')
      await one.until(root => root.querySelectorAll('.what-if .moves li').length > 1)
      const dfQuad = await thesisWouldBe(one)
      await one.look(root => {
        const choice = root.querySelector('.what-if select')
        choice.value = 'euler-based'
        choice.dispatchEvent(new Event('change', { bubbles: true }))
      })
      await one.until(
        (root, before) => root.querySelector('.what-if .supposed-thesis').textContent !== before,
        dfQuad,
      )
      await one.press('.what-if button', 'Revenir')
      await one.until(root => root.querySelector('.what-if') === null)
    }))

  it('ends when the reader does something that is recorded', () =>
    debate(async one => {
      await beginAt(one, ECOLE)
      await one.press(`[id="judge:${LIVRAISONS}"]`)
      await one.press('.scale .choice', 'décisif')
      await one.send('.panel form, form.panel')
      await one.until(root => root.querySelector('.what-if') === null)
      assert.equal(await one.look(root => root.host.query({ q: 'thesis' }).judgements), 1)
    }))

  it('passes axe with the mode and all its choices and figures open, light and dark', async () => {
    for (const head of ['', '<style>body{background:#17181a;color:#e8e8e6}</style>']) {
      await debate(
        async one => {
          await beginAt(one, ECOLE)
          await one.until((root, id) => root.activeElement?.id === id, slider(ECOLE))
          await one.page.keyboard.press('Home')
          await one.press('.why-figures summary')
          await one.press('.what-if summary')
          await one.until(root => root.querySelector('.why-figures table') !== null)
          await one.page.evaluate(() => new Promise(drawn => requestAnimationFrame(() => setTimeout(drawn, 50))))
          assert.deepEqual(await violations(one.page, 'palabre-debate'), [])
        },
        { viewport: { width: 390, height: 844 }, head },
      )
    }
  })
})

inBrowsers('where readers are needed', debate => {
  const first = one => one.look(root => root.querySelector('.claims > li').textContent)
  const fetched = (one, name) => one.site.requests.some(path => path.includes(name))

  /** The log of somebody who has judged the pro decisive: its base is (1 + 2) / 5. */
  const judged = debate =>
    debate(
      async other => {
        await other.act({ do: 'impact', claim: ECOLE, parent: '~', value: 4 })
        return other.save()
      },
      { body: TWO(), begun: false },
    )

  it('offers what sways the conclusion and few have judged, when that order is chosen, and leaves it then', async () => {
    const log = await judged(debate)
    await debate(
      async one => {
        await one.open(log)
        assert.equal(fetched(one, 'weigh'), false, 'fetched when asked')
        await one.begin()
        await one.until(root => root.querySelector('.sort select') !== null)
        assert.match(await first(one), /école/)
        await one.look(root => {
          const order = root.querySelector('.sort select')
          order.value = 'needs-you'
          order.dispatchEvent(new Event('change', { bubbles: true }))
        })
        await one.hears('Où votre avis compte')
        // Slope 1/2 each; deviations sqrt(0.24 / 6) = 0.2 and sqrt(0.25 / 5) = 0.22.
        assert.match(await first(one), /livraisons/)
        await one.act({ do: 'impact', claim: LIVRAISONS, parent: '~', value: 1 })
        await one.until(root => root.host.query({ q: 'thesis' }).judgements === 2)
        assert.match(await first(one), /livraisons/, 'the order stays under the reader’s eyes')
      },
      { body: TWO(), begun: false },
    )
  })

  it('begins with them where the page says so, without moving anything', async () => {
    const log = await judged(debate)
    await debate(
      async one => {
        await one.open(log)
        await one.visit()
        assert.equal(fetched(one, 'weigh'), true)
        await one.begin()
        assert.match(await first(one), /livraisons/)
      },
      { body: TWO('sort="needs-you"'), begun: false },
    )
  })

  it('shows the debate in another order where the module does not come', async () => {
    const log = await judged(debate)
    await debate(
      async one => {
        await one.open(log)
        await one.visit()
        assert.equal(fetched(one, 'weigh'), true)
        await one.begin()
        assert.match(await first(one), /école/)
      },
      {
        body: TWO('sort="needs-you"'),
        begun: false,
        change: path => (/weigh/.test(path) ? { body: '', status: 404 } : null),
      },
    )
  })

  it('names the arguments that wait for a judgement in the summary, when asked', () =>
    debate(async one => {
      await one.press('.view', 'En bref')
      await one.press('.needed button', 'mon avis')
      await one.until(root => root.querySelectorAll('.needed li').length === 3)
      await one.press('.needed .jump')
      await one.until(root => root.activeElement?.id.startsWith('h-~'))
    }))
})

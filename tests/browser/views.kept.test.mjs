// Where a reader is told that their contributions stay, before the first act and after it.
import assert from 'node:assert/strict'
import { it } from 'node:test'
import { DEBATE, ECOLE, inBrowsers } from './reader.mjs'

const KEPT = {
  local: [/gardé dans ce navigateur/, /Gardé dans ce navigateur/],
  session: [/gardé que dans cet onglet/, /jusqu’à la fermeture de cet onglet/],
  none: [/Rien n’est gardé ici/, /perdu à la fermeture de la page/],
}

inBrowsers('what is kept', debate => {
  for (const [storage, [before, after]] of Object.entries(KEPT)) {
    it(`is told as it is with storage="${storage}"`, () =>
      debate(
        async one => {
          await one.press(`[id="answer:${ECOLE}"]`)
          await one.until(root => root.querySelector('.composer .first-act') !== null)
          assert.match(await one.text('.composer .first-act'), before)
          await one.act({ do: 'stance', target: '~', value: 20 })
          await one.until(
            (root, said) => new RegExp(said).test(root.querySelector('.kept').textContent),
            after.source,
          )
        },
        { body: DEBATE.replace('loading="eager"', `loading="eager" storage="${storage}"`) },
      ))
  }

  it('is the place too: the order as it is without weights, and the page hears of no choice', () =>
    debate(
      async one => {
        await one.argue('~', 'pro', 'Pour revenir ici.')
        const note = place => one.element((element, place) => element.session().keepNote('place', place), place)
        const snapshot = () => one.element(element => element.snapshot().place)
        // What is kept by itself is kept by then.
        await one.until(async root => (await root.host.session().note('place')) !== undefined)
        for (const [kept, sort] of [
          ['newest', 'newest'],
          ['strongest', 'oldest'],
        ]) {
          await note({ view: 'columns', sort: kept, focus: '~', open: [] })
          await one.visit()
          await one.begin()
          await one.until(root => root.host.snapshot().place.view === 'columns')
          assert.equal((await snapshot()).sort, sort)
          assert.equal(await one.look(root => root.querySelector('.tools .sort select')?.value ?? ''), sort)
        }
        assert.equal(await one.page.evaluate(() => globalThis.changes), 0)
      },
      {
        body: DEBATE.replace('loading="eager"', 'loading="eager" weighing="off"'),
        watch: () => {
          globalThis.changes = 0
          addEventListener('palabre-view-change', () => (globalThis.changes += 1))
        },
      },
    ))
})

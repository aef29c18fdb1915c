// Acts that fail and are tried again, that take long, and where the reader stands after each.
import assert from 'node:assert/strict'
import { it } from 'node:test'
import { DEBATE, ECOLE, LIVRAISONS, inBrowsers } from './reader.mjs'

// In the page.
const fails = element => {
  element.session().vouching.value = () => Promise.reject(Object.assign(new Error('token'), { code: 'token-wait' }))
}
const works = element => {
  element.session().vouching.value = null
}
const waits = element => {
  element.session().vouching.value = () => new Promise(go => (globalThis.letGo = go))
}
/** Sentences of what went wrong, as far as they are shown. */
const faults = (root, part) =>
  Array.from(root.querySelectorAll(`${part} [part=error]`))
    .filter(one => !one.hidden)
    .map(one => one.textContent)
const failed = (root, part) =>
  Array.from(root.querySelectorAll(`${part} [part=error]`)).some(one => !one.hidden && one.textContent !== '')

inBrowsers('an act that failed', debate => {
  it('is not told as failed any more once the vote is cast', () =>
    debate(async one => {
      await one.press('.question .choice', 'Oui')
      await one.element(fails)
      await one.send('.question form')
      await one.until(failed, '.question')
      await one.element(works)
      await one.send('.question form')
      await one.hears('vote est compté')
      await one.until(root => root.querySelector('.question .voted') !== null)
      assert.deepEqual(await one.look(faults, '.question'), [])
    }))

  it('nor once the remark is published', () =>
    debate(async one => {
      await one.act({ do: 'remark', parent: LIVRAISONS, text: 'Depuis quand ?' })
      await one.press(`[id="remark:${LIVRAISONS}"]`)
      await one.type(`remark-first:${LIVRAISONS}`, 'Qui a compté ?')
      await one.element(fails)
      await one.send('.panel form.composer')
      await one.until(failed, '.panel form.composer')
      await one.element(works)
      await one.send('.panel form.composer')
      await one.until(root => root.querySelector('.panel form.composer textarea')?.value === '')
      assert.deepEqual(await one.look(faults, '.panel form.composer'), [])
    }))

  it('nor once the debate is saved', () =>
    debate(async one => {
      await one.element(element => {
        const session = element.session()
        const real = session.export
        session.export = () => Promise.reject(new Error('no'))
        globalThis.mend = () => (session.export = real)
      })
      await one.press('.foot [part~=save]')
      await one.until(failed, '.foot')
      await one.page.evaluate(() => void globalThis.mend())
      await one.press('.foot [part~=save]')
      await one.hears('enregistré')
      assert.deepEqual(await one.look(faults, '.foot'), [])
    }))
})

inBrowsers('an act that takes long', debate => {
  const field = `text:${ECOLE}`
  const answer = async one => {
    await one.press(`[id="answer:${ECOLE}"]`)
    await one.type(field, 'Une phrase.')
    await one.press('.composer .choice', 'Pour')
    await one.element(waits)
    await one.send()
    await one.until((root, id) => root.getElementById(id).readOnly, field)
    await one.look((root, id) => root.getElementById(id).focus(), field)
    await one.page.keyboard.press('Escape')
    await one.until((root, id) => root.activeElement?.id === id, `answer:${ECOLE}`)
  }
  const done = async one => {
    await one.page.evaluate(() => globalThis.letGo())
    await one.hears('publié')
    await one.until(root => root.querySelector('.claims .claims').textContent.includes('Une phrase.'))
  }

  it('takes nothing of what was written meanwhile', () =>
    debate(async one => {
      await answer(one)
      await one.press(`[id="answer:${ECOLE}"]`)
      await one.until((root, id) => root.getElementById(id)?.value === 'Une phrase.', field)
      await one.fill(field, 'Une phrase. Et une autre.')
      // The writer rests, and it is noted.
      await new Promise(rests => setTimeout(rests, 500))
      await done(one)
      await one.look(() => new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn))))
      assert.equal(await one.look((root, id) => root.getElementById(id)?.value, field), 'Une phrase. Et une autre.')
      await one.press('.composer button', 'Annuler')
      await one.press(`[id="answer:${ECOLE}"]`)
      await one.until((root, id) => root.getElementById(id)?.value === 'Une phrase. Et une autre.', field)
    }))

  it('leaves no draft of what is published, though its form was closed', () =>
    debate(async one => {
      await answer(one)
      await done(one)
      await one.press(`[id="answer:${ECOLE}"]`)
      await one.until((root, id) => root.getElementById(id) !== null, field)
      await one.press('.composer .choice', 'Contre')
      await one.type(`sources:${ECOLE}`, 'x')
      assert.equal(await one.look((root, id) => root.getElementById(id).value, field), '')
    }))
})

inBrowsers('where a reader stands', debate => {
  it('is at the button that was pressed, for and against, when the form is left', () =>
    debate(async one => {
      for (const side of ['pro', 'con']) {
        await one.press(`.thesis .add.${side}`)
        await one.until(root => root.activeElement?.id === 'text:~')
        await one.press('.composer button', 'Annuler')
        await one.until((root, side) => root.activeElement?.matches(`.add.${side}`), side)
      }
    }))

  it('stays in a field of the page that the reader has gone on to meanwhile', () =>
    debate(async one => {
      await one.press(`[id="judge:${ECOLE}"]`)
      await one.press('.scale .choice', 'décisif')
      await one.send('.panel form, form.panel')
      await one.until(root => root.querySelector('.receipt button.quiet') !== null)
      const active = await one.page.evaluate(async () => {
        const field = document.createElement('input')
        document.body.append(field)
        const { shadowRoot } = document.querySelector('palabre-debate')
        shadowRoot.querySelector('.receipt button.quiet').click()
        field.focus()
        await new Promise(drawn => setTimeout(drawn, 100))
        return [document.activeElement === field, shadowRoot.querySelector('.receipt') === null]
      })
      assert.deepEqual(active, [true, true])
    }))

  it('is at the place that was pressed of an argument that stands in two', () =>
    debate(async one => {
      await one.own()
      await one.act({ do: 'link', claim: LIVRAISONS, parent: ECOLE, stance: 'con' })
      const places = `article[aria-labelledby="h-${LIVRAISONS}"]`
      await one.until((root, places) => root.querySelectorAll(places).length === 2, places)
      const press = at =>
        one.look(
          (root, places, at) => {
            const button = root.querySelectorAll(places)[at].querySelector('[part~=action-answer]')
            button.focus()
            button.click()
          },
          places,
          at,
        )
      /** Where forms stand, what has the focus and what the form's label leads to, by place. */
      const stands = () =>
        one.look((root, places) => {
          const all = Array.from(root.querySelectorAll(places))
          const placeOf = element => all.indexOf(element?.closest('article'))
          return [
            Array.from(root.querySelectorAll('.composer'), placeOf),
            [placeOf(root.activeElement), root.activeElement?.tagName],
            placeOf(root.querySelector('.composer label.field')?.control),
            all.map(each => each.querySelector('[part~=action-answer]').getAttribute('aria-expanded')),
          ]
        }, places)
      for (const at of [1, 0]) {
        await press(at)
        await one.until(root => root.activeElement?.tagName === 'TEXTAREA')
        const expanded = [0, 1].map(place => String(place === at))
        assert.deepEqual(await stands(), [[at], [at, 'TEXTAREA'], at, expanded])
        await one.page.keyboard.press('Escape')
        await one.until(root => root.activeElement?.tagName === 'BUTTON')
        assert.deepEqual((await stands())[1], [at, 'BUTTON'])
      }
      // What is begun at one place is gone on with at the other.
      await press(0)
      await one.type(`text:${LIVRAISONS}`, 'Commencé ici')
      await press(1)
      await one.until((root, id) => root.getElementById(id)?.value === 'Commencé ici', `text:${LIVRAISONS}`)
      assert.deepEqual((await stands())[0], [1])
      // Where that place is folded away, the page opens it at the first.
      await one.press(`[id="fold:${ECOLE}"]`)
      await one.element((element, id) => element.compose(id, 'con'), LIVRAISONS)
      await one.until(root => root.activeElement?.tagName === 'TEXTAREA')
      assert.equal((await stands())[0].length, 1)
    }))

  it('a remark on the thesis can be undone where no opinion is asked', () =>
    debate(
      async one => {
        await one.act({ do: 'remark', parent: '~', text: 'Depuis quand ?' })
        await one.press('[id="remark:~"]')
        await one.type('remark-first:~', 'Qui a compté ?')
        await one.send('.panel form.composer')
        await one.until(root => root.querySelector('.panel form.composer textarea')?.value === '')
        await one.press('.receipt button', 'Défaire')
        await one.hears('défait')
      },
      { body: DEBATE.replace('loading="eager"', 'loading="eager" without="stance"') },
    ))

  it('each thing has a name of its own where nothing can be kept', () =>
    debate(
      async one => {
        await one.act({ do: 'stance', target: '~', value: 20 })
        await one.until(root => root.querySelectorAll('[part~=save]').length === 2)
        const ids = await one.look(root => Array.from(root.querySelectorAll('[id]'), each => each.id))
        assert.deepEqual(
          ids.filter((id, at) => ids.indexOf(id) !== at),
          [],
        )
      },
      { body: DEBATE.replace('loading="eager"', 'loading="eager" storage="none"') },
    ))

  it('is in another tab too by a link of the way to a branch that stands alone', () =>
    debate(async one => {
      await one.press(`[id="more:${ECOLE}"]`)
      await one.press('.panel button', 'seule')
      await one.until(root => root.querySelector('[part=path] a') !== null)
      const taken = await one.look(root => {
        const link = root.querySelector('[part=path] a')
        let prevented
        link.getRootNode().addEventListener('click', event => {
          prevented = event.defaultPrevented
          event.preventDefault()
        })
        link.dispatchEvent(new MouseEvent('click', { ctrlKey: true, bubbles: true, cancelable: true }))
        return prevented
      })
      assert.equal(taken, false)
      assert.ok(await one.look(root => root.querySelector('[part=focus]') !== null))
    }))
})

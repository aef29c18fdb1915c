// What somebody has begun to write outlives refusals, closed pages and changed minds.
import assert from 'node:assert/strict'
import { it } from 'node:test'
import { ECOLE, LIVRAISONS, inBrowsers } from './reader.mjs'

const field = `text:${ECOLE}`
const value = one => one.look((root, id) => root.getElementById(id)?.value, field)

/** Waits until a draft of these words is in the browser's database, not only in the page. */
const kept = async (one, words) => {
  for (let tries = 0; tries < 100; tries++) {
    const found = await one.page.evaluate(async () => {
      if (!(await indexedDB.databases()).some(({ name, version }) => name === 'palabre' && version)) return []
      const answered = request =>
        new Promise((done, failed) => {
          request.onsuccess = () => done(request.result)
          request.onerror = failed
        })
      const database = await answered(indexedDB.open('palabre'))
      const notes = await answered(database.transaction('notes').objectStore('notes').getAll())
      database.close()
      return notes.map(note => note.text)
    })
    if (found.includes(words)) return
    await new Promise(later => setTimeout(later, 50))
  }
  assert.fail(`never kept: ${words}`)
}

inBrowsers('a draft', debate => {
  it('that is too long is refused in words, counted, and stays whole to be shortened', () =>
    debate(async one => {
      const long = 'Une phrase de trop. '.repeat(201).trim()
      await one.press(`[id="answer:${ECOLE}"]`)
      await one.until((root, id) => root.getElementById(id) !== null, field)
      await one.fill(field, long)
      await one.until(root => /19 caractères de trop/.test(root.querySelector('.composer .length').textContent))
      await one.press('.composer .choice', 'Pour')
      await one.send()
      await one.until(root =>
        Array.from(root.querySelectorAll('.composer .fault')).some(
          fault => !fault.hidden && /4.000.caractères au plus/.test(fault.textContent),
        ),
      )
      assert.equal(await value(one), long)
      await one.until((root, id) => root.activeElement?.id === id, field)
      assert.equal(await one.look(root => root.activeElement.getAttribute('aria-invalid')), 'true')
      await one.fill(field, `${long.slice(0, 3999)}!`)
      await one.until(root => /Reste(nt)? 0 caractère/.test(root.querySelector('.composer .length').textContent))
      await one.send()
      await one.hears('publié')
    }))

  it('is there when the page was closed and is opened again, with its side and sources', () =>
    debate(async one => {
      await one.press(`[id="answer:${ECOLE}"]`)
      await one.press('.composer .choice', 'Contre')
      await one.type(`sources:${ECOLE}`, 'Le compte rendu de mars')
      await one.type(field, 'Je n’ai pas fini')
      // The writer rests, as one does before closing a page.
      await kept(one, 'Je n’ai pas fini')
      await one.reopen()
      await one.begin()
      await one.press(`[id="answer:${ECOLE}"]`)
      await one.until((root, id) => root.getElementById(id)?.value === 'Je n’ai pas fini', field)
      assert.match(await one.text('.composer'), /Voici votre brouillon/)
      assert.deepEqual(
        await one.look(root => [
          root.querySelector('.composer input:checked')?.value,
          root.querySelector('.composer textarea[id^=sources]').value,
        ]),
        ['con', 'Le compte rendu de mars'],
      )
      await one.send()
      await one.hears('publié')
      await one.press(`[id="answer:${ECOLE}"]`)
      await one.until((root, id) => root.getElementById(id) !== null, field)
      assert.equal(await value(one), '')
    }))

  it('is kept by the page that a reader leaves for another in the middle of a word', () =>
    debate(async one => {
      await one.press(`[id="answer:${ECOLE}"]`)
      await one.type(field, 'Au')
      await kept(one, 'Au')
      await one.type(field, ' milieu d’un mo')
      await one.page.goto('about:blank')
      await one.visit()
      await one.begin()
      await one.press(`[id="answer:${ECOLE}"]`)
      await one.until((root, id) => root.getElementById(id)?.value === 'Au milieu d’un mo', field)
    }))

  it('of one answer does not come up under another', () =>
    debate(async one => {
      await one.press(`[id="answer:${ECOLE}"]`)
      await one.type(field, 'Pour l’école seulement')
      await one.page.keyboard.press('Escape')
      await one.press(`[id="answer:${LIVRAISONS}"]`)
      await one.until((root, id) => root.activeElement?.id === id, `text:${LIVRAISONS}`)
      await new Promise(later => setTimeout(later, 300))
      assert.equal(await one.look(root => root.activeElement.value), '')
    }))

  it('that the log refuses stays in the field, with the reason beside it', () =>
    debate(async one => {
      await one.press(`[id="answer:${ECOLE}"]`)
      await one.type(field, 'Ma réponse')
      await one.press('.composer .choice', 'Pour')
      await one.element(element => element.addEventListener('palabre-before-post', event => event.preventDefault()))
      await one.send()
      await one.until(root =>
        Array.from(root.querySelectorAll('.composer .fault')).some(
          fault => !fault.hidden && /site a refusé votre contribution/.test(fault.textContent),
        ),
      )
      assert.equal(await value(one), 'Ma réponse')
    }))

  it('of an edit outlives Escape and the page, and gives way to the published text when asked', () =>
    debate(async one => {
      const mine = await one.argue('~', 'pro', 'Première formulation.')
      const edited = `edit-first:${mine}`
      const edit = async () => {
        await one.press(`[id="more:${mine}"]`)
        await one.press('.panel button', 'Reformuler')
        await one.until((root, id) => root.activeElement?.id === id, edited)
      }
      const words = () => one.look((root, id) => root.getElementById(id).value, edited)
      await edit()
      await one.fill(edited, 'Seconde formulation, longuement pesée')
      await one.page.keyboard.press('Escape')
      await one.until(root => root.querySelector('.panel') === null)
      await kept(one, 'Seconde formulation, longuement pesée')
      await one.reopen()
      await one.begin()
      await one.until((root, id) => root.getElementById(id) !== null, `more:${mine}`)
      await edit()
      await one.until((root, id) => root.getElementById(id).value === 'Seconde formulation, longuement pesée', edited)
      assert.match(await one.text('.panel'), /Voici votre brouillon/)
      await one.press('.panel button', 'Repartir du texte publié')
      await one.until((root, id) => root.getElementById(id).value === 'Première formulation.', edited)
      assert.equal(await one.focus(), edited)
      await one.fill(edited, 'Troisième formulation.')
      await one.send()
      await one.hears('formulation')
      await edit()
      assert.equal(await words(), 'Troisième formulation.')
      assert.doesNotMatch(await one.text('.panel'), /brouillon/)
    }))

  it('of a remark is there when the page is opened again, and gone once it is said', () =>
    debate(async one => {
      const words = `remark-first:${ECOLE}`
      const write = async () => {
        await one.press(`[id="more:${ECOLE}"]`)
        await one.press('.panel button', 'remarque')
        await one.until((root, id) => root.activeElement?.id === id, words)
      }
      await write()
      await one.page.keyboard.type('Quelle école')
      await kept(one, 'Quelle école')
      await one.reopen()
      await one.begin()
      await write()
      await one.until((root, id) => root.getElementById(id).value === 'Quelle école', words)
      await one.page.keyboard.type(' ?')
      await one.send('.panel form')
      await one.hears('remarque')
      await one.until((root, id) => root.getElementById(id)?.value === '', words)
      await one.reopen()
      await one.begin()
      await one.press(`[id="remark:${ECOLE}"]`)
      await one.until((root, id) => root.getElementById(id) !== null, words)
      await new Promise(later => setTimeout(later, 300))
      assert.equal(await one.look((root, id) => root.getElementById(id).value, words), '')
    }))

  it('of a vote waits in the page that was closed before it was cast, and is said not to count', () =>
    debate(async one => {
      const ticked = root => root.querySelector('.question input[type=radio]:checked')?.value ?? null
      await one.press('.question .choice', 'Non')
      await one.press('.questions .question:nth-of-type(2) .choice', 'Dimanche')
      await one.until(async () => {
        const names = (await indexedDB.databases()).map(({ name }) => name)
        return names.includes('palabre')
      })
      await new Promise(later => setTimeout(later, 600))
      await one.reopen()
      await one.begin()
      await one.until(root => root.querySelector('.question input:checked')?.value === 'no')
      assert.match(await one.text('.question'), /Il ne compte pas encore.*Personne n’a voté/s)
      await one.until(
        root =>
          Array.from(root.querySelectorAll('.question:nth-of-type(2) input'))
            .map(box => box.checked)
            .join() === 'false,true',
      )
      await one.send('.question form')
      await one.hears('vote est compté')
      assert.match(await one.text('.question'), /Votre vote\s: Non/)
      await one.press('.question button', 'Retirer mon vote')
      await one.hears('vote est retiré')
      await one.reopen()
      await one.begin()
      await one.until(root => root.querySelector('.question form') !== null)
      await new Promise(later => setTimeout(later, 300))
      assert.equal(await one.look(ticked), null)
    }))
})

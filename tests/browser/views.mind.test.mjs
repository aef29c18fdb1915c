// Where a reader stands before and after reading: the change is shown to them, and the sum of all to everybody.
import assert from 'node:assert/strict'
import { it } from 'node:test'
import { inBrowsers } from './reader.mjs'

const stand = async (one, opener, key) => {
  await one.press('.stance button', opener)
  await one.until(root => root.activeElement?.type === 'range')
  await one.page.keyboard.press(key)
  await one.send('.stance form')
  await one.hears('avis est compté')
}

inBrowsers('the mind-change meter', debate => {
  it('says what a reader thought before, what they think now, and which way that is', () =>
    debate(async one => {
      await stand(one, 'avant de lire', 'Home')
      assert.match(await one.text('.stance'), /Vous avez dit\s: tout à fait contre/)
      await stand(one, 'maintenant que vous avez lu', 'End')
      const said = root => Array.from(root.querySelectorAll('.stance')).at(-1).textContent
      await one.until(root => /Maintenant/.test(root.querySelector('.stance').textContent))
      const below = await one.look(said)
      assert.match(
        below,
        /Avant\s: tout à fait contre\. Maintenant\s: tout à fait pour\. C’est un net mouvement vers le pour/,
      )
      // One person said -100 and then 100: the latest is the mean, the way between them the change.
      assert.match(below, /1 personne a donné son avis\s: en moyenne tout à fait pour/)
      assert.match(below, /un net mouvement vers le pour/)
    }))

  it('adds up what several people thought, and counts each once', async () => {
    const log = await debate(async one => {
      await stand(one, 'avant de lire', 'End')
      return one.save()
    })
    await debate(async one => {
      await stand(one, 'avant de lire', 'Home')
      await one.open(log)
      await one.open(log)
      // Half of 100 and -100 is 0.
      await one.until(root =>
        /2 personnes ont donné leur avis\s: en moyenne ni pour ni contre/.test(
          Array.from(root.querySelectorAll('.stance')).at(-1).textContent,
        ),
      )
    })
  })

  it('forgets an opinion that is taken back', () =>
    debate(async one => {
      await stand(one, 'avant de lire', 'End')
      await one.press('.stance button', 'Changer d’avis')
      await one.press('.stance form button', 'Retirer mon avis')
      await one.until(root => /avant de lire/.test(root.querySelector('.stance').textContent))
      assert.equal(await one.element(element => element.query({ q: 'thesis' }).stance.n), 0)
    }))

  it('keeps the focus when an opinion is taken back below the debate, where nothing is left of it', () =>
    debate(async one => {
      await stand(one, 'avant de lire', 'End')
      await one.press('[id="stance:after:open"]')
      await one.until(root => root.activeElement?.type === 'range')
      await one.look(root => Array.from(root.querySelectorAll('.stance form button')).at(-1).focus())
      await one.press('.stance form button', 'Retirer mon avis')
      await one.until(root => root.activeElement?.id === 'h-~')
    }))
})

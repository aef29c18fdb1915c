// A whole debate by keyboard alone: nothing here touches the page but Tab, arrows, Space, Enter, Escape and letters.
import assert from 'node:assert/strict'
import { it } from 'node:test'
import { Keys } from './keys.mjs'
import { DEBATE, inBrowsers } from './reader.mjs'

inBrowsers('by keyboard alone', debate => {
  const keys = (work, options) => debate(one => work(one, new Keys(one)), { begun: false, ...options })

  it('a reader begins, sorts, folds and opens, answers, judges, and takes the judgement back', () =>
    keys(async (one, by) => {
      await by.enter(/Voter et participer|Voir .* argument/)
      await one.until(root => root.querySelector('.tools') !== null && root.activeElement !== null)

      await by.to(/^Ordre/, 'Back')
      await by.press('ArrowDown')
      await one.hears('Où votre avis compte d’abord')
      await by.press('ArrowDown')
      await one.hears('Les plus discutés')
      assert.match((await by.here()).name, /^Ordre/)

      await by.enter(/^Replier .*école à pied/)
      assert.equal(await one.look(root => root.activeElement.getAttribute('aria-expanded')), 'false')
      await by.press(' ')
      assert.equal(await one.look(root => root.activeElement.getAttribute('aria-expanded')), 'true')

      await by.enter(/^Répondre.*école à pied/)
      await one.until(root => root.activeElement?.localName === 'textarea')
      await by.keyboard.type('Et plus sûrement.')
      await by.to(/^(Pour|Contre)\s: je/, 'Back')
      await by.choose(/^Pour\s: je soutiens/)
      await by.enter(/^Publier/)
      await one.hears('publié')
      await by.at(/Pour.*Et plus sûrement/)

      await by.enter(/^Juger.*La route de l'école/)
      await by.at(/./)
      await by.to(/^aucun poids/)
      await by.choose(/^beaucoup de poids/)
      await by.press('Enter')
      await one.hears('jugement est compté')
      await by.at(/^Mon jugement\s: beaucoup de poids/)
      await by.enter(/^Défaire/)
      await one.hears('défait')
      assert.notEqual(await by.here(), null)
    }))

  it('a reader votes, changes the vote, takes it back, and says where they stand', () =>
    keys(async (one, by) => {
      await by.enter(/Voter et participer|Voir .* argument/)
      await one.until(root => root.querySelector('.question form') !== null && root.activeElement !== null)
      await by.enter(/^Dire où vous vous situez/, 'Back')
      await one.until(root => root.activeElement?.type === 'range')
      await by.press('ArrowLeft')
      await by.enter(/^Donner mon avis/)
      await one.hears('avis est compté')
      await by.at(/^Changer d’avis/)

      // Tab comes to the first of a group, or to the one where the focus was before.
      await by.to(/^Oui|^Vote blanc/)
      await by.choose(/^Non/)
      await by.enter(/^Voter/)
      await one.hears('vote est compté')
      await by.at(/^Changer mon vote/)
      await by.press('Enter')
      await one.until(root => root.activeElement?.localName === 'form')
      await by.to(/^Non/)
      await by.choose(/^Oui/)
      await by.press('Enter')
      await one.until(root => /Votre vote\s: Oui/.test(root.querySelector('.question').textContent))
      await by.at(/^Changer mon vote/)
      await by.enter(/^Retirer mon vote/)
      await one.hears('vote est retiré')
      await by.at(/Adopter le projet/)
      assert.match(await one.text('.question'), /Personne n’a voté/)
    }))

  it('a reader opens a file from elsewhere into the debate, and goes to what is new', async () => {
    const log = await debate(async one => {
      await one.argue('~', 'con', 'Dit ailleurs.')
      return one.save()
    })
    await keys(async (one, by) => {
      await by.enter(/Voter et participer|Voir .* argument/)
      await one.until(root => root.querySelector('.foot') !== null && root.activeElement !== null)
      await by.to(/^Ouvrir ou réunir/)
      await one.choose(log, () => by.press('Enter'))
      await one.until(root => /1 contribution nouvelle/.test(root.querySelector('.foot').textContent))
      assert.notEqual(await by.here(), null)
      await by.enter(/^1 nouvel argument/, 'Back')
      await by.at(/Contre.*Dit ailleurs/)
    })
  })

  it('Escape and "Annuler" lead back to the button that opened a form', () =>
    keys(
      async (one, by) => {
        await by.enter(/Voter et participer|Voir .* argument|Participer/)
        await one.until(root => root.querySelector('.tools') !== null && root.activeElement !== null)
        for (const [opener, leave] of [
          [/^Répondre.*livraisons/, () => by.press('Escape')],
          [/^Répondre.*livraisons/, () => by.enter(/^Annuler/)],
          [/^Juger.*livraisons/, () => by.press('Escape')],
          [/^Juger.*livraisons/, () => by.enter(/^Annuler/)],
          [/^Plus.*livraisons/, () => by.press('Escape')],
        ]) {
          if (!opener.test((await by.here())?.name ?? '')) await by.to(opener)
          await by.press('Enter')
          await one.until(root => root.querySelector('.panel') !== null)
          await leave()
          await one.until(root => root.querySelector('.panel') === null)
          await by.at(opener)
        }
      },
      { body: DEBATE.replace(/<palabre-question.*<\/palabre-question>/s, '') },
    ))

  // The last one: Firefox without a head turns to the download, and its pages are no longer in front.
  it('a reader saves the debate', () =>
    keys(async (one, by) => {
      await by.enter(/Voter et participer|Voir .* argument/)
      await one.until(root => root.querySelector('.foot') !== null && root.activeElement !== null)
      await by.enter(/^Enregistrer le débat/)
      await one.hears('enregistré dans un fichier')
    }))
})

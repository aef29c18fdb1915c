// Every ballot and every result by keyboard alone, in one assembly.
import assert from 'node:assert/strict'
import { it } from 'node:test'
import { violations } from './axe.mjs'
import { browsers } from './harness.mjs'
import { Keys } from './keys.mjs'
import { inBrowsers } from './reader.mjs'

const list = (...options) => `<ul>${options.map(option => `<li>${option}</li>`).join('')}</ul>`
const THREE = list('Toiture', 'Rampe', 'Banc')

/** A question by its attributes, and the one thing that its page holds. */
const asking = (attributes, options = '') => ({
  body: `<h1>L’assemblée</h1><palabre-debate debate="assembly" lang="fr" loading="eager"><h2>Le budget</h2>
    <ul><li data-stance="pro">Il est équilibré.</li></ul>
    <palabre-question ${attributes}><h3>Quoi donc ?</h3>${options}</palabre-question></palabre-debate>`,
})

/** How a reader votes by each kind of ballot, what is said of the vote, and what the result says. */
const BALLOTS = [
  {
    kind: 'one of several',
    page: asking('method="plurality"', THREE),
    vote: async by => {
      await by.to(/^Toiture|^Vote blanc/)
      await by.choose(/^Rampe/)
    },
    mine: /Votre vote\s:\s*Rampe/,
    result: /Rampe.* l’emporte\s: 1 voix sur 1/,
  },
  {
    kind: 'one of several in two rounds',
    page: asking('method="two-round"', THREE),
    vote: async by => {
      await by.to(/^Toiture|^Vote blanc/)
      await by.choose(/^Banc/)
    },
    mine: /Votre vote\s:\s*Banc/,
    result: /Banc.* l’emporte\s: 1 voix sur 1, plus de la moitié/,
  },
  {
    kind: 'consent',
    page: asking('method="consent"'),
    vote: async by => {
      await by.to(/^Je consens|^Je m’y oppose/)
      await by.choose(/^Je m’y oppose/)
      await by.enter(/^Voter/)
      await by.one.until(root => /Dites pourquoi/.test(root.querySelector('.question [role=alert]').textContent))
      await by.to(/^Pourquoi/, 'Back')
      await by.keyboard.type('Trop cher.')
    },
    mine: /Je m’y oppose \(Trop cher\.\)/,
    result: null,
  },
  {
    kind: 'approval for seats',
    page: asking('method="approval" seats="2"', THREE),
    vote: async by => {
      await by.to(/^Rampe/)
      await by.press(' ')
      await by.to(/^Banc/)
      await by.press(' ')
    },
    mine: /Rampe, Banc/,
    result: /obtiennent un siège\s: .*Rampe.* et .*Banc/,
  },
  {
    kind: 'a ranking',
    page: asking('method="schulze"', THREE),
    vote: async by => {
      await by.enter(/^\+?\s*Banc.*lui donner la place 1/)
      await by.one.hears('Banc\u00a0: place 1 sur 1')
      await by.at(/Toiture.*lui donner la place 2/)
      await by.press('Enter')
      await by.one.hears('Toiture\u00a0: place 2 sur 2')
      await by.enter(/^.?\s*En tête\s: Toiture/, 'Back')
      await by.one.hears('Toiture\u00a0: place 1 sur 2')
      await by.at(/En tête\s: Toiture/)
      await by.enter(/À égalité avec la place du dessus\s: Banc/)
      await by.one.hears('Banc\u00a0: place 1 sur 2, à égalité')
      await by.press('Enter')
      await by.one.hears('Banc\u00a0: place 2 sur 2.')
    },
    mine: /Votre vote\s:\s*Toiture\s*Banc/,
    result: /Toiture.* l’emporte\s: aucune autre réponse ne fait mieux/,
  },
  {
    kind: 'an instant runoff',
    page: asking('method="irv"', THREE),
    vote: by => by.enter(/Rampe.*lui donner la place 1/),
    mine: /Rampe/,
    result: /Rampe.* l’emporte\s: plus de la moitié des voix au tour 1/,
  },
  {
    kind: 'an order for seats',
    page: asking('method="stv-scottish" seats="2"', THREE),
    vote: async by => {
      await by.enter(/Banc.*lui donner la place 1/)
      await by.one.hears('Banc\u00a0: place 1 sur 1')
      await by.at(/Toiture.*lui donner la place 2/)
      await by.press('Enter')
    },
    mine: /Banc\s*Toiture/,
    result: /obtient un siège\s: .*Banc/,
  },
  {
    kind: 'grades',
    page: asking('method="majority-judgment" grades="Bien, Passable, À rejeter"', THREE),
    vote: async by => {
      await by.to(/^Toiture.*Sans avis/)
      await by.press('ArrowRight')
      assert.match((await by.here()).name, /Toiture.*Bien/s)
      await by.to(/^Rampe.*Sans avis/)
      await by.press('ArrowLeft')
      assert.match((await by.here()).name, /Rampe.*À rejeter/s)
    },
    mine: /Toiture\s*Bien.*Rampe\s*À rejeter.*Banc\s*Sans avis/s,
    result: /Toiture.* l’emporte\s: la moitié des votants au moins lui donne «.Bien.»/,
  },
  {
    kind: 'scores',
    page: asking('method="star" scale="0..5"', THREE),
    vote: async by => {
      await by.to(/^Toiture.*Sans avis/)
      await by.press('ArrowLeft', 'ArrowLeft')
      await by.to(/^Banc.*Sans avis/)
      await by.press('ArrowLeft')
      assert.match((await by.here()).name, /Banc.*5/s)
    },
    mine: /Toiture\s*4.*Banc\s*5/s,
    result: /Banc.* l’emporte\s: préférence de 1 bulletin/,
  },
  {
    kind: 'scores on a long scale',
    page: asking('method="score" scale="0..100"', THREE),
    vote: async by => {
      await by.to(/^Rampe/)
      await by.keyboard.type('80')
    },
    mine: /Rampe\s*80/,
    result: /Rampe.* l’emporte\s: 80 points en tout/,
  },
  {
    kind: 'points',
    page: asking('method="cumulative" points="3" max-per-option="2"', THREE),
    vote: async by => {
      await by.enter(/Un point de plus\s: Banc/)
      await by.press('Enter', 'Enter')
      await by.one.until(root => /Reste 1 point sur 3/.test(root.querySelector('.left').textContent))
    },
    mine: /Banc\s*2/,
    result: /Banc.* l’emporte\s: 2 points en tout/,
  },
  {
    kind: 'scores below nought',
    page: asking('method="score" scale="-2..2"', THREE),
    vote: async by => {
      await by.to(/^Toiture.*Sans avis/)
      await by.press('ArrowRight')
      assert.match((await by.here()).name, /Toiture.*\u22122/s)
      await by.to(/^Rampe.*Sans avis/)
      await by.press('ArrowLeft', 'ArrowLeft')
    },
    mine: /Toiture\s*\u22122.*Rampe\s*1/s,
    result: /Rampe.* l’emporte\s: 1 point/,
  },
  {
    kind: 'credits',
    page: asking('method="quadratic" credits="10"', THREE),
    vote: async by => {
      await by.enter(/Une voix de plus\s: Toiture/)
      await by.press('Enter', 'Enter', 'Enter')
      await by.one.until(root => /Reste 1 crédit sur 10/.test(root.querySelector('.left').textContent))
      await by.enter(/Une voix de moins\s: Rampe/)
    },
    // With the minus sign, not a hyphen.
    mine: /Toiture\s*3.*Rampe\s*\u22121/s,
    result: /Toiture.* l’emporte\s: 3 voix en tout/,
  },
  {
    kind: 'a budget',
    page: asking(
      'method="equal-shares" budget="100" unit="€"',
      '<ul><li data-cost="60">Toiture</li><li data-cost="50">Banc</li><li data-cost="200">Serre</li></ul>',
    ),
    vote: async by => {
      await by.to(/^Toiture/)
      await by.press(' ')
      await by.one.until(root => /1 projet\s: 60.€\s; il reste 40.€/.test(root.querySelector('.left').textContent))
      await by.to(/^Banc/)
      await by.press(' ')
      await by.one.until(root => /110.€, soit 10.€ de plus/.test(root.querySelector('.left').textContent))
    },
    mine: /Toiture, Banc/,
    result: /En l’état, projet retenu\s: .*Banc/,
  },
]

inBrowsers('by keyboard alone', (debate, name) => {
  for (const { kind, page, vote, mine, result } of BALLOTS) {
    it(`${kind}: a reader votes, reads the result, and changes the vote`, () =>
      debate(
        async one => {
          const by = new Keys(one)
          await by.enter(/Voter et participer|Voir .* argument|Participer/)
          await one.until(root => root.querySelector('.question form fieldset, .question form table') !== null)
          await one.look(root => root.querySelector('[id^="q-"]').focus())
          await vote(by)
          if (name === browsers[0]) await accessible(one)
          await by.enter(/^Voter$/)
          await one.hears('vote est compté')
          await by.at(/^Changer mon vote/)
          await one.until(
            (root, mine) => new RegExp(mine, 's').test(root.querySelector('.voted')?.textContent ?? ''),
            mine.source,
          )
          if (result) {
            await one.until(
              (root, said) => new RegExp(said, 's').test(root.querySelector('.verdict')?.textContent ?? ''),
              result.source,
            )
            await by.to(/^Me montrer où/)
            await by.press('Enter')
            if (await one.look(root => root.querySelector('.mine-mark') !== null)) await by.at(/^votre vote/)
            for (const summary of await one.look(root =>
              Array.from(root.querySelectorAll('.tally summary'), one => one.textContent),
            )) {
              await one.look(root => root.querySelector('.voted button').focus())
              await by.enter(new RegExp(`^${summary.replace(/[()?]/g, '.')}`))
            }
            await one.until(root => Array.from(root.querySelectorAll('.tally details')).every(one => one.open))
          }
          if (name === browsers[0]) await accessible(one)
          await one.look(root => root.querySelector('.voted button').focus())
          await by.press('Enter')
          await one.until(root => root.activeElement?.localName === 'form')
          await by.enter(/^Annuler/)
          await by.at(/^Changer mon vote/)
          await by.enter(/^Retirer mon vote/)
          await one.hears('vote est retiré')
        },
        { ...page, begun: false },
      ))
  }
})

inBrowsers('points typed into their fields', debate => {
  /** Types into the field of an option, over what it holds; nothing: empties it. */
  const type = async (one, option, text) => {
    await one.until(root => root.querySelector('.given input') !== null)
    await one.look((root, option) => {
      const field = root.querySelectorAll('.given input')[option]
      field.focus()
      field.select()
    }, option)
    if (text === '') await one.page.keyboard.press('Backspace')
    else await one.page.keyboard.type(text)
  }
  const left = (one, words) =>
    one.until((root, words) => new RegExp(words).test(root.querySelector('.left').textContent), words)

  it('are what is cast, and a field that was emptied gives nothing', () =>
    debate(
      async one => {
        await type(one, 0, '2')
        await type(one, 1, '3')
        await left(one, 'Reste 0 point sur 5')
        await type(one, 1, '')
        await left(one, 'Reste 3 points sur 5')
        await one.send('.question form')
        await one.hears('vote est compté')
        assert.match(await one.text('.voted'), /Toiture\s*2/)
        assert.doesNotMatch(await one.text('.voted'), /Rampe/)
      },
      asking('method="cumulative" points="5"', THREE),
    ))

  it('are refused where they cost more than one has, and not cut to a part of what was typed', () =>
    debate(
      async one => {
        await type(one, 0, '30')
        await left(one, 'Reste \u2212875 crédits sur 25')
        await one.send('.question form')
        await one.until(root => /plus que ce que vous avez/.test(root.querySelector('.question').textContent))
        assert.equal(await one.look(root => root.querySelector('.voted')), null)
        await type(one, 0, '-4')
        await left(one, 'Reste 9 crédits sur 25')
        await one.send('.question form')
        await one.hears('vote est compté')
        assert.match(await one.text('.voted'), /Toiture\s*\u22124/)
      },
      asking('method="quadratic" credits="25"', THREE),
    ))

  it('stand on a screen of 320 pixels whole, letters half as large again', () =>
    debate(
      async one => {
        await one.until(root => root.querySelector('.given input') !== null)
        const beyond = await one.look(root =>
          Array.from(root.querySelectorAll('.given button, .given input'))
            .map(each => each.getBoundingClientRect().right)
            .filter(right => right > document.documentElement.clientWidth),
        )
        assert.deepEqual(beyond, [])
        assert.ok(await one.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth))
      },
      {
        ...asking('method="cumulative" points="12"', THREE),
        viewport: { width: 320, height: 640 },
        head: '<style>html{font-size:24px}</style>',
      },
    ))
})

/** axe finds nothing against what stands there now; in every browser the same, so that one is asked. */
async function accessible(one) {
  assert.deepEqual(await violations(one.page), [])
}

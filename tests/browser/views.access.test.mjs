import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { violations } from './axe.mjs'
import { browsers, profile } from './harness.mjs'
import { ECOLE, LIVRAISONS, reader } from './reader.mjs'

/** The states that a reader meets, each reached from the one before. */
const STATES = [
  ['at the start', async () => {}],
  ['grown', one => one.begin()],
  [
    'answering',
    async one => {
      await one.press(`[id="answer:${ECOLE}"]`)
      await one.until(root => root.querySelector('.composer') !== null)
    },
  ],
  [
    'answering wrongly',
    async one => {
      await one.send()
      await one.until(root => Array.from(root.querySelectorAll('.fault')).some(fault => !fault.hidden))
    },
  ],
  [
    'previewing',
    async one => {
      await one.type(`text:${ECOLE}`, "Les enfants pourront aller a l'ecole")
      await one.press('.composer button', 'Aperçu')
    },
  ],
  [
    'published',
    async one => {
      await one.press('.composer .choice', 'Contre')
      await one.send()
      await one.hears('publié')
    },
  ],
  [
    'judging',
    async one => {
      await one.press(`[id="judge:${LIVRAISONS}"]`)
      await one.press('.scale .choice', 'décisif')
    },
  ],
  ['asking why', one => one.press(`[id="why:${ECOLE}"]`)],
  ['at the rest', one => one.press(`[id="more:${LIVRAISONS}"]`)],
  ['remarking', one => one.press('.panel button', 'remarque')],
  ['saying an opinion', one => one.press('.stance button')],
  [
    'voted',
    async one => {
      await one.press('.question .choice', 'Oui')
      await one.send('.question form')
      await one.hears('vote est compté')
    },
  ],
  ['in columns', one => one.press('.view', 'Deux colonnes')],
  ['in short', one => one.press('.view', 'En bref')],
  [
    'searching',
    async one => {
      await one.press('.view', 'Discussion')
      await one.look(root => root.querySelector('input[type=search]').focus())
      await one.page.keyboard.type('ecole')
      await one.hears('trouvé')
    },
  ],
  [
    'alone with a branch',
    async one => {
      await one.press('.found button', 'Revenir')
      await one.press(`[id="more:${ECOLE}"]`)
      await one.press('.panel button', 'branche seule')
      await one.until(root => root.querySelector('.alone') !== null)
    },
  ],
]

for (const name of browsers) {
  describe(`axe finds nothing, in ${name}`, () => {
    let browser
    before(async () => {
      browser = await profile(name)
    })
    after(() => browser?.close())

    for (const theme of ['light', 'dark']) {
      it(`in any state of a ${theme} page`, async () => {
        const one = await reader(browser, {
          viewport: { width: 390, height: 844 },
          head: theme === 'dark' ? '<style>body{background:#17181a;color:#e8e8e6}</style>' : '',
        })
        try {
          for (const [state, reach] of STATES) {
            await reach(one)
            await one.page.evaluate(() => new Promise(drawn => requestAnimationFrame(() => setTimeout(drawn, 50))))
            assert.deepEqual(await violations(one.page, 'palabre-debate'), [], state)
          }
        } finally {
          await one.close()
        }
      })
    }
  })
}

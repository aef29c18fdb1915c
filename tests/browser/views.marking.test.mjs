// Words that sort arguments, flags, and what a moderator does about them.
import assert from 'node:assert/strict'
import { it } from 'node:test'
import { LIVRAISONS, inBrowsers } from './reader.mjs'

inBrowsers('tags, flags and moderators', debate => {
  const article = one =>
    one.look((root, id) => root.getElementById(id).closest('article').textContent, `h-${LIVRAISONS}`)
  const menu = async (one, label) => {
    await one.press(`[id="more:${LIVRAISONS}"]`)
    await one.press('.panel button', label)
  }

  it('tags an argument with a word of its own, offers it for the next one, and takes it off', () =>
    debate(async one => {
      await menu(one, 'Mots-clés')
      await one.type(`tag-first:${LIVRAISONS}`, 'accès')
      await one.send()
      await one.hears('Mot-clé ajouté')
      assert.match(await article(one), /accès/)
      await one.press('.offered .choice', 'accès')
      await one.hears('Mot-clé enlevé')
      await one.until(
        (root, id) => !root.getElementById(id).closest('article').querySelector('.tag'),
        `h-${LIVRAISONS}`,
      )
    }))

  it('flags with a reason, and not without', () =>
    debate(async one => {
      await menu(one, 'Signaler')
      await one.until(root => root.querySelector('.composer') !== null)
      await one.send()
      await one.until(root => Array.from(root.querySelectorAll('.composer .fault')).some(fault => !fault.hidden))
      await one.type(`flag-first:${LIVRAISONS}`, 'Insultant')
      await one.send()
      await one.hears('La modération est prévenue')
      await one.until((root, id) => root.activeElement?.id === id, `more:${LIVRAISONS}`)
      // Who is no moderator sees no list of flags.
      assert.equal(await one.look(root => root.querySelector('.moderation')), null)
    }))

  it('lets the owner of the debate read the flag, hide the argument with a reason and show it again', () =>
    debate(async one => {
      await menu(one, 'Signaler')
      await one.type(`flag-first:${LIVRAISONS}`, 'Insultant')
      await one.send()
      await one.hears('La modération est prévenue')
      // The page says that this reader's key is the owner's.
      await one.page.evaluate(async () => {
        const element = document.querySelector('palabre-debate')
        const log = await (await element.export('log')).text()
        const { author } = JSON.parse(JSON.parse(log.split('\n').find(line => line.includes('"head"'))).head)
        element.setAttribute('owner', author)
      })
      await one.until(root => /Insultant/.test(root.querySelector('.moderation')?.textContent ?? ''))
      await one.press('.moderation button', 'Masquer')
      await one.until(root => root.querySelector('.moderation .composer') !== null)
      await one.send('.moderation .composer')
      await one.until(root => Array.from(root.querySelectorAll('.moderation .fault')).some(fault => !fault.hidden))
      await one.type(`hide-first:${LIVRAISONS}-words`, 'Ton blessant')
      await one.send('.moderation .composer')
      await one.hears('Masqué')
      await one.until(root => /Masqué par la modération/.test(root.querySelector('.moderation').textContent))
      await one.press('.moderation button', 'Afficher de nouveau')
      await one.hears('Affiché de nouveau')
      assert.match(await article(one), /livraisons/)
    }))

  it('lets a moderator erase what somebody else wrote, for good: the file that brought it does not bring it back', async () => {
    const log = await debate(async one => {
      await one.argue('~', 'con', 'Madame Untel boit.')
      return one.save()
    })
    await debate(async one => {
      await one.own()
      await one.open(log)
      await one.press('.fresh button')
      await one.until(root => /Untel/.test(root.activeElement?.textContent ?? ''))
      const id = (await one.focus()).slice(2)
      await one.press(`[id="more:${id}"]`)
      await one.press('.panel button', 'Effacer')
      await one.until(root =>
        /Ce texte disparaîtra pour de bon/.test(root.querySelector('.panel')?.textContent ?? ''),
      )
      await one.press('.panel button.main')
      await one.hears('Effacé')
      await one.until(root => /^h-/.test(root.activeElement?.id ?? ''))
      assert.doesNotMatch(await one.text(), /Untel/)
      await one.open(log)
      assert.doesNotMatch(await one.text(), /Untel/)
      assert.doesNotMatch(await one.save(), /Untel/)
    })
  })
})

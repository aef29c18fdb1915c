import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { browsers, profile } from './harness.mjs'
import { reader } from './reader.mjs'

for (const name of browsers) {
  describe(`files, places and visits, in ${name}`, () => {
    let browser, folder
    before(async () => {
      browser = await profile(name)
      folder = await mkdtemp(join(tmpdir(), 'palabre-files-'))
    })
    after(async () => {
      await browser?.close()
      await rm(folder, { recursive: true, force: true })
    })

    /** Another person: at a site that shares nothing with the others. */
    const person = async (work, options) => {
      const one = await reader(browser, options)
      try {
        await work(one)
      } finally {
        await one.close()
      }
    }

    /** What somebody else said and voted, as the file that their widget saves. */
    const elsewhere = async format => {
      const file = join(folder, `${format}.json`)
      await person(async one => {
        await one.begin()
        await one.argue('~', 'con', 'Dit ailleurs, avec soin.')
        await one.press('.question .choice', 'Oui')
        await one.send('.question form')
        await one.hears('vote est compté')
        const text = await one.page.evaluate(
          async format => (await document.querySelector('palabre-debate').export(format)).text(),
          format,
        )
        await writeFile(file, text)
      })
      return file
    }

    const open = async (one, file) => {
      const input = await one.page.evaluateHandle(() =>
        document.querySelector('palabre-debate').shadowRoot.querySelector('input[type=file]'),
      )
      await input.uploadFile(file)
      await one.look(root =>
        root.querySelector('input[type=file]').dispatchEvent(new Event('change', { bubbles: true })),
      )
    }

    for (const format of ['log', 'json']) {
      it(`opens a saved ${format} file: contributions and votes appear once, however often it is opened`, async () => {
        const file = await elsewhere(format)
        await person(async one => {
          await one.begin()
          await open(one, file)
          await one.until(root => /contributions? nouvelle/.test(root.querySelector('.foot').textContent))
          await open(one, file)
          await one.until(root => /Rien de nouveau/.test(root.querySelector('.foot').textContent))
          await one.press('.fresh button')
          await one.until(root => /Dit ailleurs/.test(root.activeElement?.textContent ?? ''))
          assert.equal(
            await one.look(
              root =>
                Array.from(root.querySelectorAll('.claims .words')).filter(one =>
                  /Dit ailleurs/.test(one.textContent),
                ).length,
            ),
            1,
          )
          assert.match(await one.text('.question'), /1 personne a voté/)
        })
      })
    }

    it('leaves the focus with a reader who writes while a file is read', async () => {
      const file = await elsewhere('log')
      await person(async one => {
        await one.begin()
        await open(one, file)
        await one.element(element => element.compose('~', 'con'))
        await one.until(root => root.activeElement?.id === 'text:~')
        await one.until(root => /contributions? nouvelle/.test(root.querySelector('.foot').textContent))
        await new Promise(later => setTimeout(later, 100))
        assert.equal(await one.focus(), 'text:~')
      })
    })

    it('refuses a file that is no debate, in words, and goes on', async () => {
      const file = join(folder, 'none.json')
      await writeFile(file, '<html>not a debate</html>')
      await person(async one => {
        await one.begin()
        await open(one, file)
        await one.until(root =>
          Array.from(root.querySelectorAll('.foot .fault')).some(
            fault => !fault.hidden && /n’est pas un débat/.test(fault.textContent),
          ),
        )
        await one.argue('~', 'pro', 'Tout va bien.')
      })
    })

    it('says before the first act that nobody can give a lost place back, and not after', () =>
      person(async one => {
        await one.begin()
        await one.press('.add.pro')
        assert.match(await one.text('.composer .first-act'), /personne ne pourra vous le rendre/)
        await one.type('text:~', 'Premier mot.')
        await one.send()
        await one.hears('publié')
        await one.press('.add.con')
        await one.until(root => root.querySelector('.composer') !== null)
        assert.equal(await one.look(root => root.querySelector('.first-act')), null)
      }))

    it('opens the path to the argument in the address', () =>
      person(async one => {
        await one.page.evaluate(() => {
          location.hash = 'palabre-halles.~nord'
        })
        await one.until(root => root.activeElement?.id === 'h-~nord')
      }))

    it('says what came since the last visit', async () => {
      const file = await elsewhere('log')
      await person(async one => {
        await one.begin()
        await one.argue('~', 'pro', 'Je reviendrai.')
        // What stands there when the reader goes to another tab is seen; the file comes after, and then
        // the tab is killed: nothing marks it as seen.
        await one.page.evaluate(() => {
          Object.defineProperty(document, 'visibilityState', { get: () => 'hidden', configurable: true })
          document.dispatchEvent(new Event('visibilitychange'))
        })
        await new Promise(kept => setTimeout(kept, 300))
        await open(one, file)
        await one.until(root => /contributions? nouvelle/.test(root.querySelector('.foot').textContent))
        await one.page.evaluate(() => Object.defineProperty(document, 'visibilityState', { get: () => 'visible' }))
        await one.page.reload()
        await one.page.evaluate(() =>
          customElements.whenDefined('palabre-debate').then(() => document.querySelector('palabre-debate').ready),
        )
        await one.begin()
        await one.until(root =>
          /Depuis votre dernière visite.*1 nouvel argument.*1 vote.*Dit ailleurs/s.test(
            root.querySelector('.news')?.textContent ?? '',
          ),
        )
        await one.press('.news button', 'Vu')
        await one.until(root => root.querySelector('.news') === null && root.activeElement?.id === 'h-~')
      })
    })
  })
}

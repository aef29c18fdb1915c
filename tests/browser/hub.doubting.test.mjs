// A hub that does not hold to what it signed, in each way that there is: the reader is told, can keep the evidence, and
// reads on.
import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { Author } from '../hub/hub.mjs'
import { leafHash } from '../hub/tree.mjs'
import { browsers } from './harness.mjs'
import { debateAt, Suite, until } from './hub-page.mjs'
import { DEBATE, liar, noteOf, welcome } from './liar.mjs'

const leafOf = line => {
  const { head, sig } = JSON.parse(line)
  return leafHash(JSON.stringify({ head, sig }))
}

for (const name of browsers) {
  describe(`doubts of a hub, in ${name}`, () => {
    const suite = new Suite()
    after(() => suite.end())

    /** A hub of one entry, which answers what is asked of its list as `prove(clerk, root)` says. */
    const readerOf = async prove => {
      const lines = [new Author(DEBATE).claim('The list as it was sent')]
      const hub = await liar(
        suite,
        (say, message, clerk) => {
          if (message.type !== 'hello') return
          say(welcome(clerk, 1))
          if (!message.after) say({ type: 'entries', after: 0, to: 1 }, lines)
        },
        (path, clerk) => (path.includes('/proof/consistency') ? JSON.stringify(prove(clerk, leafOf(lines[0]))) : ''),
      )
      const site = await suite.site({ '/': debateAt(hub) })
      const person = await suite.person(name, site)
      await person.sees('claim', 'as it was sent')
      // Whoever keeps nothing has nothing to compare.
      await person.claim('Now something is kept')
      return person
    }
    const again = async person => {
      await person.page.close()
      await person.open()
    }
    const proof = checkpoint => ({ type: 'consistency', from: 1, to: 1, path: [], checkpoint })
    const sound = (clerk, root, origin = `hub/${DEBATE}`) => proof(noteOf(clerk, origin, 1, root))

    /** What the browser offers to keep, and that what the hub sent is still read. */
    const evidence = async person => {
      await person.sees('claim', 'as it was sent')
      const { doubt, read } = JSON.parse(await person.saved('evidence'))
      assert.equal(read.size, 1)
      return doubt
    }

    it('another list than the one that it sent', async () => {
      const person = await readerOf(clerk => sound(clerk, leafHash('another')))
      await again(person)
      await person.sees('doubt', 'another history of this debate')
      assert.equal(await evidence(person), 'other')
    })

    it('is said beside the ballot too, where a button leads to what it is', async () => {
      const person = await readerOf(clerk => sound(clerk, leafHash('another')))
      await again(person)
      await person.sees('card', 'wrong with the server’s word')
      const reached = await person.page.evaluate(() => {
        const { shadowRoot } = document.querySelector('palabre-debate')
        shadowRoot.querySelector('[part~=question] [part~=see-doubt]').click()
        return shadowRoot.activeElement?.textContent
      })
      assert.match(reached, /another history of this debate/)
      await person.press('[part~=notice-doubt] .quiet')
      await person.misses('card', 'wrong with the server’s word')
    })

    it('what cannot be kept or closed is told, and stays to be tried again', async () => {
      const person = await readerOf(clerk => sound(clerk, leafHash('another')))
      await again(person)
      await person.sees('doubt', 'another history of this debate')
      const breaks = name =>
        person.page.evaluate(name => {
          const session = document.querySelector('palabre-debate').session()
          const real = session[name]
          session[name] = () => Promise.reject(Object.assign(new Error(name), { code: 'network' }))
          globalThis.mend = () => void (session[name] = real)
        }, name)
      for (const [name, button] of [
        ['note', '[part~=evidence]'],
        ['keepNote', '.quiet'],
      ]) {
        await breaks(name)
        await person.press(`[part~=notice-doubt] ${button}`)
        await person.sees('doubt', 'could not be loaded')
        await person.page.evaluate(() => globalThis.mend())
        await person.saved('evidence')
        await person.misses('doubt', 'could not be loaded')
      }
      await person.page.evaluate(() =>
        document.querySelector('palabre-debate').shadowRoot.querySelector('[part~=notice-doubt] .quiet').focus(),
      )
      await person.press('[part~=notice-doubt] .quiet')
      await person.lacks('doubt')
      await until(person, () => document.querySelector('palabre-debate').shadowRoot.activeElement?.id === 'h-~')
      assert.deepEqual(person.errors, [])
    })

    it('a word on its list that somebody else has signed', async () => {
      const other = new Author(DEBATE)
      const person = await readerOf((_, root) => sound(other, root))
      await again(person)
      await person.sees('doubt', 'is not signed by it')
      assert.equal(await evidence(person), 'unsigned')
    })

    it('no proof at all; and the doubt goes when it shows one', async () => {
      let shows = false
      const person = await readerOf((clerk, root) => (shows ? sound(clerk, root) : { type: 'consistency' }))
      await again(person)
      await person.sees('doubt', 'did not show that its list')
      assert.equal(await evidence(person), 'unproved')
      shows = true
      await again(person)
      await person.lacks('doubt')
    })

    it('a list under another name than the one before, said once', async () => {
      let origin = `hub/${DEBATE}`
      const person = await readerOf((clerk, root) => sound(clerk, root, origin))
      await again(person)
      await person.keeps('hub', kept => Object.keys(kept?.checkpoints ?? {}).length === 1)
      assert.equal(await person.has('doubt'), false)
      origin = `hub-mended/${DEBATE}`
      await again(person)
      await person.sees('doubt', 'has begun a new list')
      assert.equal(await evidence(person), 'anew')
      await person.press('[part~=notice-doubt] .quiet')
      await person.keeps('view:hub-doubt', kept => kept === undefined)
      await again(person)
      await person.keeps('hub', kept => Object.keys(kept.checkpoints).length === 2)
      assert.equal(await person.has('doubt'), false)
    })
  })
}

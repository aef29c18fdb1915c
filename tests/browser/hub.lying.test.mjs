// A hub that lies: nothing counts that is not signed by whom it says, and the reader is told.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { Author } from '../hub/hub.mjs'
import { browsers } from './harness.mjs'
import { debateAt, Suite } from './hub-page.mjs'
import { DEBATE, EPOCH, liar, signed, welcome } from './liar.mjs'

for (const name of browsers) {
  describe(`a lying hub, in ${name}`, () => {
    const suite = new Suite()
    let forging, refusing, list
    before(async () => {
      const victim = new Author(DEBATE)
      const other = new Author(DEBATE)
      forging = await liar(suite, (say, message, clerk) => {
        if (message.type !== 'hello') return
        const forged = { ...JSON.parse(victim.claim('Words put into a mouth')) }
        forged.sig = JSON.parse(other.claim('Something else')).sig
        say(welcome(clerk, 2))
        say({ type: 'entries', after: 0, to: 2 }, [JSON.stringify(forged), other.claim('Words that are signed')])
      })
      refusing = await liar(suite, (say, message, clerk) => {
        if (message.type === 'hello') {
          say(welcome(clerk, 0))
          return
        }
        const [line] = message.lines
        if (message.type !== 'publish' || !line) return
        const { author, n } = JSON.parse(JSON.parse(line).head)
        const id = 'AAAAAAAAAAAAAAAAAAAAAA'
        const said = { debate: DEBATE, id, author, n, reason: 'banned', time: 1 }
        const refusal = `palabre refusal 1\n${JSON.stringify(said)}`
        say({ type: 'refuse', re: message.re, id, reason: 'banned', what: '', refusal, sig: signed(other, refusal) })
      })
      const lines = [victim.claim('The list begins'), victim.claim('The list ends')]
      list = await liar(
        suite,
        (say, message, clerk) => {
          if (message.type !== 'hello') return
          say(welcome(clerk, 2))
          say({ type: 'reset', why: 'behind', epoch: EPOCH, head: 2, snapshot: `/debates/${DEBATE}/snapshot` })
        },
        (path, clerk) => {
          if (!path.endsWith('/snapshot'))
            return [JSON.stringify({ type: 'entries', epoch: EPOCH, head: 2, after: 0, to: 2 }), ...lines].join('\n')
          const said = { debate: DEBATE, epoch: EPOCH, owner: clerk.key, size: 2, root: 'A'.repeat(43) }
          const snapshot = `palabre snapshot 1\n${JSON.stringify({ ...said, set: '', state: '', time: 1 })}`
          return JSON.stringify({ snapshot, sig: signed(clerk, snapshot) })
        },
      )
    })
    after(() => suite.end())

    it('puts words into nobody’s mouth', async () => {
      const site = await suite.site({ '/': debateAt(forging) })
      const person = await suite.person(name, site)
      await person.sees('claim', 'Words that are signed')
      await person.sees('wrong', 'not signed by whom it says')
      assert.equal((await person.query({ q: 'search', text: 'put into a mouth' })).total, 0)
    })

    it('takes nothing from a reader by a refusal that it did not sign', async () => {
      const site = await suite.site({ '/': debateAt(refusing) })
      const person = await suite.person(name, site)
      await person.sees('foot', 'as it happens')
      await person.claim('What I said stays')
      await person.sees('wrong', 'not signed by whom it says')
      await person.sees('claim', 'What I said stays')
      await person.sees('foot', '1 of your contributions is not shared yet')
    })

    it('is told when its list is not the one that it signed', async () => {
      const site = await suite.site({ '/': debateAt(list) })
      const person = await suite.person(name, site)
      await person.sees('wrong', 'is not what it signed')
    })
  })
}

// A hub that lies: nothing counts that is not signed by whom it says, and the reader is told.
import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { createHash, sign } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { WebSocketServer } from 'ws'
import { Author, parse } from '../hub/hub.mjs'
import { leafHash } from '../hub/tree.mjs'
import { browsers } from './harness.mjs'
import { debateAt, Suite } from './hub-page.mjs'

const DEBATE = 'localhost/halles'
const EPOCH = 'AAAAAAAAAAAAAAAAAAAAAA'

/** Speaks the protocol as `act(socket, message)` says; `clerk` signs for it. */
async function liar(suite, act, http = () => '') {
  const clerk = new Author(DEBATE)
  const server = createServer((request, response) => {
    response.setHeader('Access-Control-Allow-Origin', '*')
    response.end(http(request.url, clerk))
  })
  const sockets = new WebSocketServer({ server, handleProtocols: () => 'palabre.v1', perMessageDeflate: false })
  sockets.on('connection', socket => {
    const say = (header, lines = []) => socket.send([JSON.stringify(header), ...lines].join('\n'))
    socket.on('message', data => act(say, parse(data.toString()), clerk))
  })
  await new Promise(listening => server.listen(0, '127.0.0.1', listening))
  suite.after(() => {
    for (const socket of sockets.clients) socket.terminate()
    server.closeAllConnections()
    return new Promise(closed => server.close(closed))
  })
  return `http://127.0.0.1:${server.address().port}/`
}

const welcome = (clerk, head) => ({
  type: 'welcome',
  debate: DEBATE,
  epoch: EPOCH,
  head,
  owner: clerk.key,
  clerk: clerk.key,
  time: 1760000000000,
  heartbeat: 25000,
  limits: {},
})
/** A checkpoint as C2SP has it. */
const noteOf = (author, origin, size, root) => {
  const text = `${origin}\n${size}\n${root.toString('base64')}\n`
  const raw = Buffer.from(author.key, 'base64url')
  const id = createHash('sha256').update(`${origin}\n\x01`).update(raw).digest().subarray(0, 4)
  const bytes = Buffer.concat([id, sign(null, Buffer.from(text), author.privateKey)])
  return `${text}\n\u2014 ${origin} ${bytes.toString('base64')}\n`
}
const signed = (author, text) => sign(null, Buffer.from(text), author.privateKey).toString('base64url')

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
        const refusal = `palabre refusal 1\n${JSON.stringify({ debate: DEBATE, id, author, n, reason: 'banned', time: 1 })}`
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

    it('is told when the list that it signs is not the one that it sent, and what it sent is still read', async () => {
      const victim = new Author(DEBATE)
      const lines = [victim.claim('The list as it was sent')]
      const forked = await liar(
        suite,
        (say, message, clerk) => {
          if (message.type !== 'hello') return
          say(welcome(clerk, 1))
          if (!message.after) say({ type: 'entries', after: 0, to: 1 }, lines)
        },
        (path, clerk) => {
          const root = leafHash(JSON.stringify({ head: 'another', sig: '' }))
          const checkpoint = noteOf(clerk, `hub/${DEBATE}`, 1, root)
          return JSON.stringify({ type: 'consistency', from: 1, to: 1, path: [], checkpoint })
        },
      )
      const site = await suite.site({ '/': debateAt(forked) })
      const person = await suite.person(name, site)
      await person.sees('claim', 'as it was sent')
      // Whoever keeps nothing has nothing to compare.
      await person.claim('Now something is kept')
      await person.page.close()
      await person.open()
      await person.sees('doubt', 'another history of this debate')
      await person.sees('claim', 'as it was sent')
    })

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

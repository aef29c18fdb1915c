// A reader whose hub is gone and who comes to another one of the same cluster: what the first had signed is asked of
// the second, whose copy of that list has to go on as it was signed, and whose own has to have all that was in it.
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { promisify } from 'node:util'
import { Network } from '../hub/chaos/faults.mjs'
import { eventually, startCluster, whole } from '../hub/cluster.mjs'
import { Author, folder, root } from '../hub/hub.mjs'
import { leafHash, openCheckpoint } from '../hub/tree.mjs'
import { browsers } from './harness.mjs'
import { debateAt, SHARED, Suite } from './hub-page.mjs'
import { DEBATE, EPOCH, liar, noteOf, welcome } from './liar.mjs'

const again = async person => {
  await person.page.close()
  await person.open()
}

for (const name of browsers) {
  describe(`a hub that is gone, in ${name}`, () => {
    const suite = new Suite()
    const network = new Network()
    let place, hubs, site, one, vote, signed
    before(async () => {
      place = folder(suite)
      const cluster = await startCluster(suite, place)
      hubs = await Promise.all([0, 1].map(cluster.start))
      await whole(hubs)
      await network.listen()
      suite.after(() => network.close())
      network.target = hubs[0].port
      site = await suite.site({ '/': debateAt(`http://127.0.0.1:${network.port}`) })
      one = await suite.person(name, site)
    })
    after(() => suite.end())

    it('leaves its list at another, which the reader is led to and finds in order', async () => {
      const { id: question } = await one.question()
      await one.claim('Said at the first')
      vote = await one.act({ do: 'ballot', question, choice: 'yes' })
      await one.sees('asks', 'The server has your vote')
      const sizeAt = async hub => {
        const { hubs: lists } = await (await hub.get(`/debates/${DEBATE}/hubs`)).json()
        return lists.find(({ clerk }) => clerk === hubs[0].clerk)?.size ?? 0
      }
      const size = await sizeAt(hubs[0])
      await again(one)
      signed = `hub-1/${DEBATE}`
      const { checkpoints } = await one.keeps(
        'hub',
        kept =>
          kept?.checkpoints[signed] && openCheckpoint(kept.checkpoints[signed].note, hubs[0].clerk).size >= size,
      )
      const { size: last } = openCheckpoint(checkpoints[signed].note, hubs[0].clerk)
      await eventually('a copy of the list', async () => (await sizeAt(hubs[1])) >= last)
      await one.page.close()
      network.cut()
      await hubs[0].end('SIGKILL')
      network.target = hubs[1].port
      network.mend()
      await one.open()
      await one.sees('foot', SHARED)
      const second = `hub-2/${DEBATE}`
      const kept = await one.keeps('hub', ({ checkpoints: all }) => all[second] && all[signed]?.within === second)
      openCheckpoint(kept.checkpoints[second].note, hubs[1].clerk)
      assert.equal(kept.checkpoints[signed].note, checkpoints[signed].note)
      assert.equal(await one.has('doubt'), false)
      await one.sees('yes', 1)
    })

    it('has stamped a vote whose receipt the other one can still give', async () => {
      await one.sees('asks', 'The server has your vote')
      const receipt = await one.saved('receipt')
      const file = join(place, 'receipt.ndjson')
      writeFileSync(file, receipt)
      const { stdout } = await promisify(execFile)(join(root, 'build/release/palabre'), [
        'verify',
        '--receipt',
        file,
        '--clerk',
        hubs[0].clerk,
      ])
      assert.deepEqual(
        JSON.parse(stdout).entries.map(({ id }) => id),
        [vote.id],
      )
      assert.deepEqual(one.errors, [])
    })
  })

  describe(`what another hub had signed, in ${name}`, () => {
    const suite = new Suite()
    after(() => suite.end())

    const bundle = lines =>
      Buffer.concat(
        lines.flatMap(line => {
          const { head, sig } = JSON.parse(line)
          const leaf = Buffer.from(JSON.stringify({ head, sig }))
          return [Buffer.from([leaf.length >> 8, leaf.length & 255]), leaf]
        }),
      )
    const rootOf = ([line]) => {
      const { head, sig } = JSON.parse(line)
      return leafHash(JSON.stringify({ head, sig }))
    }

    /**
     * A reader who has the word of one hub, and comes to another, at the same address or at one that the page names
     * by then. Each has a list of one entry; `copied` is the root that the second shows the first to have signed.
     */
    const led = async ({ second = null, copied = null, keeps = true, moves = false }) => {
      const author = new Author(DEBATE)
      const first = [author.claim('The list as it was sent')]
      const hubs = [
        { key: new Author(DEBATE), origin: `hub-1/${DEBATE}`, epoch: EPOCH, lines: first },
        { key: new Author(DEBATE), origin: `hub-2/${DEBATE}`, epoch: 'B'.repeat(22), lines: second ?? first },
      ]
      const [elder] = hubs
      const state = { copied: copied ?? rootOf(first), asked: [] }
      const speaking = present => (say, message) => {
        if (message.type !== 'hello') return
        const at = present()
        say({ ...welcome(at.key, 1), epoch: at.epoch, owner: elder.key.key })
        if (message.epoch !== at.epoch || !message.after) say({ type: 'entries', after: 0, to: 1 }, at.lines)
      }
      const answering = present => path => {
        const isCopy = path.includes(`/hubs/${elder.key.key}/`)
        const of = isCopy ? elder : present()
        if (isCopy) state.asked.push(path)
        const lists = keeps ? [{ clerk: elder.key.key, name: 'hub-1', size: 1 }] : []
        if (path.endsWith('/hubs')) return JSON.stringify({ debate: DEBATE, hubs: lists })
        if (path.includes('/tile/entries/000.p/1')) return bundle(of.lines)
        if (!path.includes('/proof/consistency')) return ''
        const note = noteOf(of.key, of.origin, 1, isCopy ? state.copied : rootOf(of.lines))
        return JSON.stringify({ type: 'consistency', from: 1, to: 1, path: [], checkpoint: note })
      }
      const at = present => liar(suite, speaking(present), answering(present))
      let now = elder
      const site = await suite.site({
        '/': debateAt(await at(() => now)),
        '/moved': debateAt(await at(() => hubs[1])),
      })
      const person = await suite.person(name, site)
      await person.sees('claim', 'as it was sent')
      await person.claim('Now something is kept')
      await again(person)
      await person.keeps('hub', kept => kept?.checkpoints[elder.origin])
      if (moves) person.path = '/moved'
      else now = hubs[1]
      await again(person)
      return { person, hubs, state, kept: wanted => person.keeps('hub', ({ checkpoints }) => wanted(checkpoints)) }
    }

    it('is asked of the present one once, and raises no doubt where it is all there', async () => {
      const { person, hubs, state, kept } = await led({})
      const [elder, present] = hubs.map(({ origin }) => origin)
      await kept(all => all[elder].within === present && all[present])
      assert.equal(await person.has('doubt'), false)
      const asked = state.asked.length
      await again(person)
      await person.sees('claim', 'as it was sent')
      const { hub } = await person.page.evaluate(() => document.querySelector('palabre-debate').recount())
      assert.deepEqual(hub, { size: 1, doubt: null })
      assert.equal(state.asked.length, asked)
      assert.deepEqual(person.errors, [])
    })

    it('is doubted as before where the present one keeps no such list', async () => {
      const { person } = await led({ keeps: false })
      await person.sees('doubt', 'has begun a new list')
    })

    it('is no matter where the page names another hub, which keeps no such list', async () => {
      const { person, hubs, kept } = await led({ keeps: false, moves: true })
      const [elder, present] = hubs.map(({ origin }) => origin)
      const { checkpoints } = await kept(all => all[present])
      assert.equal(checkpoints[elder].within, undefined)
      assert.equal(await person.has('doubt'), false)
    })

    it('is told on there too where it is of another past', async () => {
      const { person } = await led({ copied: leafHash('another'), moves: true })
      await person.sees('doubt', 'another history of this debate')
    })

    it('is told on where the copy is of another past', async () => {
      const { person, hubs } = await led({ copied: leafHash('another') })
      await person.sees('doubt', 'another history of this debate')
      const evidence = JSON.parse(await person.saved('evidence'))
      const [elder] = hubs
      assert.deepEqual([evidence.doubt, evidence.clerk, evidence.kept_clerk], ['other', elder.key.key, elder.key.key])
      // Two notes of one list and size by one key, and two roots: nothing else is needed.
      const [before, now] = [evidence.kept, evidence.shown].map(note => openCheckpoint(note, elder.key.key))
      assert.equal(before.size, now.size)
      assert.notDeepEqual(before.root, now.root)
    })

    it('is missed where the present list lacks it, and the doubt goes once it is there', async () => {
      const stranger = new Author(DEBATE)
      const { person, hubs } = await led({ second: [stranger.claim('Another list')] })
      await person.sees('doubt', 'does not show all of this debate')
      const evidence = JSON.parse(await person.saved('evidence'))
      assert.equal(evidence.doubt, 'lacking')
      assert.equal(evidence.lacking.length, 1)
      assert.equal(JSON.parse(evidence.lacking[0]).sig, JSON.parse(hubs[0].lines[0]).sig)
      hubs[1].lines = hubs[0].lines
      hubs[1].epoch = 'C'.repeat(22)
      await again(person)
      await person.lacks('doubt')
      await person.keeps('view:hub-doubt', kept => kept === undefined)
    })
  })
}

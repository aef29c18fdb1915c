// Three hubs on three NATS servers: one debate, whichever hub one asks, and nothing acknowledged or seen is lost when a
// server or a hub is killed.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { createServer } from 'node:http'
import { test } from 'node:test'
import { Writer, agreed, assertNothingLost, eventually, figuresOf, linesOf, startCluster, whole } from './cluster.mjs'
import { Author, folder, lineId, reader } from './hub.mjs'

const debate = 'example.org/square'
const streamOf = id => `PALABRE_${createHash('sha256').update(id).digest()[0] % 4}`
const filesWith = (place, words) =>
  execFileSync('sh', ['-c', `grep -rlaF -e '${words}' '${place}' || true`], { encoding: 'utf8' })

test('three hubs share a debate, through kills of servers and hubs', async t => {
  const place = folder(t)
  const asked = []
  const site = createServer((request, response) => {
    asked.push(request.url)
    // What stands around the debate changes with each reading, as on many pages.
    response.end(`<p>${asked.length} visits</p><palabre-debate debate="town"><h2>Shall the town pay?</h2>
      <ul><li data-stance="pro" data-id="school">The school would.</li></ul></palabre-debate>`)
  })
  await new Promise(listening => site.listen(0, '127.0.0.1', listening))
  t.after(() => {
    site.closeAllConnections()
    site.close()
  })
  const page = `http://127.0.0.1:${site.address().port}/town.html`
  const settings = { sites: [{ name: 'example.org', debates: { town: { page } } }] }
  const cluster = await startCluster(t, place, { settings })
  const hubs = await Promise.all([0, 1, 2].map(cluster.start))
  await whole(hubs)

  await t.test('readers of different hubs see each other, and all hubs come to one state', async t => {
    const readers = await Promise.all(hubs.map(hub => reader(t, hub, debate)))
    const authors = hubs.map(() => new Author(debate))
    for (const [index, author] of authors.entries()) {
      const line = author.claim(`By way of hub ${index}.`)
      await readers[index].share(line)
      for (const each of readers) await each.until('what was written elsewhere', () => each.entries.includes(line))
    }
    const owners = await Promise.all(
      hubs.map(async hub => (await (await hub.get(`/debates/${debate}`)).json()).owner),
    )
    assert.equal(new Set(owners).size, 1, 'one debate, opened once')
    await agreed(t, hubs, debate)
    const lines = await Promise.all(hubs.map(hub => linesOf(hub, debate)))
    const opens = [...lines[0].values()].filter(line => JSON.parse(line).body?.includes('"do":"open"'))
    assert.equal(opens.length, 1)
    const stamps = [...lines[0].values()].filter(line => JSON.parse(line).body?.includes('"do":"stamp"'))
    const clerks = new Set(stamps.map(line => JSON.parse(JSON.parse(line).head).author))
    assert.deepEqual([...clerks].sort(), hubs.map(hub => hub.clerk).sort(), 'each hub stamped what it took')
    const log = await (await hubs[1].get(`/debates/${debate}/log`)).text()
    assert.equal(
      log.split('\n').filter(line => line.startsWith('{"head"')).length,
      lines[1].size,
      'nothing is there twice',
    )
  })

  await t.test(
    'what the page says is declared once, by the key that all hubs have, whichever of them read it',
    async t => {
      const town = 'example.org/town'
      const readers = await Promise.all(hubs.map(hub => reader(t, hub, town)))
      const declares = one =>
        one.entries.filter(line => line && JSON.parse(JSON.parse(line).body ?? '{}').do === 'declare')
      for (const each of readers) await each.until('what the page declares', () => declares(each).length > 0)
      await agreed(t, hubs, town)
      const { owner } = await (await hubs[0].get(`/debates/${town}`)).json()
      for (const hub of hubs) {
        const own = [...(await linesOf(hub, town)).values()]
          .map(line => JSON.parse(line))
          .filter(({ head }) => JSON.parse(head).author === owner)
        assert.deepEqual(own.map(({ head, body }) => [JSON.parse(head).n, JSON.parse(body).do]).sort(), [
          [1, 'open'],
          [2, 'declare'],
        ])
      }
      assert.match(declares(readers[2])[0], /Shall the town pay.*The school would/)
      // Who came first to a hub that knew the debate already made nobody read.
      assert.ok(asked.length >= 1 && asked.length <= 3 && asked.every(path => path === '/town.html'), asked.join(' '))
      const answer = new Author(town).claim('Then let it.', '~school')
      await readers[1].share(answer)
      for (const each of readers) await each.until('what answers it', () => each.entries.includes(answer))
    },
  )

  await t.test('what is erased at one hub is in no file of any hub, and never was in those of NATS', async t => {
    const author = new Author(debate)
    const [ada, ben] = [await reader(t, hubs[0], debate), await reader(t, hubs[2], debate)]
    const claim = author.claim('Unverwechselbar-eins')
    await ada.share(claim)
    await ben.until('the claim', () => ben.entries.includes(claim))
    const leader = await cluster.nats.leaderOf(streamOf(debate))
    await eventually('the head in a stream', () => filesWith(leader.folder, author.key))
    for (const hub of cluster.prepared) assert.notEqual(filesWith(hub.folder, 'Unverwechselbar'), '', 'it was there')
    const was = { do: 'claim', parent: '~', stance: 'pro' }
    await ada.share(author.entry({ do: 'erase', target: lineId(claim), was }))
    await eventually('no such words in any file', () => filesWith(place, 'Unverwechselbar') === '', 10000)
    assert.equal(filesWith(place, JSON.parse(JSON.parse(claim).body).salt), '')
    await agreed(t, hubs, debate)
  })

  await t.test('a ballot that one hub holds back is held by all, and given out by all after the closing', async t => {
    const sealed = 'example.org/ballots'
    const owner = new Author(sealed)
    const greeting = { owner: owner.key }
    const [ada, ben] = await Promise.all([hubs[0], hubs[1]].map(hub => reader(t, hub, sealed, greeting)))
    await ada.share(owner.entry({ do: 'open', title: 'a', fold: 1, clerks: hubs.map(hub => hub.clerk) }))
    const closes = Date.now() + 2500
    const ask = owner.entry({ do: 'ask', title: 'a', method: 'yes-no', results: 'after-close', closes })
    await ada.share(ask)
    const question = lineId(ask)
    const vote = new Author(sealed).entry({ do: 'ballot', question, choice: 'yes' })
    await ada.share(vote)
    const found = () => ben.entries.find(line => line && lineId(line) === lineId(vote))
    await ben.until('the ballot', found)
    const { body } = JSON.parse(vote)
    assert.equal(JSON.parse(found()).body, undefined)
    assert.ok(!(await (await hubs[1].get(`/debates/${sealed}/log`)).text()).includes(JSON.stringify(body)))
    await eventually('the ballot in the other hub’s file', () => filesWith(cluster.prepared[1].folder, body))
    assert.equal(filesWith(cluster.nats.folder, body), '')
    await ben.until('the release', () => ben.of('entries').some(({ released }) => released?.includes(question)))
    const bodies = await hubs[1].get(`/debates/${sealed}/bodies?question=${question}`)
    assert.ok((await bodies.text()).split('\n').includes(vote))
    await agreed(t, hubs, sealed)
  })

  await t.test('nothing is lost when the leader of the stream is killed, then a hub, while all write', async t => {
    const writers = hubs.map(() => new Writer(t, new Author(debate)))
    const writing = writers.map((writer, index) => writer.write(hubs[index], debate))
    const busy = (count, which = writers) =>
      eventually('acknowledgements', () => which.every(each => each.acknowledged.size >= count))
    await busy(20)
    const leader = await cluster.nats.leaderOf(streamOf(debate))
    await leader.end('SIGKILL')
    const before = Math.max(...writers.map(each => each.acknowledged.size))
    await busy(before + 10)
    await hubs[1].end('SIGKILL')
    const others = [writers[0], writers[2]]
    await busy(Math.max(...others.map(each => each.acknowledged.size)) + 10, others)
    await leader.start()
    // It has missed what the others took, and has what nobody else may have got.
    hubs[1] = await cluster.start(1)
    await busy(Math.max(...others.map(each => each.acknowledged.size)) + 10, others)
    for (const writer of writers) writer.stopped = true
    await Promise.all(writing)
    await agreed(t, hubs, debate)
    for (const hub of hubs) assertNothingLost(writers, await linesOf(hub, debate), hub.url)
  })

  await t.test(
    'one hub goes on with JetStream’s word alone, and the others have everything when they come back',
    async t => {
      await Promise.all([hubs[1].end('SIGKILL'), hubs[2].end('SIGKILL')])
      const author = new Author(debate)
      const ada = await reader(t, hubs[0], debate)
      const lines = Array.from({ length: 300 }, (_, i) => author.claim(`Meanwhile ${i}.`))
      ada.publish(lines)
      await ada.until('stamps', () => lines.every(line => ada.stamped.has(lineId(line))), 20000)
      for (const index of [1, 2]) hubs[index] = await cluster.start(index)
      await agreed(t, hubs, debate)
      for (const index of [1, 2]) {
        const found = await linesOf(hubs[index], debate)
        for (const line of lines) assert.equal(found.get(lineId(line)), line)
      }
    },
  )

  await t.test('without NATS readers read on, and whoever writes is told to come back', async t => {
    const ada = await reader(t, hubs[0], debate)
    const size = ada.entries.length
    await cluster.nats.end()
    const author = new Author(debate)
    const line = author.claim('Into the void.')
    // What was sent before the hub noticed waits; then it says so.
    const error = await eventually('a clear error', async () => {
      ada.publish([line])
      await new Promise(resolve => setTimeout(resolve, 300))
      return ada.of('error')[0]
    })
    assert.equal(error.code, 'busy')
    assert.ok(error.retry > 0)
    assert.ok(!ada.stamped.has(lineId(line)), 'nothing is acknowledged that is in one place only')
    const ben = await reader(t, hubs[0], debate)
    await ben.until('what was there', () => ben.entries.filter(Boolean).length >= size - 1)
    assert.ok(!ben.entries.includes(line), 'nor shown')
    await Promise.all(cluster.nats.servers.map(server => server.start()))
    await eventually('acknowledgement', async () => {
      ada.publish([line])
      await new Promise(resolve => setTimeout(resolve, 300))
      return ada.stamped.has(lineId(line))
    })
    await agreed(t, hubs, debate)
    for (const hub of hubs) {
      assert.ok((await linesOf(hub, debate)).has(lineId(line)))
      assert.equal((await figuresOf(hub)).bodiless_total, 0)
    }
  })
})

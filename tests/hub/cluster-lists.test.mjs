// Each hub of several keeps and signs a list of its own; the others copy it. One hub is lost for good, with its disk:
// what it had signed can still be proved at another, and its folder cannot come back to sign something else.
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { test } from 'node:test'
import { promisify } from 'node:util'
import { agreed, eventually, linesOf, startCluster, whole } from './cluster.mjs'
import { Author, command, folder, lineId, reader, startHub } from './hub.mjs'
import { leafHash, openCheckpoint, rootByInclusion, rootOf, rootsByConsistency } from './tree.mjs'

const debate = 'example.org/square'
const path = `/debates/${debate}`
const textOf = async (hub, what) => (await hub.get(`${path}/${what}`)).text()
const jsonOf = async (hub, what) => (await hub.get(`${path}/${what}`)).json()
const hashes = texts => texts.map(text => Buffer.from(text, 'base64url'))

/** `palabre verify`, its status and what it says. */
async function verify(place, files, ...options) {
  const paths = Object.entries(files).map(([name, text]) => {
    writeFileSync(join(place, name), text)
    return join(place, name)
  })
  const [log, checkpoint, earlier] = paths
  const all = ['verify', log, '--checkpoint', checkpoint, ...(earlier ? ['--earlier', earlier] : []), ...options]
  return promisify(execFile)(command, all, { maxBuffer: 1 << 26 }).then(
    ({ stdout }) => ({ status: 0, said: JSON.parse(stdout) }),
    ({ code, stderr }) => ({ status: code, stderr }),
  )
}

test('what a hub has signed outlives it and its disk, and is not signed a second time', async t => {
  const place = folder(t)
  const cluster = await startCluster(t, place)
  const hubs = await Promise.all([0, 1, 2].map(cluster.start))
  await whole(hubs)
  const [lost, other] = hubs
  const author = new Author(debate)
  const guest = new Author(debate)
  const ada = await reader(t, lost, debate)
  const ben = await reader(t, other, debate)
  await ada.share(author.claim('The first.'))
  await ben.share(guest.claim('From elsewhere.'))
  const early = await textOf(lost, 'checkpoint')
  // More than one tile's worth, so that its upper hashes count too.
  await ada.share(...Array.from({ length: 300 }, (_, i) => author.claim(`Claim ${i}.`)))
  await agreed(t, hubs, debate)
  const sizeOf = (hubs, clerk) => hubs.find(each => each.clerk === clerk)?.size ?? 0
  const late = await eventually('a copy of all of it at the others', async () => {
    const note = await textOf(lost, 'checkpoint')
    const { size } = openCheckpoint(note, lost.clerk)
    const copies = await Promise.all([hubs[1], hubs[2]].map(hub => jsonOf(hub, 'hubs')))
    return copies.every(({ hubs }) => sizeOf(hubs, lost.clerk) === size) ? note : null
  })
  const [first, last] = [early, late].map(note => openCheckpoint(note, lost.clerk))
  assert.ok(first.size < last.size && last.size > 302)
  const ownOrder = await textOf(lost, 'log')
  const ownTile = Buffer.from(await (await lost.get(`${path}/tile/1/000.p/1`)).arrayBuffer())

  const data = cluster.prepared[0].folder
  const key = readFileSync(join(data, 'clerk.key'))
  await lost.end('SIGKILL')
  rmSync(data, { recursive: true })
  const of = `hubs/${lost.clerk}`

  await t.test('another hub answers for its list, to the byte', async () => {
    for (const hub of [hubs[1], hubs[2]]) {
      assert.equal(await textOf(hub, `${of}/checkpoint`), late)
      assert.equal(await textOf(hub, `${of}/log`), ownOrder)
      const tile = await hub.get(`${path}/${of}/tile/1/000.p/1`)
      assert.deepEqual(Buffer.from(await tile.arrayBuffer()), ownTile)
      const { path: steps } = await jsonOf(hub, `${of}/proof/consistency?from=${first.size}&to=${last.size}`)
      assert.deepEqual(rootsByConsistency(first.size, last.size, hashes(steps), first.root), [first.root, last.root])
      const position = 200
      const proof = await jsonOf(hub, `${of}/proof/inclusion?position=${position}&size=${last.size}`)
      const { head, sig } = JSON.parse(ownOrder.split('\n')[position])
      const leaf = leafHash(JSON.stringify({ head, sig }))
      assert.deepEqual(rootByInclusion(leaf, position - 1, last.size, hashes(proof.path)), last.root)
    }
    const leaves = ownOrder
      .trim()
      .split('\n')
      .slice(1)
      .map(line => JSON.parse(line))
    assert.deepEqual(rootOf(leaves.map(({ head, sig }) => leafHash(JSON.stringify({ head, sig })))), last.root)
  })

  await t.test('the command verifies it from that hub’s files alone, and only in its own order', async () => {
    const log = await textOf(other, `${of}/log`)
    const checkpoint = await textOf(other, `${of}/checkpoint`)
    const sound = await verify(place, { log, checkpoint, early }, '--clerk', lost.clerk)
    assert.equal(sound.status, 0, sound.stderr)
    assert.deepEqual([sound.said.earlier.size, sound.said.checkpoint.size], [first.size, last.size])
    // What another hub took first, put last. Its own order may happen to be the same as that of the lost one.
    const lines = log.trim().split('\n')
    const [moved] = lines.splice(
      lines.findIndex(line => line.includes(guest.key)),
      1,
    )
    const otherOrder = [...lines, moved, ''].join('\n')
    assert.equal(otherOrder.length, log.length)
    const unsound = await verify(place, { otherOrder, checkpoint }, '--clerk', lost.clerk)
    assert.equal(unsound.status, 1)
  })

  await t.test('a hub that is asked for its own list by key gives that, and of a stranger none', async () => {
    assert.equal(await textOf(other, `hubs/${other.clerk}/checkpoint`), await textOf(other, 'checkpoint'))
    assert.equal(await textOf(other, `hubs/${other.clerk}/log`), await textOf(other, 'log'))
    for (const what of [`hubs/${author.key}/checkpoint`, 'hubs/', `${of}/nothing`, `${of}`]) {
      assert.equal((await other.get(`${path}/${what}`)).status, 404, what)
    }
    assert.equal((await other.get(`${path}/${of}/proof/consistency?from=${last.size + 1}`)).status, 400)
  })

  const { config } = cluster.prepared[0]
  const settings = JSON.parse(readFileSync(config, 'utf8'))
  await t.test('with its old key and an empty folder it signs nothing, and says why', async t => {
    const empty = join(place, 'empty')
    mkdirSync(empty)
    writeFileSync(join(empty, 'clerk.key'), key, { mode: 0o600 })
    const hub = await startHub(t, empty, '--config', config)
    // Whoever is there then does not keep it from ending as it says.
    const there = connect(hub.port, '127.0.0.1').on('error', () => {})
    t.after(() => there.destroy())
    const status = await eventually('its end', () => hub.child.exitCode)
    assert.equal(status, 1)
    assert.match(hub.events.join('\n'), /example\.org\/square: other hubs have more of what this hub has signed/)
  })

  await t.test('with a new key and name it gets all back, and nobody’s numbers fork', async t => {
    writeFileSync(config, JSON.stringify({ ...settings, name: 'hub-4' }))
    const back = await startHub(t, data, '--config', config)
    assert.notEqual(back.clerk, lost.clerk)
    const all = [back, hubs[1], hubs[2]]
    await whole(all)
    await agreed(t, all, debate)
    const lines = await linesOf(back, debate)
    for (const line of ownOrder.trim().split('\n').slice(1)) assert.equal(lines.get(lineId(line)), line)
    // Who wrote at the lost hub goes on here.
    const eve = await reader(t, back, debate)
    await eve.share(author.claim('And on.'))
    await agreed(t, all, debate)
    const numbers = [...(await linesOf(back, debate)).values()].map(line => {
      const { author, n } = JSON.parse(JSON.parse(line).head)
      return `${author} ${n}`
    })
    assert.equal(new Set(numbers).size, numbers.length)
    // It has copies of the others' lists, and they of its new one.
    await eventually('copies', async () => sizeOf((await jsonOf(other, 'hubs')).hubs, back.clerk) === numbers.length)
    assert.deepEqual((await jsonOf(other, 'hubs')).hubs.length, 4)
  })
})

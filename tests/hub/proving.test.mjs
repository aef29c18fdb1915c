// What the hub proves of a debate: checkpoints, tiles, proofs (docs/hub-protocol.md, "Proofs").
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Author, folder, lineId, reader, startHub } from './hub.mjs'
import { leafHash, leavesOf, openCheckpoint, rootByInclusion, rootOf, rootsByConsistency } from './tree.mjs'

const debate = 'example.org/square'
const path = `/debates/${debate}`

const checkpoint = async hub => openCheckpoint(await (await hub.get(`${path}/checkpoint`)).text(), hub.clerk)
const hashes = async hub => leavesOf(await (await hub.get(`${path}/log`)).text()).map(leafHash)
const proof = async (hub, what) => {
  const answer = await hub.get(`${path}/proof/${what}`)
  assert.equal(answer.status, 200, what)
  const said = await answer.json()
  return { ...said, path: said.path.map(each => Buffer.from(each, 'base64url')) }
}
const tile = async (hub, what) => {
  const answer = await hub.get(`${path}/tile/${what}`)
  assert.equal(answer.status, 200, what)
  assert.equal(answer.headers.get('content-type'), 'application/octet-stream')
  assert.match(answer.headers.get('cache-control'), /immutable/)
  return Buffer.from(await answer.arrayBuffer())
}
const hashesIn = bytes => Array.from({ length: bytes.length / 32 }, (_, i) => bytes.subarray(32 * i, 32 * i + 32))

/** Publishes so many claims, by as many authors as the rate of a key wants. */
async function fill(hub, count) {
  for (let at = 0; at < count; at += 50) {
    const author = new Author(debate)
    const some = Math.min(50, count - at)
    const body = Array.from({ length: some }, (_, i) => author.claim(`Claim ${at + i}.`)).join('\n')
    const answer = await hub.get(`${path}/entries`, { method: 'POST', body })
    assert.match(await answer.text(), /"receipt"/)
  }
}

test('a checkpoint is signed by the hub for its origin, and has the root of the log', async t => {
  const hub = await startHub(t, folder(t), '--name', 'hub.example.org')
  const ada = await reader(t, hub, debate)
  const author = new Author(debate)
  const seen = []
  for (let i = 0; i < 5; ++i) {
    await ada.share(author.claim(`Claim ${i}.`))
    const answer = await hub.get(`${path}/checkpoint`)
    assert.equal(answer.headers.get('content-type'), 'text/plain; charset=utf-8')
    const said = openCheckpoint(await answer.text(), hub.clerk)
    assert.equal(said.origin, 'hub.example.org/example.org/square')
    assert.equal(said.size, ada.cursor)
    assert.deepEqual(said.root, rootOf(await hashes(hub)))
    seen.push(said)
  }
  const leaves = await hashes(hub)
  for (const { size, root } of seen) assert.deepEqual(root, rootOf(leaves.slice(0, size)))
})

test('the snapshot and the welcome agree with the checkpoint', async t => {
  const hub = await startHub(t, folder(t))
  const ada = await reader(t, hub, debate)
  const author = new Author(debate)
  // The second snapshot is the first one still: it may be some seconds old.
  for (const words of ['One.', 'Two.']) {
    await ada.share(author.claim(words))
    const { snapshot } = await (await hub.get(`${path}/snapshot`)).json()
    const said = JSON.parse(snapshot.split('\n')[1])
    const leaves = await hashes(hub)
    assert.equal(said.root, rootOf(leaves.slice(0, said.size)).toString('base64url'))
    const { size, root } = await checkpoint(hub)
    assert.equal(size, (await (await hub.get(path)).json()).head)
    const { path: steps } = await proof(hub, `consistency?from=${said.size}&to=${size}`)
    const earlier = Buffer.from(said.root, 'base64url')
    assert.deepEqual(rootsByConsistency(said.size, size, steps, earlier), [earlier, root])
  }
})

test('every entry is proved to be in the tree, and every earlier tree to be its beginning', async t => {
  const hub = await startHub(t, folder(t))
  await fill(hub, 30)
  const { size, root } = await checkpoint(hub)
  const leaves = await hashes(hub)
  for (let position = 1; position <= size; ++position) {
    const said = await proof(hub, `inclusion?position=${position}&size=${size}`)
    assert.deepEqual([said.type, said.debate, said.position, said.size], ['inclusion', debate, position, size])
    assert.equal(said.root, root.toString('base64url'))
    assert.deepEqual(rootByInclusion(leaves[position - 1], position - 1, size, said.path), root)
  }
  for (let from = 1; from <= size; ++from) {
    const said = await proof(hub, `consistency?from=${from}`)
    assert.deepEqual([said.type, said.from, said.to], ['consistency', from, size])
    const earlier = rootOf(leaves.slice(0, from))
    assert.deepEqual(rootsByConsistency(from, size, said.path, earlier), [earlier, root])
  }
  assert.deepEqual((await proof(hub, 'consistency?from=0')).path, [])
})

test('after kill -9 the hub goes on with the same tree', async t => {
  const data = folder(t)
  let hub = await startHub(t, data)
  await fill(hub, 20)
  const before = await checkpoint(hub)
  await hub.end('SIGKILL')
  hub = await startHub(t, data)
  assert.deepEqual(await checkpoint(hub), before)
  await fill(hub, 20)
  const after = await checkpoint(hub)
  assert.ok(after.size > before.size)
  const { path: steps } = await proof(hub, `consistency?from=${before.size}&to=${after.size}`)
  assert.deepEqual(rootsByConsistency(before.size, after.size, steps, before.root), [before.root, after.root])
})

test('tiles and bundles have the addresses and bytes of C2SP tlog-tiles', async t => {
  const hub = await startHub(t, folder(t))
  await fill(hub, 300)
  const { size, root } = await checkpoint(hub)
  assert.ok(size > 300 && size < 512)
  const log = leavesOf(await (await hub.get(`${path}/log`)).text())
  const leaves = log.map(leafHash)
  const full = await tile(hub, '0/000')
  assert.equal(full.length, 8192)
  const partial = await tile(hub, `0/001.p/${size - 256}`)
  const all = [...hashesIn(full), ...hashesIn(partial)]
  assert.deepEqual(all, leaves)
  assert.deepEqual(rootOf(all), root)
  // The level above has the root of the full tile below.
  assert.deepEqual(await tile(hub, '1/000.p/1'), rootOf(hashesIn(full)))
  // A partial tile of an earlier size is a beginning of the later one.
  assert.deepEqual(await tile(hub, '0/000.p/7'), full.subarray(0, 7 * 32))
  const entries = []
  for (const what of ['entries/000', `entries/001.p/${size - 256}`]) {
    const bytes = await tile(hub, what)
    for (let at = 0; at < bytes.length;) {
      const length = bytes.readUInt16BE(at)
      entries.push(bytes.subarray(at + 2, at + 2 + length).toString())
      at += 2 + length
    }
  }
  assert.deepEqual(entries, log)
  assert.ok(entries.every(entry => Object.keys(JSON.parse(entry)).join() === 'head,sig'))
})

test('a tile that is not there is 404, and what is no tile or out of range is 400 and says why', async t => {
  const hub = await startHub(t, folder(t))
  const ada = await reader(t, hub, debate)
  await ada.share(new Author(debate).claim('One.'))
  const size = ada.cursor
  for (const [what, status, word] of [
    ['tile/0/000', 404, 'tile'],
    [`tile/0/000.p/${size + 1}`, 404, 'tile'],
    ['tile/1/000.p/1', 404, 'tile'],
    ['tile/63/000', 404, 'tile'],
    ['tile/0/x999/x999/x999/x999/x999/999', 404, 'tile'],
    ['tile/entries/001', 404, 'tile'],
    ['tile/', 400, 'tile'],
    ['tile/0', 400, 'tile'],
    ['tile/64/000', 400, 'tile'],
    ['tile/0/x000/000', 400, 'tile'],
    ['tile/0/000.p/0', 400, 'tile'],
    ['tile/0/000.p/256', 400, 'tile'],
    ['proof/inclusion', 400, '`position`'],
    ['proof/inclusion?position=0', 400, '`position`'],
    ['proof/inclusion?position=x', 400, '`position`'],
    ['proof/inclusion?position=-1', 400, '`position`'],
    [`proof/inclusion?position=${size + 1}`, 400, `from 1 to ${size} `],
    [`proof/inclusion?position=2&size=1`, 400, 'from 1 to 1 '],
    [`proof/inclusion?position=1&size=${size + 1}`, 400, '`size`'],
    ['proof/inclusion?position=1&size=0', 400, '`size`'],
    ['proof/inclusion?position=1&size=18446744073709551617', 400, '`size`'],
    ['proof/consistency', 400, '`from`'],
    ['proof/consistency?from=3&to=2', 400, 'from 0 to 2 '],
    [`proof/consistency?from=1&to=${size + 1}`, 400, '`to`'],
    ['proof/other', 404, 'path'],
  ]) {
    const answer = await hub.get(`${path}/${what}`)
    const said = await answer.json()
    assert.equal(answer.status, status, what)
    assert.equal(said.type, 'error', what)
    assert.ok(said.code === word || said.what.includes(word), `${what}: ${said.what}`)
  }
  const nothing = await hub.get('/debates/example.org/nobody/checkpoint')
  assert.equal(nothing.status, 404)
})

test('proofs of a given size may be kept for good, those of the present one not', async t => {
  const hub = await startHub(t, folder(t))
  const ada = await reader(t, hub, debate)
  await ada.share(new Author(debate).claim('One.'))
  const kept = async what => (await hub.get(`${path}/${what}`)).headers.get('cache-control')
  assert.match(await kept('proof/inclusion?position=1&size=2'), /immutable/)
  assert.match(await kept('proof/consistency?from=1&to=2'), /immutable/)
  assert.match(await kept('tile/0/000.p/2'), /immutable/)
  for (const what of ['proof/inclusion?position=1', 'proof/consistency?from=1', 'checkpoint']) {
    assert.equal(await kept(what), 'public, max-age=1', what)
  }
})

test('whoever comes back is given checkpoint and proof in one answer', async t => {
  const hub = await startHub(t, folder(t))
  await fill(hub, 12)
  const before = await checkpoint(hub)
  await fill(hub, 7)
  const said = await proof(hub, `consistency?from=${before.size}`)
  const now = openCheckpoint(said.checkpoint, hub.clerk)
  assert.equal(now.size, said.to)
  assert.deepEqual(now, await checkpoint(hub))
  assert.deepEqual(rootsByConsistency(before.size, now.size, said.path, before.root), [before.root, now.root])
  // Of a given size there is no checkpoint: its answer may be kept for good, and never changes.
  assert.equal((await proof(hub, `consistency?from=1&to=${before.size}`)).checkpoint, undefined)
})

test('a stamp and a proof are a receipt: what the hub acknowledged is in its tree', async t => {
  const hub = await startHub(t, folder(t))
  const ada = await reader(t, hub, debate)
  const line = new Author(debate).claim('Count me in.')
  await ada.share(line)
  const position = ada.entries.findIndex(each => each === line)
  const stampAt = ada.entries.findIndex(each => each === ada.stamped.get(lineId(line)))
  assert.ok(position > 0 && stampAt > position)
  const { size, root } = await checkpoint(hub)
  const { path: steps } = await proof(hub, `inclusion?position=${position}&size=${size}`)
  const { head, sig } = JSON.parse(line)
  const leaf = leafHash(JSON.stringify({ head, sig }))
  assert.deepEqual(rootByInclusion(leaf, position - 1, size, steps), root)
})

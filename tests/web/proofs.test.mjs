// What the page makes of a hub's proofs (web/src/proof-*.ts), held to RFC 6962 as tests/hub/tree.mjs has it.
import assert from 'node:assert/strict'
import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import { test } from 'node:test'
import { leafHash, rootOf } from '../hub/tree.mjs'
import { webAssembly } from '../wasm/seal-builds.mjs'
import { compiled } from './compiled.mjs'

const { isContinued, isIncluded, pathOf, Tree } = await compiled('proof-tree.ts')
const { isSignedNote, joinedNotes, readCheckpoint } = await compiled('proof-checkpoint.ts')
const { Seal } = await compiled('seal.ts')
const checker = new Seal({ exports: await webAssembly(), kind: 'wasm' })

const MOST = 20
const lines = Array.from({ length: MOST }, (_, i) =>
  JSON.stringify({ head: `head ${i}`, sig: `sig ${i}`, body: 'x' }),
)
const leaves = lines.map(line => {
  const { head, sig } = JSON.parse(line)
  return leafHash(JSON.stringify({ head, sig }))
})
const hashed = bytes => new Uint8Array(bytes)
const headOf = size => ({ size, root: hashed(rootOf(leaves.slice(0, size))) })
const split = n => {
  let k = 1
  while (k * 2 < n) k *= 2
  return k
}
/** PATH and SUBPROOF of RFC 6962, as they are written there. */
const pathIn = (m, hashes) => {
  if (hashes.length === 1) return []
  const k = split(hashes.length)
  return m < k
    ? [...pathIn(m, hashes.slice(0, k)), rootOf(hashes.slice(k))]
    : [...pathIn(m - k, hashes.slice(k)), rootOf(hashes.slice(0, k))]
}
const subproof = (m, hashes, whole) => {
  if (m === hashes.length) return whole ? [] : [rootOf(hashes)]
  const k = split(hashes.length)
  return m <= k
    ? [...subproof(m, hashes.slice(0, k), whole), rootOf(hashes.slice(k))]
    : [...subproof(m - k, hashes.slice(k), false), rootOf(hashes.slice(0, k))]
}

test('a tree that grows line by line has the root of the whole list, also after it was kept as texts', async () => {
  let tree = Tree.from(0, [])
  for (let size = 0; size <= MOST; size++) {
    assert.deepEqual(await tree.root(), headOf(size).root, `of ${size}`)
    assert.equal(tree.size, size)
    tree = Tree.from(size, tree.parts)
    if (size < MOST) await tree.add([lines[size]])
  }
  const atOnce = Tree.from(3, await partsOf(3))
  await atOnce.add(lines.slice(3))
  assert.deepEqual(await atOnce.root(), headOf(MOST).root)
})

async function partsOf(size) {
  const tree = Tree.from(0, [])
  await tree.add(lines.slice(0, size))
  return tree.parts
}

test('an entry is shown to be where it is and nowhere else', async () => {
  for (let size = 1; size <= MOST; size++) {
    for (let index = 0; index < size; index++) {
      const path = pathIn(index, leaves.slice(0, size)).map(hashed)
      const leaf = hashed(leaves[index])
      const at = `${index} of ${size}`
      assert.equal(await isIncluded(leaf, index, headOf(size), path), true, at)
      assert.equal(await isIncluded(leaf, (index + 1) % size, headOf(size), path), size === 1, at)
      assert.equal(await isIncluded(leaf, index, headOf(size), [...path, leaf]), false, at)
      assert.equal(await isIncluded(leaf, index, headOf(size), path.slice(1)), size === 1, at)
      assert.equal(await isIncluded(hashed(leaves[(index + 1) % MOST]), index, headOf(size), path), false, at)
    }
  }
  assert.equal(await isIncluded(hashed(leaves[0]), 0, { size: 0, root: headOf(0).root }, []), false)
})

test('a list is shown to go on from what it was, and no other list is', async () => {
  for (let to = 0; to <= MOST; to++) {
    for (let from = 0; from <= to; from++) {
      const path = from ? subproof(from, leaves.slice(0, to), true).map(hashed) : []
      const at = `${from} to ${to}`
      assert.equal(await isContinued(headOf(from), headOf(to), path), true, at)
      assert.equal(await isContinued(headOf(from), headOf(to), [...path, hashed(leaves[0])]), false, at)
      const other = { size: from, root: hashed(leafHash('another')) }
      if (from) assert.equal(await isContinued(other, headOf(to), path), false, at)
      if (to > from) assert.equal(await isContinued(headOf(to), headOf(from), path), false, at)
      if (path.length) assert.equal(await isContinued(headOf(from), headOf(to), path.slice(1)), false, at)
    }
  }
})

test('a path of anything but hashes is none', () => {
  const hash = Buffer.alloc(32).toString('base64url')
  assert.equal(pathOf([hash, hash]).length, 2)
  for (const path of [undefined, {}, [1], ['AAAA'], ['?'], [null], Array(200).fill(hash)])
    assert.equal(pathOf(path), null)
})

const DEBATE = 'example.org/square'
const ORIGIN = `hub.example.org/${DEBATE}`
const someKey = () => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  return { key: publicKey.export({ format: 'jwk' }).x, privateKey }
}
const noteBy = ({ key, privateKey }, size = 3, origin = ORIGIN, name = origin) => {
  const text = `${origin}\n${size}\n${rootOf(leaves.slice(0, 3)).toString('base64')}\n`
  const raw = Buffer.from(key, 'base64url')
  const id = createHash('sha256').update(`${name}\n\x01`).update(raw).digest().subarray(0, 4)
  const signed = Buffer.concat([id, sign(null, Buffer.from(text), privateKey)]).toString('base64')
  return `${text}\n\u2014 ${name} ${signed}\n`
}
const WITNESS = '\u2014 witness.example.com/w1 d2l0bmVzc2Vk\n'

test('a checkpoint says which list, how long, and its root', () => {
  const said = readCheckpoint(noteBy(someKey()), DEBATE)
  assert.deepEqual({ ...said }, { origin: ORIGIN, size: 3, root: headOf(3).root })
  for (const note of [
    undefined,
    7,
    '',
    'x',
    noteBy(someKey(), '03'),
    noteBy(someKey(), '99999999999999999'),
    noteBy(someKey(), 3, 'hub.example.org/example.org/other'),
    noteBy(someKey()).replace(/\n[^\n]{44}\n/, '\nAAAA\n'),
  ])
    assert.equal(readCheckpoint(note, DEBATE), null, String(note))
})

test('only the key that is asked for makes a checkpoint count, and lines of others do no harm', async () => {
  const hub = someKey()
  const note = noteBy(hub)
  assert.equal(await isSignedNote(note, hub.key, checker), true)
  assert.equal(await isSignedNote(note + WITNESS, hub.key, checker), true)
  assert.equal(await isSignedNote(note, someKey().key, checker), false)
  assert.equal(await isSignedNote(noteBy(hub, 3, ORIGIN, 'hub.example.org'), hub.key, checker), false)
  assert.equal(await isSignedNote(note.replace('\n3\n', '\n4\n'), hub.key, checker), false)
  assert.equal(await isSignedNote(note.split('\n\n')[0] + '\n\n', hub.key, checker), false)
  for (const key of ['', 'x', 'A'.repeat(44)]) assert.equal(await isSignedNote(note, key, checker), false)
})

test('what witnesses signed stays with the checkpoint that they signed, and goes with no other', () => {
  const hub = someKey()
  const note = noteBy(hub)
  assert.equal(joinedNotes(note + WITNESS, note), note + WITNESS)
  assert.equal(joinedNotes(note, note), note)
  const later = noteBy(hub, 4)
  assert.equal(joinedNotes(note + WITNESS, later), later)
})

test('a library that did not come is asked for again by the next hash', async () => {
  const { sha256Of } = await compiled('proof-tree.ts')
  const { crypto } = globalThis
  Object.defineProperty(globalThis, 'crypto', { value: {}, configurable: true })
  try {
    await assert.rejects(sha256Of(new Uint8Array(1)), /network/)
  } finally {
    Object.defineProperty(globalThis, 'crypto', { value: crypto, configurable: true })
  }
  assert.deepEqual(Buffer.from(await sha256Of(new Uint8Array(1))), createHash('sha256').update('\0').digest())
})

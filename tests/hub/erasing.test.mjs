// What is erased is in no file of the hub any more, and everything that was proved stays so.
import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { Author, folder, lineId, reader, root, startHub } from './hub.mjs'
import { leafHash, leavesOf, openCheckpoint, rootByInclusion, rootOf } from './tree.mjs'

const debate = 'example.org/square'
const path = `/debates/${debate}`
const command = join(root, 'build/release/palabre')

const filesWith = (data, words) =>
  execFileSync('sh', ['-c', `grep -rlaF -e '${words}' '${data}' || true`], { encoding: 'utf8' })
const saltOf = line => JSON.parse(JSON.parse(line).body).salt
const erasing = (author, line, was) =>
  author.entry({ do: 'erase', target: lineId(line), ...(was === undefined ? {} : { was }) })
const asClaim = { do: 'claim', parent: '~', stance: 'pro' }

test('words, their later wordings and their salts are gone from every file, whoever erases', async t => {
  const data = folder(t)
  const hub = await startHub(t, data)
  const owner = new Author(debate)
  const ada = await reader(t, hub, debate, { owner: owner.key })
  await ada.share(owner.entry({ do: 'open', title: 'The square', fold: 1, clerks: [hub.clerk] }))
  const author = new Author(debate)
  const claim = author.claim('Unverwechselbar-eins')
  const edit = author.entry({ do: 'edit', target: lineId(claim), text: 'Unverwechselbar-zwei' })
  const remark = author.entry({ do: 'remark', parent: lineId(claim), text: 'Unverwechselbar-drei' })
  const name = author.entry({ do: 'name', text: 'Unverwechselbar-vier' })
  const other = author.claim('Unverwechselbar-fuenf')
  const all = [claim, edit, remark, name, other]
  await ada.share(...all)
  for (const line of all) assert.notEqual(filesWith(data, saltOf(line)), '', 'it was there')
  await ada.share(
    erasing(author, claim, asClaim),
    erasing(author, edit),
    erasing(author, remark, { do: 'remark', parent: lineId(claim) }),
    erasing(author, name),
  )
  await ada.share(erasing(owner, other, asClaim))
  assert.equal(filesWith(data, 'Unverwechselbar'), '')
  for (const line of all) assert.equal(filesWith(data, saltOf(line)), '')
  const log = await (await hub.get(`${path}/log`)).text()
  assert.ok(!log.includes('Unverwechselbar'))
  for (const line of all) assert.ok(log.includes(JSON.stringify(JSON.parse(line).head)), 'heads stay')
  // Published again it does not come back.
  ada.publish([claim])
  await ada.message('receipt')
  assert.equal(filesWith(data, 'Unverwechselbar'), '')
})

test('checkpoints and proofs from before an erasure hold after it, and palabre verify says so', async t => {
  const data = folder(t)
  const kept = folder(t)
  const hub = await startHub(t, data)
  const ada = await reader(t, hub, debate)
  const author = new Author(debate)
  const lines = Array.from({ length: 6 }, (_, i) => author.claim(`Unverwechselbar-${i}`))
  await ada.share(...lines)
  const position = ada.entries.findIndex(each => each === lines[2])
  const note = await (await hub.get(`${path}/checkpoint`)).text()
  const before = openCheckpoint(note, hub.clerk)
  const proof = await (await hub.get(`${path}/proof/inclusion?position=${position}&size=${before.size}`)).text()
  await ada.share(erasing(author, lines[2], asClaim))
  assert.equal(filesWith(data, 'Unverwechselbar-2'), '')
  const log = await (await hub.get(`${path}/log`)).text()
  const leaves = leavesOf(log).map(leafHash)
  assert.deepEqual(rootOf(leaves.slice(0, before.size)), before.root)
  const steps = JSON.parse(proof).path.map(each => Buffer.from(each, 'base64url'))
  assert.deepEqual(rootByInclusion(leaves[position - 1], position - 1, before.size, steps), before.root)
  assert.equal(
    await (await hub.get(`${path}/proof/inclusion?position=${position}&size=${before.size}`)).text(),
    proof,
  )
  const put = (name, text) => {
    writeFileSync(join(kept, name), text)
    return join(kept, name)
  }
  const now = await (await hub.get(`${path}/checkpoint`)).text()
  const stamp = ada.stamped.get(lineId(lines[2]))
  const words = ['verify', put('log', log), '--checkpoint', put('now', now), '--earlier', put('then', note)]
  words.push('--receipts', put('receipts', `${stamp}\n${lines[2]}\n${proof}\n`))
  const verified = spawnSync(command, words, { encoding: 'utf8' })
  assert.equal(verified.stderr, '')
  assert.equal(verified.status, 0)
  const said = JSON.parse(verified.stdout)
  assert.deepEqual(said.receipts, { stamps: 1, entries: 7, proofs: 1 })
  assert.equal(said.checkpoint.size, leaves.length)
  // And the contrary: a log without the erased entry's head is found out.
  const short = log.split('\n').filter(line => !line || JSON.parse(line).head !== JSON.parse(lines[2]).head)
  words[1] = put('short', short.join('\n'))
  const found = spawnSync(command, words, { encoding: 'utf8' })
  assert.equal(found.status, 1)
  assert.match(found.stderr, /this stamp names entry .*, which is not in the file/)
})

test('an erasure that was acknowledged before kill -9 is done after it', async t => {
  const data = folder(t)
  let hub = await startHub(t, data)
  const ada = await reader(t, hub, debate)
  const author = new Author(debate)
  for (let i = 0; i < 3; ++i) {
    const line = author.claim(`Unverwechselbar-${i}`)
    await ada.share(line)
    await ada.share(erasing(author, line, asClaim))
  }
  await hub.end('SIGKILL')
  hub = await startHub(t, data)
  assert.equal(filesWith(data, 'Unverwechselbar'), '')
  assert.ok(!(await (await hub.get(`${path}/log`)).text()).includes('Unverwechselbar'))
})

test('what is erased while others read and write is gone too', async t => {
  const data = folder(t)
  const hub = await startHub(t, data)
  const ada = await reader(t, hub, debate)
  const author = new Author(debate)
  const writer = new Author(debate)
  let going = true
  const reading = Array.from({ length: 4 }, async () => {
    while (going) await (await hub.get(`${path}/log`)).text()
  })
  for (let i = 0; i < 8; ++i) {
    const line = author.claim(`Unverwechselbar-${i}`)
    await ada.share(line, writer.claim(`Stays ${i}.`))
    await ada.share(erasing(author, line, asClaim))
  }
  going = false
  await Promise.all(reading)
  // Readers can put it off, by a second where nothing else is written.
  for (let tries = 0; tries < 50 && filesWith(data, 'Unverwechselbar') !== ''; ++tries) {
    await new Promise(resolve => setTimeout(resolve, 100))
  }
  assert.equal(filesWith(data, 'Unverwechselbar'), '')
  assert.notEqual(filesWith(data, 'Stays 7.'), '')
})

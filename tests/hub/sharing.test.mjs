// What readers of one debate see of each other, and what the hub vouches for.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { Author, Reader, folder, idOf, isSigned, lineId, parse, reader, root, startHub } from './hub.mjs'

const debate = 'example.org/square'

test('what one reader publishes another sees, to the byte, and both get the stamp', async t => {
  const hub = await startHub(t, folder(t))
  const ada = await reader(t, hub, debate)
  const ben = await reader(t, hub, debate)
  const line = new Author(debate).claim('Children could walk to school — “à pied”.')
  await ada.share(line)
  await ben.until('the entry', () => ben.stamped.has(lineId(line)))
  assert.ok(ben.entries.includes(line))
  assert.ok(ada.entries.includes(line))
  const stamp = JSON.parse(ben.stamped.get(lineId(line)))
  assert.ok(isSigned(hub.clerk, `palabre entry 1\n${stamp.head}`, stamp.sig))
})

test('the hub opens a debate that nobody owns, as its anchor and clerk', async t => {
  const hub = await startHub(t, folder(t))
  const ada = await reader(t, hub, debate)
  const welcome = ada.of('welcome')[0]
  assert.equal(welcome.owner, hub.clerk)
  assert.equal(welcome.clerk, hub.clerk)
  assert.match(welcome.epoch, /^[\w-]{22}$/)
  await ada.until('the open', () => ada.entries.length > 2)
  const open = JSON.parse(JSON.parse(ada.entries[1]).body)
  assert.equal(open.do, 'open')
  assert.deepEqual(open.clerks, [hub.clerk])
})

test('an owner opens a debate, and nobody else writes before', async t => {
  const hub = await startHub(t, folder(t))
  const owner = new Author(debate)
  const ada = await reader(t, hub, debate, { owner: owner.key })
  assert.equal(ada.of('welcome')[0].owner, owner.key)
  assert.equal(ada.of('welcome')[0].head, 0)
  const early = new Author(debate).claim('Too early.')
  ada.publish([early], 4)
  const error = await ada.message('error')
  assert.deepEqual([error.code, error.re, error.id], ['unopened', 4, lineId(early)])
  await ada.share(owner.entry({ do: 'open', title: 'The square', fold: 1, clerks: [hub.clerk] }))
  await ada.share(early)
  assert.equal(ada.entries.filter(Boolean).length, 4, 'open, claim and a stamp for each')
})

test('an owner opens the debate of a page as docs/hub.md says', async t => {
  const data = folder(t)
  const hub = await startHub(t, join(data, 'hub'))
  const command = join(root, 'build/release/palabre')
  const run = (...words) => execFileSync(command, words, { cwd: root, encoding: 'utf8' })
  run('key', 'new', join(data, 'owner.key'))
  const page = 'examples/plain/index.html'
  const opened = run('open', page, '--key', join(data, 'owner.key'), '--debate', debate, '--clerk', hub.clerk)
  const { owner } = JSON.parse(opened.split('\n')[0])
  const path = `/debates/${debate}/entries?owner=${owner}`
  const receipt = parse(await (await hub.get(path, { method: 'POST', body: opened })).text())
  assert.equal(receipt.type, 'receipt')
  assert.equal(receipt.ids.length, opened.trim().split('\n').length - 1)
  const ada = await reader(t, hub, debate, { owner })
  await ada.share(new Author(debate).claim('Now it is open.'))
})

test('another owner than the hub has is refused aloud', async t => {
  const hub = await startHub(t, folder(t))
  await (await reader(t, hub, debate)).share(new Author(debate).claim('First.'))
  const other = new Reader(hub, debate)
  t.after(() => other.close())
  await other.open()
  other.send({ type: 'hello', debate, owner: new Author(debate).key })
  const error = await other.message('error')
  assert.equal(error.code, 'owner')
  assert.ok(error.what.includes(hub.clerk))
  assert.equal((await other.closed)[0], 1008)
})

test('an entry published twice is taken once, and acknowledged again', async t => {
  const hub = await startHub(t, folder(t))
  const ada = await reader(t, hub, debate)
  const line = new Author(debate).claim('Once.')
  await ada.share(line)
  const head = ada.cursor
  const stamp = ada.stamped.get(lineId(line))
  ada.publish([line], 9)
  const receipt = await ada.message('receipt')
  assert.deepEqual([receipt.re, receipt.ids, receipt.lines], [9, [lineId(line)], [stamp]])
  assert.equal((await (await hub.get(`/debates/${debate}`)).json()).head, head)
})

test('a reader who comes back is sent what came meanwhile, and nothing twice', async t => {
  const hub = await startHub(t, folder(t))
  const ada = await reader(t, hub, debate)
  const author = new Author(debate)
  await ada.share(author.claim('Before.'))
  const ben = await reader(t, hub, debate)
  await ben.until('the first entry', () => ben.cursor === ada.cursor)
  const { epoch, cursor } = ben
  ben.close()
  await ada.share(...Array.from({ length: 300 }, (_, i) => author.claim(`Meanwhile, ${i}.`)).slice(0, 50))
  const again = await reader(t, hub, debate, { epoch, after: cursor })
  await again.until('all of it', () => again.cursor === ada.cursor)
  assert.equal(again.of('entries')[0].after, cursor)
  for (let at = cursor + 1; at <= ada.cursor; ++at) assert.equal(again.entries[at], ada.entries[at])
})

test('a cursor of another list, or beyond its end, is reset', async t => {
  const hub = await startHub(t, folder(t))
  const ada = await reader(t, hub, debate)
  await ada.share(new Author(debate).claim('One.'))
  for (const wrong of [
    { epoch: 'A'.repeat(22), after: 1 },
    { epoch: ada.epoch, after: 1000 },
  ]) {
    const ben = await reader(t, hub, debate, wrong)
    const reset = await ben.message('reset')
    assert.deepEqual([reset.why, reset.epoch, reset.head], ['epoch', ada.epoch, ada.cursor])
    assert.equal(reset.snapshot, `/debates/${debate}/snapshot`)
    // A second hello takes the debate up from what the snapshot says.
    await ben.hello({ epoch: ada.epoch, after: 1 })
    await ben.until('the rest', () => ben.cursor === ada.cursor)
  }
})

test('the snapshot is signed, and says what palabre replay and another Merkle tree say', async t => {
  const data = folder(t)
  const hub = await startHub(t, data)
  const ada = await reader(t, hub, debate)
  const author = new Author(debate)
  const first = author.claim('One.')
  await ada.share(first, author.claim('Two.', lineId(first), 'con'))
  const { snapshot, sig } = await (await hub.get(`/debates/${debate}/snapshot`)).json()
  assert.ok(isSigned(hub.clerk, snapshot, sig))
  const [what, note] = snapshot.split('\n')
  assert.equal(what, 'palabre snapshot 1')
  const said = JSON.parse(note)
  assert.deepEqual([said.debate, said.epoch, said.owner, said.size], [debate, ada.epoch, hub.clerk, ada.cursor])
  const log = await (await hub.get(`/debates/${debate}/log`)).text()
  const file = join(data, 'debate.ndjson')
  writeFileSync(file, log)
  const command = join(root, 'build/release/palabre')
  const replayed = JSON.parse(execFileSync(command, ['replay', file], { encoding: 'utf8' }))
  assert.equal(replayed.set, said.set)
  assert.equal(replayed.state, said.state)
  assert.equal(replayed.claims.length, 2)
  assert.ok(replayed.claims.every(({ status }) => status === 'shown'))
  const leaves = log
    .trim()
    .split('\n')
    .slice(1)
    .map(line => JSON.parse(line))
    .map(({ head, sig }) => JSON.stringify({ head, sig }))
  assert.equal(said.root, merkleRoot(leaves).toString('base64url'))
})

// RFC 6962, section 2.1, as it is written there.
function merkleRoot(leaves) {
  const hash = (...parts) => parts.reduce((sum, part) => sum.update(part), createHash('sha256')).digest()
  if (leaves.length === 0) return hash()
  if (leaves.length === 1) return hash(Buffer.of(0), leaves[0])
  let k = 1
  while (k * 2 < leaves.length) k *= 2
  return hash(Buffer.of(1), merkleRoot(leaves.slice(0, k)), merkleRoot(leaves.slice(k)))
}

test('over HTTP a reader polls, publishes, and is answered when it is durable', async t => {
  const hub = await startHub(t, folder(t))
  const author = new Author(debate)
  const line = author.claim('By post.')
  const posted = await hub.get(`/debates/${debate}/entries`, { method: 'POST', body: line })
  assert.equal(posted.status, 200)
  const receipt = parse(await posted.text())
  assert.deepEqual([receipt.type, receipt.ids], ['receipt', [lineId(line)]])
  assert.equal(JSON.parse(JSON.parse(receipt.lines[0]).body).ids.includes(lineId(line)), true)
  const all = parse(await (await hub.get(`/debates/${debate}/entries`)).text())
  assert.equal(all.to, all.head)
  assert.ok(all.lines.includes(line))
  const poll = hub.get(`/debates/${debate}/entries?epoch=${all.epoch}&after=${all.to}&wait=20000`)
  const next = author.claim('What the poll waits for.')
  await hub.get(`/debates/${debate}/entries`, { method: 'POST', body: next })
  const more = parse(await (await poll).text())
  assert.equal(more.after, all.to)
  assert.ok(more.lines.includes(next))
  const idle = parse(await (await hub.get(`/debates/${debate}/entries?after=${more.head}&wait=50`)).text())
  assert.deepEqual([idle.after, idle.to, idle.lines], [more.head, more.head, []])
  const other = await hub.get(`/debates/${debate}/entries?epoch=${'B'.repeat(22)}&after=1`)
  assert.equal(other.status, 409)
  assert.equal(parse(await other.text()).type, 'reset')
})

test('erasing takes the words out of every file of the hub, and out of what it sends', async t => {
  const data = folder(t)
  const hub = await startHub(t, data)
  const ada = await reader(t, hub, debate)
  const author = new Author(debate)
  const words = 'Zwölfmal-unverwechselbar'
  const line = author.claim(words)
  await ada.share(line)
  await ada.share(
    author.entry({ do: 'erase', target: lineId(line), was: { do: 'claim', parent: '~', stance: 'pro' } }),
  )
  const found = execFileSync('sh', ['-c', `grep -rlaF '${words}' '${data}' || true`], { encoding: 'utf8' })
  assert.equal(found, '')
  const log = await (await hub.get(`/debates/${debate}/log`)).text()
  assert.ok(!log.includes(words))
  const head = JSON.parse(line).head
  assert.ok(log.includes(JSON.stringify(head)), 'the head stays')
  const ben = await reader(t, hub, debate)
  await ben.until('all', () => ben.cursor === ada.cursor)
  const kept = ben.entries.find(each => each && idOf(JSON.parse(each).head) === lineId(line))
  assert.equal(JSON.parse(kept).body, undefined)
})

test('a page of another origin than the site names may not take part', async t => {
  const data = folder(t)
  const config = join(data, 'hub.json')
  writeFileSync(config, JSON.stringify({ sites: [{ name: 'example.org', origins: ['https://example.org'] }] }))
  const hub = await startHub(t, join(data, 'hub'), '--config', config)
  await reader(t, hub, debate, {}, { origin: 'https://example.org' })
  for (const [id, origin, code] of [
    [debate, 'https://evil.example', 'origin'],
    ['evil.example/x', 'https://evil.example', 'site'],
  ]) {
    const other = new Reader(hub, id, { origin })
    t.after(() => other.close())
    await other.open()
    other.send({ type: 'hello', debate: id })
    assert.equal((await other.message('error')).code, code)
    assert.equal((await other.closed)[0], 1008)
  }
})

test('SIGTERM makes what was accepted durable, says goodbye, and ends well', async t => {
  const data = folder(t)
  const hub = await startHub(t, data)
  const ada = await reader(t, hub, debate)
  const line = new Author(debate).claim('At the last moment.')
  ada.publish([line])
  await ada.until('the stamp', () => ada.stamped.has(lineId(line)))
  assert.equal(await hub.end('SIGTERM'), 0)
  assert.equal(ada.of('error').at(-1).code, 'restart')
  assert.ok(ada.of('error').at(-1).retry > 0)
  assert.equal((await ada.closed)[0], 1012)
  const again = await startHub(t, data)
  assert.equal(again.clerk, hub.clerk)
  const ben = await reader(t, again, debate, { epoch: ada.epoch, after: 0 })
  await ben.until('what there was', () => ben.entries.includes(line))
})

test('a second hub on one folder is refused', async t => {
  const data = folder(t)
  await startHub(t, data)
  await assert.rejects(startHub(t, data), /another hub uses this folder/)
})

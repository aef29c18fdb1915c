// Where a moderator reads first: heads at once, bodies when they are let out, and nobody is left in the dark.
import assert from 'node:assert/strict'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { Author, isSigned, lineId, parse, reader, replayed, startHub } from './hub.mjs'
import { Site, hubOf } from './tokens.mjs'
import { unread as unreadAt } from './unread.mjs'

const debate = 'example.org/square'
const path = `/debates/${debate}`

/** A debate whose `open` says that its owner reads first, and a guest who has written something. */
async function square(t, { open = { read_first: true }, site = {} } = {}) {
  const { hub, again, data } = await hubOf(t, site)
  const owner = new Author(debate)
  const guest = new Author(debate)
  const ada = await reader(t, hub, debate, { owner: owner.key })
  await ada.share(owner.entry({ do: 'open', title: 'a', fold: 1, clerks: [hub.clerk], ...open }))
  const claim = guest.claim('Unread words.')
  await ada.share(claim)
  return { hub, again, data, owner, guest, ada, claim }
}
const bodyless = line => JSON.stringify({ head: JSON.parse(line).head, sig: JSON.parse(line).sig })
const lineOf = (reader, line) => reader.entries.find(known => known && lineId(known) === lineId(line))
const logOf = async hub => (await hub.get(`${path}/log`)).text()
const letOut = reader =>
  reader.until('what was read', () => reader.of('entries').some(({ released }) => released?.includes('~')))

/** What waits to be read here, for whoever asks with a key. */
const unread = (hub, author, change) => unreadAt(hub, debate, author, change)
async function refusal(reader, line) {
  const from = reader.messages.length
  reader.publish([line], 1)
  return (await reader.message('refuse', from)).reason
}

test('until it is read nobody is given the words, and the stamp says so', async t => {
  const { hub, ada, claim } = await square(t)
  await ada.until('the claim', () => lineOf(ada, claim))
  assert.equal(lineOf(ada, claim), bodyless(claim))
  const stamp = JSON.parse(JSON.parse(ada.stamped.get(lineId(claim))).body)
  assert.deepEqual(stamp.held, { '~': [lineId(claim)] })
  const log = await logOf(hub)
  assert.ok(log.includes(bodyless(claim)) && !log.includes('Unread words'))
  const said = parse(await (await hub.get(`${path}/bodies?question=~`)).text())
  assert.deepEqual(said.lines, [])
  const { claims, missing } = await replayed(t, log)
  assert.deepEqual([claims, missing], [[], []], 'it is sealed, not missing')
})

test('a moderator is given what waits, and nobody else', async t => {
  const { hub, owner, guest, claim } = await square(t)
  const given = await unread(hub, owner)
  assert.deepEqual([given.status, given.lines], [200, [claim]])
  assert.equal((await unread(hub, guest)).code, 'right')
  assert.equal((await unread(hub, owner, { signer: guest })).code, 'reading')
  assert.equal((await unread(hub, owner, { debate: 'example.org/other' })).code, 'reading')
  assert.equal((await unread(hub, owner, { clerk: guest.key })).code, 'reading', 'shown to another hub')
  assert.equal((await unread(hub, owner, { beginning: 'palabre entry 1' })).code, 'reading')
  assert.equal((await unread(hub, owner, { time: Date.now() - 3_600_000 })).code, 'clock')
  const half = await hub.get(`${path}/unread`, { method: 'POST', body: '{"note":3' })
  assert.equal(half.status, 400)
})

test('what a moderator lets out comes to who is there, who comes back and who comes anew', async t => {
  const { hub, owner, guest, ada, claim } = await square(t)
  const other = guest.claim('Still unread.')
  await ada.share(other)
  const away = await reader(t, hub, debate)
  await away.until('the claims', () => lineOf(away, other))
  const cursor = { epoch: away.epoch, after: away.cursor }
  away.close()
  await ada.share(owner.entry({ do: 'show', target: lineId(claim) }))
  await letOut(ada)
  assert.deepEqual(
    ada.of('bodies').flatMap(({ question, lines }) => [question, ...lines]),
    ['~', claim],
  )
  const back = await reader(t, hub, debate, cursor)
  await letOut(back)
  const since = parse(await (await hub.get(`${path}/bodies?question=~&since=${cursor.after}`)).text())
  assert.deepEqual(since.lines, [claim])
  const later = parse(await (await hub.get(`${path}/bodies?question=~&since=${ada.cursor}`)).text())
  assert.deepEqual(later.lines, [], 'nothing since')
  const anew = await reader(t, hub, debate)
  await anew.until('all', () => anew.cursor >= ada.cursor)
  assert.deepEqual([lineOf(anew, claim), lineOf(anew, other)], [claim, bodyless(other)])
  const { claims } = await replayed(t, await logOf(hub))
  assert.deepEqual(
    claims.map(({ text, status }) => [text, status]),
    [['Unread words.', 'shown']],
  )
  assert.deepEqual((await unread(hub, owner)).lines, [other])
})

test('what is let out can be answered, what waits cannot, and its author is told so', async t => {
  const { owner, guest, ada, claim } = await square(t)
  const answer = owner.claim('An answer.', lineId(claim))
  assert.equal(await refusal(ada, answer), 'unread')
  owner.n--
  assert.equal(
    await refusal(ada, guest.entry({ do: 'show', target: lineId(claim) })),
    'unread',
    'a guest lets out nothing',
  )
  guest.n--
  await ada.share(owner.entry({ do: 'show', target: lineId(claim) }), owner.claim('An answer.', lineId(claim)))
})

test('what is hidden unread stays so for everybody, is in the log of moderation, and can be let out later', async t => {
  const { hub, owner, ada, claim } = await square(t)
  const hide = owner.entry({ do: 'hide', target: lineId(claim), reason: 'rude' })
  await ada.share(hide)
  assert.ok(!(await logOf(hub)).includes('Unread words'))
  const listed = async () => (await (await hub.get(`${path}/moderation`)).json()).acts
  const [{ time: _time, ...act }] = await listed()
  assert.deepEqual(act, { id: lineId(hide), by: owner.key, do: 'hide', target: lineId(claim), reason: 'rude' })
  await ada.share(owner.entry({ do: 'show', target: lineId(claim) }))
  await letOut(ada)
  const { claims } = await replayed(t, await logOf(hub))
  assert.deepEqual([claims[0].text, claims[0].status], ['Unread words.', 'shown'])
})

test('a name is let out with the first words of its author', async t => {
  const { owner, guest, ada, claim, hub } = await square(t)
  const name = guest.entry({ do: 'name', text: 'A rude name' })
  await ada.share(name)
  assert.equal(lineOf(ada, name) ?? bodyless(name), bodyless(name))
  assert.equal(await refusal(ada, owner.entry({ do: 'show', target: lineId(name) })), 'unread')
  owner.n--
  await ada.share(owner.entry({ do: 'show', target: lineId(claim) }))
  assert.deepEqual((await replayed(t, await logOf(hub))).names, { [guest.key]: 'A rude name' })
})

test('other words are not taken, those of moderators are not held, votes go on', async t => {
  const { owner, guest, ada, claim, hub } = await square(t)
  await ada.share(owner.entry({ do: 'show', target: lineId(claim) }))
  for (const body of [
    { do: 'edit', target: lineId(claim), text: 'Something else.' },
    { do: 'tag', target: lineId(claim), tag: 'rude', on: true },
    { do: 'translate', target: lineId(claim), lang: 'fr', text: 'Rude.' },
  ]) {
    assert.equal(await refusal(ada, guest.entry(body)), 'read-first', body.do)
    guest.n--
  }
  const mine = owner.claim('Mine.')
  await ada.share(mine, guest.entry({ do: 'stance', target: '~', value: 50 }))
  const { claims, stances } = await replayed(t, await logOf(hub))
  assert.deepEqual([claims.length, stances['~'].n], [2, 1])
})

test('what waits is erased from every file by its author, and a false word about it is refused', async t => {
  const { hub, data, guest, owner, ada, claim } = await square(t)
  const erase = was => guest.entry({ do: 'erase', target: lineId(claim), was })
  assert.equal(await refusal(ada, erase({ do: 'claim', parent: '~', stance: 'con' })), 'was')
  guest.n--
  await ada.share(erase({ do: 'claim', parent: '~', stance: 'pro' }))
  const files = readdirSync(data).map(name => readFileSync(join(data, name)).toString('latin1'))
  assert.ok(files.every(bytes => !bytes.includes('Unread words')))
  assert.deepEqual((await unread(hub, owner)).lines, [])
})

test('after a restart what waits waits on, and can be let out', async t => {
  const { hub, again, owner, guest, ada, claim } = await square(t)
  await hub.end('SIGKILL')
  const next = await again()
  assert.deepEqual((await unread(next, owner)).lines, [claim])
  const ben = await reader(t, next, debate)
  await ben.share(guest.entry({ do: 'stance', target: '~', value: 1 }))
  assert.equal(lineOf(ben, claim), bodyless(claim))
  await ben.share(owner.entry({ do: 'show', target: lineId(claim) }))
  await letOut(ben)
  assert.deepEqual(ben.of('bodies').at(-1).lines, [claim])
  ada.close()
})

test('a snapshot says what readers have, before and after', async t => {
  const { hub, owner, ada, claim } = await square(t)
  for (const shown of [false, true]) {
    if (shown) await ada.share(owner.entry({ do: 'show', target: lineId(claim) }))
    const { snapshot, sig } = await (await hub.get(`${path}/snapshot`)).json()
    assert.ok(isSigned(hub.clerk, snapshot, sig))
    const said = JSON.parse(snapshot.split('\n')[1])
    const got = await replayed(
      t,
      (await logOf(hub))
        .split('\n')
        .slice(0, said.size + 1)
        .join('\n'),
    )
    assert.deepEqual([said.set, said.state, got.claims.length], [got.set, got.state, shown ? 1 : 0])
  }
})

test('the configuration can ask for it too, for a site or a debate, and the welcome says so', async t => {
  const site = new Site()
  const { hub } = await hubOf(t, { keys: [site.key], read_first: true, debates: { garden: { read_first: false } } })
  const ada = await reader(t, hub, debate)
  assert.equal(ada.of('welcome')[0].read_first, true)
  const garden = await reader(t, hub, 'example.org/garden')
  assert.equal(garden.of('welcome')[0].read_first, undefined)
  const [guest, moderator] = [new Author(debate), new Author(debate)]
  const claim = guest.claim('Unread words.')
  await ada.share(claim)
  assert.equal((await unread(hub, moderator)).code, 'right')
  await ada.share(moderator.entry({ do: 'attest', token: site.token({ role: 'moderator' }) }))
  assert.deepEqual((await unread(hub, moderator)).lines, [claim])
})

test('a hub that holds such debates and words that wait joins others, and gives out none of them', async t => {
  for (const asked of [{}, { open: {}, site: { read_first: true } }]) {
    const { hub, claim, owner, data } = await square(t, asked)
    await hub.end('SIGTERM')
    const among = await startHub(t, data, '--cluster', 'nats://127.0.0.1:1')
    assert.ok((await logOf(among)).includes(bodyless(claim)))
    assert.deepEqual((await unread(among, owner)).lines, [claim])
  }
})

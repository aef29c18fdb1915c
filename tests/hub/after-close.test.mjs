// results="after-close": the heads of ballots at once, their bodies after the closing.
import assert from 'node:assert/strict'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { Author, idOf, isSigned, lineId, parse, reader, replayed } from './hub.mjs'
import { hubOf } from './tokens.mjs'

const debate = 'example.org/square'
const other = 'example.org/garden'

/** A debate with a question that closes soon, and who asked it. */
async function asked(t, { ms = 1500, config = {}, more = {} } = {}) {
  const { hub, again, data } = await hubOf(t, {}, config)
  const owner = new Author(debate)
  const ada = await reader(t, hub, debate, { owner: owner.key })
  await ada.share(owner.entry({ do: 'open', title: 'a', fold: 1, clerks: [hub.clerk] }))
  const closes = Date.now() + ms
  const ask = owner.entry({ do: 'ask', title: 'a', method: 'yes-no', results: 'after-close', closes, ...more })
  await ada.share(ask)
  const question = lineId(ask)
  const ballot = (author, choice) => author.entry({ do: 'ballot', question, choice })
  return { hub, again, data, owner, ada, question, closes, ballot }
}
const bodyless = line => JSON.stringify({ head: JSON.parse(line).head, sig: JSON.parse(line).sig })
const lineOf = (reader, line) => reader.entries.find(known => known && lineId(known) === lineId(line))
const fetched = async (hub, question, after = 0) =>
  parse(await (await hub.get(`/debates/${debate}/bodies?question=${question}&after=${after}`)).text())
const untilReleased = (reader, question) =>
  reader.until('the release', () => reader.of('entries').some(({ released }) => released?.includes(question)), 15000)

test('until a question has closed a ballot has no body, anywhere, and its stamp says that it is held', async t => {
  const { hub, ada, question, ballot } = await asked(t, { ms: 60000 })
  const vote = ballot(new Author(debate), 'yes')
  await ada.share(vote)
  await ada.until('the ballot', () => lineOf(ada, vote))
  assert.equal(lineOf(ada, vote), bodyless(vote), 'to who is there')
  const stamp = JSON.parse(JSON.parse(ada.stamped.get(lineId(vote))).body)
  assert.deepEqual(stamp.held, { [question]: [lineId(vote)] })
  const late = await reader(t, hub, debate)
  await late.until('all of it', () => late.cursor >= ada.cursor)
  assert.equal(lineOf(late, vote), bodyless(vote), 'to who comes later')
  const page = await (await hub.get(`/debates/${debate}/entries?after=0`)).text()
  const log = await (await hub.get(`/debates/${debate}/log`)).text()
  for (const text of [page, log]) assert.ok(text.includes(bodyless(vote)) && !text.includes(JSON.parse(vote).body))
  assert.deepEqual((await fetched(hub, question)).lines, [], 'nor to who asks for it')
  const { questions } = await replayed(t, log)
  assert.deepEqual([questions[0].voters, questions[0].sealed], [0, 1], 'readers count it as sealed')
})

test('after the closing everybody has the bodies: who stayed, who comes back, who comes anew', async t => {
  const { hub, ada, question, ballot } = await asked(t)
  const votes = ['yes', 'no', 'yes'].map(choice => ballot(new Author(debate), choice))
  await ada.share(...votes)
  const away = await reader(t, hub, debate)
  await away.until('the ballots', () => votes.every(vote => lineOf(away, vote)))
  const cursor = { epoch: away.epoch, after: away.cursor }
  away.close()
  await untilReleased(ada, question)
  const given = ada.of('bodies').flatMap(({ lines }) => lines)
  assert.deepEqual(given, votes, 'pushed, before the position that releases them')
  const back = await reader(t, hub, debate, cursor)
  await untilReleased(back, question)
  const { lines, more, to } = await fetched(hub, question)
  assert.deepEqual([lines, more], [votes, false])
  assert.deepEqual((await fetched(hub, question, to)).lines, [], 'from a cursor of their own')
  const page = parse(await (await hub.get(`/debates/${debate}/entries?after=${cursor.after}`)).text())
  assert.deepEqual(page.released, [question], 'a long poll is told too')
  const anew = await reader(t, hub, debate)
  await untilReleased(anew, question)
  assert.deepEqual(
    votes.map(vote => lineOf(anew, vote)),
    votes,
  )
  const { questions } = await replayed(t, await (await hub.get(`/debates/${debate}/log`)).text())
  assert.deepEqual([questions[0].voters, questions[0].sealed], [3, 0])
})

test('a snapshot says what readers have, before the closing and after', async t => {
  const { hub, ada, question, ballot } = await asked(t)
  await ada.share(ballot(new Author(debate), 'yes'))
  const check = async () => {
    const { snapshot, sig } = await (await hub.get(`/debates/${debate}/snapshot`)).json()
    assert.ok(isSigned(hub.clerk, snapshot, sig))
    const said = JSON.parse(snapshot.split('\n')[1])
    const log = (await (await hub.get(`/debates/${debate}/log`)).text()).split('\n').slice(0, said.size + 1)
    const got = await replayed(t, log.join('\n'))
    assert.deepEqual([said.set, said.state], [got.set, got.state])
    return got.questions[0].sealed
  }
  assert.equal(await check(), 1)
  await untilReleased(ada, question)
  assert.equal(await check(), 0)
})

test('a hub that was down at the closing gives the bodies out when it is back', async t => {
  const { hub, again, ada, question, closes, ballot } = await asked(t)
  const vote = ballot(new Author(debate), 'yes')
  await ada.share(vote)
  await hub.end('SIGKILL')
  await new Promise(resolve => setTimeout(resolve, Math.max(0, closes - Date.now()) + 10))
  const back = await again()
  const ben = await reader(t, back, debate)
  await untilReleased(ben, question)
  assert.deepEqual((await fetched(back, question)).lines, [vote])
})

test('a vote can be changed and erased while it is held; what is erased never comes out', async t => {
  const { hub, data, ada, question, ballot } = await asked(t, { ms: 2500 })
  const [author, liar] = [new Author(debate), new Author(debate)]
  const reason = 'unmistakable words'
  const words = who => who.entry({ do: 'ballot', question, choice: 'yes', note: reason })
  const [first, lied] = [words(author), words(liar)]
  await ada.share(first, lied)
  const from = ada.messages.length
  const was = { do: 'claim', parent: '~', stance: 'pro' }
  ada.publish([liar.entry({ do: 'erase', target: lineId(lied), was })], 1)
  assert.equal((await ada.message('refuse', from)).reason, 'was', 'the hub knows what readers cannot')
  liar.n--
  for (const [who, line] of [
    [author, first],
    [liar, lied],
  ]) {
    await ada.share(who.entry({ do: 'erase', target: lineId(line), was: { do: 'ballot', question } }))
  }
  const files = readdirSync(data).map(name => readFileSync(join(data, name)).toString('latin1'))
  assert.ok(
    files.every(bytes => !bytes.includes(reason)),
    'it is in no file of the hub',
  )
  const last = ballot(author, 'no')
  await ada.share(last)
  await untilReleased(ada, question)
  const { lines } = await fetched(hub, question)
  assert.deepEqual(lines, [bodyless(first), bodyless(lied), last])
  const { questions } = await replayed(t, await (await hub.get(`/debates/${debate}/log`)).text())
  assert.deepEqual([questions[0].voters, questions[0].erased, questions[0].sealed], [1, 2, 0])
})

test('a ballot that is published again while it is held is known, and stays held', async t => {
  const { hub, ada, question, ballot } = await asked(t, { ms: 60000 })
  const vote = ballot(new Author(debate), 'yes')
  await ada.share(vote)
  const from = ada.messages.length
  ada.publish([vote], 7)
  const receipt = await ada.message('receipt', from)
  assert.deepEqual([receipt.re, receipt.ids], [7, [lineId(vote)]])
  assert.deepEqual((await fetched(hub, question)).lines, [])
})

test('ballots on other questions, and on one that never closes, are given out at once', async t => {
  const { ada, owner } = await asked(t, { ms: 60000 })
  for (const more of [{ results: 'live', closes: Date.now() + 60000 }, { results: 'after-close' }]) {
    const ask = owner.entry({ do: 'ask', title: 'b', method: 'yes-no', ...more })
    await ada.share(ask)
    const vote = new Author(debate).entry({ do: 'ballot', question: lineId(ask), choice: 'no' })
    await ada.share(vote)
    await ada.until('the ballot', () => lineOf(ada, vote))
    assert.equal(lineOf(ada, vote), vote)
  }
})

test('a hub that is no clerk of a debate holds nothing back there', async t => {
  const { hub } = await hubOf(t, {})
  const owner = new Author(debate)
  const ada = await reader(t, hub, debate, { owner: owner.key })
  await ada.share(owner.entry({ do: 'open', title: 'a', fold: 1 }))
  const closes = Date.now() + 60000
  const ask = owner.entry({ do: 'ask', title: 'a', method: 'yes-no', results: 'after-close', closes })
  await ada.share(ask)
  const vote = new Author(debate).entry({ do: 'ballot', question: lineId(ask), choice: 'yes' })
  await ada.share(vote)
  await ada.until('the ballot', () => lineOf(ada, vote))
  assert.equal(lineOf(ada, vote), vote)
})

test('there are no held bodies of a question that nobody asked', async t => {
  const { hub } = await asked(t, { ms: 60000 })
  assert.deepEqual((await fetched(hub, `~?${idOf('nothing')}`)).lines, [])
  assert.equal((await hub.get(`/debates/${other}/bodies?question=x`)).status, 404)
})

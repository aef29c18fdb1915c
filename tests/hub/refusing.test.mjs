// What the hub does not take, and how it says so.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Author, Reader, folder, isSigned, lineId, reader, startHub } from './hub.mjs'

const debate = 'example.org/square'

/** Publishes and waits for the answer to it. */
async function answer(reader, type, lines, re = 1) {
  const from = reader.messages.length
  reader.publish(lines, re)
  return reader.message(type, from)
}

test('a refusal names the entry and the reason, and is signed', async t => {
  const hub = await startHub(t, folder(t))
  const ada = await reader(t, hub, debate)
  const author = new Author(debate)
  const line = author.entry({ do: 'ask', title: 'May I?', method: 'yes-no' })
  const refused = await answer(ada, 'refuse', [line], 12)
  assert.deepEqual([refused.re, refused.id, refused.reason], [12, lineId(line), 'right'])
  assert.ok(isSigned(hub.clerk, refused.refusal, refused.sig))
  const [what, note] = refused.refusal.split('\n')
  assert.equal(what, 'palabre refusal 1')
  const { time, ...said } = JSON.parse(note)
  assert.deepEqual(said, { debate, id: lineId(line), author: author.key, n: 1, reason: 'right' })
  assert.ok(Math.abs(time - Date.now()) < 60000)
})

const hostile = {
  signature: author => author.claim('x').replace(/"sig":"(.)/, (_, c) => `"sig":"${c === 'A' ? 'B' : 'A'}`),
  hash: author => author.claim('the words').replace('the words', 'other words'),
  debate: author =>
    author.entry({ do: 'claim', parent: '~', stance: 'pro', text: 'x' }, { debate: 'example.org/other' }),
  missing: author => JSON.stringify({ ...JSON.parse(author.claim('x')), body: undefined }),
  size: author => author.claim('x'.repeat(70000)),
  fields: author => author.entry({ do: 'claim', parent: '~', stance: 'perhaps', text: 'x' }),
  refers: author => author.claim('An answer to nothing.', 'A'.repeat(22)),
  clock: author => author.entry({ do: 'claim', parent: '~', stance: 'pro', text: 'x' }, { clock: 5000 }),
  right: author => author.entry({ do: 'stamp', time: 1, ids: [] }),
  must: author => author.entry({ do: 'claim', parent: '~', stance: 'pro', text: 'x', must: ['unheard-of'] }),
}
for (const [reason, make] of Object.entries(hostile)) {
  test(`an entry is refused: ${reason}`, async t => {
    const hub = await startHub(t, folder(t))
    const ada = await reader(t, hub, debate)
    await ada.until('the open and its stamp', () => ada.cursor === 2)
    const refused = await answer(ada, 'refuse', [make(new Author(debate))])
    assert.equal(refused.reason, reason)
    const head = (await (await hub.get(`/debates/${debate}`)).json()).head
    assert.equal(head, 2, 'the open and its stamp, nothing else')
  })
}

test('what refers to the page alone is taken: the hub need not have read it', async t => {
  const hub = await startHub(t, folder(t))
  const ada = await reader(t, hub, debate)
  const quote = { id: '~school', parent: '~', stance: 'pro', text: 'Children could walk.' }
  await ada.share(
    new Author(debate).entry({ do: 'claim', parent: '~school', stance: 'con', text: 'They drive.', quote }),
    new Author(debate).entry({ do: 'ballot', question: `~?${'A'.repeat(22)}`, choice: 'yes' }),
  )
})

test('after a refusal the author goes on with the same number, others are not held up', async t => {
  const hub = await startHub(t, folder(t))
  const ada = await reader(t, hub, debate)
  const author = new Author(debate)
  const other = new Author(debate)
  const bad = author.claim('An answer to nothing.', 'A'.repeat(22))
  const behind = author.claim('Right after it.')
  const good = other.claim('Of somebody else.')
  ada.publish([bad, behind, good])
  await ada.until('the other entry', () => ada.stamped.has(lineId(good)))
  assert.deepEqual(
    ada.of('refuse').map(({ id }) => id),
    [lineId(bad)],
  )
  assert.ok(!ada.stamped.has(lineId(behind)))
  author.n = 0
  await ada.share(author.claim('Signed anew.'))
})

test('a number that is not the next is an error that says which would be', async t => {
  const hub = await startHub(t, folder(t))
  const ada = await reader(t, hub, debate)
  const author = new Author(debate)
  await ada.share(author.claim('One.'))
  author.n = 5
  const early = author.claim('Six.')
  const error = await answer(ada, 'error', [early])
  assert.deepEqual([error.code, error.id, error.expects], ['number', lineId(early), 2])
  author.n = 0
  const fork = await answer(ada, 'error', [author.claim('Another one.')])
  assert.deepEqual([fork.code, fork.expects], ['number', 2])
})

test('a banned key is told so', async t => {
  const hub = await startHub(t, folder(t))
  const owner = new Author(debate)
  const ada = await reader(t, hub, debate, { owner: owner.key })
  await ada.share(owner.entry({ do: 'open', title: 'The square', fold: 1, clerks: [hub.clerk] }))
  const guest = new Author(debate)
  await ada.share(guest.claim('Something rude.'))
  await ada.share(owner.entry({ do: 'ban', key: guest.key, on: true }))
  const refused = await answer(ada, 'refuse', [guest.claim('Again.')])
  assert.equal(refused.reason, 'banned')
})

test('a vote after closing is refused', async t => {
  const hub = await startHub(t, folder(t))
  const owner = new Author(debate)
  const ada = await reader(t, hub, debate, { owner: owner.key })
  await ada.share(owner.entry({ do: 'open', title: 'The square', fold: 1, clerks: [hub.clerk] }))
  const ask = owner.entry({ do: 'ask', title: 'Close it?', method: 'yes-no', closes: Date.now() - 1000 })
  await ada.share(ask)
  const ballot = new Author(debate).entry({ do: 'ballot', question: lineId(ask), choice: 'yes' })
  assert.equal((await answer(ada, 'refuse', [ballot])).reason, 'time')
})

test('a key that writes too fast is told when to go on, and nothing is lost', async t => {
  const data = folder(t)
  const { writeFileSync } = await import('node:fs')
  writeFileSync(`${data}/hub.json`, JSON.stringify({ key_rate: 5 }))
  const hub = await startHub(t, `${data}/hub`, '--config', `${data}/hub.json`)
  const ada = await reader(t, hub, debate)
  const author = new Author(debate)
  const lines = Array.from({ length: 7 }, (_, i) => author.claim(`Number ${i}.`))
  const error = await answer(ada, 'error', lines)
  assert.deepEqual([error.code, error.id], ['rate', lineId(lines[5])])
  assert.ok(error.retry > 0 && error.retry <= 12000)
  await ada.until('the first five', () => lines.slice(0, 5).every(line => ada.stamped.has(lineId(line))))
  assert.ok(!ada.stamped.has(lineId(lines[5])))
})

test('lines that are no entries, and messages that are none, are errors', async t => {
  const hub = await startHub(t, folder(t))
  const ada = await reader(t, hub, debate)
  assert.equal((await answer(ada, 'error', ['{"head":1}'])).code, 'line')
  const from = ada.messages.length
  ada.socket.send('no JSON')
  assert.equal((await ada.message('error', from)).code, 'message')
  ada.send({ type: 'something-new' })
  await ada.share(new Author(debate).claim('Still here.'))
})

for (const [what, first] of [
  ['publishes', { type: 'publish' }],
  ['names no debate', { type: 'hello', debate: 'nonsense' }],
  ['has half a cursor', { type: 'hello', debate, after: 3 }],
]) {
  test(`whoever first ${what} is told to greet, and the connection ends`, async t => {
    const hub = await startHub(t, folder(t))
    const ada = new Reader(hub, debate)
    t.after(() => ada.close())
    await ada.open()
    ada.send(first)
    assert.equal((await ada.message('error')).code, 'hello')
    assert.equal((await ada.closed)[0], 1008)
  })
}

// What a key that is new in a debate has to do, and what it may.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { Author, lineId, parse, reader } from './hub.mjs'
import { Site, hubOf } from './tokens.mjs'

const debate = 'example.org/square'
const hashOf = text => createHash('sha256').update(text).digest('hex')

/** ALTCHA's answer to a challenge, as its own library makes it; `change` falsifies it. */
function solved({ algorithm, challenge, maxnumber, salt, signature }, change = {}) {
  let number = 0
  while (number <= maxnumber && hashOf(salt + number) !== challenge) number++
  const answer = { algorithm, challenge, number, salt, signature, ...change }
  return Buffer.from(JSON.stringify(answer)).toString('base64')
}
/** Publishes with or without work; the answer of that type. */
async function answer(reader, type, lines, work) {
  const from = reader.messages.length
  reader.send({ type: 'publish', re: 1, ...(work && { work }) }, lines)
  return reader.message(type, from)
}
async function working(t, config = {}, site = {}) {
  const { hub, again } = await hubOf(t, site, { work: 2000, ...config })
  return { hub, again, ada: await reader(t, hub, debate) }
}

test('a new key brings some work first, once, and then no more', async t => {
  const { ada } = await working(t)
  const guest = new Author(debate)
  const [first, second] = [guest.claim('One.'), guest.claim('Two.')]
  const said = await answer(ada, 'error', [first, second])
  assert.deepEqual([said.code, said.re, said.id], ['work', 1, lineId(first)])
  const { algorithm, challenge, maxnumber, salt } = said.work
  assert.deepEqual([algorithm, maxnumber], ['SHA-256', 2000])
  assert.match(challenge, /^[0-9a-f]{64}$/)
  assert.ok(salt.endsWith(`&debate=${debate}&key=${guest.key}&`), 'no digit of the number can belong to the salt')
  ada.send({ type: 'publish', work: solved(said.work) }, [first, second])
  await ada.until('both', () => [first, second].every(line => ada.stamped.has(lineId(line))))
  await ada.share(guest.claim('Three.'))
})

test('work that is not good is said to be, with why, and a new challenge', async t => {
  const { hub, again, ada } = await working(t)
  const [guest, other] = [new Author(debate), new Author(debate)]
  const line = guest.claim('One.')
  const task = async (author = guest, of = line) => (await answer(ada, 'error', [of])).work
  const { work } = await answer(ada, 'error', [line])
  const spliced = { salt: work.salt.slice(0, -1) }
  for (const [given, what] of [
    [solved(work, { number: 2001 }), /not the one/],
    [solved(work, { signature: '0'.repeat(64) }), /not given out here/],
    [solved(work, { salt: work.salt.replace(guest.key, other.key) }), /not the one/],
    [solved(work, spliced), /cannot be read/],
    [solved(work, { salt: work.salt.replace(/expires=\d+/, 'expires=9999999999') }), /not the one/],
    ['?', /cannot be read/],
    ['A'.repeat(4000), /cannot be read/],
  ]) {
    const said = await answer(ada, 'error', [line], given)
    assert.deepEqual([said.code, typeof said.work.salt], ['work', 'string'])
    assert.match(said.what, what)
  }
  // For another key, and for another debate.
  const theirs = other.claim('Two.')
  assert.equal((await answer(ada, 'error', [theirs], solved(work))).code, 'work')
  const garden = await reader(t, hub, 'example.org/garden')
  const abroad = new Author('example.org/garden').claim('Three.')
  assert.match((await answer(garden, 'error', [abroad], solved(work))).what, /another debate/)
  // Used already: the same key cannot be new again, so another one tries.
  ada.send({ type: 'publish', work: solved(work) }, [line])
  await ada.until('the claim', () => ada.stamped.has(lineId(line)))
  assert.match((await answer(ada, 'error', [theirs], solved(work))).what, /used already/)
  // From before a restart.
  const before = await task(other, theirs)
  await hub.end('SIGKILL')
  const after = await reader(t, await again(), debate)
  assert.match((await answer(after, 'error', [theirs], solved(before))).what, /began anew/)
})

test('over HTTP too', async t => {
  const { hub } = await working(t)
  const line = new Author(debate).claim('One.')
  const post = async (query = '') =>
    parse(await (await hub.get(`/debates/${debate}/entries${query}`, { method: 'POST', body: line })).text())
  const { code, work } = await post()
  assert.equal(code, 'work')
  assert.equal((await post(`?${new URLSearchParams({ work: solved(work) })}`)).type, 'receipt')
})

test('members, owners and those in office bring none', async t => {
  const site = new Site()
  const { hub, ada } = await working(t, {}, { keys: [site.key] })
  const member = new Author(debate)
  await ada.share(member.entry({ do: 'attest', token: site.token() }))
  await ada.share(member.claim('I belong here.'))
  const garden = 'example.org/garden'
  const [owner, facilitator] = [new Author(garden), new Author(garden)]
  const ben = await reader(t, hub, garden, { owner: owner.key })
  const role = { do: 'role', key: facilitator.key, role: 'facilitator', on: true }
  await ben.share(owner.entry({ do: 'open', title: 'a', fold: 1, clerks: [hub.clerk] }), owner.entry(role))
  await ben.share(facilitator.claim('I keep order.'))
})

test('what is refused anyhow is not worked for', async t => {
  const { ada } = await working(t, { text_characters: 10 })
  assert.equal((await answer(ada, 'refuse', [new Author(debate).claim('Much too long.')])).reason, 'text')
})

test('a key writes less on its first day, unless somebody vouches for it', async t => {
  const site = new Site()
  const { hub } = await hubOf(t, { keys: [site.key] }, { first_day: 3 })
  const ada = await reader(t, hub, debate)
  const guest = new Author(debate)
  const lines = Array.from({ length: 4 }, (_, i) => guest.claim(`Number ${i}.`))
  const said = await answer(ada, 'error', lines)
  assert.deepEqual([said.code, said.id], ['rate', lineId(lines[3])])
  assert.match(said.what, /new here/)
  assert.ok(said.retry > 3_600_000)
  const member = new Author(debate)
  await ada.share(member.entry({ do: 'attest', token: site.token() }))
  await ada.share(...Array.from({ length: 5 }, (_, i) => member.claim(`Number ${i}.`)))
})

// Who may write and vote where a site vouches for its members.
import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { test } from 'node:test'
import { Author, isSigned, lineId, reader, replayed } from './hub.mjs'
import { Site, hubOf } from './tokens.mjs'

const debate = 'example.org/square'

/** Publishes and waits for the answer to it. */
async function answer(reader, type, lines) {
  const from = reader.messages.length
  reader.publish(lines, 1)
  return reader.message(type, from)
}

/** A hub for members alone, with its site and a reader. */
async function membersHub(t, more = {}) {
  const site = new Site()
  const { hub, again } = await hubOf(t, { keys: [site.key], write: 'members', ...more })
  return { site, hub, again, ada: await reader(t, hub, debate) }
}

test("whoever brings the site's word may write, and nobody else", async t => {
  const { site, hub, ada } = await membersHub(t)
  const stranger = await answer(ada, 'refuse', [new Author(debate).claim('I came by.')])
  assert.equal(stranger.reason, 'members')
  assert.match(stranger.what, /Only members write here/)
  assert.ok(isSigned(hub.clerk, stranger.refusal, stranger.sig))
  const member = new Author(debate)
  await ada.share(member.entry({ do: 'attest', token: site.token() }))
  await ada.share(member.claim('I belong here.'))
})

const now = () => Math.floor(Date.now() / 1000)
const other = new Site()
const unsigned = token => token.replace(/[^.]+$/, '')
const hs256 = (site, token) => {
  const text = token.replace(/\.[^.]+$/, '')
  return `${text}.${createHmac('sha256', site.key).update(text).digest('base64url')}`
}
const refused = {
  'is signed by nobody (alg none)': ['token', /EdDSA/, site => unsigned(site.token({}, { alg: 'none' }))],
  'is signed with the public key as a secret (HS256)': [
    'token',
    /EdDSA/,
    site => hs256(site, site.token({}, { alg: 'HS256' })),
  ],
  'says RS256': ['token', /EdDSA/, site => site.token({}, { alg: 'RS256' })],
  'asks for what nobody knows (crit)': ['token', /crit/, site => site.token({}, { crit: ['exp'] })],
  'names another key (kid)': ['token-key', /kid/, site => site.token({}, { kid: other.key })],
  'is signed by another site': ['token-signature', /signature/, () => other.token()],
  'was changed after it was signed': [
    'token-signature',
    /signature/,
    site => [...site.token().split('.').slice(0, 2), other.token().split('.')[2]].join('.'),
  ],
  'names no audience': ['token', /aud/, site => site.token({ aud: undefined })],
  'names no member': ['token', /sub/, site => site.token({ sub: undefined })],
  'has no name of its own': ['token', /jti/, site => site.token({ jti: undefined })],
  'does not say when it ends': ['token', /exp/, site => site.token({ exp: undefined })],
  'has no weight that counts': ['token', /weight/, site => site.token({ weight: 0 })],
  'has ended': ['token-ended', /ended/, site => site.token({ exp: now() - 1 })],
  'has not begun': ['token-early', /begun/, site => site.token({ nbf: now() + 300 })],
  'was made in the future': ['token-early', /begun/, site => site.token({ iat: now() + 300 })],
  'ends in more than a day': ['token-long', /day/, site => site.token({ exp: now() + 90000 })],
  'lasts longer than a day': ['token-long', /day/, site => site.token({ iat: now() - 80000, exp: now() + 80000 })],
  'is for another debate': ['token-audience', /aud/, site => site.token({ aud: 'example.org/other' })],
  'gives a role that there is not': ['token-role', /role/, site => site.token({ role: 'king' })],
  'is too long': ['token', /2,048/, site => site.token({ padding: 'x'.repeat(2000) })],
  'is no token': ['token', /JWT/, () => 'a.b'],
}
for (const [what, [reason, sentence, make]] of Object.entries(refused)) {
  test(`a token that ${what} is refused`, async t => {
    const { site, ada } = await membersHub(t)
    const said = await answer(ada, 'refuse', [new Author(debate).entry({ do: 'attest', token: make(site) })])
    assert.equal(said.reason, reason)
    assert.match(said.what, sentence)
  })
}

test('a token that another key has used is refused, also after a restart', async t => {
  const { site, hub, again, ada } = await membersHub(t)
  const token = site.token()
  await ada.share(new Author(debate).entry({ do: 'attest', token }))
  const thief = new Author(debate).entry({ do: 'attest', token })
  assert.equal((await answer(ada, 'refuse', [thief])).reason, 'token-used')
  await hub.end('SIGKILL')
  const after = await reader(t, await again(), debate)
  assert.equal((await answer(after, 'refuse', [thief])).reason, 'token-used')
})

test('a token that another key sends in the same message is refused', async t => {
  const { site, ada } = await membersHub(t)
  const token = site.token()
  const first = new Author(debate).entry({ do: 'attest', token })
  const second = new Author(debate).entry({ do: 'attest', token })
  const said = await answer(ada, 'refuse', [first, second])
  assert.deepEqual([said.id, said.reason], [lineId(second), 'token-used'])
})

test('a key stands for one member', async t => {
  const { site, ada } = await membersHub(t)
  const member = new Author(debate)
  await ada.share(member.entry({ do: 'attest', token: site.token({ sub: 'm-1' }) }))
  await ada.share(member.entry({ do: 'attest', token: site.token({ sub: 'm-1' }) }))
  const another = member.entry({ do: 'attest', token: site.token({ sub: 'm-2' }) })
  assert.equal((await answer(ada, 'refuse', [another])).reason, 'token-member')
})

test('what is sent right behind an attest is asked for again, and then taken', async t => {
  const { site, ada } = await membersHub(t)
  const member = new Author(debate)
  const attest = member.entry({ do: 'attest', token: site.token() })
  const claim = member.claim('At once.')
  const said = await answer(ada, 'error', [attest, claim])
  assert.deepEqual([said.code, said.id], ['busy', lineId(claim)])
  assert.ok(said.retry > 0 && said.retry <= 1000)
  await ada.until('the attest', () => ada.stamped.has(lineId(attest)))
  await ada.share(claim)
})

test('one member has one vote, whatever the number of devices', async t => {
  const { site, hub, ada } = await membersHub(t)
  const chair = new Author(debate)
  await ada.share(chair.entry({ do: 'attest', token: site.token({ sub: 'chair', role: 'facilitator' }) }))
  const ask = chair.entry({ do: 'ask', title: 'Close it?', method: 'yes-no', eligible: 'members' })
  await ada.share(ask)
  const question = lineId(ask)
  const ballot = (author, choice) => author.entry({ do: 'ballot', question, choice })
  const [phone, laptop, stranger] = [new Author(debate), new Author(debate), new Author(debate)]
  await ada.share(phone.entry({ do: 'attest', token: site.token({ sub: 'm-1', weight: 2 }) }))
  await ada.share(laptop.entry({ do: 'attest', token: site.token({ sub: 'm-1', weight: 2 }) }))
  await ada.share(ballot(phone, 'yes'), ballot(laptop, 'no'))
  assert.equal((await answer(ada, 'refuse', [ballot(stranger, 'yes')])).reason, 'eligible')
  const log = await (await hub.get(`/debates/${debate}/log`)).text()
  const { questions } = await replayed(t, log)
  assert.deepEqual([questions[0].voters, questions[0].tally.voters], [1, 2])
  assert.equal(questions[0].tally.outcome, 'rejected')
})

test('a closed debate takes nothing new, and says so', async t => {
  const { hub } = await hubOf(t, { debates: { square: { write: 'closed' } } })
  const ada = await reader(t, hub, debate)
  const said = await answer(ada, 'refuse', [new Author(debate).claim('Still?')])
  assert.deepEqual([said.reason, isSigned(hub.clerk, said.refusal, said.sig)], ['closed', true])
  const elsewhere = await reader(t, hub, 'example.org/garden')
  await elsewhere.share(new Author('example.org/garden').claim('Here it is open.'))
})

test("a hub may be stricter than the owner's open, and the open than the hub", async t => {
  const site = new Site()
  const { hub } = await hubOf(t, { debates: { square: { write: 'members' } } })
  const owner = new Author(debate)
  const ada = await reader(t, hub, debate, { owner: owner.key })
  await ada.share(owner.entry({ do: 'open', title: 'a', fold: 1, clerks: [hub.clerk], sites: [site.key] }))
  assert.equal((await answer(ada, 'refuse', [new Author(debate).claim('x')])).reason, 'members')
  const member = new Author(debate)
  await ada.share(member.entry({ do: 'attest', token: site.token() }))
  await ada.share(member.claim('A member.'))
  const garden = 'example.org/garden'
  const gardener = new Author(garden)
  const ben = await reader(t, hub, garden, { owner: gardener.key })
  await ben.share(gardener.entry({ do: 'open', title: 'a', fold: 1, clerks: [hub.clerk], write: 'closed' }))
  assert.equal((await answer(ben, 'refuse', [new Author(garden).claim('x')])).reason, 'closed')
})

test('a key that the configuration does not name vouches for nobody here', async t => {
  const site = new Site()
  const { hub } = await hubOf(t, { keys: [other.key] })
  const owner = new Author(debate)
  const ada = await reader(t, hub, debate, { owner: owner.key })
  await ada.share(owner.entry({ do: 'open', title: 'a', fold: 1, clerks: [hub.clerk], sites: [site.key] }))
  const said = await answer(ada, 'refuse', [new Author(debate).entry({ do: 'attest', token: site.token() })])
  assert.equal(said.reason, 'token-site')
})

test('a moderator by token hides and bans, and a banned key is told so', async t => {
  const { site, ada } = await membersHub(t)
  const [mo, guest] = [new Author(debate), new Author(debate)]
  await ada.share(mo.entry({ do: 'attest', token: site.token({ sub: 'mo', role: 'moderator' }) }))
  await ada.share(guest.entry({ do: 'attest', token: site.token({ sub: 'guest' }) }))
  const rude = guest.claim('Something rude.')
  await ada.share(rude)
  await ada.share(mo.entry({ do: 'hide', target: lineId(rude), reason: 'rude' }))
  await ada.share(mo.entry({ do: 'ban', key: guest.key, on: true }))
  assert.equal((await answer(ada, 'refuse', [guest.claim('Again.')])).reason, 'banned')
})

// What moderators did is there for everybody, and who is refused is told whom to ask.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Author, lineId, reader } from './hub.mjs'
import { hubOf } from './tokens.mjs'

const debate = 'example.org/square'
const contact = 'moderation@example.org'

/** A debate with an owner, and one claim of a guest. */
async function square(t, site = {}) {
  const { hub, again, data } = await hubOf(t, site)
  const owner = new Author(debate)
  const guest = new Author(debate)
  const ada = await reader(t, hub, debate, { owner: owner.key })
  await ada.share(owner.entry({ do: 'open', title: 'a', fold: 1, clerks: [hub.clerk], contact }))
  return { hub, again, data, owner, guest, ada }
}
/** What is listed, once it is as many: a list is a second old at most. */
async function actsOnceThere(hub, number) {
  for (;;) {
    const said = await acts(hub)
    if (said.acts.length >= number) return said
    await new Promise(resolve => setTimeout(resolve, 100))
  }
}
const acts = async (hub, after = 0) => (await hub.get(`/debates/${debate}/moderation?after=${after}`)).json()

test('the log of moderation lists each act that counts, with who, what and why', async t => {
  const { hub, owner, guest, ada } = await square(t)
  assert.deepEqual(await acts(hub), { debate, after: 0, acts: [], more: false })
  const [rude, mine] = [guest.claim('Something rude.'), owner.claim('Mine.')]
  await ada.share(rude, mine)
  const target = lineId(rude)
  const done = [
    owner.entry({ do: 'hide', target, reason: 'rude' }),
    owner.entry({ do: 'show', target }),
    owner.entry({ do: 'edit', target, text: 'Something kind.' }),
    owner.entry({ do: 'edit', target: lineId(mine), text: 'Mine, and better.' }),
    owner.entry({ do: 'merge', claim: target, into: lineId(mine) }),
    owner.entry({ do: 'ban', key: guest.key, on: true }),
  ]
  await ada.share(...done)
  const { acts: listed, more } = await actsOnceThere(hub, 5)
  assert.equal(more, false)
  const [hide, show, edit, own, merge, ban] = done.map(lineId)
  const by = owner.key
  assert.deepEqual(
    listed.map(({ time, ...act }) => act),
    [
      { id: hide, by, do: 'hide', target, reason: 'rude' },
      { id: show, by, do: 'show', target },
      { id: edit, by, do: 'edit', target },
      { id: merge, by, do: 'merge', target, to: lineId(mine) },
      { id: ban, by, do: 'ban', key: guest.key, on: true },
    ],
    `one's own edit, ${own}, is no act of moderation`,
  )
  assert.ok(listed.every(({ time }) => Math.abs(time - Date.now()) < 60000))
  assert.deepEqual((await acts(hub, 4)).acts, listed.slice(4))
  assert.equal((await hub.get('/debates/example.org/nowhere/moderation')).status, 404)
})

test('who is banned is told so, and whom to ask', async t => {
  const { owner, guest, ada } = await square(t)
  await ada.share(guest.claim('Something rude.'))
  await ada.share(owner.entry({ do: 'ban', key: guest.key, on: true }))
  const from = ada.messages.length
  ada.publish([guest.claim('Again.')], 1)
  const said = await ada.message('refuse', from)
  assert.deepEqual([said.reason, said.contact], ['banned', contact])
  assert.match(said.what, /may not take part/)
})

// Three hubs of which a moderator reads first: what one takes nobody is given by any before a moderator shows it at
// whichever, though every hub has it on its disk, also where hubs are killed in between.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { test } from 'node:test'
import { agreed, eventually, startCluster, whole } from './cluster.mjs'
import { Author, folder, lineId, reader } from './hub.mjs'
import { unread } from './unread.mjs'

const debate = 'example.org/square'
const path = `/debates/${debate}`
const filesWith = (place, words) =>
  execFileSync('sh', ['-c', `grep -rlaF -e '${words}' '${place}' || true`], { encoding: 'utf8' })

/** All that a hub answers whoever asks about the debate. */
async function answers(hub) {
  const { hubs } = await (await hub.get(`${path}/hubs`)).json()
  const lists = hubs.flatMap(({ clerk, size }) => [
    `hubs/${clerk}/log`,
    `hubs/${clerk}/checkpoint`,
    ...(size ? [`hubs/${clerk}/tile/entries/000.p/${size}`] : []),
  ])
  const all = ['log', 'entries?after=0', 'snapshot', 'moderation', 'checkpoint', 'bodies?question=~', '', ...lists]
  const texts = await Promise.all(all.map(async what => (await hub.get(`${path}/${what}`)).text()))
  return texts.join('\n')
}
const said = reader => reader.messages.map(message => JSON.stringify(message)).join('\n')

test('what is unread at one hub is unread at all, and what is shown at one is shown at all', async t => {
  const place = folder(t)
  const cluster = await startCluster(t, place)
  const hubs = await Promise.all([0, 1, 2].map(cluster.start))
  await whole(hubs)
  const [owner, moderator, guest] = [new Author(debate), new Author(debate), new Author(debate)]
  const join = hub => reader(t, hub, debate, { owner: owner.key })
  const readers = await Promise.all(hubs.map(join))
  const open = { do: 'open', title: 'a', fold: 1, clerks: hubs.map(hub => hub.clerk), read_first: true }
  await readers[0].share(owner.entry(open))
  for (const each of readers) await each.until('the open', () => each.entries.some(Boolean))
  const role = owner.entry({ do: 'role', key: moderator.key, role: 'moderator', on: true })
  await readers[2].share(role)
  for (const each of readers) await each.until('the office', () => each.entries.includes(role))

  /** Waits until every reader has the entry's head, and checks that nobody has its words. */
  async function assertUnread(line, words) {
    const heads = JSON.stringify(JSON.parse(line).head)
    for (const each of readers) await each.until('the head', () => each.entries.some(known => known?.includes(heads)))
    for (const [index, hub] of hubs.entries()) {
      const all = await eventually('its head in the log', async () => {
        const found = await answers(hub)
        return found.includes(heads) ? found : null
      })
      assert.ok(!all.includes(words), `hub ${index} gives it to whoever asks`)
      assert.notEqual(filesWith(cluster.prepared[index].folder, words), '', `hub ${index} has it on its disk`)
    }
    for (const each of readers) assert.ok(!said(each).includes(words), 'nor was anybody sent it')
    assert.equal(filesWith(cluster.nats.folder, words), '', 'it is in no file of NATS')
  }

  await t.test('a claim made at the first is shown at the second, and read at the third', async () => {
    const claim = guest.claim('Unread-one.')
    const name = guest.entry({ do: 'name', text: 'Unread-name' })
    const other = guest.claim('Unread-two.')
    await readers[0].share(claim, name, other)
    for (const [line, words] of [
      [claim, 'Unread-one.'],
      [name, 'Unread-name'],
      [other, 'Unread-two.'],
    ])
      await assertUnread(line, words)
    for (const hub of hubs) {
      assert.deepEqual(
        (await unread(hub, debate, moderator)).lines,
        [claim, name, other],
        'a moderator reads anywhere',
      )
      assert.equal((await unread(hub, debate, guest)).code, 'right')
    }
    await readers[1].share(moderator.entry({ do: 'show', target: lineId(claim) }))
    for (const each of readers)
      await each.until('the words, live', () =>
        [claim, name].every(line =>
          each.of('bodies').some(({ question, lines }) => question === '~' && lines.includes(line)),
        ),
      )
    await agreed(t, hubs, debate)
    for (const hub of hubs) {
      const all = await answers(hub)
      assert.ok(all.includes('Unread-one.') && all.includes('Unread-name'))
      assert.ok(!all.includes('Unread-two.'))
      assert.deepEqual((await unread(hub, debate, moderator)).lines, [other])
    }
  })

  await t.test(
    'the hub that took it is killed, and another that was away: nothing is lost, nothing given',
    async () => {
      const kept = guest.claim('Unread-three.')
      const shown = guest.claim('Unread-four.')
      await readers[0].share(kept, shown)
      await assertUnread(kept, 'Unread-three.')
      await Promise.all([hubs[0].end('SIGKILL'), hubs[2].end('SIGKILL')])
      const show = moderator.entry({ do: 'show', target: lineId(shown) })
      await eventually('a moderator at the hub that is left', async () => {
        readers[1].publish([show])
        await new Promise(resolve => setTimeout(resolve, 300))
        return readers[1].stamped.has(lineId(show))
      })
      await readers[1].until('the words', () => said(readers[1]).includes('Unread-four.'))
      hubs[2] = await cluster.start(2)
      readers[2] = await join(hubs[2])
      await readers[2].until('what was shown meanwhile', () => said(readers[2]).includes('Unread-four.'), 30000)
      hubs[0] = await cluster.start(0)
      readers[0] = await join(hubs[0])
      await whole(hubs)
      await agreed(t, hubs, debate)
      await assertUnread(kept, 'Unread-three.')
      for (const hub of hubs) assert.ok((await answers(hub)).includes('Unread-four.'))
    },
  )

  await t.test('what is erased unread at one hub is in no file of any', async () => {
    const erased = guest.claim('Unread-five.')
    await readers[1].share(erased)
    await assertUnread(erased, 'Unread-five.')
    const was = { do: 'claim', parent: '~', stance: 'pro' }
    await readers[2].share(guest.entry({ do: 'erase', target: lineId(erased), was }))
    await eventually('no such words in any file', () => filesWith(place, 'Unread-five.') === '')
    assert.equal(filesWith(place, JSON.parse(JSON.parse(erased).body).salt), '')
    await agreed(t, hubs, debate)
    for (const each of readers) assert.ok(!said(each).includes('Unread-five.'))
  })
})

// kill -9 in the middle of writing: nothing acknowledged, and nothing that a reader saw, is lost.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Author, Reader, folder, lineId, reader, startHub } from './hub.mjs'

const debate = 'example.org/square'
const ROUNDS = 3

test('what was acknowledged or seen before kill -9 is there after it, at its position', async t => {
  const data = folder(t)
  const authors = Array.from({ length: 8 }, () => new Author(debate))
  const outbox = new Map(authors.map(author => [author, []])) // lines not acknowledged
  const acknowledged = new Set()
  let seen = [] // by position
  let epoch
  for (let round = 0; round < ROUNDS; ++round) {
    const hub = await startHub(t, data)
    const writers = await Promise.all(
      authors.map(() => reader(t, hub, debate, epoch ? { epoch, after: seen.length - 1 } : {})),
    )
    const watcher = await reader(t, hub, debate, epoch ? { epoch, after: seen.length - 1 } : {})
    epoch ??= watcher.epoch
    assert.equal(watcher.epoch, epoch, 'the list is the same one')
    // Each writer sends again what was never acknowledged, then goes on, without waiting.
    let stop = false
    const writing = authors.map(async (author, index) => {
      const mine = outbox.get(author)
      if (mine.length > 0) writers[index].publish(mine)
      for (let i = 0; i < 6 && !stop; ++i) {
        const line = author.claim(`Round ${round}, ${i}.`)
        mine.push(line)
        writers[index].publish([line])
        await new Promise(resolve => setTimeout(resolve, 5 + 3 * index))
      }
    })
    await watcher.until('some acknowledgements', () => watcher.stamped.size >= 12 + round)
    stop = true
    await hub.end('SIGKILL')
    await Promise.all(writing)
    for (const each of [...writers, watcher]) {
      await each.closed
      each.entries.forEach((line, position) => {
        if (seen[position] !== undefined) assert.equal(line, seen[position], `position ${position}`)
        seen[position] = line
      })
      for (const id of each.stamped.keys()) acknowledged.add(id)
    }
    for (const [author, lines] of outbox) {
      outbox.set(
        author,
        lines.filter(line => !acknowledged.has(lineId(line))),
      )
    }
  }
  const hub = await startHub(t, data)
  const after = new Reader(hub, debate)
  t.after(() => after.close())
  const { head } = await after.hello()
  await after.until('the whole list', () => after.cursor === head)
  assert.ok(acknowledged.size >= 12)
  seen.forEach((line, position) => assert.equal(after.entries[position], line, `position ${position}`))
  const ids = after.entries.filter(Boolean).map(lineId)
  assert.equal(new Set(ids).size, ids.length, 'nothing is there twice')
  for (const id of acknowledged) assert.ok(ids.includes(id), id)
})

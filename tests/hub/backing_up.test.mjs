// Copies of a hub that runs, what is put back, and what a member takes along.
import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { Author, folder, lineId, reader, root, startHub } from './hub.mjs'

const debate = 'example.org/square'
const path = `/debates/${debate}`
const command = join(root, 'build/release/palabre')
const run = (...words) => execFileSync(command, words, { encoding: 'utf8' })

test('a copy made while people write is put back, and what it lacks comes from its authors', async t => {
  const data = folder(t)
  const first = join(data, 'first')
  const second = join(data, 'second')
  let hub = await startHub(t, first)
  const ada = await reader(t, hub, debate)
  const author = new Author(debate)
  const early = Array.from({ length: 20 }, (_, i) => author.claim(`Early ${i}.`))
  await ada.share(...early)
  ada.publish([author.claim('Meanwhile.')])
  run('hub', '--data', first, '--backup', join(data, 'copy'))
  assert.equal(statSync(join(data, 'copy')).mode & 0o077, 0, 'what is held back is for nobody else')
  const late = author.claim('Late.')
  await ada.share(late)
  const log = (await (await hub.get(`${path}/log`)).text()).trim().split('\n')
  await hub.end('SIGKILL')

  mkdirSync(second)
  const tooEarly = spawnSync(command, ['hub', '--data', second, '--restore', join(data, 'copy')], {
    encoding: 'utf8',
  })
  assert.equal(tooEarly.status, 1)
  assert.match(tooEarly.stderr, /clerk\.key: the hub's key is missing/)
  copyFileSync(join(first, 'clerk.key'), join(second, 'clerk.key'))
  assert.match(run('hub', '--data', second, '--restore', join(data, 'copy')), /Debates restored, .*: 1\n/)
  hub = await startHub(t, second)
  assert.equal(hub.clerk, ada.hub.clerk)
  const ben = await reader(t, hub, debate, { epoch: ada.epoch, after: ada.cursor })
  const reset = await ben.message('reset')
  assert.equal(reset.why, 'epoch')
  assert.notEqual(reset.epoch, ada.epoch)
  await ben.hello({ epoch: reset.epoch, after: 0 })
  await ben.until('what was in the copy', () => ben.cursor === reset.head)
  assert.ok(early.every(line => ben.entries.includes(line)))
  assert.ok(!ben.entries.includes(late))
  // Whatever the author has and no stamp names is sent again, unchanged.
  const lost = log
    .slice(1)
    .filter(line => !ben.entries.includes(line) && JSON.parse(JSON.parse(line).head).author === author.key)
  assert.ok(lost.includes(late))
  await ben.share(...lost)
  assert.ok(ben.entries.includes(late))
})

test('a member takes along everything that they contributed, with the stamps', async t => {
  const data = folder(t)
  const hub = await startHub(t, data)
  const ada = await reader(t, hub, debate)
  const [mine, others] = [new Author(debate), new Author(debate)]
  const claim = mine.claim('Mine.')
  await ada.share(claim)
  await ada.share(others.claim('Theirs.'))
  const stance = mine.entry({ do: 'stance', target: lineId(claim), value: 50 })
  await ada.share(stance)
  const log = join(data, 'log.ndjson')
  writeFileSync(log, await (await hub.get(`${path}/log`)).text())
  const lines = run('export', 'log', log, '--author', mine.key).trim().split('\n')
  assert.equal(JSON.parse(lines[0]).debate, debate)
  assert.deepEqual(
    new Set(lines.slice(1)),
    new Set([claim, stance, ada.stamped.get(lineId(claim)), ada.stamped.get(lineId(stance))]),
  )
  assert.equal(lines.length, 5)
  const nobody = spawnSync(command, ['export', 'log', log, '--author', new Author(debate).key], { encoding: 'utf8' })
  assert.equal(nobody.status, 1)
  assert.match(nobody.stderr, /this key wrote nothing here/)
  const mistyped = spawnSync(command, ['export', 'csv', log, '--author', mine.key], { encoding: 'utf8' })
  assert.equal(mistyped.status, 2)
})

// A debate at the end of its life is deleted whole; its last checkpoint stays.
import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { test } from 'node:test'
import { Author, folder, lineId, parse, reader, root } from './hub.mjs'
import { hubOf } from './tokens.mjs'
import { leafHash, leavesOf, openCheckpoint, rootOf } from './tree.mjs'

const debate = 'example.org/square'
const path = `/debates/${debate}`
const command = process.env.PALABRE_HUB_COMMAND ?? join(root, 'build/release/palabre')
const filesWith = (data, words) =>
  execFileSync('sh', ['-c', `grep -rlaF -e '${words}' '${data}' || true`], { encoding: 'utf8' })

/** A debate that is kept as `retention` says, with something in it. */
async function square(t, retention) {
  const { hub, again, data } = await hubOf(t, {})
  const owner = new Author(debate)
  const ada = await reader(t, hub, debate, { owner: owner.key })
  await ada.share(owner.entry({ do: 'open', title: 'a', fold: 1, clerks: [hub.clerk], retention }))
  return { hub, again, data, owner, ada }
}

test('at its end all of it goes from every file, and who reads it is told', async t => {
  const { hub, again, data, owner, ada } = await square(t, { until: Date.now() + 1500 })
  const claim = new Author(debate).claim('Unverwechselbar')
  await ada.share(claim)
  assert.notEqual(filesWith(data, 'Unverwechselbar'), '')
  const before = await (await hub.get(`${path}/checkpoint`)).text()
  const { size, root } = openCheckpoint(before, hub.clerk)
  const leaves = leavesOf(await (await hub.get(`${path}/log`)).text())
  assert.deepEqual([size, root], [leaves.length, rootOf(leaves.map(leafHash))])
  const waiting = hub.get(`${path}/entries?after=${ada.cursor}&wait=20000`)
  assert.equal((await ada.message('error')).code, 'ended')
  await ada.closed
  assert.equal((await waiting).status, 410)
  assert.equal(filesWith(data, 'Unverwechselbar'), '')
  assert.equal(filesWith(data, claim.slice(10, 300)), '', 'nor its head')
  const check = async on => {
    for (const what of [
      '',
      '/entries',
      '/log',
      '/snapshot',
      '/tile/0/000',
      '/proof/consistency?from=1',
      '/moderation',
    ]) {
      const answer = await on.get(path + what)
      assert.deepEqual([answer.status, (await answer.json()).code], [410, 'ended'], what)
    }
    const last = await on.get(`${path}/checkpoint`)
    assert.deepEqual([last.status, await last.text()], [200, before], 'what its tree came to stays signed')
    const late = await on.get(`${path}/entries?owner=${owner.key}`, { method: 'POST', body: owner.claim('Again.') })
    assert.deepEqual([late.status, parse(await late.text()).code], [410, 'ended'])
  }
  await check(hub)
  await hub.end('SIGKILL')
  const next = await again()
  await check(next)
  const other = await reader(t, next, 'example.org/garden')
  await other.share(new Author('example.org/garden').claim('Others go on.'))
})

test('what was held in a debate that has ended takes nothing of the next one with it', async t => {
  const until = Date.now() + 1500
  const { hub, owner, ada } = await square(t, { until })
  const question = owner.entry({
    do: 'ask',
    title: 'a',
    method: 'yes-no',
    results: 'after-close',
    closes: until + 2000,
  })
  await ada.share(question)
  await ada.share(new Author(debate).entry({ do: 'ballot', question: lineId(question), choice: 'yes' }))
  assert.equal((await ada.message('error')).code, 'ended')
  const other = 'example.org/other'
  const next = new Author(other)
  const bo = await reader(t, hub, other, { owner: next.key })
  await bo.share(next.entry({ do: 'open', title: 'b', fold: 1, clerks: [hub.clerk] }))
  await bo.share(next.claim('Said in the next one'))
  // Asked for again and again, what has ended stays in memory until the closing, and after it.
  while (Date.now() < until + 4500) {
    assert.equal((await hub.get(path)).status, 410)
    await new Promise(later => setTimeout(later, 250))
  }
  assert.match(await (await hub.get(`/debates/${other}/log`)).text(), /Said in the next one/)
})

test('palabre open says for an owner whom to ask, who reads first and how long it is kept', t => {
  const key = join(folder(t), 'owner.key')
  const run = (...options) => spawnSync(command, options, { encoding: 'utf8' })
  assert.equal(run('key', 'new', key).status, 0)
  const page = join(root, 'examples/plain/index.html')
  const open = (...more) => run('open', page, '--key', key, '--debate', debate, ...more)
  const opened = open('--contact', 'we@example.org', '--read-first', '--keep-days', '365')
  assert.equal(opened.status, 0, opened.stderr)
  const body = JSON.parse(JSON.parse(opened.stdout.split('\n')[1]).body)
  assert.deepEqual([body.contact, body.read_first, body.retention], ['we@example.org', true, { days: 365 }])
  for (const days of ['0', 'x', '36501', '1.5']) assert.equal(open('--keep-days', days).status, 2, days)
})

test('an open that asks for what no hub knows is refused', async t => {
  const { hub } = await hubOf(t, {})
  for (const more of [
    { retention: 'for ever' },
    { retention: { days: 0 } },
    { retention: { years: 1 } },
    { read_first: 1 },
  ]) {
    const owner = new Author(debate)
    const ada = await reader(t, hub, debate, { owner: owner.key })
    ada.publish([owner.entry({ do: 'open', title: 'a', fold: 1, clerks: [hub.clerk], ...more })], 1)
    assert.equal((await ada.message('refuse')).reason, 'terms')
    ada.close()
    await ada.closed
  }
})

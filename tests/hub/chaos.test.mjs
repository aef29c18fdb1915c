// Short days of the fault harness (chaos/), always the same. `tools/test chaos 30m` makes long ones.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { chaos } from './chaos/chaos.mjs'
import { chaosOfCluster } from './chaos/cluster.mjs'
import { folder } from './hub.mjs'

test('whatever fails, what was acknowledged or seen is kept, once, and everybody agrees', async t => {
  const { said, happened } = await chaos(t, folder(t), { seed: 1, seconds: 1, say: what => t.diagnostic(what) })
  assert.ok(said > 100)
  assert.ok(happened >= 9)
})

test('whatever fails of three hubs and their NATS servers, all keep what any of them acknowledged', async t => {
  const day = { seed: 2, seconds: 1, say: what => t.diagnostic(what) }
  const { said, happened } = await chaosOfCluster(t, folder(t), day)
  assert.ok(said > 100)
  assert.ok(happened >= 6)
})

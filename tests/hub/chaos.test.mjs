// A short day of the fault harness (chaos/chaos.mjs), always the same. `tools/test chaos 30m` makes long ones.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { chaos } from './chaos/chaos.mjs'
import { folder } from './hub.mjs'

test('whatever fails, what was acknowledged or seen is kept, once, and everybody agrees', async t => {
  const { said, happened } = await chaos(t, folder(t), { seed: 1, seconds: 1, say: what => t.diagnostic(what) })
  assert.ok(said > 100)
  assert.ok(happened >= 9)
})

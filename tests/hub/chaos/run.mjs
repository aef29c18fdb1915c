// node tests/hub/chaos/run.mjs [TIME [SEED]]: the fault harness for so long (`30m`, `90s`; a minute where nothing is
// said), day after day, each with the next seed. The first seed is drawn where none is given, and printed: the same
// seed makes the same day, as far as the machine lets it.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { folder } from '../hub.mjs'
import { chaos } from './chaos.mjs'
import { chaosOfCluster } from './cluster.mjs'

const [time = '60s', first = Math.floor(Math.random() * 1e9)] = process.argv.slice(2)
const [, count, unit] = /^([1-9]\d*)([sm])$/.exec(time) ?? assert.fail(`a time is written 30m or 90s, not ${time}`)
const end = Date.now() + Number(count) * (unit === 'm' ? 60_000 : 1000)

for (let seed = Number(first), day = 0; day === 0 || Date.now() < end; ++seed, ++day) {
  for (const [whose, live] of [
    ['one hub', chaos],
    ['three hubs', chaosOfCluster],
  ]) {
    await test(`a day of ${whose} from seed ${seed}`, async t => {
      const { said, happened, checkpoints } = await live(t, folder(t), { seed, seconds: 30 })
      t.diagnostic(`${said} claims, ${happened} faults, ${checkpoints} checkpoints`)
    })
  }
}

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { compiled } from './compiled.mjs'

const { computed, effect, signal, untracked } = await compiled('signals.ts')

/** The values that `effect` saw, and how to stop it. */
function watched(read) {
  const seen = []
  const stop = effect(() => {
    seen.push(read())
  })
  return { seen, stop }
}

describe('what is computed of a value', () => {
  it('is worked out when it is read, once for each change under it', () => {
    const one = signal(1)
    let times = 0
    const twice = computed(() => (times++, one.value * 2))
    assert.equal(times, 0)
    assert.deepEqual([twice.value, twice.peek(), times], [2, 2, 1])
    one.value = 5
    assert.equal(times, 1)
    assert.deepEqual([twice.value, twice.value, times], [10, 10, 2])
  })
  it('tells nobody when it came out the same', () => {
    const one = signal(1)
    const odd = computed(() => one.value % 2)
    const { seen } = watched(() => odd.value)
    one.value = 3
    one.value = 4
    assert.deepEqual(seen, [1, 0])
  })
  it('is told once where two ways lead to the same change', () => {
    const one = signal(1)
    const left = computed(() => one.value + 1)
    const right = computed(() => one.value + 2)
    const { seen } = watched(() => `${one.value} ${left.value} ${right.value}`)
    one.value = 2
    assert.deepEqual(seen, ['1 2 3', '2 3 4'])
  })
  it('listens only while somebody listens to it', () => {
    const one = signal(1)
    const chain = computed(() => one.value)
    const end = computed(() => chain.value)
    const { stop } = watched(() => end.value)
    assert.equal(one.readers.size, 1)
    stop()
    assert.equal(one.readers.size, 0)
    one.value = 7
    assert.equal(end.value, 7)
    assert.equal(one.readers.size, 0)
  })
  it('follows what it read last, not what it read once', () => {
    const which = signal('a')
    const a = signal(1)
    const b = signal(2)
    const { seen } = watched(() => (which.value === 'a' ? a.value : b.value))
    which.value = 'b'
    a.value = 9
    b.value = 3
    assert.deepEqual(seen, [1, 2, 3])
    assert.equal(a.readers.size, 0)
  })
  it('that fails is asked again', () => {
    const one = signal(0)
    const inverse = computed(() => {
      if (one.value === 0) throw new Error('no')
      return 1 / one.value
    })
    assert.throws(() => inverse.value, /no/)
    one.value = 2
    assert.equal(inverse.value, 0.5)
    one.value = 0
    for (let times = 0; times < 2; times++) assert.throws(() => inverse.value, /no/)
  })
})

describe('an effect', () => {
  it('runs at once and at each change, and is cleaned up before and at the end', () => {
    const one = signal(1)
    const said = []
    const stop = effect(() => {
      const now = one.value
      said.push(`in ${now}`)
      return () => said.push(`out ${now}`)
    })
    one.value = 2
    one.value = 2
    stop()
    one.value = 3
    assert.deepEqual(said, ['in 1', 'out 1', 'in 2', 'out 2'])
  })
  it('that changes what it reads runs until that rests', () => {
    const one = signal(0)
    const { seen } = watched(() => (one.value < 3 ? ++one.value : one.value))
    assert.equal(one.peek(), 3)
    assert.equal(seen.at(-1), 3)
  })
  it('is not told of what it only looked at', () => {
    const one = signal(1)
    const two = signal(1)
    const { seen } = watched(() => one.value + two.peek() + untracked(() => two.value))
    two.value = 5
    assert.equal(seen.length, 1)
    one.value = 2
    assert.deepEqual(seen, [3, 12])
  })
  it('goes on with the others when a listener leaves in the middle', () => {
    const one = signal(1)
    const heard = []
    let stop = () => undefined
    one.subscribe(value => {
      heard.push(`first ${value}`)
      if (value === 2) stop()
    })
    stop = one.subscribe(value => heard.push(`second ${value}`))
    one.subscribe(value => heard.push(`third ${value}`))
    one.value = 2
    assert.deepEqual(heard, ['first 1', 'second 1', 'third 1', 'first 2', 'third 2'])
  })
})

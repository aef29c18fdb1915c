// Where a hub expects another number than an entry has: what is signed anew, and what may be the hub's already.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { compiled } from './compiled.mjs'

const { Refusals } = await compiled('hub-refusals.ts')

/** What to do where the hub expects `expects` of the entry numbered `of`, these numbers not being acknowledged. */
const courseFor = (numbers, of, expects) => {
  const own = numbers.map(n => ({ id: `entry ${n}`, n }))
  return new Refusals({}, { unshared: () => own }).numbered(`entry ${of}`, expects, 'clerk')
}

describe('a number that the hub does not expect', () => {
  it('what was sent before it and is on its way to the disk is not signed anew', () => {
    // The key has written its sixth elsewhere.
    assert.equal(courseFor([5, 6, 7], 6, 7), 6)
    // Its sixth was refused.
    assert.equal(courseFor([5, 7, 8], 7, 6), 7 - 1)
  })

  it('all is signed anew where the first is another one elsewhere', () => {
    assert.equal(courseFor([5, 6], 5, 7), 5)
  })

  it('all is said again where one before it was not looked at', () => {
    assert.equal(courseFor([6, 7], 7, 6), 'again')
    assert.equal(courseFor([5, 6, 7], 7, 6), 'again')
  })

  it('nothing of it is ours where another wrote it', () => {
    assert.equal(courseFor([5, 6], 4, 5), 'others')
  })
})

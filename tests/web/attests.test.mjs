// Which lines make a page go on in the module that knows members.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compiled } from './compiled.mjs'

const { ATTEST } = await compiled('session-engine.ts')
const line = body => JSON.stringify({ head: '{}', sig: 's', body })

test('an attest is found however its body is spaced or escaped', () => {
  const body = JSON.stringify({ salt: 's', do: 'attest', token: 't' })
  for (const written of [body, body.replace(':"attest"', ' :\n\t"attest"'), body.replace('"do":', '"do": ')])
    assert.match(line(written), ATTEST, written)
  assert.match(line(body.replace('attest', '\\u0061ttest')), ATTEST, 'an escape in the body')
  assert.match(line(body).replaceAll('\\"', '\\u0022'), ATTEST, 'an escape in the line')
})

test('words that people write are none', () => {
  for (const text of ['I do attest it', '"do":"attest"', 'd\u00e9j\u00e0 attest\u00e9', 'a\nb\t\u0001'])
    assert.doesNotMatch(line(JSON.stringify({ salt: 's', do: 'claim', text })), ATTEST, text)
})

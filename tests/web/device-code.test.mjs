// Codes that are carried from one device to another on paper.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { compiled } from './compiled.mjs'

const { finderOf, newRecoveryCode, newSecret, proofOf, readCode, seedOf, written } = await compiled('device-code.ts')

const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const DEBATE = 'example.org/halles'
const ADA = `${'A'.repeat(42)}A`
const BO = `${'B'.repeat(42)}A`
const hash = text => createHash('sha256').update(text).digest()

/** The first bits as signs, by arithmetic of another kind than the module's. */
function signs(bytes, count) {
  const bits = [...bytes].map(byte => byte.toString(2).padStart(8, '0')).join('')
  return Array.from({ length: count }, (_, at) => SIGNS[parseInt(bits.slice(at * 5, at * 5 + 5), 2)]).join('')
}

test('a recovery code is what docs/devices.md says: 128 bits and 12 of their hash', async () => {
  for (let i = 0; i < 200; i++) {
    const code = await newRecoveryCode()
    const bits = [...code].map(sign => SIGNS.indexOf(sign).toString(2).padStart(5, '0')).join('')
    assert.equal(bits.length, 140)
    const octets = bits.slice(0, 128).match(/.{8}/g)
    const bytes = Buffer.from(octets.map(octet => parseInt(octet, 2)))
    const check = hash(`palabre recovery code 1\n${bytes.toString('base64url')}`)
    assert.equal(code, signs(Buffer.concat([bytes, check]), 28))
    assert.deepEqual(await readCode(code), { kind: 'recovery', code })
  }
})

test('codes differ', async () => {
  const codes = await Promise.all(Array.from({ length: 500 }, newRecoveryCode))
  assert.equal(new Set(codes).size, 500)
  assert.equal(new Set(Array.from({ length: 500 }, newSecret)).size, 500)
})

test('a code is read as people write: small letters, groups, hyphens, and signs that look alike', async () => {
  const code = await newRecoveryCode()
  assert.match(written(code), /^(?:[0-9A-Z]{4} ){6}[0-9A-Z]{4}$/)
  for (const form of [
    written(code),
    code.toLowerCase(),
    `  ${written(code).replace(/ /g, '-')}\n`,
    written(code).replace(/ /g, ' \u2013 '),
    code.replace(/0/g, 'o').replace(/1/g, 'l'),
    code.replace(/0/g, 'O').replace(/1/g, 'I'),
  ])
    assert.deepEqual(await readCode(form), { kind: 'recovery', code }, form)
})

test('one wrong sign in a recovery code, or two that change places, are told in all but one of some thousand', async () => {
  let told = 0
  let tried = 0
  for (let i = 0; i < 20; i++) {
    const code = await newRecoveryCode()
    for (let at = 0; at < 28; at++) {
      for (const sign of SIGNS) {
        const other = code.slice(0, at) + sign + code.slice(at + 1)
        if (other === code) continue
        tried += 1
        if ((await readCode(other)) === null) told += 1
      }
      const swapped = code.slice(0, at) + (code[at + 1] ?? '') + code[at] + code.slice(at + 2)
      if (swapped === code) continue
      tried += 1
      if ((await readCode(swapped)) === null) told += 1
    }
  }
  // 12 bits let one in 4,096 pass; of 17,800 tries four are to be expected, and forty happen never.
  assert.ok(tried > 17_000 && tried - told < 40, `${told} of ${tried}`)
})

test('what is no code is none', async () => {
  for (const text of [
    '',
    ' ',
    'ABCD',
    'ABCD EFGH JKMN PQR',
    'ABCD EFGH JKMN PQRU',
    'é'.repeat(16),
    '\u{1F333}'.repeat(8),
  ])
    assert.equal(await readCode(text), null, text)
  assert.equal(await readCode('0'.repeat(100_000)), null)
})

test('a code for another device holds a secret and what finds the key that shows it', async () => {
  const secret = newSecret()
  const finder = await finderOf(DEBATE, secret, ADA)
  assert.equal(finder, signs(hash(`palabre device finder 1\n${DEBATE}\n${secret}\n${ADA}`), 4))
  assert.deepEqual(await readCode(written(secret + finder)), { kind: 'link', secret, finder })
  const finders = await Promise.all(
    Array.from({ length: 200 }, () => newSecret()).map(one => finderOf(DEBATE, one, ADA)),
  )
  assert.ok(new Set(finders).size > 190)
})

test('the proof is a salt, and good for this debate, this secret and these two keys alone', async () => {
  const secret = newSecret()
  const proof = await proofOf(DEBATE, secret, ADA, BO)
  const expected = hash(`palabre device proof 1\n${DEBATE}\n${secret}\n${ADA}\n${BO}`).subarray(0, 16)
  assert.equal(proof, expected.toString('base64url'))
  const others = await Promise.all([
    proofOf(DEBATE, secret, BO, ADA),
    proofOf(DEBATE, newSecret(), ADA, BO),
    proofOf('example.org/other', secret, ADA, BO),
    proofOf(DEBATE, secret, ADA, ADA),
  ])
  assert.equal(new Set([proof, ...others]).size, 5)
})

test('a recovery code stands for one key in each debate', async () => {
  const code = await newRecoveryCode()
  const seed = await seedOf(DEBATE, code)
  assert.equal(Buffer.from(seed).toString('hex'), hash(`palabre recovery seed 1\n${DEBATE}\n${code}`).toString('hex'))
  assert.notDeepEqual(seed, await seedOf('example.org/other', code))
})

// The published signature vectors, and what OpenSSL signs, in the builds that readers get.
import assert from 'node:assert/strict'
import { createPublicKey, generateKeyPairSync, randomBytes, sign, verify } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { standIn, verifier, webAssembly } from './seal-builds.mjs'

const vectorsOf = name =>
  JSON.parse(readFileSync(new URL(`../seal/vectors/${name}.json`, import.meta.url), 'utf8')).vectors
const hex = digits => Buffer.from(digits, 'hex')

function opensslAccepts(key, message, signature) {
  try {
    const jwk = { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(key).toString('base64url') }
    return verify(null, message, createPublicKey({ key: jwk, format: 'jwk' }), signature)
  } catch {
    return false
  }
}

const builds = { WebAssembly: webAssembly, 'the stand-in for it': standIn }
for (const [build, load] of Object.entries(builds)) {
  test(`${build} judges signatures as the published vectors say`, async () => {
    const isGood = verifier(await load())
    for (const file of ['rfc8032', 'taming-eddsa', 'wycheproof']) {
      for (const { name, key, message, signature, good } of vectorsOf(file)) {
        // Its boundary takes 64 bytes; what is shorter or longer never gets there.
        if (signature.length !== 128) {
          assert.equal(good, false, `${file} ${name}`)
          continue
        }
        assert.equal(isGood(hex(key), hex(message), hex(signature)), good, `${file} ${name}`)
      }
    }
  })

  test(`${build} lets nobody sign with points of small order, where OpenSSL does`, async () => {
    const isGood = verifier(await load())
    const points = vectorsOf('small-order').map(({ point }) => hex(point))
    const message = Buffer.from('Zcash')
    let acceptedElsewhere = 0
    for (const key of points) {
      for (const first of points) {
        const signature = Buffer.concat([first, Buffer.alloc(32)])
        const which = `${key.toString('hex')} ${first.toString('hex')}`
        assert.equal(isGood(key, message, signature), false, which)
        if (opensslAccepts(key, message, signature)) acceptedElsewhere += 1
      }
    }
    assert.ok(acceptedElsewhere > 0, 'these signatures would be good to a laxer judge')
  })

  test(`${build} accepts what OpenSSL signs, and refuses it with one bit flipped`, async () => {
    const isGood = verifier(await load())
    for (let round = 0; round < 20; round++) {
      const { publicKey, privateKey } = generateKeyPairSync('ed25519')
      const key = Buffer.from(publicKey.export({ format: 'jwk' }).x, 'base64url')
      const message = randomBytes(round === 0 ? 0 : round * 40)
      const signature = sign(null, message, privateKey)
      assert.ok(isGood(key, message, signature), message.toString('hex'))
      for (const part of [key, signature, ...(message.length ? [message] : [])]) {
        const at = randomBytes(2).readUInt16LE() % part.length
        const bit = 1 << (round % 8)
        part[at] ^= bit
        assert.equal(isGood(key, message, signature), false, `byte ${at} of ${part.length}`)
        part[at] ^= bit
      }
    }
  })

  test(`${build} refuses a message beyond its room instead of reading past it`, async () => {
    const exports = await load()
    for (const size of [2049, 0x7fffffff, -1]) assert.equal(exports.palabre_seal_verify(size), 0)
  })
}

// The reader's key, where the browser has Ed25519, where it has not, and on a page without https.
import assert from 'node:assert/strict'
import { createPublicKey, verify } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { compiled } from './compiled.mjs'

const HEAD = '{"v":1,"debate":"example.org/rue-des-halles"}'
const plainCrypto = () => compiled('plain-crypto.ts')
const noPlainCrypto = () => assert.fail('the library is not needed here')
const modern = await compiled('identity.ts')

/** identity.ts as it loads where `crypto` is this. */
async function identityWith(crypto) {
  const own = Object.getOwnPropertyDescriptor(globalThis, 'crypto')
  Object.defineProperty(globalThis, 'crypto', { value: crypto, configurable: true })
  try {
    return await compiled('identity.ts')
  } finally {
    Object.defineProperty(globalThis, 'crypto', own)
  }
}

const getRandomValues = bytes => globalThis.crypto.getRandomValues(bytes)
const withoutHttps = () => identityWith({ getRandomValues })

function withoutEd25519() {
  const refuse = () => Promise.reject(new DOMException('Unrecognized name.', 'NotSupportedError'))
  const { subtle } = globalThis.crypto
  const digest = (name, bytes) => subtle.digest(name, bytes)
  return identityWith({ getRandomValues, subtle: { generateKey: refuse, importKey: refuse, digest } })
}

/** What OpenSSL says of a reader's signature of HEAD. */
async function signsEntries(identity) {
  const sig = await identity.sign(HEAD)
  assert.match(sig, /^[\w-]{85}[AQgw]$/)
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: identity.key }
  const key = createPublicKey({ key: jwk, format: 'jwk' })
  const message = Buffer.from(`palabre entry 1\n${HEAD}`)
  return verify(null, message, key, Buffer.from(sig, 'base64url'))
}

test('where the browser has Ed25519 no script can read the key', async () => {
  const identity = await modern.createIdentity(true, noPlainCrypto)
  assert.equal(identity.kept.kind, 'browser')
  assert.equal(identity.kept.secret.extractable, false)
  assert.match(identity.key, /^[\w-]{42}[AEIMQUYcgkosw048]$/)
  assert.ok(await signsEntries(identity))
})

test('a key of the browser that was kept signs as before', async () => {
  const identity = await modern.createIdentity(true, noPlainCrypto)
  const again = await modern.identityFrom(identity.kept, noPlainCrypto)
  assert.equal(again.key, identity.key)
  assert.equal(await again.sign(HEAD), await identity.sign(HEAD))
})

const lesser = { 'without https': withoutHttps, 'without Ed25519': withoutEd25519 }
for (const [where, load] of Object.entries(lesser)) {
  test(`a reader ${where} can sign, keep the key, and sign again`, async () => {
    const { createIdentity, identityFrom } = await load()
    const identity = await createIdentity(true, plainCrypto)
    assert.equal(identity.kept.kind, 'seed')
    assert.ok(await signsEntries(identity))
    const again = await identityFrom(structuredClone(identity.kept), plainCrypto)
    assert.equal(again.key, identity.key)
    assert.equal(await again.sign(HEAD), await identity.sign(HEAD))
  })
}

test('a kept seed goes on in a browser that has learnt Ed25519, without the library', async () => {
  const { createIdentity } = await withoutEd25519()
  const old = await createIdentity(true, plainCrypto)
  const now = await modern.identityFrom(old.kept, noPlainCrypto)
  assert.equal(now.key, old.key)
  assert.equal(await now.sign(HEAD), await old.sign(HEAD))
})

test('storage that cannot hold a key object gets a seed', async () => {
  const identity = await modern.createIdentity(false, plainCrypto)
  assert.equal(identity.kept.kind, 'seed')
  assert.equal(identity.kept.seed.length, 32)
  assert.ok(await signsEntries(identity))
})

test('two readers never get the same key or salt', async () => {
  const { createIdentity, randomSalt } = await withoutHttps()
  const keys = new Set()
  const salts = new Set()
  for (let i = 0; i < 20; i++) {
    keys.add((await createIdentity(true, plainCrypto)).key)
    salts.add(randomSalt())
  }
  assert.equal(keys.size, 20)
  assert.equal(salts.size, 20)
  for (const salt of salts) assert.match(salt, /^[\w-]{21}[AQgw]$/)
})

test('hashes are SHA-256 with and without https (FIPS 180-4, "abc")', async () => {
  const insecure = await withoutHttps()
  const expected = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'
  for (const { sha256 } of [modern, insecure]) {
    assert.equal(Buffer.from(await sha256('abc', plainCrypto)).toString('hex'), expected)
  }
  const accented = await modern.sha256('déjà vu 😀', noPlainCrypto)
  assert.deepEqual(await insecure.sha256('déjà vu 😀', plainCrypto), accented)
})

test('the library signs as RFC 8032 says', async () => {
  const { publicKeyOf, signWith } = await plainCrypto()
  const file = new URL('../seal/vectors/rfc8032.json', import.meta.url)
  const { vectors } = JSON.parse(readFileSync(file, 'utf8'))
  for (const { name, seed, key, message, signature } of vectors) {
    const bytes = Uint8Array.from(Buffer.from(seed, 'hex'))
    assert.equal(Buffer.from(publicKeyOf(bytes)).toString('hex'), key, name)
    const made = signWith(bytes, Uint8Array.from(Buffer.from(message, 'hex')))
    assert.equal(Buffer.from(made).toString('hex'), signature, name)
  }
})

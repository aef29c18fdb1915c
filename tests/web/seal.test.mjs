// What web/src/seal.ts makes of lines from elsewhere. The module itself: tests/wasm/seal.test.mjs.
import assert from 'node:assert/strict'
import { generateKeyPairSync, sign } from 'node:crypto'
import { test } from 'node:test'
import { webAssembly } from '../wasm/seal-builds.mjs'
import { compiled } from './compiled.mjs'

const { Seal } = await compiled('seal.ts')
const seal = new Seal({ exports: await webAssembly(), kind: 'wasm' })

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

function someKeys() {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  return { author: publicKey.export({ format: 'jwk' }).x, privateKey }
}

function headBy(author, debate = 'example.org/rue-des-halles', start = '{"v":1,') {
  const rest = `"n":1,"clock":1,"seen":"","at":0,"body":"${'A'.repeat(43)}"`
  return `${start}"debate":"${debate}","author":"${author}",${rest}}`
}

const signed = (privateKey, text) => sign(null, Buffer.from(text), privateKey).toString('base64url')
const signedEntry = (privateKey, head) => signed(privateKey, `palabre entry 1\n${head}`)

/** The same text with another last character, whose unused bits are not zero. */
const loosened = text => text.slice(0, -1) + ALPHABET[ALPHABET.indexOf(text.at(-1)) + 1]

test("an entry is its author's where the author signed that very head", () => {
  const mine = someKeys()
  const other = someKeys()
  const head = headBy(mine.author)
  const sig = signedEntry(mine.privateKey, head)
  assert.equal(seal.check(sig, head), true)
  assert.equal(seal.check(signedEntry(other.privateKey, head), head), false)
  assert.equal(seal.check(sig, headBy(mine.author, 'example.org/another')), false)
  assert.equal(seal.check(sig, `${head} `), false)
})

test("a signature over anything but an entry is no entry's", () => {
  const { author, privateKey } = someKeys()
  const head = headBy(author)
  for (const text of [head, `palabre entry 2\n${head}`, `palabre entry 1${head}`]) {
    assert.equal(seal.check(signed(privateKey, text), head), false, text.slice(0, 20))
  }
})

test('base64url that is not canonical is refused, though it means the same bytes', () => {
  const { author, privateKey } = someKeys()
  const head = headBy(author)
  const sig = signedEntry(privateKey, head)
  const shorter = sig.slice(0, 85)
  for (const text of [loosened(sig), `${sig}=`, `${sig}==`, `${sig}\n`, ` ${sig}`, shorter, '']) {
    assert.equal(seal.check(text, head), false, JSON.stringify(text))
  }
  const loose = headBy(loosened(author))
  assert.equal(seal.check(signedEntry(privateKey, loose), loose), false)
})

test("only what stands in the author's place is the author", () => {
  const { author, privateKey } = someKeys()
  const heads = [
    headBy(author, 'example.org/rue-des-halles', '{"v":2,'),
    headBy(author, 'example.org/rue-des-halles', '{ "v":1,'),
    headBy(author, `a/b","author":"${someKeys().author}","x":"`),
    headBy(author, 'a/b\\"'),
    `{"v":1,"author":"${author}"}`,
    '',
  ]
  for (const head of heads) {
    assert.equal(seal.check(signedEntry(privateKey, head), head), false, head.slice(0, 40))
  }
})

test('a head too long for any entry is refused, not cut', () => {
  const { author, privateKey } = someKeys()
  for (const size of [3000, 100_000]) {
    const head = headBy(author, `a/${'b'.repeat(size)}`)
    assert.equal(seal.check(signedEntry(privateKey, head), head), false)
  }
  // Multi-byte text that just overruns the room.
  const head = `${headBy(author)}${'é'.repeat(1000)}`
  assert.equal(seal.check(signedEntry(privateKey, head), head), false)
})

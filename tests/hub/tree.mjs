// RFC 6962, section 2.1, and C2SP's notes, as they are written: another program than the hub's.
import assert from 'node:assert/strict'
import { createHash, createPublicKey, verify } from 'node:crypto'

const hash = (...parts) => parts.reduce((sum, part) => sum.update(part), createHash('sha256')).digest()
const node = (left, right) => hash(Buffer.of(1), left, right)
export const leafHash = leaf => hash(Buffer.of(0), leaf)

/** The largest power of two below n. */
const split = n => {
  let k = 1
  while (k * 2 < n) k *= 2
  return k
}

/** The root over hashes of leaves. */
export function rootOf(hashes) {
  if (hashes.length === 0) return hash()
  if (hashes.length === 1) return hashes[0]
  const k = split(hashes.length)
  return node(rootOf(hashes.slice(0, k)), rootOf(hashes.slice(k)))
}

/** The root that a path of inclusion amounts to, or undefined. */
export function rootByInclusion(leaf, index, size, path) {
  if (size === 1) return path.length === 0 ? leaf : undefined
  if (path.length === 0) return undefined
  const [rest, last] = [path.slice(0, -1), path.at(-1)]
  const k = split(size)
  const part = index < k ? rootByInclusion(leaf, index, k, rest) : rootByInclusion(leaf, index - k, size - k, rest)
  if (part === undefined) return undefined
  return index < k ? node(part, last) : node(last, part)
}

/** The two roots that a path of consistency amounts to, or undefined; `from` is at least 1. */
export function rootsByConsistency(from, to, path, earlier, whole = true) {
  if (from === to && whole) return path.length === 0 ? [earlier, earlier] : undefined
  if (path.length === 0) return undefined
  const [rest, last] = [path.slice(0, -1), path.at(-1)]
  if (from === to) return rest.length === 0 ? [last, last] : undefined
  const k = split(to)
  if (from <= k) {
    const part = rootsByConsistency(from, k, rest, earlier, whole)
    return part && [part[0], node(part[1], last)]
  }
  const part = rootsByConsistency(from - k, to - k, rest, earlier, false)
  return part && [node(last, part[0]), node(last, part[1])]
}

/** A checkpoint whose note `key` signed under the checkpoint's origin. */
export function openCheckpoint(note, key) {
  const at = note.lastIndexOf('\n\n')
  const text = note.slice(0, at + 1)
  const [origin, size, root, ...more] = text.split('\n')
  assert.deepEqual(more, [''], 'no further lines')
  const raw = Buffer.from(key, 'base64url')
  const keyId = hash(origin, '\n', Buffer.of(1), raw).subarray(0, 4)
  const publicKey = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: key }, format: 'jwk' })
  const line = /^\u2014 (\S+) (\S+)$/u.exec(note.slice(at + 2).trimEnd())
  assert.ok(line, 'one line that signs')
  assert.equal(line[1], origin)
  const bytes = Buffer.from(line[2], 'base64')
  assert.equal(bytes.toString('base64'), line[2])
  assert.deepEqual(bytes.subarray(0, 4), keyId)
  assert.ok(verify(null, Buffer.from(text), publicKey, bytes.subarray(4)), 'a good signature')
  assert.match(size, /^(0|[1-9][0-9]*)$/)
  return { origin, size: Number(size), root: Buffer.from(root, 'base64') }
}

/** The leaves of a log, as docs/hub-protocol.md has them. */
export const leavesOf = log =>
  log
    .trim()
    .split('\n')
    .slice(1)
    .map(line => JSON.parse(line))
    .map(({ head, sig }) => JSON.stringify({ head, sig }))

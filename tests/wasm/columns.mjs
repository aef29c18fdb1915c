// palabre_columns taken apart, as docs/engine.md lays them out.
import assert from 'node:assert/strict'

/** The arrays of an answer; fails where they are not one after another, to the last byte. */
export function columnsOf(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const words = (at, n, read) => Array.from({ length: n }, (_, i) => view[read](at + 4 * i, true))
  const revision = view.getUint32(0, true)
  const n = view.getUint32(4, true)
  if (n === 0) {
    assert.equal(bytes.length, 8)
    return { revision, n }
  }
  const parent = words(8, n, 'getUint32')
  const stance = [...bytes.subarray(8 + 4 * n, 8 + 5 * n)]
  let at = 8 + 4 * n + 4 * Math.ceil(n / 4)
  assert.ok(
    bytes.subarray(8 + 5 * n, at).every(byte => byte === 0),
    'padding is zero',
  )
  const base = words(at, n, 'getFloat32')
  const strength = words(at + 4 * n, n, 'getFloat32')
  const judged = words(at + 8 * n, n, 'getUint32')
  at += 12 * n
  const offset = words(at, n + 1, 'getUint32')
  const text = bytes.subarray(at + 4 * n + 4)
  assert.equal(offset[0], 0)
  assert.equal(offset[n], text.length, 'the last offset ends the last id')
  const ids = parent.map((_, i) => text.subarray(offset[i], offset[i + 1]).toString())
  return { revision, n, parent, stance, base, strength, judged, ids }
}

/** A line for each place of each claim. In which order they come depends on how the entries came. */
export function placesOf(bytes) {
  const { ids, parent, stance, base, strength, judged } = columnsOf(bytes)
  return ids.map((id, i) => [id, ids[parent[i]], stance[i], base[i], strength[i], judged[i]].join(' ')).sort()
}

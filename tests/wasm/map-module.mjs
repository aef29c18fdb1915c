// palabre-map as a page drives it, and debates for it.
import { readFileSync } from 'node:fs'
import * as builds from './builds.mjs'

export const noRow = 0xffffffff
const header = readFileSync(new URL('../../src/wasm/palabre_map.h', import.meta.url), 'utf8')
/** The functions that the boundary's header declares, without their prefix. */
export const declared = [...new Set([...header.matchAll(/\bpalabre_map_(\w+)\(/g)].map(([, name]) => name))]

/** The same numbers in [0,1) from the same seed (a linear congruence). */
export function numbers(seed) {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 4294967296
  }
}

/** Rows as columns have them: `parentOf(row)` shapes the debate. */
export function debate(count, random, parentOf = row => Math.floor(random() * row)) {
  const rows = [{ parent: 0, stance: 0, base: 0.5, judged: 0 }]
  for (let row = 1; row < count; row += 1) {
    const judged = Math.floor(random() * 9)
    const sum = Math.floor(random() * (4 * judged + 1))
    rows.push({ parent: parentOf(row), stance: random() < 0.5 ? 0 : 1, base: (sum + 8) / (4 * (judged + 4)), judged })
  }
  return rows
}

/** The bytes of docs/engine.md, Columns. */
export function columnsOf(rows) {
  const ids = rows.map(({ id }, row) => id ?? (row === 0 ? '~' : `c${row}`))
  const padding = (4 - (rows.length % 4)) % 4
  const head = 8 + 5 * rows.length + padding
  const size = head + 12 * rows.length + 4 * (rows.length + 1) + ids.reduce((sum, id) => sum + id.length, 0)
  const bytes = new Uint8Array(size)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, 1, true)
  view.setUint32(4, rows.length, true)
  let end = 0
  const ends = head + 12 * rows.length
  rows.forEach(({ parent, stance, base, judged }, row) => {
    view.setUint32(8 + 4 * row, parent, true)
    bytes[8 + 4 * rows.length + row] = stance
    view.setFloat32(head + 4 * row, base, true)
    view.setFloat32(head + 4 * (rows.length + row), 0.5, true)
    view.setUint32(head + 4 * (2 * rows.length + row), judged, true)
    const at = ends + 4 * (rows.length + 1) + end
    for (let i = 0; i < ids[row].length; i += 1) bytes[at + i] = ids[row].charCodeAt(i)
    end += ids[row].length
    view.setUint32(ends + 4 * (row + 1), end, true)
  })
  return bytes
}

/** The module, with what it takes and gives as arrays. */
export async function mapModule() {
  const exports = await builds.webAssembly('map')
  const memory = () => exports.memory.buffer
  const lent = []
  const lend = array => {
    const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength)
    const at = exports.palabre_alloc(bytes.length)
    new Uint8Array(memory(), at, bytes.length).set(bytes)
    lent.push(at)
    return at
  }
  const room = bytes => lend(new Uint8Array(bytes))
  const done = value => {
    for (const at of lent.splice(0)) exports.palabre_free(at)
    return value
  }
  const spanned = (Kind, call) => {
    const out = room(8)
    const status = call(out)
    const [at, size] = new Uint32Array(memory(), out, 2)
    const found = new Kind(memory(), at, size / Kind.BYTES_PER_ELEMENT).slice()
    done()
    return status === 0 ? found : status
  }
  return {
    exports,
    open(rows) {
      const bytes = rows instanceof Uint8Array ? rows : columnsOf(rows)
      return done(exports.palabre_map_open(lend(bytes), bytes.length))
    },
    renew(map, rows, was) {
      const bytes = columnsOf(rows)
      const before = lend(Uint32Array.from(was))
      return done(exports.palabre_map_renew(map, lend(bytes), bytes.length, before, was.length))
    },
    colours(map, colours) {
      return done(exports.palabre_map_colours(map, lend(Uint32Array.from(colours)), colours.length))
    },
    measure(map, rows, sizes) {
      const measured = lend(Float32Array.from(sizes))
      return done(exports.palabre_map_measure(map, lend(Uint32Array.from(rows)), measured, rows.length))
    },
    label(map, row, scale, uv) {
      return done(exports.palabre_map_label(map, row, scale, lend(Float32Array.from(uv))))
    },
    rows: (map, list) => spanned(Uint32Array, out => exports.palabre_map_rows(map, list, out)),
    shapes: map => spanned(Float32Array, out => exports.palabre_map_shapes(map, out)),
    box(map, row) {
      const out = room(16)
      const status = exports.palabre_map_box(map, row, out)
      return done(status === 0 ? [...new Float32Array(memory(), out, 4)] : status)
    },
    camera(map) {
      const out = room(24)
      exports.palabre_map_camera(map, out)
      return done([...new Float64Array(memory(), out, 3)])
    },
    row(map, row) {
      const out = room(80)
      const status = exports.palabre_map_row(map, row, out)
      return done(status === 0 ? [...new Float64Array(memory(), out, 10)] : status)
    },
    // A page sees 32 bits with a sign.
    walk: (map, row, way) => exports.palabre_map_walk(map, row, way) >>> 0,
    hit(map, x, y) {
      const part = room(4)
      const row = exports.palabre_map_hit(map, x, y, part) >>> 0
      return done({ row, part: new Uint32Array(memory(), part, 1)[0] })
    },
    frame(map, now) {
      const out = room(28)
      const status = exports.palabre_map_frame(map, now, out)
      if (status !== 0) return done(status)
      const [vertices, vertexCount, indices, indexCount, commands, commandCount, moving] = new Uint32Array(
        memory(),
        out,
        7,
      )
      return done({
        vertices: new Float32Array(memory(), vertices, 5 * vertexCount).slice(),
        indices: new Uint32Array(memory(), indices, indexCount).slice(),
        commands: new Uint32Array(memory(), commands, 3 * commandCount).slice(),
        moving,
      })
    },
  }
}

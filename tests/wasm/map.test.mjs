// The boundary of palabre-map: what src/wasm/palabre_map.h says of it.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { columnsOf, debate, declared, mapModule, noRow, numbers } from './map-module.mjs'

const module = await mapModule()
const { exports } = module
const status = { fine: 0, fault: 1, noHandle: 2 }

function opened(count = 60, seed = 5) {
  const map = module.open(debate(count, numbers(seed)))
  exports.palabre_map_stage(map, 800, 600, 2)
  exports.palabre_map_still(map, 1)
  return map
}

test('every function that the header declares is there, and memory begins small', async () => {
  for (const name of declared) assert.equal(typeof exports[`palabre_map_${name}`], 'function', name)
  assert.ok(declared.length >= 33)
  const fresh = await mapModule()
  assert.ok(fresh.exports.memory.buffer.byteLength <= 4 * 1024 * 1024)
})

test('columns that are broken open no map', () => {
  const whole = columnsOf(debate(12, numbers(1)))
  for (let size = 0; size < whole.length; size += 1) assert.equal(module.open(whole.slice(0, size)), 0)
  assert.equal(exports.palabre_map_open(0xfffffff0, 4096), 0)
  assert.notEqual(module.open(whole), 0)
})

test('a handle or a row that is not there does nothing', () => {
  const map = opened(10)
  for (const gone of [0, 4000, noRow]) {
    assert.equal(module.frame(gone, 0), status.noHandle)
    assert.equal(module.row(gone, 0), status.noHandle)
    assert.equal(exports.palabre_map_focus(gone, 0), status.noHandle)
    assert.equal(module.walk(gone, 0, 0), noRow)
    assert.equal(module.hit(gone, 1, 1).row, noRow)
  }
  for (const row of [10, noRow - 1, noRow]) {
    assert.equal(exports.palabre_map_focus(map, row), status.fault)
    assert.equal(exports.palabre_map_suppose(map, row, 0.5), status.fault)
    assert.equal(module.row(map, row), status.fault)
    assert.equal(module.box(map, row), status.fault)
  }
  assert.equal(exports.palabre_map_choose(map, noRow), status.fine)
  assert.equal(exports.palabre_map_stage(map, NaN, 600, 1), status.fault)
  assert.equal(exports.palabre_map_weigh_by(map, 4), status.fault)
  assert.equal(module.colours(map, [1, 2, 3]), status.fault)
  assert.equal(exports.palabre_map_box(map, 0, 0xfffffffc), status.fault)
  assert.equal(exports.palabre_map_frame(map, 0, 0xfffffffc), status.fault)
  assert.equal(module.measure(map, [1], [NaN, 10]), status.fault)
  exports.palabre_map_zoom(map, NaN, 0, 0)
  exports.palabre_map_pan(map, Infinity, 0)
  assert.ok(module.camera(map).every(Number.isFinite))
  exports.palabre_map_close(map)
  exports.palabre_map_close(map)
  assert.equal(module.frame(map, 0), status.noHandle)
})

test('a frame names vertices that are there, and rests where nothing moves', () => {
  const map = opened()
  const { vertices, indices, commands, moving } = module.frame(map, 0)
  assert.equal(moving, 0)
  assert.ok(indices.length > 0)
  assert.ok(indices.every(index => index < vertices.length / 5))
  assert.equal(commands[1], indices.length)
  assert.deepEqual([...module.frame(map, 5000).vertices], [...vertices])
})

test('a judgement supposed moves the thesis, and taken back leaves what is recorded', () => {
  const map = opened()
  const [base, now, recorded] = module.row(map, 0)
  assert.equal(base, 0.5)
  assert.equal(now, recorded)
  const [child] = module.rows(map, 0).slice(1)
  exports.palabre_map_suppose(map, child, 1)
  const supposed = module.row(map, 0)
  assert.notEqual(supposed[1], recorded)
  assert.equal(supposed[2], recorded)
  assert.equal(supposed[4], supposed[1])
  exports.palabre_map_suppose(map, child, -1)
  assert.equal(module.row(map, 0)[1], recorded)
})

test('labels are asked for, given and forgotten', () => {
  const map = opened()
  module.frame(map, 0)
  const lacking = module.rows(map, 2)
  assert.ok(lacking.length > 0)
  const unmeasured = module.rows(map, 1)
  assert.deepEqual([...unmeasured], [...module.rows(map, 0)])
  module.measure(
    map,
    unmeasured,
    [...unmeasured].flatMap(() => [120, 40]),
  )
  assert.equal(module.rows(map, 1).length, 0)
  const scale = exports.palabre_map_label_scale(map)
  for (const row of unmeasured) assert.equal(module.label(map, row, scale, [0, 0, 0.1, 0.1]), 0)
  const { commands } = module.frame(map, 1)
  assert.equal(commands.length, 6)
  assert.equal(commands[5], 1)
  assert.equal(module.rows(map, 2).length, 0)
  exports.palabre_map_unlabel(map, 1)
  assert.equal(module.rows(map, 1).length, unmeasured.length)
})

test('the texture is white and is handed over once', () => {
  const map = opened()
  const out = exports.palabre_alloc(20)
  const read = () => {
    exports.palabre_map_texture(map, out, out + 4, out + 8, out + 12)
    const [width, height, changed, at, size] = new Uint32Array(exports.memory.buffer, out, 5)
    return { width, height, changed, bytes: new Uint8Array(exports.memory.buffer, at, size).slice() }
  }
  const { width, height, changed, bytes } = read()
  assert.equal(bytes.length, width * height * 4)
  assert.ok(bytes.every(byte => byte === 255))
  assert.equal(changed, 1)
  assert.equal(read().changed, 0)
})

test('the debate moves on under an open map', () => {
  const rows = debate(30, numbers(9))
  const map = module.open(rows)
  exports.palabre_map_stage(map, 800, 600, 1)
  module.frame(map, 0)
  exports.palabre_map_choose(map, 4)
  const next = [...rows, { parent: 0, stance: 1, base: 0.5, judged: 0 }]
  const was = [...rows.keys(), noRow]
  assert.equal(module.renew(map, next, was), 0)
  assert.ok(module.rows(map, 0).includes(30))
  // Softly: the first frame after it moves, one much later rests.
  assert.notEqual(module.frame(map, 100).moving, 0)
  assert.equal(module.frame(map, 5000).moving, 0)
  assert.equal(module.renew(map, next, was.slice(1)), 1)
})

test('a large debate that goes on takes no more and more memory', async () => {
  const one = await mapModule()
  const rows = debate(20_000, numbers(11))
  const map = one.open(rows)
  one.exports.palabre_map_stage(map, 800, 600, 1)
  one.exports.palabre_map_still(map, 1)
  one.exports.palabre_map_open_all(map)
  const held = []
  for (let i = 0; i < 24; i += 1) {
    rows.push({ parent: 0, stance: 1, base: 0.5, judged: 0 })
    assert.equal(one.renew(map, rows, [...rows.slice(1).keys(), noRow]), 0)
    one.frame(map, i)
    held.push(one.exports.memory.buffer.byteLength)
  }
  assert.equal(held.at(-1), held[7], held.join(' '))
})

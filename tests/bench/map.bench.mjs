// The argument map in WebAssembly, in Node: layout, frames, what if. Beside the layouts those of
// d3-hierarchy and d3-flextree on the same trees. `tools/bench` builds what this reads.
import { readFileSync } from 'node:fs'
import { brotliCompressSync } from 'node:zlib'
import { flextree } from 'd3-flextree'
import { hierarchy, tree } from 'd3-hierarchy'
import { debate, mapModule, numbers } from '../wasm/map-module.mjs'

function print(figure) {
  console.log(JSON.stringify({ engine: 'wasm', ...figure }))
}

function quantile(values, share) {
  return [...values].sort((a, b) => a - b)[Math.floor(share * (values.length - 1))]
}

/** Milliseconds of processor time, helper threads included: machines are shared. */
function milliseconds(work) {
  const start = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1e3
}

/** As milliseconds, of one of many calls that are each too short for the clock. */
function each(count, work) {
  return (
    milliseconds(() => {
      for (let i = 0; i < count; i += 1) work(i)
    }) / count
  )
}

const random = numbers(7)
// New claims mostly answer recent or early ones, as readers do.
const shapes = {
  debate: row => Math.floor(row * random() ** 0.5 * 0.999),
  uniform: row => Math.floor(random() * row),
  star: () => 0,
  '8-ary': row => Math.floor((row - 1) / 8),
}

async function opened(rows) {
  const module = await mapModule()
  const map = module.open(rows)
  const { exports } = module
  exports.palabre_map_stage(map, 1200, 800, 1)
  exports.palabre_map_still(map, 1)
  module.colours(map, Array(9).fill(0xff808080))
  const sizes = rows.flatMap(() => [60 + Math.floor(random() * 140), 20 + 20 * Math.floor(random() * 4)])
  module.measure(map, [...rows.keys()], sizes)
  const out = exports.palabre_alloc(28)
  return { module, exports, map, sizes, frame: now => exports.palabre_map_frame(map, now, out) }
}

/** The tree as d3 takes it, in the map's order and with its sizes. */
function nodesOf({ module, map }) {
  const shown = module.shapes(map)
  const nodes = new Map()
  for (let at = 0; at < shown.length; at += 10) {
    const [kind, row, parent, , , , , width, height] = shown.subarray(at, at + 10)
    if (kind !== 0) continue
    nodes.set(row, { width, height, children: [] })
    if (row !== 0) nodes.get(parent).children.push(nodes.get(row))
  }
  return nodes.get(0)
}

for (const [shape, count] of [
  ...Object.keys(shapes).map(shape => [shape, 100_000]),
  ['debate', 10_000],
  ['debate', 1000],
]) {
  const rows = debate(count, random, shapes[shape])
  const one = await opened(rows)
  const camera = one.exports.palabre_alloc(24)
  const row = one.exports.palabre_alloc(4)
  const size = one.exports.palabre_alloc(8)
  one.exports.palabre_map_open_all(one.map)
  one.exports.palabre_map_camera(one.map, camera)
  new Uint32Array(one.exports.memory.buffer, row, 1)[0] = 1
  const taken = []
  for (let i = 0; i < 15; i += 1) {
    // Another width of one text: all boxes are listed, sized, placed and grouped anew.
    new Float32Array(one.exports.memory.buffer, size, 2).set([50 + i, 20])
    taken.push(
      milliseconds(() => {
        one.exports.palabre_map_measure(one.map, row, size, 1)
        one.exports.palabre_map_camera(one.map, camera)
      }),
    )
  }
  if (shape === 'debate') {
    print({
      what: `map: memory with ${count.toLocaleString('en')} boxes open`,
      value: one.exports.memory.buffer.byteLength / 1e6,
      unit: 'MB',
      budget: count === 100_000 ? 16 : undefined,
    })
  }
  const root = nodesOf(one)
  const fixed = []
  const flexible = []
  for (let i = 0; i < 3; i += 1) {
    fixed.push(milliseconds(() => tree().nodeSize([40, 300])(hierarchy(root))))
    const layout = flextree({ nodeSize: ({ data }) => [data.height + 14, data.width + 72], spacing: 0 })
    flexible.push(milliseconds(() => layout(layout.hierarchy(root))))
  }
  const what = `map: layout and groups, ${shape} of ${count.toLocaleString('en')} boxes`
  const budget = count === 100_000 ? 10 : count === 10_000 ? 1 : undefined
  print({ what, value: quantile(taken, 0.5), unit: 'ms', budget, baseline: quantile(flexible, 0.5) })
  print({ what: `${what}, d3-hierarchy (equal sizes)`, engine: 'js', value: quantile(fixed, 0.5), unit: 'ms' })
  if (shape !== 'debate') continue

  const zooms = { whole: 0, dots: 0.06, boxes: 0.2, text: 1 }
  let now = 0
  for (const [name, scale] of Object.entries(zooms)) {
    one.exports.palabre_map_fit(one.map)
    if (scale > 0) one.exports.palabre_map_zoom(one.map, scale / one.module.camera(one.map)[0], 600, 400)
    for (let i = 0; i < 200; i += 1) one.frame((now += 1))
    const frames = []
    for (let i = 0; i < 200; i += 1) {
      one.exports.palabre_map_pan(one.map, i % 2 === 0 ? 3 : -3, 5)
      frames.push(each(4, () => one.frame((now += 1))))
    }
    print({
      what: `map: a frame, ${name} of ${count.toLocaleString('en')} claims, 95th percentile`,
      value: quantile(frames, 0.95),
      unit: 'ms',
      budget: 1,
    })
  }
  for (const [view, name] of [
    [1, 'sunburst'],
    [2, 'icicle'],
  ]) {
    one.exports.palabre_map_show(one.map, view, 0)
    for (let i = 0; i < 100; i += 1) one.frame((now += 1))
    const frames = []
    for (let i = 0; i < 100; i += 1) frames.push(each(4, () => one.frame((now += 1))))
    print({
      what: `map: a frame, ${name} of ${count.toLocaleString('en')} claims, 95th percentile`,
      value: quantile(frames, 0.95),
      unit: 'ms',
      budget: 1,
    })
  }
  one.exports.palabre_map_show(one.map, 0, 0)
  one.exports.palabre_map_focus(one.map, count - 1)
  const changes = []
  for (let i = 0; i < 200; i += 1) {
    changes.push(
      milliseconds(() => {
        one.exports.palabre_map_suppose(one.map, count - 1, (i % 100) / 100)
        one.frame((now += 1))
      }),
    )
  }
  const more = [...rows, { parent: 0, stance: 0, base: 0.5, judged: 0 }]
  const was = [...rows.keys(), 0xffffffff]
  one.module.renew(one.map, more, was)
  one.frame((now += 1))
  print({
    what: `map: memory once another claim came to ${count.toLocaleString('en')}`,
    value: one.exports.memory.buffer.byteLength / 1e6,
    unit: 'MB',
  })
  print({
    what: `map: a base score moved to the next frame, ${count.toLocaleString('en')} claims, 95th percentile`,
    value: quantile(changes, 0.95),
    unit: 'ms',
    budget: count === 10_000 ? 4 : undefined,
  })
}
print({
  what: 'palabre-map.wasm, brotli',
  value: brotliCompressSync(readFileSync('build/modules/map.wasm')).length,
  unit: 'B',
})

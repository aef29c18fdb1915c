// The tree stands where d3-flextree puts it, which is another program for the same method.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { flextree } from 'd3-flextree'
import { debate, mapModule, numbers } from './map-module.mjs'

// src/map/tree_face.hpp: what the boxes keep between them.
const gapDown = 14
const gapAcross = 72
const tolerance = 0.5

const module = await mapModule()
const { exports } = module

/** The boxes of a debate whose texts have random sizes, all open: {row, parent, x, y, width, height}. */
function laidOut(rows, random, largest = 200) {
  const map = module.open(rows)
  assert.notEqual(map, 0)
  exports.palabre_map_stage(map, 800, 600, 1)
  exports.palabre_map_still(map, 1)
  exports.palabre_map_open_all(map)
  const sizes = rows.flatMap(() => [Math.floor(random() * largest), Math.floor((random() * largest) / 2)])
  assert.equal(module.measure(map, [...rows.keys()], sizes), 0)
  const numbers = module.shapes(map)
  const boxes = []
  for (let at = 0; at < numbers.length; at += 10) {
    const [kind, row, parent, , , x, y, width, height] = numbers.subarray(at, at + 10)
    if (kind === 0) boxes.push({ row, parent, x, y, width, height })
  }
  assert.equal(boxes.length, rows.length)
  return { map, boxes }
}

/** Where d3-flextree puts the same boxes, the first at 0, 0: from the middle across, and along. */
function expected(boxes) {
  const nodes = new Map()
  for (const box of boxes) {
    nodes.set(box.row, { box, children: [] })
    if (box.row !== 0) nodes.get(box.parent).children.push(nodes.get(box.row))
  }
  const layout = flextree({
    nodeSize: ({ data: { box } }) => [box.height + gapDown, box.width + gapAcross],
    spacing: 0,
  })
  const tree = layout.hierarchy(nodes.get(0), ({ children }) => children)
  layout(tree)
  const places = new Map()
  tree.each(({ data, x, y }) => places.set(data.box.row, [x, y]))
  return places
}

/** The largest distance between both. */
function apart(boxes) {
  const places = expected(boxes)
  const [{ x: left, y: top, height }] = boxes
  let most = 0
  for (const box of boxes) {
    const [across, along] = places.get(box.row)
    const middle = box.y + box.height / 2 - (top + height / 2)
    most = Math.max(most, Math.abs(middle - across), Math.abs(box.x - left - along))
  }
  return most
}

test('thousands of random trees stand as d3-flextree has them', () => {
  const random = numbers(1)
  for (let round = 0; round < 3000; round += 1) {
    const count = 2 + Math.floor(random() * 60)
    const near = 1 + Math.floor(random() * 8)
    const shapes = [
      undefined,
      row => Math.max(0, row - 1 - Math.floor(random() * near)),
      row => Math.floor(random() * Math.min(row, near)),
    ]
    const { map, boxes } = laidOut(debate(count, random, shapes[round % 3]), random)
    const most = apart(boxes)
    assert.ok(most < tolerance, `tree ${round}: ${most} px apart`)
    exports.palabre_map_close(map)
  }
})

test('trees of 5,000 and of 100,000 do too', () => {
  const random = numbers(2)
  for (const count of [5000, 5000, 100_000]) {
    // Low boxes: the numbers of the export know a quarter of a pixel up to four million.
    const { map, boxes } = laidOut(debate(count, random), random, 20)
    assert.ok(apart(boxes) < tolerance, `${apart(boxes)} px apart`)
    exports.palabre_map_close(map)
  }
})

/** A box in world pixels, exactly: the camera is brought near, since what is near has small numbers. */
function exactly(map, row) {
  for (let i = 0; i < 3; i += 1) {
    const [x, y] = module.box(map, row)
    exports.palabre_map_pan(map, 50 - x, 50 - y)
  }
  const [x, y, width, height] = module.box(map, row)
  const [scale, left, top] = module.camera(map)
  return { x: left + x / scale, y: top + y / scale, width: width / scale, height: height / scale }
}

test('a star of 100,000 stands as d3-flextree has it', () => {
  const random = numbers(3)
  const { map, boxes } = laidOut(
    debate(100_000, random, () => 0),
    random,
    40,
  )
  const places = expected(boxes)
  exports.palabre_map_zoom(map, 1e5, 0, 0)
  const thesis = exactly(map, 0)
  for (let i = 1; i < boxes.length; i += 997) {
    const { row } = boxes[i]
    const box = exactly(map, row)
    const middle = box.y + box.height / 2 - (thesis.y + thesis.height / 2)
    assert.ok(Math.abs(middle - places.get(row)[0]) < tolerance, `row ${row}`)
  }
  exports.palabre_map_close(map)
})

// d3-flextree calls itself for each level and has no stack for this; a chain's places are known.
test('a chain of 100,000 is a straight line', () => {
  const random = numbers(4)
  const { map, boxes } = laidOut(
    debate(100_000, random, row => row - 1),
    random,
    40,
  )
  exports.palabre_map_zoom(map, 1e5, 0, 0)
  const thesis = exactly(map, 0)
  let along = thesis.x
  for (let i = 0; i < boxes.length; i += 1) {
    if (i % 997 === 0) {
      const box = exactly(map, boxes[i].row)
      assert.ok(Math.abs(box.y + box.height / 2 - (thesis.y + thesis.height / 2)) < tolerance)
      assert.ok(Math.abs(box.x - along) < tolerance, `row ${i}: ${box.x} is not ${along}`)
    }
    along += boxes[i].width + gapAcross
  }
  exports.palabre_map_close(map)
})

// Puts alike functions of a WebAssembly module side by side, which Brotli sends smaller (1.2 % of the
// core); nothing else changes. Knows what Emscripten makes for us: the first edition, bulk memory, sign
// extension and conversions that saturate. Whatever else it meets is an error.
//
//   node tools/wasm-order.mjs IN.wasm OUT.wasm [all]
//
// `all`: by each way of telling what is alike, of which the smallest is taken. That takes some seconds, and lowers
// what chance makes of it, some 100 bytes of the core.
import { readFileSync, writeFileSync } from 'node:fs'
import { brotliCompressSync } from 'node:zlib'

const SECTION = { imports: 2, functions: 3, exports: 7, start: 8, elements: 9, code: 10 }
const HEADER = 8
/**
 * Functions are alike by how many runs of `run` bytes they share; runs that more than `common` functions have say
 * nothing; the functions before the last one still count, each by `fading` of the next. The usual way is the first.
 */
const WAYS = [3, 4].flatMap(run =>
  [200, 150, 300, 400, 600].flatMap(common => [0.3, 0.1, 0.2, 0.35, 0.45].map(fading => ({ run, common, fading }))),
)

/** Reads a run of bytes from the front. */
class Bytes {
  constructor(bytes) {
    this.bytes = bytes
    this.at = 0
  }
  get ended() {
    return this.at >= this.bytes.length
  }
  byte() {
    return this.bytes[this.at++]
  }
  /** A whole number as LEB128 without a sign. */
  number() {
    for (let value = 0, unit = 1; ; unit *= 128) {
      const byte = this.byte()
      value += (byte & 127) * unit
      if (byte < 128) return value
    }
  }
  /** Passes over numbers of any sign and size. */
  pass(numbers) {
    for (; numbers > 0; numbers--) while (this.byte() >= 128);
  }
  take(size) {
    this.at += size
    return this.bytes.subarray(this.at - size, this.at)
  }
  list(read) {
    return Array.from({ length: this.number() }, () => read())
  }
}

function leb(number) {
  const bytes = []
  for (; number > 127; number = Math.floor(number / 128)) bytes.push((number % 128) | 128)
  return Buffer.from([...bytes, number])
}
const withSize = bytes => Buffer.concat([leb(bytes.length), bytes])
const listOf = parts => Buffer.concat([leb(parts.length), ...parts])

const between = (op, first, last) => op >= first && op <= last
const [BLOCK, IF, BRANCH, BRANCH_IF, TABLE, CALL, INDIRECT] = [0x02, 0x04, 0x0c, 0x0d, 0x0e, 0x10, 0x11]

/** Passes over what follows an instruction. */
function passOperands(op, code) {
  if (between(op, BLOCK, IF) || op === BRANCH || op === BRANCH_IF) code.pass(1)
  else if (op === TABLE) code.pass(code.number() + 1)
  else if (op === INDIRECT || between(op, 0x28, 0x3e)) code.pass(2)
  else if (between(op, 0x20, 0x24) || between(op, 0x3f, 0x42)) code.pass(1)
  else if (op === 0x43) code.take(4)
  else if (op === 0x44) code.take(8)
  else if (op === 0xfc) passBulk(code)
  else if (![0x00, 0x01, 0x05, 0x0b, 0x0f, 0x1a, 0x1b].includes(op) && !between(op, 0x45, 0xc4))
    throw new Error(`wasm-order: the instruction 0x${op.toString(16)} is not known`)
}

function passBulk(code) {
  const op = code.number()
  const operands = op <= 7 ? 0 : { 10: 2, 11: 1 }[op]
  if (operands === undefined) throw new Error(`wasm-order: the instruction 0xfc ${op} is not known`)
  code.pass(operands)
}

/** A function's body as bytes, function, bytes, function, ..., bytes: it calls the functions. */
function piecesOf(body) {
  const code = new Bytes(body)
  const pieces = []
  let from = 0
  code.list(() => code.pass(2))
  while (!code.ended) {
    const op = code.byte()
    if (op !== CALL) {
      passOperands(op, code)
      continue
    }
    pieces.push(body.subarray(from, code.at), code.number())
    from = code.at
  }
  return [...pieces, body.subarray(from)]
}

/** The runs of `run` bytes between a body's calls. */
function runsOf(pieces, run) {
  const runs = new Set()
  for (let piece = 0; piece < pieces.length; piece += 2) {
    const bytes = pieces[piece]
    for (let at = 0; at + run <= bytes.length; at++) runs.add(bytes.readUIntBE(at, run))
  }
  return [...runs]
}

/** How alike each two functions are: the cosine of their runs, where rare ones weigh more. */
function likeness(bodies, { run, common }) {
  const runs = bodies.map(pieces => runsOf(pieces, run))
  const having = new Map()
  for (const [at, own] of runs.entries())
    for (const run of own) having.set(run, [...(having.get(run) ?? []), at].slice(0, common + 1))
  const weight = run => {
    const functions = having.get(run).length
    return functions < 2 || functions > common ? 0 : 1 / Math.log2(1 + functions)
  }
  const sizes = runs.map(own => Math.sqrt(own.reduce((sum, run) => sum + weight(run), 0)) || 1)
  return runs.map((own, at) => {
    const alike = new Float64Array(runs.length)
    for (const run of own) {
      const more = weight(run)
      if (more > 0) for (const other of having.get(run)) alike[other] += more
    }
    return alike.map((value, other) => value / (sizes[at] * sizes[other]))
  })
}

/** From the largest function on, always the one that is most like the last ones. */
function orderOf(bodies, sizes, way) {
  const alike = likeness(bodies, way)
  const left = new Set(bodies.keys())
  const near = new Float64Array(bodies.length)
  const order = []
  let next = sizes.indexOf(Math.max(...sizes))
  while (next !== undefined) {
    order.push(next)
    left.delete(next)
    for (const other of left) near[other] = near[other] * way.fading + alike[next][other]
    let best
    for (const other of left) if (best === undefined || near[other] > near[best]) best = other
    next = best
  }
  return order
}

function sectionsOf(bytes) {
  const module = new Bytes(bytes)
  module.take(HEADER)
  const sections = new Map()
  while (!module.ended) {
    const id = module.byte()
    if (sections.has(id)) throw new Error(`wasm-order: the section ${id} is there twice`)
    sections.set(id, module.take(module.number()))
  }
  return sections
}

/** The module with its functions in another order. */
function reordered(bytes, way) {
  const sections = sectionsOf(bytes)
  const read = id => new Bytes(sections.get(id) ?? Buffer.from([0]))
  if (sections.has(SECTION.start)) throw new Error('wasm-order: the start section is not known')

  const imports = read(SECTION.imports)
  const imported = imports.list(() => {
    for (let names = 2; names > 0; names--) imports.take(imports.number())
    if (imports.byte() !== 0) throw new Error('wasm-order: an import is no function')
    imports.number()
  }).length
  const functions = read(SECTION.functions)
  const types = functions.list(() => functions.number())
  const code = read(SECTION.code)
  const bodies = code.list(() => code.take(code.number()))
  const pieces = bodies.map(piecesOf)

  const order = orderOf(
    pieces,
    bodies.map(body => body.length),
    way,
  )
  const places = []
  for (const [place, old] of order.entries()) places[old] = imported + place
  const named = index => leb(index < imported ? index : places[index - imported])

  const renamed = new Map(sections)
  renamed.set(SECTION.functions, listOf(order.map(old => leb(types[old]))))
  const exports = read(SECTION.exports)
  const exported = exports.list(() => {
    const name = exports.take(exports.number())
    const kind = exports.byte()
    const index = exports.number()
    return Buffer.concat([withSize(name), Buffer.from([kind]), kind === 0 ? named(index) : leb(index)])
  })
  renamed.set(SECTION.exports, listOf(exported))
  if (sections.has(SECTION.elements)) {
    const elements = read(SECTION.elements)
    const tables = elements.list(() => {
      const from = elements.at
      // Table 0, from a constant on.
      if (elements.byte() !== 0 || elements.byte() !== 0x41) throw new Error('wasm-order: no plain table')
      elements.pass(1)
      if (elements.byte() !== 0x0b) throw new Error('wasm-order: no plain table')
      const head = elements.bytes.subarray(from, elements.at)
      return Buffer.concat([head, listOf(elements.list(() => named(elements.number())))])
    })
    renamed.set(SECTION.elements, listOf(tables))
  }
  const body = old => Buffer.concat(pieces[old].map((piece, at) => (at % 2 === 0 ? piece : named(piece))))
  renamed.set(SECTION.code, listOf(order.map(old => withSize(body(old)))))
  const parts = [...renamed].map(([id, content]) => Buffer.concat([Buffer.from([id]), withSize(content)]))
  return Buffer.concat([bytes.subarray(0, HEADER), ...parts])
}

const [from, to, all] = process.argv.slice(2)
const module = readFileSync(from)
let best
let least = Infinity
for (const way of all ? WAYS : WAYS.slice(0, 1)) {
  const made = reordered(module, way)
  const sent = all ? brotliCompressSync(made).length : 0
  if (sent >= least) continue
  best = made
  least = sent
}
writeFileSync(to, best)

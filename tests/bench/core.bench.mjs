// The core in WebAssembly, in Node: replay, one more entry, memory, DF-QuAD. Beside each the plain
// JavaScript of the same work, or folding anew. `tools/bench` builds what this reads.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, openSync, closeSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { linesOf, plainFold } from './plain-fold.mjs'

const folder = mkdtempSync(join(tmpdir(), 'palabre-bench-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))

function print(figure) {
  console.log(JSON.stringify({ engine: 'wasm', ...figure }))
}

function quantile(values, share) {
  return [...values].sort((a, b) => a - b)[Math.floor(share * (values.length - 1))]
}

/** Processor time of the whole process, its collector of garbage included: machines are shared. */
function seconds(work) {
  const start = process.cpuUsage()
  const result = work()
  const { user, system } = process.cpuUsage(start)
  return { result, taken: (user + system) / 1e6 }
}

/** A large debate, and lines that come after it. */
function bigLog({ claims = 0, judgements = 0, ballots = 0, people = 200, more = 0 }) {
  const path = join(folder, 'log.ndjson')
  const file = openSync(path, 'w')
  const counts = [claims, judgements, ballots, people, more].map(String)
  execFileSync('build/release/tests/bench/palabre_big_log', counts, { stdio: ['ignore', file, 'inherit'] })
  closeSync(file)
  const bytes = readFileSync(path)
  const end = more > 0 ? bytes.lastIndexOf('\n\n') + 1 : bytes.length
  return { log: bytes.subarray(0, end), more: [...linesOf(bytes.subarray(end + 1))] }
}

async function start(path) {
  const imports = {
    env: { emscripten_notify_memory_growth() {}, palabre_is_signed: () => 1 },
    wasi_snapshot_preview1: { proc_exit() {} },
  }
  const { instance } = await WebAssembly.instantiate(readFileSync(path), imports)
  instance.exports._initialize?.()
  return instance.exports
}

/** One instance of the core with one debate. */
async function core() {
  const exports = await start('build/modules/core.wasm')
  const out = exports.palabre_alloc(8)
  const call = (name, ...numbers) => {
    const status = exports[`palabre_${name}`](...numbers, out)
    const [at, size] = new Uint32Array(exports.memory.buffer, out, 2)
    const text = Buffer.from(exports.memory.buffer, at, size).toString()
    if (status !== 0) throw new Error(`${name}: ${text}`)
    return JSON.parse(text)
  }
  const put = bytes => {
    const at = exports.palabre_alloc(bytes.length)
    new Uint8Array(exports.memory.buffer, at, bytes.length).set(bytes)
    return at
  }
  const apply = text => {
    const bytes = Buffer.from(text)
    const at = put(bytes)
    const answer = call('apply', 1, at, bytes.length)
    exports.palabre_free(at)
    return answer
  }
  return {
    apply,
    memory: () => exports.memory.buffer.byteLength,
    /** Opens a debate from a log's bytes; the seconds that it took. */
    restore(log) {
      const at = put(log)
      const { taken } = seconds(() => call('restore', 0, 0, at, log.length))
      exports.palabre_free(at)
      return taken
    },
    /** Folds everything anew: the page declares what it declared. */
    foldAnew() {
      const question = Buffer.from(JSON.stringify({ q: 'declare', outline: { claims: [], questions: [] } }))
      const at = put(question)
      return seconds(() => call('query', 1, at, question.length)).taken
    },
  }
}

async function replays() {
  for (const entries of [10_000, 100_000, 1_000_000]) {
    const part = tenths => (entries * tenths) / 10
    const { log } = bigLog({ claims: part(4), judgements: part(4), ballots: part(2), people: 2000 })
    const value = (await core()).restore(log)
    const plain = seconds(() => plainFold(log))
    if (plain.result.claims !== part(4)) throw new Error('the plain fold lost claims')
    print({
      what: `replay of ${entries / 1000}k entries (baseline: plain JavaScript)`,
      value,
      unit: 's',
      budget: entries === 1_000_000 ? 8 : undefined,
      baseline: plain.taken,
    })
  }
}

async function oneMore() {
  const back = 1000
  const { log, more } = bigLog({ claims: 100_000, judgements: 50_000, ballots: 20_000, more: 3000 })
  const inOrder = await core()
  inOrder.restore(log)
  const micro = 1e6
  const anew = inOrder.foldAnew() * micro
  // Too short for the clock of processor time, and short enough to be rarely interrupted.
  const apply = (to, line) => {
    const start = performance.now()
    to.apply(line)
    return (performance.now() - start) * 1000
  }
  const taken = more.map(line => apply(inOrder, line))
  const what = 'one more entry at 100,000 claims, in order'
  print({
    what: `${what}, median (baseline: folding anew)`,
    value: quantile(taken, 0.5),
    unit: 'us',
    budget: 150,
    baseline: anew,
  })
  print({ what: `${what}, p99`, value: quantile(taken, 0.99), unit: 'us' })
  const late = await core()
  late.restore(log)
  const landed = []
  for (let i = 0; i + back < more.length; i += back + 1) {
    late.apply(more.slice(i + 1, i + back + 1).join('\n'))
    landed.push(apply(late, more[i]))
  }
  print({
    what: 'one that lands 1,000 entries back, median (baseline: folding anew)',
    value: quantile(landed, 0.5),
    unit: 'us',
    baseline: anew,
  })
}

// Memory grows by eighths, and what a log took while it was read is not given back.
async function memoryOf(what, count, shape) {
  const { log } = bigLog(shape)
  const one = await core()
  const before = one.memory() + log.length
  one.restore(log)
  print({ what: `memory of a ${what}, at most`, value: (one.memory() - before) / count, unit: 'bytes' })
}

async function weighing() {
  const exports = await start('build/wasm/tests/bench/palabre-weighing-bench.wasm')
  const count = 1_000_000
  exports.bench_make_tree(count)
  const of = (List, at) => new List(exports.memory.buffer, at, count)
  const parents = of(Uint32Array, exports.bench_parents())
  const attacks = of(Uint8Array, exports.bench_attacks())
  const bases = of(Float64Array, exports.bench_bases())
  const claims = Array.from(bases, base => ({ base, pros: [], cons: [] }))
  for (let i = 1; i < count; i++) claims[parents[i]][attacks[i] ? 'cons' : 'pros'].push(claims[i])
  const force = side => side.reduce((sum, claim) => sum + (1 - sum) * strength(claim), 0)
  const strength = ({ base, pros, cons }) => {
    const total = force(pros) - force(cons)
    return total >= 0 ? base + (1 - base) * total : base + base * total
  }
  const taken = []
  const plainly = []
  for (let i = 0; i < 7; i++) {
    const module = seconds(() => exports.bench_weigh())
    const plain = seconds(() => strength(claims[0]))
    if (Math.abs(module.result - plain.result) > 1e-9) throw new Error('the two recounts differ')
    taken.push(module.taken * 1000)
    plainly.push(plain.taken * 1000)
  }
  print({
    what: 'DF-QuAD at 1M claims (baseline: each asks its children)',
    value: quantile(taken, 0.5),
    unit: 'ms',
    budget: 60,
    baseline: quantile(plainly, 0.5),
  })
}

async function ranking() {
  const exports = await start('build/wasm/tests/bench/palabre-ranked-bench.wasm')
  exports.bench_make_ballots(100_000)
  // Twice the aims of the native counts.
  for (const [name, what, budget] of [
    ['schulze', 'Schulze', 20],
    ['runoff', 'instant runoff', 20],
    ['scottish', 'Scottish STV, 7 seats', 40],
  ]) {
    const taken = Array.from({ length: 7 }, () => 1000 * seconds(() => exports[`bench_${name}`]()).taken)
    print({ what: `${what} (100,000 ballots of 20 options)`, value: quantile(taken, 0.5), unit: 'ms', budget })
  }
}

await replays()
await oneMore()
await memoryOf('claim', 100_000, { claims: 100_000 })
await memoryOf('ballot', 100_000, { claims: 1, ballots: 100_000, people: 100_000 })
await weighing()
await ranking()

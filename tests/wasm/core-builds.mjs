// palabre-core and palabre-files in both builds, behind the functions of src/wasm/palabre.h as plain calls.
import assert from 'node:assert/strict'
import * as builds from './builds.mjs'
import { placesOf } from './columns.mjs'

const pages = count => [(count & 127) | 128, ((count >> 7) & 127) | 128, (count >> 14) & 127]
const most = 32768 // what src/wasm/CMakeLists.txt lets the memory grow to, in pages of 64 KiB

/** Where the limits of the memory section say how far the module's memory may grow. */
function placeOfMost(bytes) {
  const at = bytes.indexOf(Buffer.from(pages(most)))
  if (at < 0) throw new Error('the module does not say how far its memory may grow')
  return at
}

function withLittleWebAssembly(bytes, limit) {
  const changed = Buffer.from(bytes)
  Buffer.from(pages(limit)).copy(changed, placeOfMost(bytes))
  return changed
}

function withLittleText(text, limit) {
  const changed = text.replace(/(function __wasm_memory_grow\(\w+\) \{)/, (_, start) => {
    return `${start} if (__wasm_memory_size() + arguments[0] > ${limit}) return -1;`
  })
  if (changed === text) throw new Error('the stand-in does not grow its memory as this expects')
  return changed
}

/** How each build of a module is loaded; `limit` is how many pages of 64 KiB its memory may have. */
const buildsOf = name => ({
  WebAssembly: limit =>
    builds.webAssembly(name, bytes => (limit ? withLittleWebAssembly(bytes, limit) : bytes)).then(core),
  'the stand-in for it': limit =>
    builds.standIn(name, text => (limit ? withLittleText(text, limit) : text)).then(core),
})
export const coreBuilds = buildsOf('core')
/** They answer all that the core answers, and `replay`, `digest` and `export`. */
export const filesBuilds = buildsOf('files')

/** The methods whose tally the core has too; of others it is null there. */
const byAll = ['yes-no', 'approval', 'slider']
const lends = rule => Boolean(rule?.liquid === true || rule?.meeting || rule?.weights)
/** A question without the count that the files module alone holds. */
export function countedByAll({ tally, counts, ...question }) {
  const everywhere = byAll.includes(question.method) && !question.rule?.seats && !lends(question.rule)
  return everywhere ? { ...question, tally, counts } : { ...question, tally: null }
}

/** What a debate has come to, without what the files module alone could say: to be compared. */
export function stateOf(core, handle) {
  const { revision, ...thesis } = core.ask(handle, { q: 'thesis' })
  assert.ok(revision >= 1)
  const marks = core.ask(handle, { q: 'marks' })
  const { questions } = core.ask(handle, { q: 'questions' })
  return {
    thesis,
    places: placesOf(core.call('columns', handle, 0).bytes),
    marks,
    questions: questions.map(countedByAll),
  }
}

/** The calls of a module of this boundary, whatever its functions. */
export function callsOf(exports) {
  const out = exports.palabre_alloc(8)
  const view = () => new DataView(exports.memory.buffer, out, 8)
  const shown = () =>
    Buffer.from(new Uint8Array(exports.memory.buffer, view().getUint32(0, true), view().getUint32(4, true)))

  function put(bytes) {
    const at = exports.palabre_alloc(bytes.length)
    new Uint8Array(exports.memory.buffer, at, bytes.length).set(bytes)
    return at
  }

  /** A call with numbers as they are and texts and bytes as spans: its status and what it shows. */
  function call(name, ...given) {
    const spans = []
    const numbers = given.flatMap(one => {
      if (typeof one === 'number') return [one]
      const bytes = Buffer.from(one)
      spans.push(put(bytes))
      return [spans.at(-1), bytes.length]
    })
    const status = exports[`palabre_${name}`](...numbers, out)
    const bytes = shown()
    spans.forEach(at => exports.palabre_free(at))
    return { status, bytes }
  }

  /** The answer, parsed; a fault is thrown as what it says. */
  function answer(name, ...given) {
    const { status, bytes } = call(name, ...given)
    if (status !== 0) throw Object.assign(new Error(`${name}: ${status} ${bytes}`), { status, fault: parsed(bytes) })
    return parsed(bytes)
  }
  const parsed = bytes => (bytes.length ? JSON.parse(bytes.toString('utf8')) : null)

  return { exports, call, answer }
}

function core(exports) {
  const { call, answer } = callsOf(exports)
  return {
    exports,
    call,
    answer,
    open: options => answer('open', JSON.stringify(options)).handle,
    apply: (debate, lines) => answer('apply', debate, lines),
    ask: (debate, question) => answer('query', debate, JSON.stringify(question)),
    compose: (debate, intent) => answer('compose', debate, JSON.stringify(intent)),
  }
}

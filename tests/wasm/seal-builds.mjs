// palabre-seal in both forms that a page may get: WebAssembly, and the JavaScript that stands in
// for it where a page's policy refuses WebAssembly. `tools/build modules` makes both.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const modules = process.env.PALABRE_MODULES ?? fileURLToPath(new URL('../../build/modules', import.meta.url))
const nothing = () => 0
const imports = { env: { emscripten_notify_memory_growth: nothing }, wasi_snapshot_preview1: { proc_exit: nothing } }

export async function webAssembly() {
  const bytes = readFileSync(join(modules, 'seal.wasm'))
  const { instance } = await WebAssembly.instantiate(bytes, imports)
  return started(instance.exports)
}

export async function standIn() {
  // PALABRE_MODULES may lie where .js means CommonJS; as data it is a module everywhere.
  const text = readFileSync(join(modules, 'seal.js'), 'base64')
  const { default: instantiate } = await import(`data:text/javascript;base64,${text}`)
  return started(instantiate(imports))
}

function started(exports) {
  exports._initialize?.()
  return exports
}

/** Whether `signature` is `key`'s over `message`, all as bytes, by the module. */
export function verifier(exports) {
  const room = new Uint8Array(exports.memory.buffer, exports.palabre_seal_room(), 32 + 64 + 2048)
  return (key, message, signature) => {
    room.set(key, 0)
    room.set(signature, 32)
    room.set(message, 96)
    return exports.palabre_seal_verify(message.length) === 1
  }
}

// palabre-seal in both forms that a page may get: WebAssembly, and the JavaScript that binaryen's
// wasm2js makes of it for pages whose policy refuses WebAssembly.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
/** PALABRE_WASM_DIR: the Emscripten build's folder; the preset's if not given. */
export const wasmFile = join(process.env.PALABRE_WASM_DIR ?? join(root, 'build/wasm'), 'src/seal/palabre-seal.wasm')

const nothing = () => 0
const imports = { env: { emscripten_notify_memory_growth: nothing }, wasi_snapshot_preview1: { proc_exit: nothing } }

export async function webAssembly() {
  const { instance } = await WebAssembly.instantiate(readFileSync(wasmFile), imports)
  return started(instance.exports)
}

export async function standIn() {
  const box = mkdtempSync(join(tmpdir(), 'palabre-seal-'))
  try {
    const raw = join(box, 'raw.js')
    execFileSync('wasm2js', ['-O', wasmFile, '-o', raw])
    const script = join(box, 'seal.mjs')
    writeFileSync(script, asFunction(readFileSync(raw, 'utf8')))
    const { default: instantiate } = await import(pathToFileURL(script).href)
    return started(instantiate(imports))
  } finally {
    rmSync(box, { recursive: true })
  }
}

/** wasm2js writes bare imports, which no page can resolve: they become an argument. */
function asFunction(text) {
  const body = text
    .replace(/^import \{ (\w+) \} from '(\w+)';$/gm, 'const $1 = imports.$2.$1;')
    .replace(/^export var .*$/gm, '')
  return `export default imports => {\n${body}\nreturn retasmFunc\n}\n`
}

function started(exports) {
  exports._initialize?.()
  return exports
}

/** The module's own view of a signature: whether it is `key`'s over `message`, all as bytes. */
export function verifier(exports) {
  const room = new Uint8Array(exports.memory.buffer, exports.palabre_seal_room(), 32 + 64 + 2048)
  return (key, message, signature) => {
    room.set(key, 0)
    room.set(signature, 32)
    room.set(message, 96)
    return exports.palabre_seal_verify(message.length) === 1
  }
}

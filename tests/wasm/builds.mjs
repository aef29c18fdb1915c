// The modules in both forms that a page may get: WebAssembly, and the JavaScript that stands in for
// it where a page's policy refuses WebAssembly. `tools/build modules` makes both.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const modules = process.env.PALABRE_MODULES ?? fileURLToPath(new URL('../../build/modules', import.meta.url))
const nothing = () => 0
const imports = {
  env: { emscripten_notify_memory_growth: nothing },
  wasi_snapshot_preview1: {
    proc_exit(code) {
      throw new Error(`the module ended with ${code}`)
    },
  },
}
const same = module => module

/** The exports of a module. `changed` may alter its bytes before it starts. */
export async function webAssembly(name, changed = same) {
  const bytes = changed(readFileSync(join(modules, `${name}.wasm`)))
  const { instance } = await WebAssembly.instantiate(bytes, imports)
  return started(instance.exports)
}

/** The same of the stand-in; `changed` may alter its text. */
export async function standIn(name, changed = same) {
  // PALABRE_MODULES may lie where .js means CommonJS; as data it is a module everywhere.
  const text = Buffer.from(changed(readFileSync(join(modules, `${name}.js`), 'utf8'))).toString('base64')
  const { default: instantiate } = await import(`data:text/javascript;base64,${text}`)
  return started(instantiate(imports))
}

function started(exports) {
  exports._initialize?.()
  return exports
}

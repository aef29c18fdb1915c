// The modules in both forms that a page may get: WebAssembly, and the JavaScript that stands in for
// it where a page's policy refuses WebAssembly. `tools/build modules` makes both.
import { createPublicKey, verify } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const modules = process.env.PALABRE_MODULES ?? fileURLToPath(new URL('../../build/modules', import.meta.url))
const nothing = () => 0
/** What a module of these exports asks: of tokens, whether a site signed them. */
const importsOf = made => ({
  env: {
    emscripten_notify_memory_growth: nothing,
    palabre_is_signed(at, size) {
      const [x, sig, text] = Buffer.from(made.exports.memory.buffer, at, size).toString().split(' ')
      const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' })
      return +verify(null, Buffer.from(text), key, Buffer.from(sig, 'base64url'))
    },
  },
  wasi_snapshot_preview1: {
    proc_exit(code) {
      throw new Error(`the module ended with ${code}`)
    },
  },
})
const same = module => module

/** The exports of a module. `changed` may alter its bytes before it starts. */
export async function webAssembly(name, changed = same) {
  const bytes = changed(readFileSync(join(modules, `${name}.wasm`)))
  const made = {}
  const { instance } = await WebAssembly.instantiate(bytes, importsOf(made))
  return started((made.exports = instance.exports))
}

/** The same of the stand-in; `changed` may alter its text. */
export async function standIn(name, changed = same) {
  // PALABRE_MODULES may lie where .js means CommonJS; as data it is a module everywhere.
  const text = Buffer.from(changed(readFileSync(join(modules, `${name}.js`), 'utf8'))).toString('base64')
  const { default: instantiate } = await import(`data:text/javascript;base64,${text}`)
  const made = {}
  return started((made.exports = instantiate(importsOf(made))))
}

function started(exports) {
  exports._initialize?.()
  return exports
}

// Fetches the widget's other files: WebAssembly, its JavaScript stand-in, locales. Every one by its
// published hash; a file that fails it is an error and never a reason to try another engine.
import { fileName } from './file-name'
import { Trouble } from './trouble'

export interface PublishedFile {
  name: string
  integrity: string
}
/** SHA-256 in base64 by key: `core.wasm`, ..., `locale.fr`, ... Put in by web/build.mjs: what a first visit needs. */
declare const PALABRE_FILES: Record<string, string>
declare const PALABRE_VERSION: string

export const version: string = PALABRE_VERSION
/** The list of all others is a file too: `list`. */
let files = PALABRE_FILES
let listed = false

/** The keys that are known without the list. */
export function firstFiles(): string[] {
  return Object.keys(PALABRE_FILES)
}

export type EngineKind = 'wasm' | 'js'
/** WebAssembly modules, each but the map with its stand-in (docs/engine.md). */
export type ModuleName = 'core' | 'files' | 'seal' | 'weigh' | 'map'
export type WasmExports = Record<string, unknown> & { memory: { readonly buffer: ArrayBuffer } }
export interface LoadedModule {
  exports: WasmExports
  kind: EngineKind
}

/** The nonce of the loader's tag: a policy with nonces wants it on the preload links too. */
let nonce = ''
export function useNonce(given: string): void {
  nonce = given
}

export function addressOf(file: PublishedFile): string {
  return new URL(file.name, import.meta.url).href
}

const EMPTY_MODULE = [0, 97, 115, 109, 1, 0, 0, 0]
let allowed: boolean | undefined

/** Whether this page's policy lets WebAssembly compile; asked once, of an empty module. */
export function wasmAllowed(): boolean {
  if (allowed === undefined) {
    try {
      allowed = typeof WebAssembly === 'object' && !!new WebAssembly.Module(new Uint8Array(EMPTY_MODULE))
    } catch {
      allowed = false
    }
  }
  return allowed
}

/** `auto` takes WebAssembly where the policy allows it, and says in `kind` what it took. */
export async function loadEngineModule(name: ModuleName, how: 'auto' | EngineKind): Promise<LoadedModule> {
  if (how === 'wasm' && !wasmAllowed()) {
    throw new Trouble('wasm-refused', 'add \'wasm-unsafe-eval\' to script-src, or engine="auto"')
  }
  const kind: EngineKind = how === 'js' || !wasmAllowed() ? 'js' : 'wasm'
  const exports = kind === 'wasm' ? await instantiateWasm(`${name}.wasm`) : await instantiateScript(`${name}.js`)
  if (!exports.memory) throw new Trouble('wasm-broken', name)
  start(exports)
  return { exports, kind }
}

/** What `work` gives, or has given, for this key; what failed may be asked for again. */
export function once<T>(map: Map<string, Promise<T>>, key: string, work: () => Promise<T>): Promise<T> {
  let promise = map.get(key)
  if (!promise) {
    promise = work()
    map.set(key, promise)
    promise.catch(() => map.delete(key))
  }
  return promise
}

/** Firefox asks no more for a script that failed once, but takes the same file by another address. */
let anew = ''

const scripts = new Map<string, Promise<unknown>>()

/** A JavaScript file of ours by its published hash: a locale, a stand-in, a rarely needed library. */
export function loadScript<T>(key: string): Promise<T> {
  return once(scripts, key, async () => {
    const file = await published(key)
    const address = addressOf(file) + anew
    try {
      await preload(address, file)
      return await import(/* @vite-ignore */ address)
    } catch (error) {
      anew += '#'
      throw error instanceof Trouble ? error : new Trouble('network', `${file.name}: ${String(error)}`)
    }
  }) as Promise<T>
}

/** How a file is called and what it must be. */
export async function published(key: string): Promise<PublishedFile> {
  if (!files[key] && !listed && files['list']) {
    files = { ...(await loadScript<{ default: Record<string, string> }>('list')).default, ...PALABRE_FILES }
    listed = true
  }
  const hash = files[key]
  if (!hash) throw new Trouble('network', `${key} is not among the published files`)
  return { name: fileName(key, hash), integrity: `sha256-${hash}` }
}

function preload(address: string, file: PublishedFile): Promise<unknown> {
  const link = document.createElement('link')
  // Firefox before 115 and Safari before 17 know none: the fetch checks, the cache serves.
  if (!link.relList.supports('modulepreload')) return fetchChecked(address, file)
  return new Promise((resolve, reject) => {
    link.rel = 'modulepreload'
    link.integrity = file.integrity
    link.crossOrigin = 'anonymous'
    if (nonce) link.nonce = nonce
    link.onload = resolve
    link.onerror = () => {
      link.remove()
      whyNot(address, file).then(reject, reject)
    }
    link.href = address
    document.head.append(link)
  })
}

/** A file of ours, by its published hash. */
export async function fetchChecked(address: string, file: PublishedFile): Promise<Response> {
  let response: Response
  try {
    response = await fetch(address, { integrity: file.integrity, credentials: 'omit', mode: 'cors' })
  } catch {
    throw await whyNot(address, file)
  }
  if (!response.ok) throw new Trouble('network', `${file.name}: HTTP ${response.status}`)
  return response
}

/** A failed hash and a failed request look alike to a page; a second request tells them apart. */
async function whyNot(address: string, file: PublishedFile): Promise<Trouble> {
  try {
    const again = await fetch(address, { credentials: 'omit', cache: 'force-cache' })
    if (again.ok) return new Trouble('integrity', `${file.name} is not the file that was published`)
    return new Trouble('network', `${file.name}: HTTP ${again.status}`)
  } catch (error) {
    return new Trouble('network', `${file.name}: ${String(error)}`)
  }
}

/** Set by seal.ts: whether the text in these bytes, a key, a signature and what it is over, is true. */
export const asked: { isSigned?: (text: Uint8Array) => boolean } = {}

/** What the standalone modules ask of their surroundings. */
function imports(of: { exports?: WasmExports }): Record<string, Record<string, (...given: number[]) => unknown>> {
  const nothing = (): number => 0
  return {
    env: {
      emscripten_notify_memory_growth: nothing,
      // True crosses as 1, false and nothing as 0.
      palabre_is_signed: (at, size) => asked.isSigned?.(new Uint8Array(of.exports!.memory.buffer, at, size)),
    },
    wasi_snapshot_preview1: { proc_exit: nothing },
  }
}

async function instantiateWasm(key: string): Promise<WasmExports> {
  const file = await published(key)
  const response = await fetchChecked(addressOf(file), file)
  const of: { exports?: WasmExports } = {}
  const streams = response.headers.get('content-type') === 'application/wasm' && !!WebAssembly.instantiateStreaming
  try {
    const made = streams
      ? await WebAssembly.instantiateStreaming(response, imports(of))
      : await WebAssembly.instantiate(await response.arrayBuffer(), imports(of))
    return (of.exports = made.instance.exports as unknown as WasmExports)
  } catch (error) {
    throw new Trouble('wasm-broken', `${file.name}: ${String(error)}`)
  }
}

async function instantiateScript(key: string): Promise<WasmExports> {
  const module = await loadScript<{ default: (imports: unknown) => WasmExports }>(key)
  const of: { exports?: WasmExports } = {}
  return (of.exports = module.default(imports(of)))
}

function start(exports: WasmExports): void {
  const initialize = exports['_initialize']
  if (typeof initialize === 'function') (initialize as () => void)()
}

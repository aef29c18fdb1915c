// The only file that touches the core's memory. Everything above it speaks JSON and text.
import { readJson, writeJson } from './json'
import { loadEngineModule, type EngineKind, type LoadedModule, type WasmExports } from './load-module'
import { Refusal, type Applied } from './session-types'
import { Trouble } from './trouble'

/** The functions of src/wasm/palabre.h that this file calls. */
interface Boundary {
  palabre_version(): number
  palabre_alloc(size: number): number
  palabre_free(bytes: number): void
  palabre_open(options: number, size: number, out: number): number
  palabre_close(debate: number): void
  palabre_apply(debate: number, lines: number, size: number, out: number): number
  palabre_compose(debate: number, intent: number, size: number, out: number): number
  palabre_query(debate: number, question: number, size: number, out: number): number
  palabre_columns(debate: number, since: number, out: number): number
  palabre_snapshot(debate: number, out: number): number
  palabre_digest(debate: number, out: number): number
}

/** What the core says of lines it was given (docs/engine.md, Apply). */
export interface ApplyAnswer extends Applied {
  counted: string[]
  void: [string, string][]
  waiting: string[]
}

export interface Composed {
  head: string
  body: string
  id: string
}

export interface DeclaredOutline {
  thesis: string | null
  claims: { id?: string; data_id?: string; parent: number; stance: 'pro' | 'con'; text: string }[]
  questions: DeclaredQuestion[]
}

/** A question as its id is made of (entry.md, section 3); absent ones are null. */
export interface DeclaredQuestion {
  title: string
  text: string | null
  about: string | null
  method: string
  options: string[] | null
  rule: Record<string, unknown> | null
  opens: number | null
  closes: number | null
  results: string | null
  eligible: string | null
}

export interface OpenOptions {
  debate: string
  anchor: string | null
  outline: DeclaredOutline | null
}

/** The module trapped, which only lack of memory makes it do: this instance is lost. */
export class EngineLost extends Error {}

const encoder = new TextEncoder()
const decoder = new TextDecoder('utf-8')

/** One debate in one module instance. */
export class Core {
  readonly kind: EngineKind
  readonly #exports: WasmExports
  readonly #call: Boundary
  readonly #out: number
  #handle = 0

  private constructor(module: LoadedModule) {
    this.kind = module.kind
    this.#exports = module.exports
    this.#call = module.exports as unknown as Boundary
    this.#out = this.#guard(() => this.#call.palabre_alloc(8))
  }

  static async load(how: 'auto' | EngineKind): Promise<Core> {
    return new Core(await loadEngineModule('core', how))
  }

  /** `major.minor.patch` of the core. */
  get version(): string {
    const number = this.#guard(() => this.#call.palabre_version())
    return `${number >>> 16}.${(number >>> 8) & 255}.${number & 255}`
  }

  open(options: OpenOptions): void {
    const made = this.#answer<{ handle: number }>(
      this.#with(writeJson(options), (at, size) => this.#call.palabre_open(at, size, this.#out)),
    )
    this.#handle = made.handle
  }

  /** Entries as NDJSON text or bytes, in any order, known ones too. */
  apply(lines: string | Uint8Array): ApplyAnswer {
    return this.#answer(this.#with(lines, (at, size) => this.#call.palabre_apply(this.#handle, at, size, this.#out)))
  }

  compose(intent: Record<string, unknown>): Composed {
    return this.#answer(
      this.#with(writeJson(intent), (at, size) => this.#call.palabre_compose(this.#handle, at, size, this.#out)),
    )
  }

  query<T>(question: Record<string, unknown>): T {
    return this.#answer(
      this.#with(writeJson(question), (at, size) => this.#call.palabre_query(this.#handle, at, size, this.#out)),
    )
  }

  /** The whole log, first line included, as bytes of our own. */
  snapshot(): Uint8Array {
    this.#expect(this.#guard(() => this.#call.palabre_snapshot(this.#handle, this.#out)))
    return this.#shown().slice()
  }

  columns(since: number): Uint8Array {
    this.#expect(this.#guard(() => this.#call.palabre_columns(this.#handle, since, this.#out)))
    return this.#shown().slice()
  }

  digest(): { state: string; set: string } {
    return this.#answer(this.#guard(() => this.#call.palabre_digest(this.#handle, this.#out)))
  }

  close(): void {
    if (this.#handle) this.#guard(() => this.#call.palabre_close(this.#handle))
    this.#handle = 0
  }

  #with(argument: string | Uint8Array, call: (at: number, size: number) => number): number {
    const bytes = typeof argument === 'string' ? encoder.encode(argument) : argument
    return this.#guard(() => {
      const at = this.#call.palabre_alloc(bytes.length)
      new Uint8Array(this.#exports.memory.buffer, at, bytes.length).set(bytes)
      const status = call(at, bytes.length)
      this.#call.palabre_free(at)
      return status
    })
  }

  #guard<T>(call: () => T): T {
    try {
      return call()
    } catch (error) {
      throw new EngineLost(String(error))
    }
  }

  #shown(): Uint8Array {
    // The buffer is read anew each time: it is another one after memory has grown.
    const span = new DataView(this.#exports.memory.buffer, this.#out, 8)
    return new Uint8Array(this.#exports.memory.buffer, span.getUint32(0, true), span.getUint32(4, true))
  }

  #expect(status: number): void {
    if (status === 0) return
    if (status === 2) throw new Trouble('closed', 'no such debate in the engine')
    const fault = readJson<{ code: string; where?: string | number; what?: string }>(decoder.decode(this.#shown()))
    throw new Refusal(fault.code, String(fault.where ?? ''), fault.what ?? fault.code)
  }

  #answer<T>(status: number): T {
    this.#expect(status)
    return readJson<T>(decoder.decode(this.#shown()))
  }
}

// The only file that touches the memory of the core and its kin (src/wasm/palabre_module.h).
import { readJson } from './json'
import type { LoadedModule, WasmExports } from './load-module'
import { Refusal } from './session-types'
import { Trouble } from './trouble'

/** What every such module has. */
export interface ModuleBoundary {
  palabre_alloc(size: number): number
  palabre_free(bytes: number): void
}

/** A function of the boundary: its numbers, then where it may say what it shows; a status. */
type Call = (...given: number[]) => number

/** The module trapped, which only lack of memory makes it do: this instance is lost. */
export class EngineLost extends Error {}

const encoder = new TextEncoder()
const decoder = new TextDecoder('utf-8')

export class ModuleCalls<Boundary extends ModuleBoundary> {
  protected readonly call: Boundary
  readonly #exports: WasmExports
  readonly #out: number

  constructor(module: LoadedModule) {
    this.#exports = module.exports
    this.call = module.exports as unknown as Boundary
    this.#out = this.guard(() => this.call.palabre_alloc(8))
  }

  /** What a function answers, parsed. Texts and bytes are handed over as spans. Throws Refusal. */
  protected answer<T>(call: Call, ...given: (number | string | Uint8Array)[]): T {
    return readJson<T>(decoder.decode(this.#shownBy(call, given)))
  }

  /** The same as bytes of our own. */
  protected bytes(call: Call, ...given: (number | string | Uint8Array)[]): Uint8Array {
    return this.#shownBy(call, given).slice()
  }

  protected guard<T>(call: () => T): T {
    try {
      return call()
    } catch (error) {
      throw new EngineLost(String(error))
    }
  }

  #shownBy(call: Call, given: (number | string | Uint8Array)[]): Uint8Array {
    const status = this.guard(() => {
      const lent: number[] = []
      const numbers = given.flatMap(one => {
        if (typeof one === 'number') return one
        const bytes = typeof one === 'string' ? encoder.encode(one) : one
        const at = this.call.palabre_alloc(bytes.length)
        lent.push(at)
        new Uint8Array(this.#exports.memory.buffer, at, bytes.length).set(bytes)
        return [at, bytes.length]
      })
      const status = call(...numbers, this.#out)
      for (const at of lent) this.call.palabre_free(at)
      return status
    })
    if (status === 2) throw new Trouble('closed', 'no such debate in the engine')
    // The buffer is read anew each time: it is another one after memory has grown.
    const { buffer } = this.#exports.memory
    const span = new DataView(buffer, this.#out, 8)
    const shown = new Uint8Array(buffer, span.getUint32(0, true), span.getUint32(4, true))
    if (status === 0) return shown
    const fault = readJson<{ code: string; where: string }>(decoder.decode(shown))
    throw new Refusal(fault.code, fault.where)
  }
}

// A debate in an engine: what src/wasm/palabre.h offers, as methods that speak JSON and text.
import { writeJson } from './json'
import { loadEngineModule, type EngineKind, type LoadedModule } from './load-module'
import { ModuleCalls, type ModuleBoundary } from './module-calls'
import type { Applied } from './session-types'

/** The functions of src/wasm/palabre.h that this file calls. */
interface Boundary extends ModuleBoundary {
  palabre_open(options: number, size: number, out: number): number
  palabre_close(debate: number): void
  palabre_apply(debate: number, lines: number, size: number, out: number): number
  palabre_compose(debate: number, intent: number, size: number, out: number): number
  palabre_query(debate: number, question: number, size: number, out: number): number
  palabre_columns(debate: number, since: number, out: number): number
  palabre_snapshot(debate: number, out: number): number
}

/** What the page reads of what the core says of lines it was given (docs/engine.md, Apply). */
export type ApplyAnswer = Applied

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

/** One debate in one instance of palabre-core, or of palabre-files, which answers more. */
export class Core extends ModuleCalls<Boundary> {
  readonly kind: EngineKind
  #handle = 0

  private constructor(module: LoadedModule) {
    super(module)
    this.kind = module.kind
  }

  static async load(how: 'auto' | EngineKind, name: 'core' | 'files' = 'core'): Promise<Core> {
    return new Core(await loadEngineModule(name, how))
  }

  /** What was open before is closed, unless the options are refused. */
  open(options: OpenOptions): void {
    const { handle } = this.answer<{ handle: number }>(this.call.palabre_open, writeJson(options))
    this.close()
    this.#handle = handle
  }

  /** Entries as NDJSON text or bytes, in any order, known ones too. */
  apply(lines: string | Uint8Array): ApplyAnswer {
    return this.answer(this.call.palabre_apply, this.#handle, lines)
  }

  compose(intent: Record<string, unknown>): Composed {
    return this.answer(this.call.palabre_compose, this.#handle, writeJson(intent))
  }

  query<T>(question: Record<string, unknown>): T {
    return this.answer(this.call.palabre_query, this.#handle, writeJson(question))
  }

  /** The whole log, first line included, as bytes of our own. */
  snapshot(): Uint8Array {
    return this.bytes(this.call.palabre_snapshot, this.#handle)
  }

  columns(since: number): Uint8Array {
    return this.bytes(this.call.palabre_columns, this.#handle, since)
  }

  close(): void {
    if (this.#handle) this.guard(() => this.call.palabre_close(this.#handle))
    this.#handle = 0
  }
}

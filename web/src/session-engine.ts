// The engine of one session: its core, what it was opened with, and the way back when it is lost.
import { Core, type ApplyAnswer, type DeclaredOutline } from './core'
import type { EngineKind } from './load-module'
import { EngineLost } from './module-calls'
import { joinChange, NOTHING_APPLIED } from './session-change'
import { pause, Pace } from './slices'
import { Trouble } from './trouble'

export interface EngineOptions {
  debate: string
  anchor: string | null
  outline: DeclaredOutline | null
  engine: 'auto' | EngineKind
  /** What palabre-files asks about tokens comes with it. */
  checker: () => Promise<unknown>
}

/**
 * An attest, in a line whose body is a text in a text, spaced as its author likes. ASCII that is written as an
 * escape may hide one: too often is harmless, too seldom would count wrong.
 */
export const ATTEST = /"do\\"[^,]*"attest|\\u00[2-7]/

export class SessionEngine {
  anchor: string | null
  outline: DeclaredOutline | null
  /** Lines that were neither known nor entries: bodies that came after their heads, above all. */
  late = 0
  readonly #options: EngineOptions
  readonly #lost: () => void
  readonly #pace = new Pace(64)
  #core: Core
  #name: 'core' | 'files' = 'core'

  /** `lost` is called when the core's memory ran out: `start` makes another, without entries. */
  constructor(options: EngineOptions, core: Core, lost: () => void) {
    this.#options = options
    this.#core = core
    this.#lost = lost
    this.anchor = options.anchor
    this.outline = options.outline
  }

  get kind(): EngineKind {
    return this.#core.kind
  }

  run<T>(call: (core: Core) => T): T {
    try {
      return call(this.#core)
    } catch (error) {
      if (!(error instanceof EngineLost)) throw error
      this.#lost()
      throw new Trouble('memory', error.message)
    }
  }

  /** Opens the debate in a core, without entries. Throws Refusal where `anchor` is no key. */
  open(anchor = this.anchor, core = this.#core): void {
    core.open({ debate: this.#options.debate, anchor, outline: this.outline })
    this.anchor = anchor
  }

  /** The same debate in palabre-files, without entries yet. */
  async another(): Promise<Core> {
    const core = await Core.load(this.#options.engine, 'files')
    this.open(this.anchor, core)
    return core
  }

  async start(): Promise<void> {
    this.#core = await Core.load(this.#options.engine, this.#name)
    this.open()
  }

  /** Palabre-core knows no members: the debate goes on in palabre-files, which does. */
  async #meetMembers(): Promise<void> {
    await this.#options.checker()
    const core = await this.another()
    core.apply(this.run(core => core.snapshot()))
    this.#core.close()
    this.#core = core
    this.#name = 'files'
  }

  /** Lines in slices. `members`: whether somebody is one from now on. */
  async apply(lines: readonly string[], members = lines.some(line => ATTEST.test(line))): Promise<ApplyAnswer> {
    let total = NOTHING_APPLIED
    if (members && this.#name === 'core') {
      await this.#meetMembers()
      total = { ...total, changed: { ...total.changed, all: true } }
    }
    for (let from = 0; from < lines.length;) {
      const some = lines.slice(from, from + this.#pace.items)
      const start = performance.now()
      const answer = this.run(core => core.apply(some.join('\n')))
      this.#pace.took(some.length, performance.now() - start)
      this.late += some.length - answer.entries - answer.known - answer.malformed.length
      total = joinChange(total, answer, from)
      from += some.length
      if (from < lines.length) await pause()
    }
    return total
  }

  /** A line that is kept by now: where memory runs out over it, the core that is started next reads it too. */
  applyKept(line: string): ApplyAnswer {
    try {
      return this.run(core => core.apply(line))
    } catch (error) {
      if (error instanceof Trouble) return NOTHING_APPLIED
      throw error
    }
  }

  close(): void {
    this.#core.close()
  }
}

// What moves a claim, and what would be if readers judged otherwise: palabre-weigh.wasm, fetched when
// a reader asks. It is given the debate's columns again whenever the debate has changed.
import type { ReadonlySignal } from './signals'
import { writeJson } from './json'
import { loadEngineModule, type EngineKind } from './load-module'
import { EngineLost, ModuleCalls, type ModuleBoundary } from './module-calls'
import type { StudyAnswers, StudyQuestion } from './study-types'
import type { Claim, ClaimId } from './session-types'
import { Trouble } from './trouble'

/** The functions of src/wasm/palabre_weigh.h. */
interface Boundary extends ModuleBoundary {
  palabre_study_open(columns: number, size: number, out: number): number
  palabre_study_close(study: number): void
  palabre_study_ask(study: number, question: number, size: number, out: number): number
}

/** The most that the engine lists. */
const NEEDS_MOST = 10000

/** What is needed of a session. */
interface Studied {
  readonly revision: ReadonlySignal<number>
  columns(since: number): Uint8Array
}

export class Study extends ModuleCalls<Boundary> {
  #handle = 0
  #revision = -1
  #of!: Studied

  static async load(how: 'auto' | EngineKind, of: Studied): Promise<Study> {
    const study = new Study(await loadEngineModule('weigh', how))
    study.#of = of
    return study
  }

  /** Asks about the debate as it is now (docs/engine.md, Study). Throws Refusal, or Trouble `memory`. */
  ask<Name extends keyof StudyAnswers>(question: StudyQuestion<Name>): StudyAnswers[Name] {
    try {
      this.#readAgain()
      return this.answer(this.call.palabre_study_ask, this.#handle, writeJson(question))
    } catch (error) {
      throw error instanceof EngineLost ? new Trouble('memory', error.message) : error
    }
  }

  /** What the reader has judged comes after what waits for them; what moves nothing comes last. */
  neediest(of: ClaimId, claims: readonly Claim[]): ClaimId[] {
    const places = new Map<ClaimId, number>()
    try {
      for (const { id } of this.ask({ q: 'needs-you', of, count: NEEDS_MOST }).claims) places.set(id, places.size)
    } catch {
      // A list in another order is better than none.
    }
    const rank = ({ id, my_impact: mine }: Claim): number =>
      (places.get(id) ?? NEEDS_MOST) + (mine === undefined ? 0 : NEEDS_MOST + 1)
    return [...claims].sort((a, b) => rank(a) - rank(b)).map(({ id }) => id)
  }

  #readAgain(): void {
    const revision = this.#of.revision.peek()
    if (revision === this.#revision) return
    this.guard(() => this.call.palabre_study_close(this.#handle))
    this.#handle = this.answer<{ handle: number }>(this.call.palabre_study_open, this.#of.columns(0)).handle
    this.#revision = revision
  }
}

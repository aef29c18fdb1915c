// What moves a claim, and what would be if readers judged otherwise: palabre-weigh.wasm, fetched when
// a reader asks. It is given the debate's columns again whenever the debate has changed.
import type { ReadonlySignal } from './signals'
import { writeJson } from './json'
import { loadEngineModule, type EngineKind } from './load-module'
import { EngineLost, ModuleCalls, type ModuleBoundary } from './module-calls'
import type { StudyAnswers, StudyQuestion } from './study-types'
import { Trouble } from './trouble'

/** The functions of src/wasm/palabre_weigh.h. */
interface Boundary extends ModuleBoundary {
  palabre_study_open(columns: number, size: number, out: number): number
  palabre_study_close(study: number): void
  palabre_study_ask(study: number, question: number, size: number, out: number): number
}

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

  #readAgain(): void {
    const revision = this.#of.revision.peek()
    if (revision === this.#revision) return
    this.guard(() => this.call.palabre_study_close(this.#handle))
    this.#handle = this.answer<{ handle: number }>(this.call.palabre_study_open, this.#of.columns(0)).handle
    this.#revision = revision
  }
}

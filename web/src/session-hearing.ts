// Who is told when a debate has changed: the views, by signals and listeners, and what waits to be looked at.
import { EMPTY_CHANGE, NOTHING_APPLIED, touched } from './session-change'
import type { ApplyAnswer } from './core'
import type { Applied, ClaimId } from './session-types'
import { signal, type Signal } from './signals'

export type Listener = (applied: Applied, own: boolean) => void

/** Claims that are remembered as arrived, the latest. */
const ARRIVED_MOST = 1000

export class Hearing {
  readonly revision = signal(0)
  readonly arrived: Signal<{ count: number; claims: ClaimId[] }> = signal({ count: 0, claims: [] })
  readonly #listeners = new Set<Listener>()

  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener)
    return () => {
      this.#listeners.delete(listener)
    }
  }

  /** `own`: the reader's doing, in this tab. */
  announce(answer: ApplyAnswer, own: boolean): void {
    if (!touched(answer)) return
    if (!own && answer.entries) {
      const { count, claims } = this.arrived.peek()
      this.arrived.value = {
        count: count + answer.entries,
        claims: [...claims, ...answer.changed.claims].slice(-ARRIVED_MOST),
      }
    }
    this.#tell(answer, own)
  }

  /** Everything may be other than it was; `own`: by the reader's doing. */
  redraw(own = false): void {
    this.#tell({ ...NOTHING_APPLIED, changed: { ...EMPTY_CHANGE, all: true } }, own)
  }

  seen(): void {
    this.arrived.value = { count: 0, claims: [] }
  }

  close(): void {
    this.#listeners.clear()
  }

  #tell(applied: Applied, own: boolean): void {
    this.revision.value += 1
    for (const listener of this.#listeners) {
      try {
        listener(applied, own)
      } catch (error) {
        reportError(error)
      }
    }
  }
}

// What a hub holds back of a debate, ballots until their question closes and words until a moderator has read them,
// and how it comes here once it may.
import { fetchBodies, isSealed } from './hub-bodies'
import { type Known, UNREAD } from './hub-known'
import { Moderated } from './hub-moderated'
import type { Welcome } from './hub-wire'
import type { DebateSession } from './session'
import { signal, type Signal } from './signals'

export class Withheld {
  readonly moderated: Moderated
  /** The hub knows the questions that the page declares, and holds their ballots where they say so. */
  readonly knowsDeclared: Signal<boolean> = signal(false)
  readonly #session: DebateSession
  readonly #known: Known
  readonly #source: { http: string; debate: string }
  readonly #take: (lines: readonly string[]) => Promise<void>
  /** The bodies of what the next release lets out have just come. */
  #given = false
  /** The hub's clock minus ours, ms. */
  #ahead = 0
  /** By its configuration a moderator reads first. */
  #readsFirst = false

  /** `http`: the hub's address; `take`: what comes goes there. */
  constructor(session: DebateSession, known: Known, http: string, take: (lines: readonly string[]) => Promise<void>) {
    this.#session = session
    this.#known = known
    this.#source = { http, debate: session.debate }
    this.moderated = new Moderated(session, known, this.#source)
    this.#take = take
  }

  /** Bodies have come, of this question. */
  heard(question: string): void {
    this.#given ||= question === UNREAD
  }

  /** These are held back no longer; `after`: how far this browser has read. Throws where they do not come. */
  async release(questions: readonly unknown[], after: number): Promise<void> {
    for (const question of questions) {
      if (typeof question !== 'string') continue
      const words = question === UNREAD
      if (words ? this.#given : !isSealed(this.#session, question)) continue
      for await (const lines of fetchBodies(this.#source, question, words ? after : 0)) await this.#take(lines)
    }
    this.#given = false
  }

  /** The hub has said how it stands. */
  welcomed({ time, read_first: readsFirst }: Welcome): void {
    this.#ahead = (time ?? Date.now()) - Date.now()
    this.#readsFirst = readsFirst === true
  }

  /** Looks at what waits to be read; a moderator is given it, once all that the hub had is here. */
  async look(clerk: string, isCaughtUp: boolean): Promise<void> {
    this.knowsDeclared.value = this.#known.isDeclaredBy(this.#session.anchor)
    await this.moderated.look(clerk, this.#readsFirst)
    if (!isCaughtUp || !this.moderated.lacks(clerk)) return
    // Where it does not come, the next entry asks again.
    this.#ask(clerk).catch(() => undefined)
  }

  async #ask(clerk: string): Promise<void> {
    await this.moderated.ask({ ...this.#source, clerk, ahead: this.#ahead }, this.#take)
    // What came to wait meanwhile was not asked for.
    await this.look(clerk, true)
  }
}

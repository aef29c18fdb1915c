// What the hub did not take of the reader's: told with its reason and taken out, and the rest signed anew.
import { signUnsharedAnew, wordsOf } from './hub-anew'
import type { Known } from './hub-known'
import { isRefusal } from './hub-intake'
import type { Refused } from './hub-standing'
import type { Refuse } from './hub-wire'
import type { DebateSession } from './session'
import { signal, type Signal } from './signals'

const NOTE = 'hub-refused'
const NUMBER_TRIES = 3

export class Refusals {
  readonly list: Signal<readonly Refused[]> = signal([])
  readonly #session: DebateSession
  readonly #known: Known
  #tries = 0
  #waited = 0

  constructor(session: DebateSession, known: Known) {
    this.#session = session
    this.#known = known
  }

  /** What was refused in an earlier visit, and the reader has not closed. */
  async begin(): Promise<void> {
    const refused = await this.#session.note(NOTE)
    if (Array.isArray(refused)) this.list.value = refused as Refused[]
  }

  /** The reader has read that this was refused. */
  dismiss(id: string): Promise<void> {
    return this.#tell(this.list.peek().filter(one => one.id !== id))
  }

  /**
   * What the hub has not signed is no refusal: nothing is dropped for it. `follow` reads on in the log. `others`: it
   * is of an entry that this reader did not write.
   */
  async take(refuse: Refuse, clerk: string, follow: () => Promise<void>): Promise<'unsigned' | 'others' | 'own'> {
    if (!(await isRefusal(this.#session, clerk, refuse))) return 'unsigned'
    await follow()
    const { id, reason, refusal, sig, contact } = refuse
    const item = this.#known.unshared(clerk).find(one => one.id === id)
    if (!item) return 'others'
    await this.#tell([...this.list.peek(), { id, reason, refusal, sig, contact, ...wordsOf(item) }])
    await this.anew(new Set([id]), clerk)
    return 'own'
  }

  /** Drops these and signs anew what is not shared behind the first of them, or from the number `from` on. */
  async anew(dropped: ReadonlySet<string>, clerk: string, from?: number): Promise<void> {
    const lost = await signUnsharedAnew(this.#session, this.#known, clerk, dropped, from)
    if (!lost.length) return
    const told = lost.map(({ item, reason }) => ({ id: item.id, reason, ...wordsOf(item) }))
    await this.#tell([...this.list.peek(), ...told])
  }

  /**
   * What to do where the hub expects another number of this entry: a number is the one from which on to sign anew.
   * `again`: one before it was not looked at.
   */
  numbered(id: string, expects: number, clerk: string): 'others' | 'stuck' | 'again' | number {
    const own = this.#known.unshared(clerk)
    const item = own.find(one => one.id === id)
    if (!item) return 'others'
    if (++this.#tries > NUMBER_TRIES) return 'stuck'
    if (item.n > expects && own.some(one => one.n === expects)) return 'again'
    // What was sent before this one was looked at first, and is the hub's up to the number that it expects.
    return Math.min(item.n, expects)
  }

  /** So many of the reader's wait: fewer than before means that the hub takes them. */
  waiting(own: number): void {
    if (own < this.#waited) this.#tries = 0
    this.#waited = own
  }

  #tell(refused: readonly Refused[]): Promise<void> {
    this.list.value = refused
    return this.#session.keepNote(NOTE, refused)
  }
}

// What the hub did not take of the reader's: told with its reason and taken out, and the rest signed anew.
import { signUnsharedAnew, wordsOf } from './hub-anew'
import type { Known } from './hub-known'
import { isRefusal } from './hub-intake'
import type { Refused } from './hub-standing'
import type { Refuse } from './hub-wire'
import type { DebateSession } from './session'
import { signal, type Signal } from './signals'

const NOTE = 'view:hub-refused'
const NUMBER_TRIES = 3

export class Refusals {
  readonly list: Signal<readonly Refused[]> = signal([])
  readonly #session: DebateSession
  readonly #known: Known
  #turn: Promise<void> = Promise.resolve()
  /** The list could not be kept, and stands in this tab alone. */
  #here = false
  #tries = 0
  #waited = 0

  constructor(session: DebateSession, known: Known) {
    this.#session = session
    this.#known = known
  }

  /** What was refused in an earlier visit or in another tab, and the reader has not closed. Answers how to stop. */
  async begin(): Promise<() => void> {
    await this.#change()
    // Where another tab signs anew, all changes, and the list was kept before that.
    return this.#session.subscribe(({ changed }) => {
      if (changed.all) void this.#change()
    })
  }

  /** The reader has read that this was refused. */
  dismiss(id: string): Promise<void> {
    return this.#change(list => list.filter(one => one.id !== id))
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
    await this.#change(list => [...list, { id, reason, refusal, sig, contact, ...wordsOf(item) }])
    await this.anew(new Set([id]), clerk)
    return 'own'
  }

  /** Drops these and signs anew what is not shared behind the first of them, or from the number `from` on. */
  async anew(dropped: ReadonlySet<string>, clerk: string, from?: number): Promise<void> {
    const lost = await signUnsharedAnew(this.#session, this.#known, clerk, dropped, from)
    if (!lost.length) return
    const told = lost.map(({ item, reason }) => ({ id: item.id, reason, ...wordsOf(item) }))
    await this.#change(list => [...list, ...told])
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

  /** Of what stands in the note by now, since each tab of this reader changes it; without `change`, reads it. */
  #change(change?: (list: readonly Refused[]) => readonly Refused[]): Promise<void> {
    this.#turn = this.#turn.then(async () => {
      const journal = this.#session.hands().journal()
      const kept = this.#here ? this.list.peek() : await journal.note(NOTE).catch(() => null)
      const list = Array.isArray(kept) ? (kept as Refused[]) : []
      this.list.value = change ? change(list) : list
      if (change) this.#here = !(await journal.keepNote(NOTE, this.list.peek(), false).catch(() => false))
    })
    return this.#turn
  }
}

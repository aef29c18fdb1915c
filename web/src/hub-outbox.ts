// What goes out: the reader's own entries, then those of a file where the reader said so. Few at once, so
// that what has to be said again after a pause is little.
import { askToStay } from './hub-kept'
import type { Item, Known, Waiting } from './hub-known'
import { fitting } from './hub-wire'
import type { Journal } from './storage'

/** On their way at once. */
const SENT_MOST = 500
const NOTE = 'hub-offered'

/** What waits beside the reader's own, so that it is found in a later visit; the reader's word is for this hub. */
interface Noted extends Waiting {
  hub: string
}

export class Outbox {
  readonly #known: Known
  /** Ids that were sent in this connection and not acknowledged yet. */
  readonly #sent = new Set<string>()
  #offered: Item[] = []
  /** Authors of offered entries one of which the hub did not take: their later ones have no place. */
  readonly #blocked = new Set<string>()
  /** What stands in the note, by how often that had changed. */
  #noted = -1

  constructor(known: Known) {
    this.#known = known
  }

  /** What waited in an earlier visit, or in the tab that had the connection; false where it was never noted. */
  async begin(journal: Journal, hub: string): Promise<boolean> {
    const noted = (await journal.note(NOTE).catch(() => undefined)) as Noted | undefined
    const isOurs = noted?.hub === hub
    this.#known.remember(isOurs ? noted : { asks: [], let: [] })
    this.#noted = isOurs ? this.#known.changes : -1
    return isOurs
  }

  async keep(journal: Journal, hub: string): Promise<void> {
    const { changes } = this.#known
    if (changes === this.#noted) return
    const noted: Noted = { hub, ...this.#known.waiting }
    // Where it cannot be written the next change tries again.
    if (await journal.keepNote(NOTE, noted, false).catch(() => false)) this.#noted = changes
  }

  /** Takes up what the log has for it beside the reader's own. */
  async takeUp(): Promise<void> {
    this.#known.askOfFormer()
    this.offer(await this.#known.takeNaming())
    this.offer(await this.#known.takeLet())
  }

  offer(items: readonly Item[]): void {
    const there = new Set(this.#offered.map(one => one.id))
    this.#offered.push(...items.filter(one => !there.has(one.id)))
  }

  /** Everything that is not acknowledged is said again. */
  again(): void {
    this.#sent.clear()
  }

  /** What is offered and this hub has not; `own`: the reader's own too. */
  waiting(clerk: string, own: boolean): Item[] {
    this.#offered = this.#offered.filter(one => {
      const waits = !this.#known.isShared(one, clerk) && !this.#blocked.has(one.author)
      if (!waits) this.#known.settle(one.sig)
      return waits
    })
    return [...(own ? this.#known.unshared(clerk) : []), ...this.#offered]
  }

  /** The lines of the next message, which count as sent. */
  next(clerk: string, own: boolean): string[] {
    const waiting = this.waiting(clerk, own)
    const ids = new Set(waiting.map(one => one.id))
    for (const id of this.#sent) if (!ids.has(id)) this.#sent.delete(id)
    const fresh = waiting.filter(one => !this.#sent.has(one.id)).slice(0, SENT_MOST - this.#sent.size)
    const items = fresh.slice(0, fitting(fresh.map(one => one.line)))
    for (const { id } of items) this.#sent.add(id)
    if (items.length) askToStay()
    return items.map(one => one.line)
  }

  /** The hub does not take this one, which another wrote; how many are left out with it, 0 for an own one. */
  block(id: string): number {
    const item = this.#offered.find(one => one.id === id)
    if (!item) return 0
    this.#blocked.add(item.author)
    return this.#offered.filter(one => one.author === item.author).length
  }
}

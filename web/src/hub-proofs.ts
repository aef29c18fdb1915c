// What this browser can show of a hub: that its list goes on as it was signed, a receipt of what it
// acknowledged, and, where it does not hold to its word, the evidence.
import { loadChunk } from './chunks'
import { receiptsOf } from './hub-receipts'
import type { Kept } from './hub-kept'
import type { Known } from './hub-known'
import { keepCheckpoint, prove, type Doubt, type Evidence, type ListSource, type Shown } from './hub-list'
import type { Standing } from './hub-standing'
import type { DebateSession } from './session'
import type { Signal } from './signals'
import { Trouble } from './trouble'

const NOTE = 'hub-doubt'
/** What may be in good order: its evidence takes the place of no other, and it goes once the hub shows all. */
const WEAK: ReadonlySet<Doubt | null> = new Set(['unproved', 'anew', 'lacking'] as const)
/** What another hub signed in its last seconds may be on its way. */
const AGAIN_MS = 3000
const TRIES = 3

/** What the sharing (hub-share.ts) hands over. */
export interface Ground {
  session: DebateSession
  known: Known
  /** The hub's address over HTTP. */
  http: string
  standing: Signal<Standing>
  stand(news: Partial<Standing>): void
  /** As far as this browser has read; in a tab without the connection what the one that has it kept. */
  kept(): Promise<Kept>
  keep(kept: Kept): Promise<void>
}

export class Proofs {
  readonly #ground: Ground
  /** The connection for which the hub was asked, and how often. */
  #asked: object | null = null
  #tries = 0
  /** How often the reader has closed what was found: what was asked before that was asked of another list. */
  #closed = 0
  #last: Promise<unknown> = Promise.resolve()

  constructor(ground: Ground) {
    this.#ground = ground
  }

  /** What was found in an earlier visit, and the reader has not closed. */
  async begin(): Promise<void> {
    const evidence = await this.evidence()
    if (evidence) this.#ground.stand({ doubt: evidence.doubt })
  }

  /** Whose word the hub's is, and that of those that stood for it. */
  async clerks(): Promise<string[]> {
    const { clerk, checkpoints } = await this.#ground.kept()
    return [clerk, ...Object.values(checkpoints).flatMap(one => (one.moved ? [] : one.clerk))]
  }

  /** Asks once a connection, in turn with what is heard; `again` has this called once more. */
  async once(connection: object, again: () => void): Promise<void> {
    if (this.#asked === connection) return
    this.#asked = connection
    this.#tries += 1
    const { early } = await this.ask(this.#tries >= TRIES)
    if (!early) this.#tries = 0
    else
      setTimeout(() => {
        this.#asked = null
        again()
      }, AGAIN_MS)
  }

  async evidence(): Promise<Evidence | null> {
    return ((await this.#ground.session.note(NOTE)) as Evidence | undefined) ?? null
  }

  /** Has the hub show that its list is the one that it signed and that was read here; says what is wrong. */
  async ask(last = true): Promise<{ doubt: Doubt | null; shown: Shown | null; early: boolean }> {
    const { session, standing, stand } = this.#ground
    const closed = this.#closed
    const kept = await this.#ground.kept()
    const { doubt, evidence, shown, early, held } = await prove(await this.#source(), kept, last)
    const counts = await this.#inTurn(async () => {
      if (closed !== this.#closed) return false
      await this.#ground.keep(kept)
      const before = standing.peek().doubt
      if (evidence && !(before && WEAK.has(doubt))) {
        await session.keepNote(NOTE, evidence)
        stand({ doubt })
      } else if (shown && !doubt && (before === 'unproved' || (held && WEAK.has(before)))) {
        await session.keepNote(NOTE, undefined)
        stand({ doubt: null })
      }
      return true
    })
    return counts ? { doubt, shown, early } : this.ask(last)
  }

  /** The reader has read what is wrong: from here on what the hub shows now counts. */
  close(): Promise<void> {
    return this.#inTurn(() => this.#close())
  }

  async #close(): Promise<void> {
    const { session, stand } = this.#ground
    const { readCheckpoint } = await loadChunk('files')
    const kept = await this.#ground.kept()
    const { doubt, shown, clerk, kept: former } = (await this.evidence()) ?? {}
    const checkpoint = readCheckpoint(shown, session.debate)
    if (checkpoint && shown && clerk && doubt !== 'unsigned')
      keepCheckpoint(kept, checkpoint.origin, { note: shown, clerk })
    const lacked = readCheckpoint(former, session.debate)
    if (lacked && doubt === 'lacking') delete kept.checkpoints[lacked.origin]
    await this.#ground.keep(kept)
    await session.keepNote(NOTE, undefined)
    stand({ doubt: null })
    this.#closed += 1
  }

  /** Nothing that is kept changes under what keeps something. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#last.then(work)
    this.#last = done.catch(() => undefined)
    return done
  }

  /** Receipts of the reader's votes that the hub has, each checked as whoever opens it will. Throws `Trouble`. */
  async receipts(): Promise<string[]> {
    try {
      return await this.#receipts()
    } catch {
      // A hub that is busy answers a little later.
      await new Promise(soon => setTimeout(soon, AGAIN_MS))
      return this.#receipts()
    }
  }

  async #receipts(): Promise<string[]> {
    const { http, known, session } = this.#ground
    const { shown } = await this.ask()
    if (!shown) throw new Trouble('network', http)
    return receiptsOf(await this.#source(), await this.#ground.kept(), shown, known, session)
  }

  async #source(): Promise<ListSource> {
    const { http, session } = this.#ground
    return { http, debate: session.debate, checker: await session.checker() }
  }
}

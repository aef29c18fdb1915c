// The debate shared through a hub (docs/hub.md), by the element's own client: what others say comes in, checked, and
// what the room says goes out, and is shared once the hub's stamp names it. With a room all of it is in the room's
// journal, so that nothing can be in one list and missing in the other; without one it is in memory.
import { HubShare } from '../hub-share'
import type { Refused, Standing } from '../hub-standing'
import { readJson } from '../json'
import { JournalKeyring } from '../keyring'
import { once } from '../load-module'
import { Seal } from '../seal'
import { DebateSession } from '../session'
import { effect } from '../signals'
import { MemoryJournal, type Journal } from '../storage'
import { Tabs } from '../tabs'

/** Not the element's: it has a journal of its own, and another tab may read into that. */
const PLACE = 'workbench '
const PAGE = 500
const seals = new Map<string, Promise<Seal>>()
/** For all that is joined one after the other: its channel stands as long as the page. */
let tabs: Tabs | undefined

export interface HubPlace {
  hub: string
  /** site/name. */
  debate: string
  owner: string
}

export interface SharedActs {
  /** Lines, all of them good; some may be known. */
  heard(lines: string[]): void
  /** The hub did not take some, or names another owner: what was there is to be read anew. */
  anew(owner: string): void
  stands(standing: Standing, refused: readonly Refused[]): void
}

interface Read {
  sig: string
  author: string
  n: number
}

function readLine(line: string): Read {
  const { head, sig } = readJson<{ head: string; sig: string }>(line)
  const { author, n } = readJson<{ author: string; n: number }>(head)
  return { sig, author, n }
}

export class SharedDebate {
  readonly #session: DebateSession
  readonly #share: HubShare
  readonly #journal: Journal
  readonly #acts: SharedActs
  readonly #stops: (() => void)[] = []
  readonly #place: HubPlace
  /** How much of the session's log has been read, and the signatures of it. */
  #read = 0
  #seen = new Set<string>()
  /** The last number of the room's. */
  #last = 0

  private constructor(session: DebateSession, journal: Journal, place: HubPlace, acts: SharedActs) {
    this.#session = session
    this.#journal = journal
    this.#place = place
    this.#acts = acts
    this.#share = new HubShare(session, place.hub, place.owner || null, PLACE)
    this.#look(false)
    this.#stops.push(
      session.subscribe(({ entries, changed }) => this.#look(changed.all && !entries)),
      effect(() => acts.stands(this.#share.standing.value, this.#share.refusals.list.value)),
    )
  }

  /** `journal`: the room's, with its key; null where there is no room. */
  static async join(place: HubPlace, journal: Journal | null, acts: SharedActs): Promise<SharedDebate> {
    const kept = journal ?? new MemoryJournal()
    const session = await DebateSession.open({
      debate: place.debate,
      anchor: place.owner || null,
      outline: null,
      engine: 'auto',
      journal: kept,
      keyring: of => new JournalKeyring(of),
      checker: () => once(seals, '', () => Seal.load('auto')),
      tabs: (tabs ??= new Tabs()),
    })
    return new SharedDebate(session, kept, place, acts)
  }

  end(): void {
    for (const stop of this.#stops.splice(0)) stop()
    this.#share.end()
    this.#session.close()
  }

  /** Shares what was said before the hub was there. */
  share(): Promise<void> {
    return this.#share.share()
  }

  /** Whoever runs the room has read that this was refused. */
  dismiss(id: string): Promise<void> {
    return this.#share.refusals.dismiss(id)
  }

  /**
   * Resolves once the line outlives the page; then it is on its way. Throws `Full` and `Unkept` of storage.ts.
   * `behind`: another tab, or another place where the room's key is, has said something under this number.
   */
  keep(line: string): Promise<'kept' | 'behind'> {
    const { inTurn, catchUp, keepAnew } = this.#session.hands()
    return inTurn(async () => {
      for (;;) {
        await catchUp()
        // What was cleared under us is kept again, all of it.
        if (this.#session.storage.peek() === 'cleared') await keepAnew()
        if (readLine(line).n <= this.#last) return 'behind'
        const known = (await this.#journal.count()) ?? 0
        if ((await this.#journal.append([line], known)) === 'kept') break
      }
      await catchUp()
      return 'kept'
    })
  }

  /** Reads on in the session's log; `anew`: it may be another one. */
  #look(anew: boolean): void {
    const before = this.#seen
    if (anew) {
      this.#read = 0
      this.#last = 0
      this.#seen = new Set()
    }
    const fresh: string[] = []
    for (;;) {
      const { total, lines } = this.#session.ask<{ total: number; lines: string[] }>({
        q: 'log',
        from: this.#read,
        count: PAGE,
      })
      for (const line of lines) {
        const { sig, author, n } = readLine(line)
        if (author === this.#session.me.peek()) this.#last = Math.max(this.#last, n)
        this.#seen.add(sig)
        fresh.push(line)
      }
      this.#read += lines.length
      if (this.#read >= total || lines.length === 0) break
    }
    const owner = this.#session.anchor ?? ''
    const isLess = [...before].some(sig => !this.#seen.has(sig))
    if ((anew && isLess) || owner !== this.#place.owner) {
      this.#place.owner = owner
      this.#acts.anew(owner)
    }
    if (fresh.length) this.#acts.heard(fresh)
  }
}

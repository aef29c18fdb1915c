// What moderators do, as the log says it: which words wait to be read by one, what was done to this reader's
// own words or to this reader, and what moderators did altogether.
import { fetchUnread, type ReadingSource, type UnreadWords } from './hub-unread'
import type { Act, Known } from './hub-known'
import { readJson, writeJson } from './json'
import type { DebateSession } from './session'
import { Refusal, type Claim, type Marks, type Thesis } from './session-types'
import { signal, type Signal } from './signals'
import { wordsOf, type Words } from './hub-anew'

const TOLD_NOTE = 'hub-moderated'
/** More at once than anybody reads. */
const HIDDEN_MOST = 500

/** What was done to the reader's own words, or to the reader. */
export interface Done extends Act {
  text: string | null
}

export interface ModerationState {
  /** How many things of anybody wait to be read. */
  unread: number
  /** Those that this reader wrote. */
  mine: readonly Words[]
  /** Those that are here for a moderator to read. */
  toRead: readonly UnreadWords[]
  /** What is written here is read by a moderator first. */
  readsFirst: boolean
}

/** What the page's token lets its member do here, once it is published. */
export interface Office {
  role: 'owner' | 'moderator' | 'facilitator'
  /** Publishes it. */
  take(): Promise<void>
}

const NONE: ReadonlySet<string> = new Set()
/** A name is let out with other words of its author. */
const isForItself = ({ verb }: Words): boolean => verb !== 'name'

const AT_FIRST: ModerationState = { unread: 0, mine: [], toRead: [], readsFirst: false }

/** One act of the public log (docs/hub-protocol.md, `GET .../moderation`). */
export interface PublicAct {
  id: string
  by: string
  do: string
  target?: string
  key?: string
  on?: boolean
  reason?: string
  to?: string
  time: number | null
}

export class Moderated {
  readonly state: Signal<ModerationState> = signal(AT_FIRST)
  readonly office: Signal<Office | null> = signal(null)
  /** What this reader has not yet said that they have read. */
  readonly done: Signal<readonly Done[]> = signal([])
  readonly #session: DebateSession
  readonly #known: Known
  readonly #source: { http: string; debate: string }
  /** Signatures of acts that the reader has read. */
  readonly #told = new Set<string>()
  /** What waits, by id, as the hub gave it to this moderator. */
  #given = new Map<string, UnreadWords>()
  readonly #asked = new Set<string>()
  #asking = false

  constructor(session: DebateSession, known: Known, source: { http: string; debate: string }) {
    this.#source = source
    this.#session = session
    this.#known = known
  }

  async begin(): Promise<void> {
    const told = await this.#session.note(TOLD_NOTE)
    if (Array.isArray(told)) for (const sig of told) this.#told.add(String(sig))
  }

  /** The reader has read what was done. */
  async dismiss(sig: string): Promise<void> {
    this.#told.add(sig)
    // First, so that who closes the page at once is not told again.
    await this.#session.keepNote(TOLD_NOTE, [...this.#told])
    this.done.value = this.done.peek().filter(one => one.sig !== sig)
  }

  /** Looks at what the log has now. `readsFirst`: by the hub's configuration. */
  async look(clerk: string, readsFirst: boolean): Promise<void> {
    const waits = this.#known.unread(clerk)
    const bare = waits.length ? await this.#known.bare() : NONE
    const mine = waits.flatMap(id => {
      const item = this.#known.own(id)
      return item ? [wordsOf(item)] : []
    })
    const given = waits.flatMap(id => this.#given.get(id) ?? [])
    const authors = new Set(given.filter(isForItself).map(one => one.by))
    const now: ModerationState = {
      unread: waits.filter(id => bare.has(id)).length + [...mine, ...given].filter(isForItself).length,
      mine: mine.filter(isForItself),
      toRead: given.filter(one => isForItself(one) || authors.has(one.by)),
      readsFirst: readsFirst || this.#known.readsFirst,
    }
    if (writeJson(now) !== writeJson(this.state.peek())) this.state.value = now
    const done = this.#known
      .actsOnMine(this.#session.me.peek(), id => this.#claim(id)?.mine ?? false)
      .filter(act => !this.#told.has(act.sig) && this.#counts(act))
      .map(act => ({ ...act, text: this.#wordsOn(act) }))
    if (done.length || this.done.peek().length) this.done.value = done
  }

  /** The public log of moderation, the last act first. Throws where the hub does not give it. */
  acts(): Promise<PublicAct[]> {
    return fetchActs(this.#source)
  }

  /** Whether this reader is a moderator and something waits that the hub was not asked for. */
  lacks(clerk: string): boolean {
    return this.#moderates && !this.#asking && this.#known.unread(clerk).some(id => !this.#asked.has(id))
  }

  /** Asks the hub for what waits. The debate takes it in before it is shown: nobody can act on what is not there. */
  async ask(source: ReadingSource, take: (lines: readonly string[]) => Promise<void>): Promise<void> {
    this.#asking = true
    const asked = this.#known.unread(source.clerk)
    try {
      const given: { line: string; words: UnreadWords }[] = []
      for await (const one of fetchUnread(this.#session, source)) given.push(one)
      await take(given.map(({ line }) => line))
      // Only these: a name that came before may be out, with other words of its author.
      this.#given = new Map(given.map(({ words }) => [words.id, words]))
      for (const id of asked) this.#asked.add(id)
    } finally {
      this.#asking = false
    }
  }

  get #moderates(): boolean {
    return this.#session.ask<Thesis>({ q: 'thesis' }).may.includes('hide')
  }

  #wordsOn({ target }: Act): string | null {
    const item = this.#known.own(target)
    return item ? wordsOf(item).text : (this.#claim(target)?.text ?? null)
  }

  /** Whether the engine has it so: anybody can write that they hide something. */
  #counts(act: Act): boolean {
    if (act.do === 'ban')
      return !this.#session.ask<Thesis>({ q: 'thesis' }).may.includes('ballot') === (act.on ?? false)
    const status = { hide: 'hidden', erase: 'erased', merge: 'merged' }[act.do]
    const claim = this.#claim(act.target)
    // A remark: of those the engine lists what is hidden.
    if (!claim) return act.do === 'hide' && this.#isHidden(act.target)
    return status ? claim.status === status : act.do !== 'edit' || claim.edited === 'moderator'
  }

  #claim(id: string): Claim | null {
    try {
      return this.#session.ask<Claim>({ q: 'claim', id })
    } catch (error) {
      if (error instanceof Refusal) return null
      throw error
    }
  }

  #isHidden(id: string): boolean {
    const { marked } = this.#session.ask<Marks>({ q: 'marks', count: HIDDEN_MOST })
    return marked.some(one => one.id === id && one.hidden)
  }
}

/** What moderators did in this debate, the last first. Throws where the hub does not say. */
async function fetchActs({ http, debate }: { http: string; debate: string }): Promise<PublicAct[]> {
  const acts: PublicAct[] = []
  for (let more = true; more;) {
    const response = await fetch(`${http}debates/${debate}/moderation?after=${acts.length}`, {
      cache: 'no-store',
      credentials: 'omit',
    })
    if (!response.ok) throw new Error(`HTTP ${response.status}`)
    const page = readJson<{ acts: PublicAct[]; more: boolean }>(await response.text())
    acts.push(...page.acts)
    more = page.more && page.acts.length > 0
  }
  return acts.reverse()
}

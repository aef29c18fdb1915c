// A debate shared through a hub: what others say comes in, checked; what this browser wrote goes out, and
// is shared once the hub's stamp names it. One for each debate, page and `place` of journals (hub-join.ts: elements').
import { Connection } from './hub-connection'
import { keep, nothingKept, readKept, unread } from './hub-kept'
import { Withheld } from './hub-withheld'
import { Known } from './hub-known'
import { keepHeard, takeChecked } from './hub-intake'
import { hold, LeadNews } from './hub-lead'
import { readOn } from './hub-list'
import { Outbox } from './hub-outbox'
import { Proofs } from './hub-proofs'
import { Refusals } from './hub-refusals'
import { FalseSnapshot, fetchList } from './hub-snapshot'
import { AT_FIRST, type Standing } from './hub-standing'
import {
  addressesOf,
  FINAL,
  type Entries,
  type HubError,
  type Refuse,
  type Reset,
  type Said,
  type Welcome,
} from './hub-wire'
import { Newcomer } from './hub-work'
import { findOvertaken, isOld } from './hub-waiting'
import { watch } from './hub-watch'
import type { DebateSession } from './session'
import { signal, type Signal } from './signals'

const COMING_SAID = 200
const RETRY_LEAST_MS = 250

export class HubShare {
  readonly standing: Signal<Standing> = signal(AT_FIRST)
  /** What waits for a moderator, and what moderators do. */
  readonly withheld: Withheld
  /** Resolves when all that the hub had is here, or it cannot be had now, or another tab sees to it. */
  readonly settled: Promise<void>
  #settle!: () => void
  readonly session: DebateSession
  readonly #addresses: { http: string; ws: string }
  /** What the page names as owner. */
  readonly #owner: string | null
  readonly #known = new Known()
  readonly #outbox = new Outbox(this.#known)
  readonly #newcomer: Newcomer
  readonly refusals: Refusals
  readonly proofs: Proofs
  readonly #news: LeadNews<Standing>
  readonly #stops: (() => void)[] = []
  readonly #leaving = new AbortController()
  #kept = nothingKept('')
  #connection: Connection | null = null
  #release: (() => void) | null = null
  #competing = false
  /** The journal has all up to the cursor. */
  #isWhole = false
  #welcome: Welcome | null = null
  #looked: Welcome | null = null
  #queue: Said[] = []
  #working = false
  #following: Promise<void> = Promise.resolve()
  #toFollow = false
  #paused: ReturnType<typeof setTimeout> | undefined
  #re = 0
  #ended = false

  constructor(session: DebateSession, hub: string, owner: string | null, place = '') {
    this.session = session
    this.settled = new Promise(settled => (this.#settle = settled))
    this.#addresses = addressesOf(hub)
    this.withheld = new Withheld(session, this.#known, this.#addresses.http, lines => this.#take(lines))
    this.#newcomer = new Newcomer(news => {
      this.#stand(news)
      if (!news.working && !news.trouble) this.#sayAgain()
    })
    this.#owner = owner
    this.refusals = new Refusals(session, this.#known)
    this.proofs = new Proofs({
      session,
      known: this.#known,
      http: this.#addresses.http,
      standing: this.standing,
      stand: news => this.#stand(news),
      kept: async () => (this.#connection ? this.#kept : readKept(session.hands().journal(), this.#addresses.ws)),
      keep: async kept => (kept === this.#kept ? this.#keep() : undefined),
    })
    this.#news = new LeadNews(
      `${place}${session.debate} ${this.#addresses.ws}`,
      standing => {
        if (!this.#connection) this.#stand({ ...standing, asks: 0, overtaken: [] })
      },
      () => this.#tellTabs(),
    )
    this.#quietly(this.#begin())
  }

  /** The reader wants shared what was written before, or came in a file. */
  async share(): Promise<void> {
    this.#outbox.offer(await this.#known.takeOthers())
    this.#agree()
    await this.#keep()
    await this.#follow()
  }

  /** Whether ballots are sent that replace newer ones of the reader's, or dropped. */
  async decide(send: boolean): Promise<void> {
    const dropped = new Set(send ? [] : this.standing.peek().overtaken.map(one => one.id))
    this.#stand({ overtaken: [] })
    await (dropped.size ? this.#anew(dropped) : this.#follow())
  }

  end(): void {
    this.#ended = true
    this.#leaving.abort()
    clearTimeout(this.#paused)
    for (const stop of this.#stops.splice(0)) stop()
    this.#disconnect()
    this.#letGo()
    this.#news.close()
  }

  // Who holds the connection.

  async #begin(): Promise<void> {
    const { session } = this
    this.#kept = await readKept(session.hands().journal(), this.#addresses.ws)
    this.#stops.push(await this.refusals.begin())
    await this.proofs.begin()
    await this.withheld.moderated.begin()
    // Before the first contact, what is kept here was written for this browser alone, but for what this page's
    // reader was quick enough to say.
    const isNoted = await this.#outbox.begin(session.hands().journal(), this.#addresses.ws)
    await this.#known.follow(session.ask, session.me.peek(), !this.#kept.agreed && this.#keeps && !isNoted)
    const before = this.#known.unshared('').filter(one => one.at < performance.timeOrigin)
    if (before.length + this.#known.others === 0) this.#kept.agreed = true
    if (this.#ended) return this.end()
    this.#stops.push(
      ...watch(session, {
        changed: anew => {
          if (anew) this.#known.forget()
          this.#quietly(this.#follow())
        },
        rekeyed: () => this.#known.forget(),
        keeping: () => this.#quietly(this.#compete()),
        restarted: () => {
          if (!this.#keeps) this.#startOver()
        },
      }),
    )
  }

  /** Whether what comes is kept in a journal that all tabs read. */
  get #keeps(): boolean {
    return this.session.hands().journal().shared && this.session.storage.peek() === 'kept'
  }

  async #compete(): Promise<void> {
    if (this.#ended || this.#competing || (this.#release && this.#keeps)) return
    // Who keeps nothing leads nobody, and competes anew once it keeps.
    if (!this.#keeps) return this.#release ? this.#letGo() : this.#connect()
    this.#competing = true
    try {
      const name = `palabre-hub:${this.#news.name}`
      this.#release = (await hold(name, true)) ?? (await this.#waitFor(name))
      if (this.#ended || !this.#release) this.#letGo()
      else if (this.#connection) {
        await this.#keep()
        await keepHeard(this.session)
        this.#isWhole = true
        await this.#keep()
      } else {
        this.#isWhole = true
        this.#connect()
      }
    } finally {
      this.#competing = false
    }
    if (!this.#keeps) await this.#compete()
  }

  #letGo(): void {
    this.#release?.()
    this.#release = null
  }

  /** Another tab has the connection. */
  async #waitFor(name: string): Promise<(() => void) | null> {
    this.#settle()
    this.#disconnect()
    this.#news.ask()
    const release = await hold(name, false, this.#leaving.signal).catch(() => null)
    if (!release) return null
    // Who led before has read on, and what came through it was the hub's.
    this.#kept = await readKept(this.session.hands().journal(), this.#addresses.ws)
    await this.session.follow()
    await this.#outbox.begin(this.session.hands().journal(), this.#addresses.ws)
    this.#known.forget()
    await this.#follow()
    return release
  }

  #connect(): void {
    if (this.#connection || this.#ended) return
    this.#connection = new Connection(this.#addresses, {
      hello: () => this.#hello(),
      heard: message => this.#heard(message),
      turned: up => {
        if (up) return
        this.#queue = []
        this.#welcome = null
        const { line, lapses } = this.standing.peek()
        this.#settle()
        this.#stand({ line: 'down', coming: 0, lapses: lapses + (line === 'up' ? 1 : 0) })
      },
    })
  }

  #hello(): Record<string, unknown> {
    const { epoch, after } = this.#kept
    const cursor = epoch && { epoch, after }
    return { type: 'hello', debate: this.session.debate, ...cursor, ...(this.#owner && { owner: this.#owner }) }
  }

  #disconnect(): void {
    this.#connection?.end()
    this.#connection = null
    this.#queue = []
    this.#welcome = null
  }

  #startOver(): void {
    Object.assign(this.#kept, unread())
    this.#known.forget()
    this.#connection?.again()
  }

  /** This hub and this debate come to nothing. */
  #finish(trouble: string): void {
    this.#settle()
    this.#disconnect()
    this.#stand({ line: 'ended', coming: 0, trouble })
  }

  // What the hub says.

  #heard(said: Said): void {
    this.#queue.push(said)
    this.#quietly(this.#work())
  }

  async #work(): Promise<void> {
    if (this.#working) return
    this.#working = true
    for (let said = this.#queue.shift(); said; said = this.#queue.shift()) {
      try {
        await this.#hear(said)
        await this.#proveOnce()
      } catch (error) {
        if (error instanceof FalseSnapshot) await this.#distrust()
        else this.#connection?.again()
      }
    }
    this.#working = false
  }

  async #hear(said: Said): Promise<void> {
    switch (said.type) {
      case 'welcome':
        return this.#welcomed(said)
      case 'entries':
        return this.#entries(said)
      case 'bodies':
        this.withheld.heard(said.question)
        return this.#take(said.lines)
      case 'receipt':
        return this.#take(said.lines)
      case 'refuse':
        return this.#refusedBy(said)
      case 'error':
        return this.#error(said)
      case 'reset':
        return this.#reset(said)
    }
  }

  async #welcomed(welcome: Welcome): Promise<void> {
    const { session } = this
    if (welcome.debate !== session.debate) return this.#finish('hello')
    if (welcome.owner && session.anchor && welcome.owner !== session.anchor) return this.#finish('owner')
    if (welcome.owner && !session.anchor) await session.own(welcome.owner)
    this.#welcome = welcome
    this.#kept.epoch ||= welcome.epoch
    // Its list is another one, or a shorter: the reset is on its way.
    if (welcome.epoch !== this.#kept.epoch || welcome.head < this.#kept.after) this.#readAnew(welcome.epoch)
    this.#kept.clerk = welcome.clerk
    this.withheld.welcomed(welcome)
    this.#kept.old ||= isOld(this.#known.unshared(welcome.clerk), this.#kept.after, welcome.head)
    this.#outbox.again()
    this.#stand({ line: 'up', trouble: null })
    return this.#follow()
  }

  /** Once a connection, where something is kept to be compared next time; in turn with what is heard. */
  async #proveOnce(): Promise<void> {
    if (!this.#welcome || !this.#isCaughtUp || !this.#keeps) return
    await this.proofs.once(this.#welcome, () => this.#heard({ type: 'heartbeat', lines: [] }))
  }

  #agree(): void {
    this.#kept.agreed = true
    this.#kept.old = false
  }

  async #entries({ after, to, lines, released }: Entries & { lines: string[] }): Promise<void> {
    const kept = this.#kept
    if (after > kept.after || to - after !== lines.length) throw new Error('a gap')
    await this.#take(lines)
    if (to <= kept.after) return
    // Before the cursor moves on: what fails is asked for again.
    const from = kept.after
    if (Array.isArray(released)) await this.withheld.release(released, from)
    const read = await readOn(kept, lines.slice(from - after), this.session.debate)
    // Memory ran out meanwhile: all of it comes again.
    if (kept.after !== from) return
    Object.assign(kept, read)
    Object.assign(kept.votes, this.#known.votesIn(lines, after))
    await this.#keep()
    const coming = Math.max(0, (this.#welcome?.head ?? 0) - to)
    this.#stand({ coming: coming > COMING_SAID || this.standing.peek().coming ? coming : 0 })
    if (this.standing.peek().trouble === 'unopened') {
      this.#outbox.again()
      this.#stand({ trouble: null })
    }
    await this.#follow()
  }

  /** What is not what it was said to be is read anew next time. */
  async #distrust(): Promise<void> {
    Object.assign(this.#kept, unread())
    await this.#keep()
    this.#finish('snapshot')
  }

  async #take(lines: readonly string[]): Promise<void> {
    if (!this.#keeps) this.#isWhole = false
    const unsigned = await takeChecked(this.session, this.#known, lines, () => this.#keeps || null)
    if (unsigned) this.#stand({ trouble: 'unsigned' })
  }

  async #error({ code, id, expects, retry, work }: HubError): Promise<void> {
    if (FINAL.has(code)) {
      this.#finish(code)
    } else if (code === 'unopened') {
      this.#stand({ trouble: code })
    } else if (code === 'work') {
      this.#quietly(this.#newcomer.work(work, this.#leaving.signal))
    } else if (code === 'number' && id !== undefined) {
      await this.#renumber(id, expects ?? 0)
    } else if (code === 'restart' || !this.#welcome) {
      this.#connection?.wait(retry ?? 0)
    } else if (retry !== undefined) {
      clearTimeout(this.#paused)
      this.#paused = setTimeout(() => this.#sayAgain(), Math.max(RETRY_LEAST_MS, retry))
    }
  }

  #sayAgain(): void {
    this.#paused = undefined
    this.#outbox.again()
    this.#quietly(this.#follow())
  }

  async #reset(reset: Reset): Promise<void> {
    if (reset.why === 'epoch') this.#readAnew(reset.epoch)
    this.#stand({ coming: reset.head })
    const source = { http: this.#addresses.http, session: this.session, clerk: this.#kept.clerk }
    for await (const said of fetchList(source, reset, this.#kept)) {
      await this.#entries(said)
      if (!this.#connection) return
    }
    this.#stand({ coming: 0 })
    this.#welcome = null
    this.#connection?.say(this.#hello())
  }

  #readAnew(epoch: string): void {
    this.#known.forgetShared()
    Object.assign(this.#kept, unread(), { epoch })
  }

  // What the hub is told.

  /** Reads on in the log, and publishes what is new there. */
  #follow(): Promise<void> {
    if (this.#toFollow) return this.#following
    this.#toFollow = true
    const read = async (): Promise<void> => {
      this.#toFollow = false
      await this.#known.follow(this.session.ask, this.session.me.peek())
      await this.#outbox.takeUp()
      await this.withheld.look(this.#kept.clerk, this.#isCaughtUp)
      await this.#look()
      this.#publish()
      const { hub } = this.#kept
      if (this.#connection && this.#keeps) await this.#outbox.keep(this.session.hands().journal(), hub)
    }
    return (this.#following = this.#following.then(read, read))
  }

  /** Whether something that waited would replace a newer vote; once a connection, when all is here. */
  async #look(): Promise<void> {
    if (!this.#isCaughtUp || this.#looked === this.#welcome) return
    this.#looked = this.#welcome
    this.#stand({ overtaken: await findOvertaken(this.session, this.#known.unshared(this.#kept.clerk)) })
  }

  /** All that the hub had when it welcomed us is here. */
  get #isCaughtUp(): boolean {
    return this.#welcome !== null && this.#kept.after >= this.#welcome.head
  }

  #publish(): void {
    const kept = this.#kept
    const own = this.#known.unshared(kept.clerk).length
    if (this.#isCaughtUp && own + this.#known.others === 0) this.#agree()
    const { clerk, old } = kept
    const agreed = kept.agreed && !old && !this.standing.peek().overtaken.length
    this.#stand(
      this.#connection
        ? {
            votes: Object.keys(kept.votes).length,
            unshared: this.#outbox.waiting(clerk, true).length,
            asks: this.#known.others + (agreed ? 0 : own),
            old,
          }
        : { unshared: own },
    )
    this.refusals.waiting(own)
    if (this.#isCaughtUp) this.#settle()
    const { trouble, working } = this.standing.peek()
    if (!this.#isCaughtUp || this.#paused !== undefined || working || trouble === 'number') return
    for (let lines = this.#outbox.next(clerk, agreed); lines.length; lines = this.#outbox.next(clerk, agreed)) {
      if (!this.#connection?.say({ type: 'publish', re: ++this.#re, ...this.#newcomer.take() }, lines)) return
    }
  }

  async #refusedBy(refuse: Refuse): Promise<void> {
    const whose = await this.refusals.take(refuse, this.#kept.clerk, () => this.#follow())
    if (whose === 'unsigned') return this.#stand({ trouble: whose })
    if (whose === 'others') return this.#stand({ left: this.standing.peek().left + this.#outbox.block(refuse.id) })
    this.#outbox.again()
    await this.#follow()
  }

  async #renumber(id: string, expects: number): Promise<void> {
    // What was sent behind something that has to wait: it is all said again then.
    if (this.#paused !== undefined) return
    await this.#follow()
    const course = this.refusals.numbered(id, expects, this.#kept.clerk)
    if (course === 'others') return this.#stand({ left: this.standing.peek().left + this.#outbox.block(id) })
    if (course === 'stuck') return this.#stand({ trouble: 'number' })
    if (course !== 'again') return this.#anew(new Set(), course)
    this.#outbox.again()
    await this.#follow()
  }

  async #anew(dropped: ReadonlySet<string>, from?: number): Promise<void> {
    await this.refusals.anew(dropped, this.#kept.clerk, from)
    this.#outbox.again()
    await this.#follow()
  }

  // What is told and kept.

  #stand(news: Partial<Standing>): void {
    const before = this.standing.peek()
    const now = { ...before, ...news }
    if ((Object.keys(now) as (keyof Standing)[]).every(key => now[key] === before[key])) return
    this.standing.value = now
    this.#tellTabs()
  }

  #tellTabs(): void {
    if (this.#connection && this.#release) this.#news.tell(this.standing.peek())
  }

  async #keep(): Promise<void> {
    if (!this.#keeps) return
    const cursor = this.#isWhole ? {} : unread()
    await keep(this.session.hands().journal(), { ...this.#kept, ...cursor })
  }

  #quietly(work: Promise<unknown>): void {
    work.catch(error => {
      if (!this.#ended) reportError(error)
    })
  }
}

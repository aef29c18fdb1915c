// A debate shared through a hub: what others say comes in, checked; what this browser wrote goes out, and
// is shared once the hub's stamp names it. One for each debate and page; `hub-join.ts` hands it to elements.
import { signUnsharedAnew, wordsOf } from './hub-anew'
import { Connection } from './hub-connection'
import { keep, readKept, type Kept } from './hub-kept'
import { Withheld } from './hub-withheld'
import { Known } from './hub-known'
import { isRefusal, keepHeard, takeChecked } from './hub-intake'
import { hold, LeadNews } from './hub-lead'
import { Outbox } from './hub-outbox'
import { FalseSnapshot, fetchList, fetchSnapshot } from './hub-snapshot'
import { AT_FIRST, type Refused, type Standing } from './hub-standing'
import {
  addressesOf,
  type Entries,
  type HubError,
  type Refuse,
  type Reset,
  type Said,
  type Welcome,
} from './hub-wire'
import { Newcomer } from './hub-work'
import type { DebateSession } from './session'
import { effect, signal, type Signal } from './signals'

const COMING_SAID = 200
const NUMBER_TRIES = 3
const RETRY_LEAST_MS = 250
const REFUSED_NOTE = 'hub-refused'
/** What waits longer than a night is not sent without asking, where others have said something since. */
const OLD_MS = 12 * 3_600_000
/** Errors after which the hub would only say the same again. */
const FINAL = new Set(['hello', 'owner', 'site', 'origin', 'ended'])

export class HubShare {
  readonly standing: Signal<Standing> = signal(AT_FIRST)
  readonly refused: Signal<readonly Refused[]> = signal([])
  /** What waits for a moderator, and what moderators do. */
  readonly withheld: Withheld
  /** Resolves when all that the hub had is here, or it cannot be had now, or another tab sees to it. */
  readonly settled: Promise<void>
  #settle!: () => void
  readonly #session: DebateSession
  readonly #addresses: { http: string; ws: string }
  /** What the page names as owner. */
  readonly #owner: string | null
  readonly #known = new Known()
  readonly #outbox = new Outbox(this.#known)
  readonly #newcomer: Newcomer
  readonly #news: LeadNews<Standing>
  readonly #stops: (() => void)[] = []
  readonly #leaving = new AbortController()
  #kept: Kept = { hub: '', epoch: '', after: 0, clerk: '', agreed: false, old: false }
  #connection: Connection | null = null
  #release: (() => void) | null = null
  #competing = false
  /** The journal has all up to the cursor. */
  #isWhole = false
  #welcome: Welcome | null = null
  #queue: Said[] = []
  #working = false
  #following: Promise<void> = Promise.resolve()
  #toFollow = false
  #paused: ReturnType<typeof setTimeout> | undefined
  #numberTries = 0
  #ownBefore = 0
  #re = 0
  #ended = false

  constructor(session: DebateSession, hub: string, owner: string | null) {
    this.settled = new Promise(settled => (this.#settle = settled))
    this.#session = session
    this.#addresses = addressesOf(hub)
    this.withheld = new Withheld(session, this.#known, this.#addresses.http, lines => this.#take(lines))
    this.#newcomer = new Newcomer(news => {
      this.#stand(news)
      if (!news.working && !news.trouble) this.#sayAgain()
    })
    this.#owner = owner
    this.#news = new LeadNews(
      `${session.debate} ${this.#addresses.ws}`,
      standing => {
        if (!this.#connection) this.#stand({ ...standing, asks: 0 })
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

  /** The reader has read that this was refused. */
  dismiss(id: string): void {
    this.#tellRefused(this.refused.peek().filter(one => one.id !== id))
  }

  end(): void {
    this.#ended = true
    this.#leaving.abort()
    clearTimeout(this.#paused)
    for (const stop of this.#stops.splice(0)) stop()
    this.#disconnect()
    this.#release?.()
    this.#news.close()
  }

  // Who holds the connection.

  async #begin(): Promise<void> {
    const session = this.#session
    this.#kept = await readKept(session.hands().journal(), this.#addresses.ws)
    const refused = await session.note(REFUSED_NOTE)
    if (Array.isArray(refused)) this.refused.value = refused as Refused[]
    await this.withheld.moderated.begin()
    // Before the first contact, what is kept here was written for this browser alone, but for what this page's
    // reader was quick enough to say.
    await this.#known.follow(session.ask, session.me.peek(), !this.#kept.agreed && this.#keeps)
    const before = this.#known.unshared('').filter(one => one.at < performance.timeOrigin)
    if (before.length + this.#known.others === 0) this.#kept.agreed = true
    if (this.#ended) return
    let me = session.me.peek()
    this.#stops.push(
      session.subscribe(({ entries, changed }) => {
        // All redrawn and nothing new: it may be another log, or one in another order.
        if (changed.all && !entries) this.#known.forget()
        this.#quietly(this.#follow())
      }),
      effect(() => {
        const now = session.me.value
        if (me && now !== me) this.#known.forget()
        me = now
      }),
      effect(() => {
        session.storage.value
        this.#quietly(this.#compete())
      }),
      effect(() => {
        // After memory ran out, what the journal had not is not there any more.
        if (session.restarts.value && !this.#keeps) this.#startOver()
      }),
    )
  }

  /** Whether what comes is kept in a journal that all tabs read. */
  get #keeps(): boolean {
    return this.#session.hands().journal().shared && this.#session.storage.peek() === 'kept'
  }

  async #compete(): Promise<void> {
    if (this.#ended || this.#competing || this.#release) return
    if (!this.#keeps) {
      this.#connect()
      return
    }
    this.#competing = true
    try {
      const name = `palabre-hub:${this.#session.debate} ${this.#addresses.ws}`
      const release = (await hold(name, true)) ?? (await this.#waitFor(name))
      if (!release) return
      this.#release = release
      if (this.#ended) release()
      else if (this.#connection) {
        await this.#keep()
        await keepHeard(this.#session)
        this.#isWhole = true
        await this.#keep()
      } else {
        this.#isWhole = true
        this.#connect()
      }
    } finally {
      this.#competing = false
    }
  }

  /** Another tab has the connection. */
  async #waitFor(name: string): Promise<(() => void) | null> {
    this.#settle()
    this.#disconnect()
    this.#news.ask()
    const release = await hold(name, false, this.#leaving.signal).catch(() => null)
    if (!release) return null
    // Who led before has read on, and what came through it was the hub's.
    this.#kept = await readKept(this.#session.hands().journal(), this.#addresses.ws)
    await this.#session.follow()
    this.#known.forget()
    await this.#follow()
    return release
  }

  #connect(): void {
    if (this.#connection || this.#ended) return
    this.#connection = new Connection(this.#addresses, {
      hello: () => this.#hello(),
      heard: message => {
        this.#queue.push(message)
        this.#quietly(this.#work())
      },
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
    return {
      type: 'hello',
      debate: this.#session.debate,
      ...(epoch && { epoch, after }),
      ...(this.#owner && { owner: this.#owner }),
    }
  }

  #disconnect(): void {
    this.#connection?.end()
    this.#connection = null
    this.#queue = []
    this.#welcome = null
  }

  #startOver(): void {
    this.#kept.epoch = ''
    this.#kept.after = 0
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

  async #work(): Promise<void> {
    if (this.#working) return
    this.#working = true
    for (let said = this.#queue.shift(); said; said = this.#queue.shift()) {
      try {
        await this.#hear(said)
      } catch (error) {
        if (error instanceof FalseSnapshot) this.#finish('snapshot')
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
    const session = this.#session
    if (welcome.debate !== session.debate) return this.#finish('hello')
    const { anchor } = session
    if (welcome.owner && anchor && welcome.owner !== anchor) return this.#finish('owner')
    if (welcome.owner && !anchor) await session.own(welcome.owner)
    this.#welcome = welcome
    this.#kept.epoch ||= welcome.epoch
    this.#kept.clerk = welcome.clerk
    this.withheld.welcomed(welcome)
    this.#askWhereOld(welcome)
    this.#outbox.again()
    this.#stand({ line: 'up', trouble: null })
    await this.#follow()
  }

  #agree(): void {
    this.#kept.agreed = true
    this.#kept.old = false
  }

  #askWhereOld({ head, clerk }: Welcome): void {
    const { after } = this.#kept
    const [first] = this.#known.unshared(clerk)
    if (!first || !after || head <= after || Date.now() - first.at < OLD_MS) return
    this.#kept.old = true
  }

  async #entries({ after, to, lines, released }: Entries & { lines: string[] }): Promise<void> {
    const kept = this.#kept
    if (after > kept.after || to - after !== lines.length) throw new Error('a gap')
    await this.#take(lines)
    if (to <= kept.after) return
    // Before the cursor moves on: what fails is asked for again.
    if (Array.isArray(released)) await this.withheld.release(released, kept.after)
    kept.after = to
    await this.#keep()
    const coming = Math.max(0, (this.#welcome?.head ?? 0) - to)
    this.#stand({ coming: coming > COMING_SAID || this.standing.peek().coming ? coming : 0 })
    if (this.standing.peek().trouble === 'unopened') {
      this.#outbox.again()
      this.#stand({ trouble: null })
    }
    await this.#follow()
  }

  async #take(lines: readonly string[]): Promise<void> {
    if (!this.#keeps) this.#isWhole = false
    const unsigned = await takeChecked(this.#session, this.#known, lines, () => this.#keeps || null)
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
    } else if (code === 'restart') {
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
    const { debate } = this.#session
    if (reset.why === 'epoch') {
      this.#known.forgetShared()
      this.#kept.epoch = reset.epoch
      this.#kept.after = 0
    }
    this.#stand({ coming: reset.head })
    const checker = await this.#session.checker()
    const source = { http: this.#addresses.http, debate, clerk: this.#kept.clerk, checker }
    const snapshot = await fetchSnapshot(source, reset)
    for await (const { lines, to } of fetchList(source, snapshot)) {
      await this.#take(lines)
      if (!this.#connection) return
      this.#kept.after = Math.max(this.#kept.after, to)
      this.#stand({ coming: Math.max(0, snapshot.size - to) })
    }
    await this.#keep()
    this.#stand({ coming: 0 })
    this.#connection?.say(this.#hello())
  }

  // What the hub is told.

  /** Reads on in the log, and publishes what is new there. */
  #follow(): Promise<void> {
    if (this.#toFollow) return this.#following
    this.#toFollow = true
    const read = async (): Promise<void> => {
      this.#toFollow = false
      await this.#known.follow(this.#session.ask, this.#session.me.peek())
      await this.withheld.look(this.#kept.clerk, this.#isCaughtUp)
      this.#publish()
    }
    return (this.#following = this.#following.then(read, read))
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
    const agreed = kept.agreed && !old
    this.#stand(
      this.#connection
        ? { unshared: this.#outbox.waiting(clerk, true).length, asks: this.#known.others + (agreed ? 0 : own), old }
        : { unshared: own },
    )
    if (own < this.#ownBefore) this.#numberTries = 0
    this.#ownBefore = own
    if (this.#isCaughtUp) this.#settle()
    const { trouble, working } = this.standing.peek()
    if (!this.#isCaughtUp || this.#paused !== undefined || working || trouble === 'number') return
    for (let lines = this.#outbox.next(clerk, agreed); lines.length; lines = this.#outbox.next(clerk, agreed)) {
      if (!this.#connection?.say({ type: 'publish', re: ++this.#re, ...this.#newcomer.take() }, lines)) return
    }
  }

  async #refusedBy({ id, reason, refusal, sig, contact }: Refuse): Promise<void> {
    // What the hub has not signed is no refusal: nothing is dropped for it.
    if (!(await isRefusal(this.#session, this.#kept.clerk, { id, refusal, sig }))) {
      this.#stand({ trouble: 'unsigned' })
      return
    }
    await this.#follow()
    const item = this.#known.unshared(this.#kept.clerk).find(one => one.id === id)
    if (!item) {
      this.#stand({ left: this.standing.peek().left + this.#outbox.block(id) })
      return
    }
    this.#tellRefused([...this.refused.peek(), { id, reason, refusal, sig, contact, ...wordsOf(item) }])
    await this.#anew(new Set([id]))
  }

  async #renumber(id: string, expects: number): Promise<void> {
    // What was sent behind something that has to wait: it is all said again then.
    if (this.#paused !== undefined) return
    await this.#follow()
    const own = this.#known.unshared(this.#kept.clerk)
    if (!own.some(one => one.id === id)) {
      this.#stand({ left: this.standing.peek().left + this.#outbox.block(id) })
    } else if (++this.#numberTries > NUMBER_TRIES) {
      this.#stand({ trouble: 'number' })
    } else if (own[0]!.n === expects) {
      // One before it was on its way, or not looked at.
      this.#outbox.again()
      await this.#follow()
    } else {
      await this.#anew(new Set())
    }
  }

  /** Drops these and signs the rest of what is not shared anew. */
  async #anew(dropped: ReadonlySet<string>): Promise<void> {
    const lost = await signUnsharedAnew(this.#session, this.#known, this.#kept.clerk, dropped)
    this.#outbox.again()
    if (lost.length) {
      const told = lost.map(({ item, reason }) => ({ id: item.id, reason, ...wordsOf(item) }))
      this.#tellRefused([...this.refused.peek(), ...told])
    }
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

  #tellRefused(refused: readonly Refused[]): void {
    this.refused.value = refused
    this.#quietly(this.#session.keepNote(REFUSED_NOTE, refused))
  }

  async #keep(): Promise<void> {
    if (!this.#keeps) return
    const cursor = this.#isWhole ? {} : { epoch: '', after: 0 }
    await keep(this.#session.hands().journal(), { ...this.#kept, ...cursor })
  }

  #quietly(work: Promise<unknown>): void {
    work.catch(error => {
      if (!this.#ended) reportError(error)
    })
  }
}

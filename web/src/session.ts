// One debate as the page sees it: engine, journal, keys and the other tabs brought together.
import { signal, type Signal } from './signals'
import { loadChunk } from './chunks'
import { Core, type ApplyAnswer, type DeclaredOutline } from './core'
import { randomSalt } from './identity'
import { writeJson } from './json'
import type { EngineKind } from './load-module'
import type { KeptKey } from './identity'
import type { Checker, Hands, Keyring, SessionOptions, Signer } from './session-parts'
import { EMPTY_CHANGE } from './session-change'
import { SessionEngine } from './session-engine'
import { Hearing, type Listener } from './session-hearing'
import type { Intake } from './session-import'
import { Notes } from './session-notes'
import { undoOf, type Undo } from './session-undo'
import type { Applied, ImportReport, Intent, Key, News } from './session-types'
import type { Session, StorageState, Thesis } from './session-types'
import { pause, Pace } from './slices'
import type { Studies } from './study-types'
import { Full, MemoryJournal, Unkept, type Journal } from './storage'
import { alone, type News as TabNews } from './tabs'
import { Trouble } from './trouble'

export class DebateSession implements Session, Intake {
  readonly debate: string
  readonly #hearing = new Hearing()
  readonly revision = this.#hearing.revision
  readonly me: Signal<Key | null> = signal(null)
  readonly storage: Signal<StorageState> = signal('empty')
  readonly arrived = this.#hearing.arrived
  readonly news: Signal<News | null> = signal(null)
  /** How often the engine had to be started again for want of memory. */
  readonly restarts = signal(0)
  readonly vouching: Signal<((intent: Intent) => Promise<void>) | null> = signal(null)
  readonly #options: SessionOptions
  readonly #engine: SessionEngine
  #journal: Journal
  /** How many lines of the journal the engine has. */
  #held = 0
  /** Lines that the engine has and the journal has not: unsaved ones, and those of `src`. */
  #unsaved: string[] = []
  #borrowed: string[] = []
  readonly #keyring: Keyring
  #turn: Promise<unknown> = Promise.resolve()
  readonly #undos = new Map<string, Undo>()
  readonly #notes = new Notes(
    () => this.#journal,
    error => this.#refused(error),
  )
  #study: Promise<Studies> | undefined
  studied: Studies | null = null
  #unfollow: () => void = () => undefined

  private constructor(options: SessionOptions, core: Core) {
    this.#options = options
    this.debate = options.debate
    this.#engine = new SessionEngine(options, core, () => this.#quietly(this.#inTurn(() => this.#revive(true))))
    this.#journal = options.journal
    this.#keyring = options.keyring(() => this.#journal)
  }

  /** Opens the debate with everything that this browser keeps of it. */
  static async open(options: SessionOptions): Promise<DebateSession> {
    const session = new DebateSession(options, await Core.load(options.engine))
    await session.#begin()
    return session
  }

  get engineKind(): EngineKind {
    return this.#engine.kind
  }

  get anchor(): string | null {
    return this.#engine.anchor
  }

  /** True while something is in memory alone: such a session is not forgotten. */
  get unsaved(): boolean {
    return this.#unsaved.length > 0 || (this.storage.value !== 'kept' && !!(this.me.value || this.#held))
  }

  ask = <T>(question: { q: string } & Record<string, unknown>): T => {
    return this.#engine.run(core => core.query<T>(this.me.value ? { ...question, me: this.me.value } : question))
  }

  async act(intent: Intent): Promise<{ id: string; changed: Applied['changed'] }> {
    await this.vouching.peek()?.(intent)
    const said = await this.#inTurn(() =>
      alone(this.debate, async () => {
        await this.#catchUp()
        let signer = await this.#keyring.need()
        const undo = undoOf(intent, this.ask)
        for (;;) {
          const composed = this.#engine.run(core =>
            core.compose({ salt: randomSalt(), ...intent, author: signer.key, at: Math.max(0, Date.now()) }),
          )
          const sig = await signer.sign(composed.head)
          const line = writeJson({ head: composed.head, sig, body: composed.body })
          if ((await this.#keep([line], signer)) === 'behind') {
            // Another tab was quicker: this number of the author's is taken, or the key is another.
            await this.#catchUp()
            signer = await this.#keyring.need()
            continue
          }
          this.me.value = signer.key
          const answer = this.#engine.applyKept(line)
          this.#undos.set(composed.id, undo)
          this.#hearing.announce(answer, true)
          this.#tell([line])
          return { id: composed.id, changed: answer.changed }
        }
      }),
    )
    // Its engine's memory ran out over it: what comes next is asked of the one that reads it again.
    if (said.changed === EMPTY_CHANGE) await this.#turn
    return said
  }

  async undo(id: string): Promise<void> {
    const undo = this.#undos.get(id)
    if (this.#undos.has(id) && !undo) throw new Trouble('no-undo', id)
    // What an earlier visit said can be withdrawn too.
    await this.act(undo ? undo(id) : { do: 'withdraw', target: id })
    this.#undos.delete(id)
  }

  importFile(
    file: Blob,
    progress?: (done: number, total: number) => void,
    signal?: AbortSignal,
  ): Promise<ImportReport> {
    return this.#inTurn(async () =>
      (await loadChunk('files')).importInto(this, file, { keep: true, progress, signal }),
    )
  }

  /** The entries of a debate file that the page names: they count, and are kept with the first act. */
  borrow(file: Blob): Promise<ImportReport> {
    return this.#inTurn(async () => (await loadChunk('files')).importInto(this, file, { keep: false }))
  }

  readonly export: Session['export'] = async (format, lang) =>
    (await loadChunk('files')).exportDebate(this, format, lang)

  readonly mandates: Session['mandates'] = async id => (await loadChunk('files')).mandates(this, id, this.me.peek())

  readonly recount: Session['recount'] = async tell => (await loadChunk('files')).recount(this, tell)

  readonly tally: Session['tally'] = async (id, rules) => (await loadChunk('files')).tally(this, id, rules)

  logBytes(): Uint8Array {
    return this.#engine.run(core => core.snapshot())
  }

  columns(since: number): Uint8Array {
    return this.#engine.run(core => core.columns(since))
  }

  filesModule(): Promise<Core> {
    return this.#engine.another()
  }

  study(): Promise<Studies> {
    if (!this.#study) {
      this.#study = loadChunk('study').then(
        async ({ Study }) => (this.studied = await Study.load(this.#options.engine, this)),
      )
      this.#study.catch(() => (this.#study = undefined))
    }
    return this.#study
  }

  seen(): void {
    this.#hearing.seen()
    this.#keepSeen()
  }

  readonly note: Session['note'] = name => this.#notes.read(name)

  readonly keepNote: Session['keepNote'] = (name, value) => this.#notes.keep(name, value)

  subscribe(listener: Listener): () => void {
    return this.#hearing.subscribe(listener)
  }

  /** What the page declares has changed. */
  declare(outline: DeclaredOutline | null): Promise<void> {
    return this.#inTurn(async () => {
      if (writeJson(outline) === writeJson(this.#engine.outline)) return
      this.#engine.outline = outline
      const given = outline ?? { thesis: null, claims: [], questions: [] }
      const answer = this.#engine.run(core => core.query<ApplyAnswer>({ q: 'declare', outline: given }))
      this.#hearing.announce(answer, true)
    })
  }

  /** The reader goes on under another key; what they said here before keeps its author. */
  takeKey(kept: KeptKey): Promise<void> {
    return this.#inTurn(() =>
      alone(this.debate, async () => {
        try {
          await this.#keyring.take(kept)
        } catch (error) {
          this.#refused(error)
          await this.#keyring.take(kept)
        }
        if (this.storage.peek() === 'empty') this.storage.value = 'kept'
        await this.#rekey(true)
      }),
    )
  }

  /** What sharing through a hub (hub-*.ts) works with. */
  hands(): Hands {
    return {
      engine: this.#engine,
      keyring: this.#keyring,
      journal: () => this.#journal,
      inTurn: work => this.#inTurn(work),
      catchUp: () => this.#catchUp(),
      keepAnew: async () => {
        this.#borrowed = []
        this.#unsaved = []
        try {
          // What another tab takes from a file it keeps without waiting for us.
          while ((await this.#writeAgain([], null)) === 'behind') await this.#catchUp()
        } catch (error) {
          this.#refused(error)
        }
        await this.#rekey(true)
      },
    }
  }

  /** The owner's key: the element's, else the first that a file named. It never changes by a file. */
  own(anchor: string | null): Promise<void> {
    return this.#inTurn(() => this.adoptAnchor(anchor))
  }

  /** Reads what other tabs have kept since. */
  follow(): Promise<void> {
    return this.#inTurn(() => this.#catchUp())
  }

  close(): void {
    this.#unfollow()
    document.removeEventListener('visibilitychange', this.#leave)
    this.#hearing.close()
    this.#journal.close()
    try {
      this.#engine.close()
    } catch {
      // A lost engine is as good as closed.
    }
  }

  // What session-import.ts works with.

  checker(): Promise<Checker> {
    return this.#options.checker()
  }

  async adoptAnchor(anchor: string | null): Promise<void> {
    if (anchor === this.anchor) return
    const all = await this.#all()
    // The same entries under another owner: what is no key is refused here, and nothing has changed.
    this.#engine.open(anchor)
    await this.#engine.apply(all)
    this.#hearing.redraw()
    if (anchor && this.#held) this.#quietly(this.#journal.keepNote('anchor', anchor, false))
  }

  /**
   * Lines whose signatures are good, already in slices. Returns what the engine said. `keep`: now; with the
   * first act (false); never (null), as the hub has them. `members`: there may be some from now on.
   */
  async take(lines: readonly string[], keep: boolean | null, members?: boolean): Promise<ApplyAnswer> {
    const answer = await this.#engine.apply(lines, members)
    if (keep) await this.#keepApplied(lines)
    else if (keep === false) for (const line of lines) this.#borrowed.push(line)
    this.#hearing.announce(answer, false)
    if (keep) this.#tell(lines)
    return answer
  }

  async *log(): AsyncGenerator<string[]> {
    const pace = new Pace(64)
    for (let from = 0; ;) {
      const start = performance.now()
      const page = this.ask<{ total: number; lines: string[] }>({ q: 'log', from, count: pace.items })
      pace.took(page.lines.length, performance.now() - start)
      yield page.lines
      from += page.lines.length
      if (from >= page.total || page.lines.length === 0) return
      await pause()
    }
  }

  async #all(): Promise<string[]> {
    const all: string[] = []
    for await (const lines of this.log()) all.push(...lines)
    return all
  }

  // Opening and keeping.

  async #begin(): Promise<void> {
    let kept: number | null = null
    try {
      kept = await this.#journal.count()
      this.#engine.anchor ??= ((await this.#journal.note('anchor')) as string | undefined) ?? null
    } catch (error) {
      this.#refused(error)
    }
    this.#journal.onLost(() => this.#lost())
    this.#engine.open()
    try {
      const signer = await this.#keyring.load()
      this.me.value = signer?.key ?? null
    } catch (error) {
      this.#refused(error)
    }
    if (kept !== null) {
      await this.#inTurn(() => this.#catchUp(true))
      if (this.#journal.lasting) this.storage.value = 'kept'
      await this.#findNews()
    } else if (!this.#journal.lasting) {
      this.storage.value = 'memory'
    }
    this.#unfollow = this.#options.tabs.follow(this.debate, news => this.#hear(news))
    document.addEventListener('visibilitychange', this.#leave)
  }

  readonly #leave = (): void => {
    if (document.visibilityState === 'hidden' && this.#held) this.#keepSeen()
  }

  #keepSeen(): void {
    this.#quietly(this.#journal.keepNote('seen', this.ask<Thesis>({ q: 'thesis' }).entries, false))
  }

  async #findNews(): Promise<void> {
    const seen = await this.#journal.note('seen').catch(() => undefined)
    if (typeof seen === 'number') this.news.value = this.ask<News>({ q: 'news', after: seen })
  }

  async #catchUp(opening = false): Promise<void> {
    try {
      const count = await this.#journal.count(!this.#held)
      if (count === null) this.#lost()
      else if (count < this.#held) {
        // Another tab has written it anew: all is read again. What was cleared is nowhere but here, and stays.
        this.#held = 0
        await (this.storage.peek() === 'cleared' ? this.#catchUp() : this.#revive())
      }
      for (;;) {
        const lines = await this.#journal.read(this.#held, 500)
        if (!lines.length) break
        const answer = await this.#engine.apply(lines)
        this.#held += lines.length
        if (opening) continue
        // Another tab of this reader made the key, and all that it signed is theirs here too.
        this.me.value ??= (await this.#keyring.load())?.key ?? null
        if (this.storage.peek() === 'empty') this.storage.value = 'kept'
        this.#hearing.announce(answer, false)
      }
    } catch (error) {
      this.#refused(error)
    }
  }

  async #keep(lines: readonly string[], signer: Signer | null): Promise<'done' | 'behind'> {
    const all = [...this.#borrowed, ...this.#unsaved, ...lines]
    try {
      if (signer && (await this.#keyring.keep()).key !== signer.key) return 'behind'
      const first = this.#held === 0
      // Whoever began anew after a clearing has only what they said: all is written again, with theirs.
      const cleared = this.storage.peek() === 'cleared'
      let answer = cleared ? 'cleared' : await this.#journal.append(all, this.#held)
      if (answer === 'kept') this.#held += all.length
      if (answer === 'cleared') answer = await this.#writeAgain(signer ? lines : [], signer)
      if (answer === 'behind') return answer
      this.#borrowed = []
      this.#unsaved = []
      this.storage.value = this.#journal.lasting ? 'kept' : 'memory'
      if (first && this.anchor) this.#quietly(this.#journal.keepNote('anchor', this.anchor, false))
    } catch (error) {
      // In memory it still counts, and goes with every file that is saved.
      for (const line of lines) this.#unsaved.push(line)
      this.#refused(error)
    }
    return 'done'
  }

  /** Keeps lines that the engine has, and is given again where all was read anew meanwhile. */
  async #keepApplied(lines: readonly string[]): Promise<void> {
    while ((await this.#keep(lines, null)) === 'behind') {
      await this.#catchUp()
      await this.#engine.apply(lines)
    }
  }

  /** The reader goes on after the browser's data was cleared: what is in memory is kept again. */
  async #writeAgain(more: readonly string[], signer: Signer | null): Promise<'kept' | 'behind'> {
    this.#keyring.forgetKept()
    if (signer || this.me.value) await this.#keyring.keep()
    const all = [...(await this.#all()), ...more]
    const answer = await this.#journal.rewrite(all, this.#held)
    if (answer === 'kept') this.#held = all.length
    return answer
  }

  #refused(error: unknown): void {
    if (error instanceof Full) {
      this.storage.value = 'full'
    } else if (error instanceof Unkept) {
      if (this.#held) return this.#lost()
      const memory = new MemoryJournal()
      this.#journal = memory
      this.storage.value = 'memory'
      this.#quietly(memory.append(this.#unsaved, 0))
      this.#held = this.#unsaved.length
      this.#unsaved = []
    } else {
      throw error
    }
  }

  #lost(): void {
    if (this.#held) this.storage.value = 'cleared'
  }

  /** `tell`: the other tabs. */
  async #rekey(tell?: boolean): Promise<void> {
    this.#keyring.forget()
    this.me.value = (await this.#keyring.load())?.key ?? null
    this.#undos.clear()
    this.#hearing.redraw(tell)
    if (tell && this.#journal.shared) this.#options.tabs.tell({ debate: this.debate, key: true })
  }

  #hear(news: TabNews): void {
    this.#quietly(
      this.#inTurn(async () => {
        if (news.lines) {
          const answer = await this.#engine.apply(news.lines)
          // A body that came after its head is no new entry, but new to the journal.
          const { known, malformed } = answer
          if (known + malformed.length < news.lines.length) await this.#keepOfTab(news.lines)
          this.#hearing.announce(answer, false)
        } else if (this.#journal.lasting) {
          await this.#catchUp()
          if (news.key && this.#journal.shared) await this.#rekey()
        }
      }),
    )
  }

  /** A tab that keeps nothing (or only for itself) told us: keep as we keep our own, once we keep. */
  async #keepOfTab(lines: readonly string[]): Promise<void> {
    if (this.#held || this.me.value) await this.#keepApplied(lines)
    else for (const line of lines) this.#borrowed.push(line)
  }

  #tell(lines: readonly string[]): void {
    const shared = this.#journal.shared && this.storage.value === 'kept'
    this.#options.tabs.tell(shared ? { debate: this.debate, journal: true } : { debate: this.debate, lines })
  }

  // The engine.

  /** A new instance, and everything again from what is kept; `lost`: the former ran out of memory. */
  async #revive(lost?: boolean): Promise<void> {
    await this.#engine.start()
    const held = this.#held
    this.#held = 0
    await this.#catchUp(true)
    if (this.#held < held) this.storage.value = 'cleared'
    await this.#engine.apply([...this.#borrowed, ...this.#unsaved])
    if (lost) this.restarts.value += 1
    this.#hearing.redraw()
  }

  /** One thing after the other: what an act composes from must not move under it. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#turn.then(work, work)
    this.#turn = mine.catch(() => undefined)
    return mine
  }

  #quietly(work: Promise<unknown>): void {
    work.catch(() => undefined)
  }
}

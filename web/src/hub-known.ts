// What of this browser's log the hub has, and what not yet. The outbox is not a list of its own: it is
// the lines of the journal that no stamp of the hub names, so nothing can fall between the two.
import { sha256, toBase64url } from './identity'
import { readJson, readObject } from './json'
import { pause, Pace } from './slices'

export interface Item {
  id: string
  line: string
  sig: string
  author: string
  n: number
  clock: number
  /** When it was written, by its author's clock; ms. */
  at: number
  /** What a ballot is on. */
  question: string | null
}

/** What a moderator can do to others' words or to somebody, as the entry says it; the engine knows if it counts. */
export interface Act {
  sig: string
  by: string
  do: string
  /** A claim, a remark, or the key of who was banned. */
  target: string
  reason: string | null
  on?: boolean
  at: number
}

/** As much of a head as says whose and which it is; the core has read it whole. */
const HEAD = /^\{"v":1,"debate":"[^"]+","author":"([\w-]{43})","n":(\d+),"clock":(\d+),"seen":"[^"]*","at":(\d+),/
const STAMP = '"do":"stamp"'
const ACT = /"do":"(?:hide|show|ban|edit|erase|move|merge)"/
const DECLARE = '"do":"declare"'
const DEVICE = '"do":"device"'
const READS_FIRST = /"do":"open",.*"read_first":true/s
/** In a stamp's `held`, in place of a question: what a moderator has to read first. */
export const UNREAD = '~'
const BALLOT = '"do":"ballot"'
const ID_LENGTH = 22
/** As much of a signature as no other begins with. */
const markOf = (sig: string): string => sig.slice(0, ID_LENGTH)

/** Marks of lines. */
export interface Waiting {
  asks: string[]
  let: string[]
}

export type AskLog = (question: { q: string; from: number; count: number }) => {
  total: number
  lines: readonly string[]
}

export class Known {
  /** Signatures of what the log has; those of whole lines with a `+`. */
  readonly #marks = new Set<string>()
  /** Ids that a clerk has stamped, by the clerk's key. */
  readonly #stamped = new Map<string, Set<string>>()
  /** Ids of what a clerk holds back until a moderator has read it, by the clerk's key. */
  readonly #held = new Map<string, Set<string>>()
  readonly #acts: Act[] = []
  /** Who has declared, soundly or not. */
  readonly #declarers = new Set<string>()
  /** Which key names which, as `NAMING NAMED`. */
  readonly #namings = new Set<string>()
  /** What somebody has shown, hidden or erased. */
  readonly #decided = new Set<string>()
  /** Lines without body, by signature, and the ids of those that were asked for. */
  readonly #bare = new Map<string, string>()
  readonly #bareIds = new Map<string, string>()
  /** The debate's `open` says that a moderator reads first. */
  readsFirst = false
  /** Signatures of what the hub itself sent. */
  readonly #heard = new Set<string>()
  readonly #own = new Map<string, Item>()
  /** Lines by signature that wait for the reader's word: a file's, which nobody wrote here nor the hub sent. */
  readonly #others = new Map<string, string>()
  /** Such lines that the reader has let go, as another reading of the log has found them. */
  #let: string[] = []
  /**
   * By which marks such lines are found in another reading of the log, in a later visit too, and whether the reader has
   * let them go. Of these alone the log does not say that they are not the hub's: what it took of others may have come
   * in a former visit, and be named by another hub's stamp.
   */
  readonly #foreign = new Map<string, boolean>()
  /** How often that has changed. */
  changes = 0
  /** Keys that the reader has had while this page was open, and what they wrote under former ones. */
  readonly #keys = new Set<string>()
  readonly #former: Item[] = []
  /** Lines in which another key names the reader's, as that of a recovery code does. */
  #naming: string[] = []
  #read = 0
  /** What the log held at the start has been read: what comes from now on is news. */
  #caughtUp = false
  /** Which log this is: a reading of a former one comes to nothing. */
  #turn = 0
  readonly #pace = new Pace(64)

  /** Whether the log has this line already, with its body where this one has it. */
  has(sig: string, whole: boolean): boolean {
    return this.#marks.has(whole ? `${sig}+` : sig)
  }

  /** The hub sent this; `whole`: with its body. */
  hear(sig: string, whole: boolean): void {
    this.#heard.add(sig)
    this.#others.delete(sig)
    this.settle(sig)
    if (whole) this.#bare.delete(sig)
  }

  /** The hub's list is another one: what the former had, this one may lack. */
  forgetShared(): void {
    this.#stamped.clear()
    this.#heard.clear()
  }

  /** The log is another one. */
  forget(): void {
    const sets = [this.#marks, this.#stamped, this.#held, this.#decided, this.#bare, this.#own, this.#others]
    for (const one of [...sets, this.#declarers, this.#namings]) one.clear()
    this.#acts.length = 0
    this.#naming = []
    this.#let = []
    this.#former.length = 0
    this.readsFirst = false
    this.#read = 0
    this.#caughtUp = false
    this.#turn += 1
  }

  /** Reads on in the log, in slices. `all`: what others wrote is a file's from the first line on. */
  async follow(ask: AskLog, me: string | null, all = false): Promise<void> {
    const turn = this.#turn
    if (me) this.#keys.add(me)
    for (;;) {
      const start = performance.now()
      const { total, lines } = ask({ q: 'log', from: this.#read, count: Math.min(500, this.#pace.items) })
      const own: string[] = []
      const former: string[] = []
      for (const line of lines) {
        const { head, sig, body } = readJson<{ head: string; sig: string; body?: string }>(line)
        const [, author, , , at] = HEAD.exec(head) ?? []
        this.#marks.add(sig)
        if (body !== undefined) this.#marks.add(`${sig}+`)
        else this.#bare.set(sig, line)
        if (author === undefined) continue
        if (body !== undefined && ACT.test(body)) this.#noteAct({ sig, by: author, at: Number(at) }, body)
        if (body !== undefined && READS_FIRST.test(body)) this.readsFirst = true
        if (body?.includes(DECLARE)) this.#declarers.add(author)
        if (body?.includes(DEVICE)) this.#namings.add(`${author} ${readObject(body)['key']}`)
        if (body?.includes(STAMP)) this.#noteStamp(author, body)
        else if (author === me) own.push(line)
        else if (me && body?.includes(DEVICE) && readObject(body)['key'] === me) this.#naming.push(line)
        else if (body === undefined || this.#heard.has(sig)) continue
        else if (this.#keys.has(author)) former.push(line)
        else if (all || this.#caughtUp || this.#foreign.has(markOf(sig))) this.#wait(sig, line)
      }
      this.#read += lines.length
      this.#pace.took(lines.length, performance.now() - start)
      for (const line of own) {
        const item = await itemOf(line)
        if (turn !== this.#turn) return
        this.#own.set(item.id, item)
      }
      for (const line of former) {
        const item = await itemOf(line)
        if (turn !== this.#turn) return
        this.#former.push(item)
      }
      if (this.#read >= total || !lines.length) break
      await pause()
      if (turn !== this.#turn) return
    }
    this.#caughtUp = true
  }

  /** What this reader wrote and the hub has not acknowledged, in the order of its numbers. */
  unshared(clerk: string): Item[] {
    return [...this.#own.values()].filter(one => !this.isShared(one, clerk)).sort((a, b) => a.n - b.n)
  }

  /** Ids of what this clerk's hub gives to nobody before a moderator has read it. */
  unread(clerk: string): string[] {
    return [...(this.#held.get(clerk) ?? [])].filter(id => !this.#decided.has(id))
  }

  /** Whether the debate's owner has put into the log what the page declares. */
  isDeclaredBy(owner: string | null): boolean {
    return owner !== null && this.#declarers.has(owner)
  }

  /** Ids of entries that are here without their bodies. */
  async bare(): Promise<ReadonlySet<string>> {
    const ids = new Set<string>()
    for (const [sig, line] of this.#bare) {
      const id = this.#bareIds.get(sig) ?? (await itemOf(line)).id
      this.#bareIds.set(sig, id)
      ids.add(id)
    }
    return ids
  }

  /** What this reader wrote. */
  own(id: string): Item | undefined {
    return this.#own.get(id)
  }

  /**
   * What others did to this reader's words, or to this reader; of each thing the last. `isMine` is asked of what may
   * have been written on another device of theirs; that such words were edited is not told, as the first are not known.
   */
  actsOnMine(me: string | null, isMine: (id: string) => boolean): Act[] {
    const keys = this.#keysOf(me)
    const isOn = ({ do: verb, target }: Act) =>
      verb === 'ban'
        ? keys.has(target)
        : this.#own.has(target) || (keys.size > 1 && verb !== 'edit' && isMine(target))
    const last = new Map<string, Act>()
    for (const act of this.#acts) if (!keys.has(act.by) && isOn(act)) last.set(act.target, act)
    return [...last.values()].filter(act => act.do !== 'show' && (act.do !== 'ban' || act.on))
  }

  /** Where the reader's ballots stand among lines of the hub's, the first of which has position `after` + 1. */
  votesIn(lines: readonly string[], after: number): Record<string, { id: string; position: number }> {
    const votes: Record<string, { id: string; position: number }> = {}
    const ballots = new Map([...this.#own.values()].filter(one => one.question !== null).map(one => [one.sig, one]))
    if (ballots.size)
      lines.forEach((line, i) => {
        const item = ballots.get(readJson<{ sig: string }>(line).sig)
        if (item) votes[item.question!] = { id: item.id, position: after + i + 1 }
      })
    return votes
  }

  /** How many wait for the reader's word. */
  get others(): number {
    return this.#others.size
  }

  /** Those, each after what it refers to: the reader lets them go. */
  async takeOthers(): Promise<Item[]> {
    const lines = [...this.#others.values()]
    for (const sig of this.#others.keys()) this.#foreign.set(markOf(sig), true)
    this.changes += 1
    this.#others.clear()
    return inOrder(lines)
  }

  /** Those that the reader has let go before. Not told again in this reading of the log. */
  takeLet(): Promise<Item[]> {
    return inOrder(this.#let.splice(0))
  }

  /** What the reader wrote under a former key and no hub took waits for their word: it is not their own here now. */
  askOfFormer(): void {
    const stamps = [...this.#stamped.values()]
    for (const { id, sig, line } of this.#former.splice(0))
      if (!this.#heard.has(sig) && !stamps.some(ids => ids.has(id))) this.#wait(sig, line)
  }

  /** This line waits no more. */
  settle(sig: string): void {
    if (this.#foreign.delete(markOf(sig))) this.changes += 1
  }

  /** Marks of lines that wait for the reader's word, and of those that were let go and the hub has not. */
  get waiting(): Waiting {
    const marks = (isLet: boolean): string[] => [...this.#foreign].flatMap(([mark, is]) => (is === isLet ? mark : []))
    return { asks: marks(false), let: marks(true) }
  }

  /** What waited in an earlier visit, or in another tab. */
  remember(waiting: Waiting): void {
    this.#foreign.clear()
    for (const mark of waiting.asks) this.#foreign.set(mark, false)
    for (const mark of waiting.let) this.#foreign.set(mark, true)
  }

  /** Entries by which another key names the reader's: they go out with the reader's own. Not told again. */
  takeNaming(): Promise<Item[]> {
    return inOrder(this.#naming.splice(0))
  }

  /** Whether this clerk has stamped it, or the hub sent it. */
  isShared({ id, sig }: Item, clerk: string): boolean {
    return (this.#stamped.get(clerk)?.has(id) ?? false) || this.#heard.has(sig)
  }

  #wait(sig: string, line: string): void {
    const mark = markOf(sig)
    if (this.#foreign.get(mark)) {
      this.#let.push(line)
      return
    }
    this.#others.set(sig, line)
    if (!this.#foreign.has(mark)) this.changes += 1
    this.#foreign.set(mark, false)
  }

  /** The keys of one person: each names another one of them, and is named by it. */
  #keysOf(me: string | null): ReadonlySet<string> {
    const keys = new Set(me === null ? [] : [me])
    for (const key of keys) {
      for (const naming of this.#namings) {
        const [by, named] = naming.split(' ') as [string, string]
        if (by === key && this.#namings.has(`${named} ${key}`)) keys.add(named)
      }
    }
    return keys
  }

  #noteStamp(author: string, body: string): void {
    const { do: verb, ids: named, held: waiting } = readObject(body)
    if (verb !== 'stamp' || !Array.isArray(named)) return
    const ids = this.#stamped.get(author) ?? new Set()
    for (const id of named) if (typeof id === 'string') ids.add(id)
    this.#stamped.set(author, ids)
    const unread = (waiting as Record<string, unknown> | undefined)?.[UNREAD]
    if (!Array.isArray(unread)) return
    const held = this.#held.get(author) ?? new Set()
    for (const id of unread) if (typeof id === 'string') held.add(id)
    this.#held.set(author, held)
  }

  #noteAct(of: Pick<Act, 'sig' | 'by' | 'at'>, body: string): void {
    const said = readObject(body)
    const target = said['target'] ?? said['claim'] ?? said['key']
    if (typeof said['do'] !== 'string' || typeof target !== 'string') return
    if (['show', 'hide', 'erase'].includes(said['do'])) this.#decided.add(target)
    const reason = typeof said['reason'] === 'string' ? said['reason'] : null
    this.#acts.push({ ...of, do: said['do'], target, reason, on: said['on'] === true })
  }
}

/** Of a line whose head is one. */
async function itemOf(line: string): Promise<Item> {
  const { head, sig, body } = readJson<{ head: string; sig: string; body?: string }>(line)
  const [, author, ...numbers] = HEAD.exec(head)!
  const [n, clock, at] = numbers.map(Number) as [number, number, number]
  const id = toBase64url(await sha256(head)).slice(0, ID_LENGTH)
  return { id, line, sig, author: author!, n, clock, at, question: body?.includes(BALLOT) ? questionIn(body) : null }
}

async function inOrder(lines: readonly string[]): Promise<Item[]> {
  const items: Item[] = []
  for (const line of lines) items.push(await itemOf(line))
  return items.sort((a, b) => a.clock - b.clock || (a.author < b.author ? -1 : 1) || a.n - b.n)
}

function questionIn(body: string): string | null {
  const { question } = readObject(body)
  return typeof question === 'string' ? question : null
}

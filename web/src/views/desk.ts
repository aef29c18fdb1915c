// What one mounted debate remembers of its reader: what is open, in which order, what is being
// written. Components read it through `useDesk`; everything durable goes through the session.
import { computed, onChange, signal, type ReadonlySignal, type Signal } from '../signals'
import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import {
  Refusal,
  type Applied,
  type Claim,
  type ClaimId,
  type Intent,
  type News,
  type Session,
  type Sort,
  type Stance,
  type Thesis,
} from '../session-types'
import { writeJson } from '../json'
import { loadLaterMessages } from '../locales'
import { SORTS, type Settings, type ViewName } from '../settings'
import type { Stage } from '../stage'
import { afterDrawing, fieldId, focusById, giveBack, headingId } from './focus'
import { ClaimList } from './lists'
import { Speech } from './speech'
import type { Supposing } from './supposing'

/** The most claims that stand in the document at once: a phone of 2016 has to carry them. */
export const CLAIMS_MOST = 500
/** How many "show more" brings. */
export const MORE = 20
/** How many claims stand open at the start; the rest waits folded. */
const OPEN_FIRST = 100

export const VIEWS: readonly ViewName[] = ['thread', 'columns', 'summary', 'map']

export type Panel =
  'answer' | 'judge' | 'why' | 'more' | 'edit' | 'withdraw' | 'erase' | 'remark' | 'tag' | 'flag' | 'hide'

/** `at`: the claim or question it stands by; '' is the foot. It never covers anything. */
export interface Receipt {
  text: string
  undo: string | null
  at: string
}

/** What `write="members"` leaves to members. */
const WRITERS = ['claim', 'remark', 'link', 'tag', 'impact', 'stance', 'edit']

export class Desk {
  readonly session: Session
  readonly settings: Settings
  readonly speech = new Speech()
  readonly view: Signal<ViewName>
  readonly sort: Signal<Sort>
  /** The claim whose branch fills the page; `~`: the whole debate. */
  readonly focus = signal<ClaimId>('~')
  /** The claim that the map shows beside itself, and where it begins. */
  readonly chosen = signal<ClaimId>('~')
  /** The map is drawn: what is written on the thesis stands beside it. */
  readonly mapped = signal(false)
  readonly searching = signal('')
  /** The reader asks what would be if claims were judged otherwise; nothing of it is recorded. */
  readonly supposing = signal<Supposing | null>(null)
  /** What the reader did last, with the offer to undo it. */
  readonly receipt = signal<Receipt | null>(null)
  /** One open panel a claim; `~` for the thesis. */
  private readonly doing: Record<string, Promise<Done>> = {}
  private readonly panels = new Map<ClaimId, Signal<Panel | null>>()
  private readonly ready = new Map<ClaimId, Signal<boolean>>()
  private readonly read = new Map<ClaimId, Signal<boolean>>()
  private readonly open = new Map<ClaimId, Signal<boolean>>()
  /** Grows when a branch is opened or folded. */
  private readonly moves = signal(0)
  private lists = new Map<string, ClaimList>()
  /** The order asked for last; what it needs may be on the way. */
  private wanted: Sort | null = null
  private readonly seed = Math.floor(Math.random() * 0x7fffffff)
  private readonly head: ReadonlySignal<Thesis>
  /** As one text, so that claims are drawn again only when a right really changed. */
  private readonly rights: ReadonlySignal<string>
  /** Whether the site vouches for the reader, or will at the first act. */
  readonly member: ReadonlySignal<boolean>
  /** How many entries there were when the reader last looked at what had arrived. */
  private looked: number
  private readonly stops: (() => void)[]
  /** The stance that an answer starts with, where the reader chose it before opening the form. */
  readonly answerAs = new Map<ClaimId, Stance>()
  /** Claims in the document now. */
  drawn = 0
  /** No more claims may be drawn until the reader folds or turns. */
  readonly full = signal(false)

  constructor(readonly stage: Stage) {
    this.session = stage.session
    this.settings = stage.settings
    this.head = computed(() => {
      this.session.revision.value
      return this.session.ask<Thesis>({ q: 'thesis' })
    })
    this.looked = this.head.peek().entries
    this.member = computed(() => {
      const { sites, member } = this.head.value.open
      return !!(member || (sites && this.session.vouching.value))
    })
    this.rights = computed(() => {
      const { may, open } = this.head.value
      const more = open.write === 'members' && this.member.value && may.includes('ballot')
      return may.concat(more ? WRITERS : []).join(' ')
    })
    this.view = signal(stage.settings.view.peek())
    const sort = this.sortOf(stage.settings.sort.peek())
    this.sort = signal(sort === 'needs-you' && !this.session.studied ? 'strongest' : sort)
    this.stops = [
      this.session.subscribe((applied, own) => this.follow(applied, own)),
      // What the page's owner changes while the reader is here holds too.
      onChange(stage.settings.view, view => {
        this.view.value = view
      }),
      onChange(stage.settings.sort, sort => void this.reorder(this.sortOf(sort))),
      onChange(stage.settings.weighing, () => void this.reorder(this.sortOf(this.sort.peek()))),
    ]
    this.openFirst()
  }

  close(): void {
    for (const stop of this.stops) stop()
    this.speech.stop()
  }

  /** The sentence of the catalogue; a missing one shows its name rather than nothing. */
  say(key: string, values?: Record<string, unknown>): string {
    const message = this.stage.messages.value[key]
    return message ? message(values ?? {}) : key
  }

  has(key: string): boolean {
    return key in this.stage.messages.value
  }

  get locale(): string {
    return this.stage.locale.value
  }

  thesis(): Thesis {
    return this.head.value
  }

  /** Whether the reader may do this here: the debate's rights, then what the page wants. */
  may(verb: string): boolean {
    const write = this.settings.write.value
    if (write === 'readonly') return false
    if (write === 'closed' && ['claim', 'remark', 'edit', 'link', 'name', 'tag'].includes(verb)) return false
    return this.rights.value.split(' ').includes(verb)
  }

  wants(part: string): boolean {
    return !this.settings.without.value.has(part)
  }

  list(of: ClaimId, stance: Stance | null): ClaimList {
    const key = `${stance ?? ''} ${of}`
    let list = this.lists.get(key)
    if (!list) {
      list = new ClaimList(this.session, of, this.sort.peek(), this.seed, stance)
      this.lists.set(key, list)
    }
    return list
  }

  isOpen(id: ClaimId): Signal<boolean> {
    return kept(this.open, id, false)
  }

  /** Folded, but drawn out of sight so that find-in-page gets there. */
  prepared(id: ClaimId): Signal<boolean> {
    return kept(this.ready, id, false)
  }

  /** A long text that the reader unfolded. */
  isRead(id: ClaimId): Signal<boolean> {
    return kept(this.read, id, false)
  }

  draw(count: number): void {
    this.drawn += count
    this.full.value = this.drawn >= CLAIMS_MOST
  }

  /** How many claims may still be drawn; makes room first by dropping what was only prepared. */
  roomFor(): number {
    if (this.drawn + MORE > CLAIMS_MOST) for (const one of this.ready.values()) one.value = false
    return Math.max(0, CLAIMS_MOST - this.drawn)
  }

  panel(id: ClaimId): Signal<Panel | null> {
    return kept<Panel | null>(this.panels, id, null)
  }

  setOpen(id: ClaimId, open: boolean): void {
    this.grow()
    this.isOpen(id).value = open
    this.moves.value++
  }

  toggle(id: ClaimId, panel: Panel): void {
    this.grow()
    const now = this.panel(id)
    now.value = now.value === panel ? null : panel
  }

  /** Closes what stands open at a claim and moves the focus; where that is gone, to the claim. */
  closePanel(id: ClaimId, focus: string): void {
    this.panel(id).value = null
    giveBack(this.stage.root, focus, fieldId(id, 'more'), headingId(id))
  }

  /** Escape leaves the panel of the claim around it, but takes no words along that somebody has begun to write. */
  leave(id: ClaimId, event: KeyboardEvent): void {
    const { target } = event
    const open = this.panel(id).peek()
    if (event.key !== 'Escape' || open === null || !(target instanceof HTMLElement)) return
    if (target.closest('article, header') !== event.currentTarget) return
    if (target instanceof HTMLTextAreaElement && target.value !== '') return
    event.stopPropagation()
    this.closePanel(id, fieldId(id, open))
  }

  /** The reader has acted: the box may grow from here on. */
  grow(): void {
    if (this.stage.room.peek() !== null) this.stage.grow()
  }

  /** The reader goes elsewhere: the offer to undo would cover what they go to. */
  private depart(): void {
    this.grow()
    this.receipt.value = null
  }

  async resort(sort: Sort): Promise<void> {
    this.depart()
    await this.reorder(sort)
    this.emitView()
  }

  /** Until the study is here that an order may need, the lists stay as they are. */
  private async reorder(sort: Sort): Promise<void> {
    this.wanted = sort
    if (sort === 'needs-you' && !this.session.studied) {
      await this.session.study().catch(async error => this.tell(await this.explain(error)))
      if (this.wanted !== sort || !this.session.studied) return
    }
    if (sort === this.sort.peek()) return
    this.lists = new Map()
    this.sort.value = sort
  }

  /** Without weights nothing is strongest, and nobody needed. */
  private sortOf(sort: Sort): Sort {
    return (sort === 'strongest' || sort === 'needs-you') && !this.settings.weighing.peek() ? 'oldest' : sort
  }

  show(view: ViewName): void {
    this.depart()
    this.view.value = view
    if (view === 'map') {
      const focus = this.focus.peek()
      if (focus !== '~') this.chosen.value = focus
      this.focus.value = '~'
    }
    this.emitView()
  }

  focusOn(id: ClaimId): void {
    this.depart()
    this.focus.value = id
    if (id !== '~') this.isOpen(id).value = true
    this.stage.emit('palabre-navigate', { id })
  }

  /** Opens the answer form and gives it the focus. */
  compose(parent: ClaimId, stance: Stance): void {
    if (!this.may('claim') || (parent !== '~' && !this.bring(parent))) return
    // Where one branch stands alone, the thesis is not there.
    if (parent === '~') this.focus.value = '~'
    this.grow()
    this.chosen.value = parent
    this.answerAs.set(parent, stance)
    const panel = this.panel(parent)
    panel.value = null
    panel.value = 'answer'
  }

  /** Opens the path to a claim or question and, unless told not to, moves the focus to it. */
  reveal(id: string, move = true): boolean {
    const element =
      id === '~' ? headingId('~') : this.isQuestion(id) ? `q-${id}` : this.bring(id) ? headingId(id) : null
    if (element === null) return false
    this.grow()
    if (id === '~' || element.startsWith('q-')) this.focus.value = '~'
    this.searching.value = ''
    if (move) afterDrawing(() => focusById(this.stage.root, element))
    return true
  }

  snapshot(): unknown {
    this.moves.value
    const open = Array.from(this.open)
      .filter(([id, one]) => id !== '~' && one.peek())
      .map(([id]) => id)
    return { view: this.view.value, sort: this.sort.value, focus: this.focus.value, open }
  }

  /** Takes up a place that `snapshot` gave; what is no longer there is passed over. */
  restore(place: unknown): void {
    const { view, sort, focus, open } = (typeof place === 'object' && place !== null ? place : {}) as Record<
      string,
      unknown
    >
    if (isOne(VIEWS, view)) this.view.value = view
    if (isOne(SORTS, sort)) void this.reorder(this.sortOf(sort))
    const there = (id: unknown): id is ClaimId => typeof id === 'string' && this.exists(id)
    if (Array.isArray(open)) for (const id of open.slice(0, OPEN_FIRST)) if (there(id)) this.isOpen(id).value = true
    if (there(focus)) this.focus.value = focus
  }

  private exists(id: ClaimId): boolean {
    try {
      this.session.ask({ q: 'path', id })
      return true
    } catch {
      return false
    }
  }

  /** Draws the next few folded branches out of sight. */
  prepareNext(): void {
    let left = 5
    for (const list of Array.from(this.lists.values())) {
      for (const { id, pros, cons } of list.shown.peek().claims) {
        if (pros + cons === 0 || this.isOpen(id).peek() || this.prepared(id).peek()) continue
        this.prepared(id).value = true
        if (--left === 0) return
      }
    }
  }

  private isQuestion(id: string): boolean {
    return this.session.ask<{ questions: { id: string }[] }>({ q: 'questions' }).questions.some(one => one.id === id)
  }

  /** Opens what stands above a claim; false where the debate has no such claim. */
  private bring(id: ClaimId): boolean {
    let path: ClaimId[]
    try {
      path = this.session.ask<{ path: ClaimId[] }>({ q: 'path', id }).path
    } catch {
      return false
    }
    this.grow()
    this.searching.value = ''
    this.chosen.value = id
    if (this.view.peek() === 'summary') this.view.value = 'thread'
    const focus = this.focus.peek()
    let start = path.indexOf(focus)
    if (start < 0 || focus === id) ((this.focus.value = '~'), (start = 0))
    for (let at = start; at + 1 < path.length; at++) {
      const parent = path[at]!,
        child = path[at + 1]!
      if (at > start) this.isOpen(parent).value = true
      const side =
        at === start && this.view.peek() === 'columns'
          ? this.session.ask<Claim>({ q: 'claim', id: child }).stance
          : null
      if (!this.list(parent, side).pin(child)) return false
    }
    return true
  }

  /** Does an act; answers whether it was done, and tells the reader either way. */
  act(intent: Intent, said: string, undoable = true): Promise<Done> {
    // A second click while the first is on its way asks for no second act.
    return (this.doing[writeJson(intent)] ??= this.do(intent, said, undoable))
  }

  private async do(intent: Intent, said: string, undoable: boolean): Promise<Done> {
    this.grow()
    try {
      const { id } = await this.session.act(intent)
      this.tell(said, undoable ? id : null, placeOf(intent, id))
      return { id }
    } catch (error) {
      return { fault: await this.explain(error) }
    } finally {
      delete this.doing[writeJson(intent)]
    }
  }

  tell(text: string, undo: string | null = null, at = ''): void {
    this.receipt.value = { text, undo, at }
    this.speech.now(text)
  }

  /** What went wrong, in a sentence with what to do about it. */
  async explain(error: unknown): Promise<string> {
    // What goes wrong has many names; where they do not come, the general word is here.
    await loadLaterMessages().catch(() => undefined)
    if (error instanceof Refusal) {
      const key = `fault.${error.code}`
      if (this.has(key)) return this.say(key, { where: error.where })
    }
    const name = (error as { code?: unknown })?.code
    if (typeof name === 'string' && this.has(`trouble.${name}`)) return this.say(`trouble.${name}`)
    return this.say('fault.unknown')
  }

  /** Others' arguments since the reader last looked. */
  arrivals(): News['claims'] {
    if (this.session.arrived.value.count === 0) return []
    return this.session.ask<News>({ q: 'news', after: this.looked }).claims.filter(claim => !claim.mine)
  }

  seen(): void {
    this.looked = this.head.peek().entries
    this.session.seen()
  }

  private follow(applied: Applied, own: boolean): void {
    for (const [key, list] of this.lists) {
      try {
        list.follow(applied.changed, own)
      } catch {
        // What this stood below is not there any more: a hub refused it.
        this.lists.delete(key)
      }
    }
    if (!own && applied.entries > 0)
      this.speech.later(applied.entries, count => this.say('status.arrived', { count }))
  }

  private emitView(): void {
    this.stage.emit('palabre-view-change', { view: this.view.peek(), sort: this.sort.peek() })
  }

  /** Opens branches level by level, `depth` levels and about OPEN_FIRST claims. */
  private openFirst(): void {
    const depth = this.settings.depth.peek()
    const page = this.settings.pageSize.peek()
    let level: Claim[] = this.firstPage('~', page)
    let count = level.length
    for (let at = 1; at < depth && level.length > 0; at++) {
      const next: Claim[] = []
      for (const claim of level) {
        const below = claim.pros + claim.cons
        if (below === 0 || count + Math.min(below, page) > OPEN_FIRST) continue
        const children = this.firstPage(claim.id, page)
        count += children.length
        next.push(...children)
        this.isOpen(claim.id).value = true
      }
      level = next
    }
  }

  private firstPage(of: ClaimId, page: number): Claim[] {
    const list = this.list(of, null)
    if (list.shown.peek().claims.length === 0) list.showMore(page)
    return list.shown.peek().claims.slice()
  }
}

export type Done = { id: string; fault?: undefined } | { id?: undefined; fault: string }

/** Where the receipt of an act belongs: by what it made or changed. */
function placeOf(intent: Intent, id: string): string {
  const at = intent.do === 'claim' ? id : (intent.claim ?? intent.question ?? intent.target ?? intent.parent)
  return typeof at === 'string' ? at : ''
}

function isOne<Value>(allowed: readonly Value[], value: unknown): value is Value {
  return allowed.includes(value as Value)
}

function kept<Value>(map: Map<ClaimId, Signal<Value>>, id: ClaimId, first: Value): Signal<Value> {
  let found = map.get(id)
  if (!found) {
    found = signal(first)
    map.set(id, found)
  }
  return found
}

export const DeskContext = createContext<Desk | null>(null)

export function useDesk(): Desk {
  const desk = useContext(DeskContext)
  if (!desk) throw new Error('a view stands outside of its desk')
  return desk
}

// One map of arguments in a page: the debate's columns in, frames and choices out. Views read its signals.
import { effect, signal, type ReadonlySignal } from '../signals'
import type { ClaimId } from '../session-types'
import type { Desk } from '../views/desk'
import { afterDrawing, focusById, giveBack, headingId } from '../views/focus'
import {
  NO_ROW,
  MapCalls,
  SEMANTICS,
  type Highlight,
  type Row,
  type RowValues,
  type Share,
  type ViewOfMap,
  type Way,
} from './calls'
import { packed, readPalette, type ColourName } from './colours'
import { Gestures, type Gestured } from './gestures'
import { Labels } from './labels'
import { Renderer } from './renderer'
import { Rows } from './rows'
import { Surface, type Drawer } from './surface'
import { sentenceOf, wordsOf } from './wording'

/** Side of the label atlas in pixels. */
const ATLAS = 2048
/** Entries that come fast are drawn together. */
const RENEW_MS = 120
const HINT_MS = 1800
const STEP = 1.25
/** Narrower stages are those of phones. */
const NARROW_MOST = 480

export interface Tip {
  row: Row
  x: number
  y: number
}

export class ArgumentMap implements Drawer, Gestured {
  rows: Rows
  readonly calls: MapCalls
  readonly labels: Labels
  /** The chosen place; the desk's chosen claim follows it, and leads it. */
  readonly row = signal<Row>(0)
  readonly view = signal<ViewOfMap>('tree')
  readonly share = signal<Share>('claims')
  readonly highlight = signal<Highlight>('none')
  /** Grows with whatever moves a strength or a row. */
  readonly moved = signal(0)
  /** Places whose base score is supposed to be another. */
  readonly supposed = signal<ReadonlySet<Row>>(new Set())
  readonly semantics = signal(0)
  readonly tip = signal<Tip | null>(null)
  readonly hinted = signal(false)
  /** Something went wrong for good; the thread stands in. */
  readonly failed = signal<unknown>(null)
  readonly engaged: ReadonlySignal<boolean>
  readonly gestures: Gestures
  readonly #surface: Surface
  #renderer: Renderer | null = null
  #textureWanted = true
  #ratio = 1
  #sized = false
  #revision: number
  readonly #stops: (() => void)[] = []
  #hint: ReturnType<typeof setTimeout> | undefined

  /** `box` holds the canvas; `probe` answers an element in each of the debate's colours. */
  constructor(
    readonly desk: Desk,
    instance: ConstructorParameters<typeof MapCalls>[0],
    private readonly box: HTMLElement,
    private readonly probe: (name: ColourName) => Element,
    /** What stands beside the map and says the chosen claim. */
    private readonly beside: () => Element | null,
  ) {
    this.#revision = desk.session.revision.peek()
    this.rows = new Rows(desk.session.columns(0))
    this.calls = new MapCalls(instance, this.rows.bytes)
    this.calls.lost = error => (this.failed.value = error)
    this.labels = new Labels(this.calls, row => wordsOf(desk, this.rows, row))
    this.#readSurroundings(true)
    this.#surface = new Surface(box, this)
    this.gestures = new Gestures(box, this)
    this.engaged = this.gestures.engaged
    this.#watch()
  }

  close(): void {
    clearTimeout(this.#hint)
    for (const stop of this.#stops) stop()
    this.gestures.close()
    this.#surface.close()
    this.calls.close()
  }

  #watch(): void {
    const still = matchMedia('(prefers-reduced-motion: reduce)')
    const beStill = () => this.calls.still(still.matches)
    beStill()
    still.addEventListener('change', beStill)
    const themes = new MutationObserver(() => this.#readSurroundings(false))
    themes.observe(this.desk.stage.place, { attributes: true })
    const fonts = () => this.#readSurroundings(true)
    document.fonts?.addEventListener('loadingdone', fonts)
    let soon: ReturnType<typeof setTimeout> | undefined
    this.#stops.push(
      () => still.removeEventListener('change', beStill),
      () => themes.disconnect(),
      () => document.fonts?.removeEventListener('loadingdone', fonts),
      () => clearTimeout(soon),
      this.desk.session.revision.subscribe(revision => {
        clearTimeout(soon)
        if (revision !== this.#revision) soon = setTimeout(() => this.#safely(() => this.#renew()), RENEW_MS)
      }),
      // Other words for the same: another language.
      effect(() => {
        this.desk.locale
        this.#readSurroundings(true)
      }),
      effect(() => {
        const id = this.desk.chosen.value
        if (this.rows.id(this.row.peek()) !== id) this.go(this.rows.of(id)[0] ?? 0)
      }),
    )
  }

  /** Colours and fonts as the page has them now. */
  #readSurroundings(fonts: boolean): void {
    const family = getComputedStyle(this.box).fontFamily
    const palette = readPalette(this.box, this.probe)
    const before = this.labels.palette
    const recoloured = JSON.stringify(before) !== JSON.stringify(palette)
    if (!recoloured && !fonts && family === this.labels.family) return
    this.labels.family = family
    this.labels.palette = palette
    this.calls.colours(packed(palette))
    this.labels.clear(fonts)
    this.#surface?.ask()
  }

  #renew(): void {
    this.#revision = this.desk.session.revision.peek()
    const before = this.rows
    const after = new Rows(this.desk.session.columns(0))
    const was = after.since(before)
    this.calls.renew(after.bytes, was)
    this.rows = after
    this.labels.renew(was)
    const supposed = new Set<Row>()
    was.forEach((old, row) => {
      if (this.supposed.peek().has(old)) supposed.add(row)
    })
    this.supposed.value = supposed
    this.row.value = Math.max(0, was.indexOf(this.row.peek()))
    // What the reader has just said themselves is what they look at next.
    const said = after.of(this.desk.receipt.peek()?.at ?? '').find(row => was[row] === NO_ROW)
    if (said !== undefined) this.go(said)
    else this.desk.chosen.value = after.id(this.row.peek())
    this.#moved()
  }

  // What a reader does.

  /** Chooses a claim that is in sight. */
  choose(row: Row): void {
    if (row === NO_ROW) return
    this.calls.choose(row)
    this.row.value = row
    this.desk.chosen.value = this.rows.id(row)
    this.tip.value = null
    this.#surface?.ask()
    // Where the chosen claim is said, what held the focus goes with the claim before.
    const { root } = this.desk.stage
    if (this.beside()?.contains(root.activeElement)) giveBack(root, this.#heading())
  }

  #heading(): string {
    const id = this.rows.id(this.row.peek())
    return headingId(id === '~' ? '~map' : id)
  }

  /** Chooses a claim and brings it into sight, with what answers it. */
  go(row: Row): void {
    if (row === NO_ROW) return
    this.calls.focus(row)
    this.choose(row)
  }

  /** From the list beside the map: the focus goes to where the claim is said. */
  pick(row: Row): void {
    this.go(row)
    afterDrawing(() => focusById(this.desk.stage.root, this.#heading()))
  }

  /** To the parent, the first answer, the one before or after; says where that is. */
  walk(way: Way): void {
    const to = this.calls.walk(this.row.peek(), way)
    if (to !== NO_ROW) this.go(to)
    this.announce()
  }

  announce(): void {
    this.desk.speech.now(sentenceOf(this.desk, this.rows, this.calls, this.row.peek()))
  }

  /** Opens a claim's answers, or folds them; in an overview the sector fills the stage, or all is shown again. */
  turn(row: Row): void {
    if (this.view.peek() !== 'tree') {
      const wide = this.#filling === row
      this.#filling = wide ? 0 : row
      this.calls.focus(this.#filling)
      this.choose(row)
    } else {
      this.calls.turn(row)
      this.choose(row)
    }
  }
  #filling: Row = 0

  show(view: ViewOfMap, share = this.share.peek()): void {
    this.view.value = view
    this.share.value = share
    this.#filling = 0
    this.calls.show(view, share)
    this.tip.value = null
    this.#surface?.ask()
  }

  point(highlight: Highlight): void {
    this.highlight.value = highlight
    this.calls.highlight(highlight)
    this.#moved()
  }

  fit(): void {
    this.#filling = 0
    this.calls.fit()
    this.#surface.ask()
  }

  /** One step nearer or farther, about the middle. */
  step(nearer: boolean): void {
    const { clientWidth, clientHeight } = this.box
    this.zoom(nearer ? STEP : 1 / STEP, clientWidth / 2, clientHeight / 2)
  }

  pan(dx: number, dy: number): void {
    this.calls.pan(dx, dy)
    this.#surface.ask()
  }

  zoom(factor: number, x: number, y: number): void {
    this.calls.zoom(factor, x, y)
    this.#surface.ask()
  }

  press(x: number, y: number, twice: boolean): void {
    const { row, mark } = this.calls.hit(x, y)
    if (row === NO_ROW) return
    if (mark !== twice) this.turn(row)
    else if (!twice) this.choose(row)
  }

  hover(at: { x: number; y: number } | null): void {
    const found = at && this.calls.hit(at.x, at.y)
    const row = found ? found.row : NO_ROW
    if ((this.tip.peek()?.row ?? NO_ROW) !== row) {
      this.calls.point(row)
      this.#surface.ask()
    }
    this.tip.value = at && row !== NO_ROW ? { row, ...at } : null
  }

  /** Escape: the wheel is the page's again. */
  leave(): void {
    this.tip.value = null
    this.gestures.engaged.value = false
  }

  hint(): void {
    this.hinted.value = true
    clearTimeout(this.#hint)
    this.#hint = setTimeout(() => (this.hinted.value = false), HINT_MS)
  }

  // What if.

  values(row: Row): RowValues | null {
    this.moved.value
    return this.calls.values(row)
  }

  suppose(row: Row, base: number | null): void {
    const supposed = new Set(this.supposed.peek())
    if (base === null) supposed.delete(row)
    else supposed.add(row)
    this.supposed.value = supposed
    this.calls.suppose(row, base)
    this.#moved()
  }

  /** Takes over what the reader supposes in the thread: it is supposed in one place alone. */
  takeOver(): void {
    const { supposing } = this.desk
    const from = supposing.peek()
    if (!from) return
    for (const { id, parent, base } of from.bases.peek().values())
      for (const row of this.rows.of(id))
        if (this.rows.id(this.rows.parent[row]!) === parent) this.suppose(row, base / 1000)
    this.weighBy(SEMANTICS.indexOf(from.semantics.peek()))
    supposing.value = null
  }

  /** After a slider is let go: boxes take the places of the strengths of now. */
  settle(): void {
    this.calls.settle()
    this.#surface.ask()
  }

  /** Back to what readers judged. */
  forget(): void {
    this.supposed.value = new Set()
    this.semantics.value = 0
    this.calls.forget()
    this.calls.weighBy(0)
    this.calls.settle()
    this.#moved()
  }

  weighBy(semantics: number): void {
    this.semantics.value = semantics
    this.calls.weighBy(semantics)
    this.calls.settle()
    this.#moved()
  }

  idOf(row: Row): ClaimId {
    return this.rows.id(row)
  }

  #moved(): void {
    this.moved.value++
    this.#surface?.ask()
  }

  // What the canvas asks for.

  begin(gl: WebGL2RenderingContext): void {
    const renderer = (this.#renderer = new Renderer(gl, ATLAS))
    this.#textureWanted = true
    this.labels.draw((canvas, x, y) => renderer.label(canvas, x, y))
  }

  end(): void {
    this.#renderer = null
    this.labels.draw(null)
  }

  resize(width: number, height: number, ratio: number): void {
    this.#safely(() => {
      this.calls.stage(width, height, ratio)
      this.#ratio = ratio
      const narrow = width < NARROW_MOST
      // A tree wants more room than a phone has: the whole as rings says more there at first.
      if (!this.#sized && narrow) this.show('sunburst')
      this.#sized = true
      if (narrow === this.labels.narrow) return
      this.labels.narrow = narrow
      this.labels.clear(true)
    })
  }

  draw(now: number, width: number, height: number): boolean {
    return this.#safely(() => this.#draw(now, width, height)) ?? false
  }

  #draw(now: number, width: number, height: number): boolean {
    const renderer = this.#renderer
    if (!renderer) return false
    let again = this.labels.measure()
    const drawing = this.calls.frame(now)
    if (!drawing) return false
    again ||= drawing.moving
    renderer.take(drawing)
    const texture = this.calls.texture(this.#textureWanted)
    if (texture) renderer.shapes(texture)
    this.#textureWanted = false
    renderer.draw(width, height)
    return this.labels.raster(this.#ratio) || again
  }

  #safely<T>(work: () => T): T | null {
    try {
      return work()
    } catch (error) {
      this.failed.value = error
      return null
    }
  }
}

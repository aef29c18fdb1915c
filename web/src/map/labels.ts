// The labels of one map: set when the module wants their size, rastered when it wants to draw them, a few
// milliseconds a frame.
import type { MapCalls, Row } from './calls'
import { Atlas } from './atlas'
import { cssOf, type Palette } from './colours'
import { setLabel, type Label, type Run, type Words } from './type'

/** What a frame may spend on setting type, and on rastering. */
const BUDGET_MS = 4
/** Looked at in one frame: more cannot be made in it. */
const WANTED_MOST = 256
/** Full again so soon, the atlas holds only what is in sight. */
const SOON_MS = 500
const SMALLER = Math.SQRT1_2
const SMALLEST = 0.25

interface Entry {
  key: string
  label: Label
  /** For which scale it stands in the atlas; 0: not there. */
  scale: number
}

export class Labels {
  family = 'sans-serif'
  palette: Palette | null = null
  narrow = false
  #entries = new Map<Row, Entry>()
  #atlas: Atlas | null = null
  /** Set or said anew: to be rastered though the module has one. */
  readonly #stale = new Set<Row>()
  #scale = 0
  /** Below 1 where the atlas did not hold all that is in sight. */
  #crowd = 1
  #cleared = 0

  constructor(
    private readonly calls: MapCalls,
    private readonly words: (row: Row) => Words,
  ) {}

  /** A context is here, or gone. */
  draw(upload: ((canvas: HTMLCanvasElement, x: number, y: number) => void) | null): void {
    this.#atlas = upload && new Atlas(upload)
    this.clear(false)
  }

  /** The atlas begins anew: other colours; `sizes`: other fonts. */
  clear(sizes: boolean): void {
    this.#atlas?.clear()
    this.#cleared = performance.now()
    this.#stale.clear()
    for (const entry of this.#entries.values()) entry.scale = 0
    if (sizes) this.#entries.clear()
    this.calls.unlabel(sizes)
  }

  /** The debate moved on: `was` has the old row of each new one. What is said otherwise is set anew. */
  renew(was: Uint32Array): void {
    const before = this.#entries
    this.#entries = new Map()
    this.#stale.clear()
    was.forEach((old, row) => {
      const entry = before.get(old)
      if (!entry) return
      const words = this.words(row)
      if (keyOf(words) === entry.key) this.#entries.set(row, entry)
      else this.#stale.add(row)
    })
    this.#measure([...this.#stale], Infinity)
  }

  of(row: Row): Label {
    return this.#entryOf(row).label
  }

  /** Gives sizes to the boxes that have none; answers whether any are left. */
  measure(): boolean {
    const rows = this.calls.rows('unmeasured', 2000)
    return rows.length > 0 && this.#measure(rows, performance.now() + BUDGET_MS)
  }

  #measure(rows: readonly Row[], until: number): boolean {
    const done: Row[] = []
    const sizes: number[] = []
    for (const row of rows) {
      if (performance.now() > until && done.length > 0) break
      const { width, height } = this.of(row)
      done.push(row)
      sizes.push(width, height)
    }
    if (done.length > 0) this.calls.measure(done, sizes)
    return done.length < rows.length
  }

  /** Rasters what the last frame lacked, the most wanted first; answers whether that calls for another frame. */
  raster(ratio: number): boolean {
    const { palette } = this
    if (!this.#atlas || !palette) return false
    const wanted = this.calls.labelScale()
    if (wanted !== this.#scale) {
      this.#scale = wanted
      this.#crowd = 1
    }
    const until = performance.now() + BUDGET_MS
    const colour = (paint: Run['paint']) => cssOf(palette[paint])
    let made = 0
    for (const row of [...this.#stale, ...this.calls.rows('labels', WANTED_MOST)]) {
      if (performance.now() > until && made > 0) return true
      const entry = this.#entryOf(row)
      const fresh = this.#stale.delete(row)
      // What was made for this scale and is still wanted is as good as it gets.
      if (entry.scale === wanted && !fresh) continue
      const placed = this.#atlas.put(entry.label, wanted * this.#crowd, ratio, colour)
      if (!placed) {
        if (performance.now() < this.#cleared + SOON_MS) {
          if (this.#crowd <= SMALLEST) return made > 0
          this.#crowd *= SMALLER
        }
        this.clear(false)
        return true
      }
      entry.scale = wanted
      this.calls.label(row, placed.scale, placed.corners)
      made++
    }
    return made > 0
  }

  #entryOf(row: Row): Entry {
    let entry = this.#entries.get(row)
    if (!entry) {
      const words = this.words(row)
      entry = { key: keyOf(words), label: setLabel(words, this.family, this.narrow), scale: 0 }
      this.#entries.set(row, entry)
    }
    return entry
  }
}

function keyOf({ side, text, stance, lang, veiled }: Words): string {
  return [side, stance, lang, veiled, text].join('\n')
}

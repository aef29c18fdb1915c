// The stage that the workbench is painted on: frames, and what is told between them. While a line of the room is being
// kept nothing is painted and nothing told: the line counts first, and whoever types on is heard after it.
import { Surface } from '../map/surface'
import type { Engine } from './engine'
import { make } from './dom'
import { PanelRenderer } from './renderer'
import { StageInput } from './stage-input'
import type { Lang } from './messages'

/** A frame after something was told is not enough: what it changes is laid out in the next one. */
const FRAMES = 3
/** After Enter a field is entered anew, which takes so many: what is typed meanwhile would be lost. */
const SETTLING = 4
/** How often the caret blinks. */
const BLINK_MS = 500

export interface StageOwner {
  /** Resolves to whether the line outlives the page. */
  keep(line: string): Promise<boolean>
  /** It looks or speaks in another way now. */
  changed(dark: boolean, lang: Lang): void
  /** The engine is lost. */
  broke(error: unknown): void
  /** The keyboard is the page's again. */
  left(): void
}

export class Stage {
  readonly element = make('div', { class: 'stage', role: 'application', tabindex: '0' })
  readonly field = make('textarea', { class: 'typing', tabindex: '-1', rows: '1', autocomplete: 'off' })
  readonly #surface: Surface
  readonly #input: StageInput
  readonly #calm = matchMedia('(prefers-reduced-motion: reduce)')
  #renderer: PanelRenderer | null = null
  #size = { width: 1, height: 1, ratio: 1 }
  #spent = 0
  #keeping = false
  #wanted = FRAMES
  /** Frames to paint before anything else is told. */
  #held = 0
  #blink: ReturnType<typeof setTimeout> | undefined
  readonly #waiting: { act: (engine: Engine) => void; settles: boolean }[] = []

  constructor(
    private readonly engine: Engine,
    private readonly owner: StageOwner,
  ) {
    this.element.append(this.field)
    this.#input = new StageInput(this.element, this.field, (act, settles) => this.tell(act, settles), owner.left)
    this.#surface = new Surface(this.element, {
      begin: gl => {
        this.#renderer = new PanelRenderer(gl)
        this.tell(engine => engine.renew())
      },
      end: () => (this.#renderer = null),
      resize: (width, height, ratio) => (this.#size = { width, height, ratio }),
      draw: (now, width, height) => this.#draw(now, width, height),
    })
  }

  close(): void {
    clearTimeout(this.#blink)
    this.#surface.close()
  }

  /** Tells the engine something, and has it painted; later where a line is being kept. `settles`: that takes frames. */
  tell(act: (engine: Engine) => void, settles = false): void {
    if (this.#keeping || this.#held > 0) this.#waiting.push({ act, settles })
    else this.#tellNow(act, settles ? SETTLING : 0)
    this.#surface.ask()
  }

  #tellNow(act: (engine: Engine) => void, held: number): void {
    this.#held = held
    this.#wanted = FRAMES
    try {
      act(this.engine)
    } catch (error) {
      this.owner.broke(error)
    }
  }

  /** A frame has been painted. `lags`: not all that was told is in it. */
  #goOn(lags: boolean): void {
    this.#wanted -= 1
    if (!lags) this.#held = Math.max(0, this.#held - 1)
    while (!this.#keeping && this.#held === 0 && this.#waiting.length > 0) {
      const { act, settles } = this.#waiting.shift()!
      this.#tellNow(act, settles ? SETTLING : 0)
    }
  }

  #draw(now: number, width: number, height: number): boolean {
    if (this.#keeping || !this.#renderer) return false
    try {
      const begun = performance.now()
      const still = this.#calm.matches
      const painting = this.engine.frame({ now, wall: Date.now(), ...this.#size, spent: this.#spent, still })
      if (!painting) return false
      this.#spent = performance.now() - begun
      this.#renderer.draw(painting, width, height, this.#size.ratio)
      this.#input.follow(painting)
      this.owner.changed(painting.dark, painting.lang)
      clearTimeout(this.#blink)
      if (painting.caret && !still) this.#blink = setTimeout(() => this.#surface.ask(), BLINK_MS)
      const { moves, lags } = painting
      this.#pass(this.engine.copied())
      const line = this.engine.line()
      if (line) void this.#keep(line)
      this.#goOn(lags)
      return !line && (moves || this.#wanted > 0 || this.#held > 0)
    } catch (error) {
      this.owner.broke(error)
      return false
    }
  }

  #pass(copied: string): void {
    // Refused without https: then what was copied stays within the workbench.
    if (copied) navigator.clipboard?.writeText(copied).catch(() => undefined)
  }

  async #keep(line: string): Promise<void> {
    this.#keeping = true
    const kept = await this.owner.keep(line)
    this.#keeping = false
    this.#tellNow(engine => engine.kept(kept), SETTLING)
    this.#surface.ask()
  }
}

// No jump: an element in sight upgrades into the very box that its outline had.
import { signal } from '@preact/signals'

/** Less than this is no room to draw in: an empty element, whose host reserved nothing. */
const LEAST = 48

const BASE = ':host{display:block;min-block-size:var(--palabre-min-height,0)}:host([hidden]){display:none}'

/** The box of one element, and the sheet that holds it. */
export class Room {
  readonly height = signal<number | null>(null)
  readonly #host: HTMLElement
  readonly #root: ShadowRoot
  readonly #base = new CSSStyleSheet()
  readonly #held = new CSSStyleSheet()
  #width = 0
  #watch: ResizeObserver | null = null

  constructor(host: HTMLElement, root: ShadowRoot) {
    this.#host = host
    this.#root = root
    this.#base.replaceSync(BASE)
    this.#adopt()
  }

  /** The views bring their own sheets; these two come after them. */
  #adopt(): void {
    const others = this.#root.adoptedStyleSheets.filter(sheet => sheet !== this.#base && sheet !== this.#held)
    this.#root.adoptedStyleSheets = [...others, this.#base, this.#held]
  }

  /** Runs `swap`, which puts the widget in the outline's place, without moving anything around it. */
  hold(swap: () => void): void {
    const before = measure(this.#host)
    // What lies below the window may grow: nobody is looking. What lies above would push.
    const inSight = before.top < innerHeight && before.height >= LEAST
    if (!inSight) {
      swap()
      this.#adopt()
      return
    }
    this.height.value = before.height
    this.#width = this.#host.clientWidth
    swap()
    this.#adopt()
    this.#fit(before)
    this.#watch = new ResizeObserver(() => {
      // Another width is another height: the reader turned the phone, the promise is void.
      if (this.#host.clientWidth !== this.#width) this.release()
    })
    this.#watch.observe(this.#host)
  }

  /** The reader has acted: the box may grow (it does not shrink under the pointer). */
  release(): void {
    const { value } = this.height
    if (value === null) return
    this.#watch?.disconnect()
    this.#watch = null
    this.#held.replaceSync(`:host{min-block-size:${value}px}${this.#margins}`)
    this.height.value = null
  }

  #margins = ''

  #fit(before: Box): void {
    const fixed = `block-size:${before.height}px;box-sizing:border-box;`
    this.#held.replaceSync(`:host{${fixed}}`)
    // Margins of the outline's first and last child reached through the box; a shadow root ends that.
    const now = measure(this.#host)
    const style = getComputedStyle(this.#host)
    const above = parseFloat(style.marginBlockStart) + (before.top - now.top)
    this.#margins = `:host{margin-block-start:${above}px!important}`
    this.#held.replaceSync(`:host{${fixed}}${this.#margins}`)
    const moved = measure(this.#host)
    const below = parseFloat(style.marginBlockEnd) + (before.next - moved.next)
    if (Math.abs(before.next - moved.next) > 0.01) {
      this.#margins += `:host{margin-block-end:${below}px!important}`
    }
    // As a last resort, where the views need more than the outline did, the box scrolls.
    const crowded = this.#host.scrollHeight > Math.ceil(before.height) + 1
    this.#held.replaceSync(`:host{${fixed}${crowded ? 'overflow-y:auto;' : ''}}${this.#margins}`)
  }
}

interface Box { top: number; height: number; next: number }

function measure(host: HTMLElement): Box {
  const { top, height } = host.getBoundingClientRect()
  return { top, height, next: edgeAfter(host) }
}

/** Where the page goes on: the next thing that has a box, else the end of what holds us. */
function edgeAfter(host: HTMLElement): number {
  for (let next = host.nextElementSibling; next; next = next.nextElementSibling) {
    const box = next.getBoundingClientRect()
    if (box.width || box.height) return box.top
  }
  return (host.parentElement ?? host).getBoundingClientRect().bottom
}

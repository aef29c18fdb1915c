// No jump: an element in sight upgrades into the very box that its outline had.
import { signal } from './signals'

/** Less than this is no room to draw in: an empty element, whose host reserved nothing. */
const LEAST = 48

/** More than any margin that a page gives, px. */
const FAR = 999

const HIDDEN = ':host([hidden]){display:none}'
const BLOCK = `:host{display:block;min-block-size:var(--palabre-min-height,0)}${HIDDEN}`
const LINE = `:host{display:inline}${HIDDEN}`

/** The box of one element, and the sheet that holds it; a badge in a line of text has none. */
export class Room {
  readonly height = signal<number | null>(null)
  readonly #host: HTMLElement
  readonly #root: ShadowRoot
  readonly #base = new CSSStyleSheet()
  readonly #held = new CSSStyleSheet()
  #width = 0
  #outer = 0
  #watch: ResizeObserver | null = null

  constructor(host: HTMLElement, root: ShadowRoot, inline: boolean) {
    this.#host = host
    this.#root = root
    this.#base.replaceSync(inline ? LINE : BLOCK)
    this.#adopt()
  }

  /** The views bring their own sheets; these two come after them. */
  #adopt(): void {
    const others = this.#root.adoptedStyleSheets.filter(sheet => sheet !== this.#base && sheet !== this.#held)
    this.#root.adoptedStyleSheets = [...others, this.#base, this.#held]
  }

  /** Runs `swap`, which puts the widget in the outline's place, without moving anything around it. */
  hold(swap: () => void): void {
    const at = scrollY
    const before = measure(this.#host)
    if (!inSight(this.#host)) {
      swap()
      this.#adopt()
      return
    }
    this.height.value = before.height - edges(this.#host)
    this.#width = this.#host.offsetWidth
    // Before the swap, not after: a page that is short for a moment is scrolled to its end, and stays there.
    const fixed = `block-size:${before.height}px`
    this.#wear(fixed)
    swap()
    this.#adopt()
    this.#fit(before, fixed)
    // Where margins met differently for a moment, the end of the page may have pulled it along.
    if (scrollY !== at) scrollTo({ top: at, behavior: 'instant' })
    this.#watch = new ResizeObserver(() => {
      // Another width is another height: the reader turned the phone, the promise is void.
      if (this.#host.offsetWidth !== this.#width) this.release()
    })
    this.#watch.observe(this.#host)
  }

  /** The reader has acted: the box may grow (it does not shrink under the pointer). */
  release(): void {
    if (this.height.value === null) return
    this.#watch?.disconnect()
    this.#watch = null
    this.#wear(`min-block-size:${this.#outer}px`)
    this.height.value = null
  }

  #margins = ''

  #wear(size: string): void {
    this.#held.replaceSync(`:host{${size};box-sizing:border-box;${this.#margins}}`)
  }

  #fit(before: Box, fixed: string): void {
    // Margins of the outline's first and last child reached through the box; a shadow root ends that.
    const within = (above: number, below: number): Box => {
      this.#margins = `margin-block:${above}px ${below}px!important`
      this.#wear(fixed)
      return measure(this.#host)
    }
    const above = margin(size => before.top - within(size, 0).top)
    within(
      above,
      margin(size => before.next - within(above, size).next),
    )
    // As a last resort, where the views need more than the outline did, the box scrolls.
    const crowded = this.#host.scrollHeight > this.#host.clientHeight + 1
    if (crowded) this.#wear(`${fixed};overflow-y:auto`)
    // Nobody sees what goes below the window, and nobody should have to scroll through an empty room.
    this.#outer = Math.min(before.height, innerHeight - before.top + scrollY)
    if (!crowded && this.#outer < before.height) this.#wear(`min-block-size:${this.#outer}px`)
  }
}

/** The margin (px) that brings an edge home, from how far off one of a given size leaves it. */
function margin(off: (size: number) => number): number {
  const short = off(0)
  // A little more may be swallowed by the margin around; from far beyond that, it is a matter of counting.
  return short > 0 ? FAR + off(FAR) : short
}

/** Whether growing would be seen: what lies below the window may grow, what lies above would push. */
export function inSight(host: HTMLElement): boolean {
  const { top, height } = host.getBoundingClientRect()
  return top < innerHeight && height >= LEAST
}

/** What the host's own padding and borders take of its height. */
function edges(host: HTMLElement): number {
  const style = getComputedStyle(host)
  // An element that no sheet made a block has its box drawn by its children.
  if (style.display === 'inline') return 0
  return [
    style.paddingBlockStart,
    style.paddingBlockEnd,
    style.borderBlockStartWidth,
    style.borderBlockEndWidth,
  ].reduce((sum, size) => sum + (parseFloat(size) || 0), 0)
}

/** Edges in the page, px from its top: the window may scroll between two measures. */
interface Box {
  top: number
  height: number
  next: number
}

function measure(host: HTMLElement): Box {
  const { top, height } = host.getBoundingClientRect()
  return { top: top + scrollY, height, next: edgeAfter(host) + scrollY }
}

/** Where the page goes on: the next thing that has a box, else the end of what holds us. */
function edgeAfter(host: HTMLElement): number {
  for (let next = host.nextElementSibling; next; next = next.nextElementSibling) {
    const box = next.getBoundingClientRect()
    if (box.width || box.height) return box.top
  }
  return (host.parentElement ?? host).getBoundingClientRect().bottom
}

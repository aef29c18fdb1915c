// Pointer, wheel and fingers on the map, so that the page around it goes on scrolling: the wheel is the page's unless
// the reader has clicked the map or holds Ctrl; one finger is the page's, two are the map's.
import { signal } from '../signals'

export interface Gestured {
  pan(dx: number, dy: number): void
  zoom(factor: number, x: number, y: number): void
  press(x: number, y: number, twice: boolean): void
  /** Null: the pointer has left. */
  hover(at: { x: number; y: number } | null): void
  /** The wheel was left to the page: a word on how to zoom is due. */
  hint(): void
}

interface Pointer {
  x: number
  y: number
  touch: boolean
}

/** Less than this is no drag, in CSS pixels. */
const SLACK = 5
/** A notch of the wheel, whatever the system makes of it. */
const NOTCH_MOST = 40
const LINE = 16

export class Gestures {
  /** The wheel is the map's: since a click, until Escape or until the focus goes. */
  readonly engaged = signal(false)
  /** In full screen one finger is the map's too. */
  full = false
  readonly #pointers = new Map<number, Pointer>()
  #moved = 0
  readonly #stops: (() => void)[] = []

  constructor(
    private readonly box: HTMLElement,
    private readonly target: Gestured,
  ) {
    this.#on('pointerdown', event => this.#down(event))
    this.#on('pointermove', event => this.#move(event))
    this.#on('pointerup', event => this.#up(event))
    this.#on('pointercancel', event => this.#pointers.delete(event.pointerId))
    this.#on('lostpointercapture', event => this.#pointers.delete(event.pointerId))
    this.#on('pointerleave', () => this.target.hover(null))
    this.#on('dblclick', event => this.target.press(...this.#within(event), true))
    this.#on('wheel', event => this.#wheel(event))
    this.#on('focusout', () => (this.engaged.value = false))
    // Safari lets a page keep two fingers only here.
    this.#on('touchmove', event => {
      if (event.touches.length > 1 && event.cancelable) event.preventDefault()
    })
  }

  close(): void {
    for (const stop of this.#stops) stop()
  }

  #on<Name extends keyof HTMLElementEventMap>(name: Name, heard: (event: HTMLElementEventMap[Name]) => void): void {
    this.box.addEventListener(name, heard, { passive: false })
    this.#stops.push(() => this.box.removeEventListener(name, heard))
  }

  #within({ clientX, clientY }: MouseEvent): [x: number, y: number] {
    const { left, top } = this.box.getBoundingClientRect()
    return [clientX - left - this.box.clientLeft, clientY - top - this.box.clientTop]
  }

  #down(event: PointerEvent): void {
    if (event.button !== 0) return
    const touch = event.pointerType === 'touch'
    const [x, y] = this.#within(event)
    if (this.#pointers.size === 0) this.#moved = 0
    this.#pointers.set(event.pointerId, { x, y, touch })
    this.target.hover(null)
    if (!touch) {
      this.box.focus({ preventScroll: true })
      this.engaged.value = true
      event.preventDefault()
    }
    if (!touch || this.full || this.#pointers.size > 1)
      for (const id of this.#pointers.keys()) this.box.setPointerCapture(id)
  }

  #move(event: PointerEvent): void {
    const [x, y] = this.#within(event)
    const before = this.#pointers.get(event.pointerId)
    if (!before) {
      if (event.pointerType !== 'touch') this.target.hover({ x, y })
      return
    }
    const all = [...this.#pointers.values()]
    const spread = spreadOf(all)
    const middle = middleOf(all)
    this.#moved += Math.abs(x - before.x) + Math.abs(y - before.y)
    before.x = x
    before.y = y
    if (this.#moved < SLACK || (before.touch && all.length < 2 && !this.full)) return
    const now = middleOf(all)
    this.target.pan(now.x - middle.x, now.y - middle.y)
    if (all.length > 1 && spread > 0) this.target.zoom(spreadOf(all) / spread, now.x, now.y)
  }

  #up(event: PointerEvent): void {
    const held = this.#pointers.delete(event.pointerId)
    if (held && this.#moved < SLACK && this.#pointers.size === 0) this.target.press(...this.#within(event), false)
  }

  #wheel(event: WheelEvent): void {
    if (!event.ctrlKey && !event.metaKey && !this.engaged.peek() && !this.full) return this.target.hint()
    event.preventDefault()
    const by = event.deltaY * (event.deltaMode === 0 ? 1 : LINE)
    this.target.zoom(Math.exp(-Math.max(-NOTCH_MOST, Math.min(NOTCH_MOST, by)) / 120), ...this.#within(event))
  }
}

function middleOf(all: readonly Pointer[]): { x: number; y: number } {
  const sum = all.reduce((sum, one) => ({ x: sum.x + one.x, y: sum.y + one.y }), { x: 0, y: 0 })
  return { x: sum.x / all.length, y: sum.y / all.length }
}

/** How far two fingers stand apart; 0 for one. */
function spreadOf(all: readonly Pointer[]): number {
  const [first, second] = all
  return first && second ? Math.hypot(second.x - first.x, second.y - first.y) : 0
}

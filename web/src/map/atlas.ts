// The label atlas: whole labels, shaped by the browser on a canvas, side by side in one texture.
import { paintLabel, type Label, type Run } from './type'

const SIDE = 2048
/** Between labels, so that none bleeds into another. */
const GAP = 2

/** Where a label stands, and the scale that it was made for. */
export interface Placed {
  scale: number
  /** u0 v0 u1 v1 in [0,1]. */
  corners: [number, number, number, number]
}

export class Atlas {
  readonly side = SIDE
  readonly #scratch = document.createElement('canvas')
  readonly #context: CanvasRenderingContext2D
  /** Shelves from top to bottom: where the last one begins, how high it is, how far it is filled. */
  #top = 0
  #height = 0
  #filled = 0

  constructor(private readonly upload: (canvas: HTMLCanvasElement, x: number, y: number) => void) {
    this.#context = this.#scratch.getContext('2d', { willReadFrequently: true })!
  }

  clear(): void {
    this.#top = this.#height = this.#filled = 0
  }

  /**
   * Rasters a label for `scale` CSS pixels of one of its own, at `ratio` device pixels each. Too large ones are made
   * for a smaller scale. Null where the atlas is full.
   */
  put(label: Label, scale: number, ratio: number, colour: (paint: Run['paint']) => string): Placed | null {
    const most = Math.min((SIDE - 2 * GAP) / label.width, SIDE / 2 / label.height) / ratio
    const fits = Math.min(scale, most)
    const factor = fits * ratio
    const width = Math.ceil(label.width * factor)
    const height = Math.ceil(label.height * factor)
    const at = this.#room(width + GAP, height + GAP)
    if (!at) return null
    const [x, y] = at
    const canvas = this.#scratch
    // Setting the size clears it.
    canvas.width = width
    canvas.height = height
    this.#context.setTransform(factor, 0, 0, factor, 0, 0)
    paintLabel(this.#context, label, colour)
    this.upload(canvas, x, y)
    const right = x + label.width * factor
    const bottom = y + label.height * factor
    return { scale: fits, corners: [x / SIDE, y / SIDE, right / SIDE, bottom / SIDE] }
  }

  #room(width: number, height: number): [number, number] | null {
    if (this.#filled + width > SIDE) {
      this.#top += this.#height
      this.#filled = this.#height = 0
    }
    // Below the last shelf there is nothing yet: it may grow.
    const tall = Math.max(this.#height, height)
    if (this.#top + tall > SIDE) return null
    this.#height = tall
    const at: [number, number] = [this.#filled, this.#top]
    this.#filled += width
    return at
  }
}

// Characters as this browser writes them, one at a time, for the font atlas of Dear ImGui: no font is shipped, and
// what the reader's system can write the workbench can.

const FAMILY = 'system-ui, -apple-system, "Segoe UI", "Noto Sans", "DejaVu Sans", sans-serif'
/** What a letter of small type may reach beyond its measures, in pixels. */
const EDGE = 1
const MOST = 1024
/** Type to measure the font by, in pixels. */
const PROBE = 100
/** From this opacity on a colour is told, and from this brightness on it is white. */
const SURE = 64
const WHITE = 200

/** Lengths in device pixels; `left` and `top` from the place on the base line. */
type Glyph = [advance: number, left: number, top: number, width: number, height: number, coloured: number]

export class GlyphPainter {
  readonly #canvas = document.createElement('canvas')
  readonly #context: CanvasRenderingContext2D
  #pixels = new Uint8ClampedArray(0)
  #em: { ascent: number; descent: number } | null = null

  constructor() {
    this.#context = this.#canvas.getContext('2d', { willReadFrequently: true })!
  }

  /** How far a line goes above and below its base line: together they are `size`, as Dear ImGui has it. */
  line(size: number): [ascent: number, descent: number] {
    const { ascent, descent } = (this.#em ??= this.#reach())
    const em = size / (ascent + descent)
    return [ascent * em, descent * em]
  }

  /** Measures a character and keeps its picture, for `pixels`. */
  measure(character: number, size: number): Glyph {
    const text = String.fromCodePoint(character)
    const advance = this.#advance(text, size)
    this.#font(size)
    const box = this.#context.measureText(text)
    const left = Math.floor(-box.actualBoundingBoxLeft) - EDGE
    const top = Math.floor(-box.actualBoundingBoxAscent) - EDGE
    const width = Math.ceil(box.actualBoundingBoxRight) + EDGE - left
    const height = Math.ceil(box.actualBoundingBoxDescent) + EDGE - top
    const seen = text.trim() !== '' && width > 0 && height > 0 && width <= MOST && height <= MOST
    if (!seen) return [advance, 0, 0, 0, 0, 0]
    // Setting the size clears it, and forgets the font.
    this.#canvas.width = width
    this.#canvas.height = height
    this.#font(size)
    this.#context.fillStyle = '#fff'
    this.#context.fillText(text, -left, -top)
    this.#pixels = this.#context.getImageData(0, 0, width, height).data
    return [advance, left, top, width, height, Number(this.#whiten())]
  }

  /** The picture of the character measured last: RGBA, not premultiplied. */
  pixels(): Uint8ClampedArray {
    return this.#pixels
  }

  /** True where the character has colours of its own; else all of it is white, as much as it is there. */
  #whiten(): boolean {
    const pixels = this.#pixels
    for (let at = 0; at < pixels.length; at += 4) {
      const darkest = Math.min(pixels[at]!, pixels[at + 1]!, pixels[at + 2]!)
      // Rounding moves the white of what is nearly transparent.
      if (pixels[at + 3]! > SURE && darkest < WHITE) return true
    }
    for (let at = 0; at < pixels.length; at += 4) pixels.fill(255, at, at + 3)
    return false
  }

  /** Browsers that place small letters on whole pixels would let them run out of boxes measured at another size. */
  #advance(text: string, size: number): number {
    const { ascent, descent } = (this.#em ??= this.#reach())
    this.#context.font = `${PROBE}px ${FAMILY}`
    return (this.#context.measureText(text).width / PROBE) * (size / (ascent + descent))
  }

  /** Of the font, in parts of its type. */
  #reach(): { ascent: number; descent: number } {
    this.#context.font = `${PROBE}px ${FAMILY}`
    const { fontBoundingBoxAscent = PROBE, fontBoundingBoxDescent = PROBE / 4 } = this.#context.measureText('M')
    return { ascent: fontBoundingBoxAscent / PROBE, descent: fontBoundingBoxDescent / PROBE }
  }

  #font(size: number): void {
    this.#em ??= this.#reach()
    const { ascent, descent } = this.#em
    this.#context.font = `${size / (ascent + descent)}px ${FAMILY}`
  }
}

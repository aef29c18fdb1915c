// The canvas of one map: its size in device pixels, when it draws, and its context, which it gives back while
// nobody sees it: browsers keep about 16 of them in a page.

export interface Drawer {
  /** A context is here, new or again. */
  begin(gl: WebGL2RenderingContext): void
  /** It is gone; nothing of it may be used. */
  end(): void
  /** The stage is `width` x `height` CSS pixels, of `ratio` device pixels each. */
  resize(width: number, height: number, ratio: number): void
  /** Draws; answers whether to draw again. */
  draw(now: number, width: number, height: number): boolean
}

/** How far off the window a map takes its context up again. */
const APPROACH = '200px'
/** How long to wait for the browser to give back what it took by itself. */
const PATIENCE_MS = 2000

export class Surface {
  canvas!: HTMLCanvasElement
  #gl: WebGL2RenderingContext | null = null
  #loser: WEBGL_lose_context | null = null
  #near = false
  #seen = false
  #asked = 0
  #closed = false
  #width = 0
  #height = 0
  #ratio = 0
  #patience: ReturnType<typeof setTimeout> | undefined
  readonly #watches: { disconnect(): void }[]

  constructor(
    private readonly box: HTMLElement,
    private readonly drawer: Drawer,
  ) {
    this.#put()
    const sizes = new ResizeObserver(entries => this.#measure(entries[entries.length - 1]))
    try {
      sizes.observe(box, { box: 'device-pixel-content-box' })
    } catch {
      sizes.observe(box)
    }
    const nearness = new IntersectionObserver(
      entries => this.#approach(entries[entries.length - 1]!.isIntersecting),
      { rootMargin: APPROACH },
    )
    const sight = new IntersectionObserver(entries => {
      this.#seen = entries[entries.length - 1]!.isIntersecting
      this.ask()
    })
    nearness.observe(box)
    sight.observe(box)
    this.#watches = [sizes, nearness, sight]
  }

  close(): void {
    this.#closed = true
    clearTimeout(this.#patience)
    cancelAnimationFrame(this.#asked)
    for (const watch of this.#watches) watch.disconnect()
    if (this.#gl && !this.#gl.isContextLost()) this.#loser?.loseContext()
    this.canvas.remove()
  }

  /** Asks for one more frame, which comes when the map is in sight. */
  ask(): void {
    if (this.#asked || this.#closed || !this.#seen) return
    this.#asked = requestAnimationFrame(now => {
      this.#asked = 0
      if (this.#closed || !this.#seen || !this.#gl || this.#gl.isContextLost()) return
      // No event tells of another density in every browser.
      if (devicePixelRatio !== this.#ratio) this.#measure()
      const { width, height } = this.canvas
      if (width > 0 && height > 0 && this.drawer.draw(now, width, height)) this.ask()
    })
  }

  #measure(entry?: ResizeObserverEntry): void {
    const rect = this.box.getBoundingClientRect()
    const width = this.box.clientWidth || rect.width
    const height = this.box.clientHeight || rect.height
    if (width <= 0 || height <= 0) return
    const device = entry?.devicePixelContentBoxSize?.[0]
    const ratio = devicePixelRatio
    // An emulated density leaves the device's own box as it is: that one cannot be believed.
    const exact = device && Math.abs(device.inlineSize - width * ratio) < 2
    const pixels = exact
      ? [device.inlineSize, device.blockSize]
      : [Math.round(width * ratio), Math.round(height * ratio)]
    const [w, h] = pixels as [number, number]
    if (w === this.canvas.width && h === this.canvas.height && ratio === this.#ratio) return
    this.canvas.width = w
    this.canvas.height = h
    this.#width = width
    this.#height = height
    this.#ratio = ratio
    this.drawer.resize(width, height, w / width)
    this.ask()
  }

  #approach(near: boolean): void {
    this.#near = near
    if (near) this.#take()
    else this.#give()
  }

  /** A canvas whose context was restored Firefox may show empty: each context has a canvas of its own. */
  #give(): void {
    if (!this.#gl || this.#gl.isContextLost()) return
    this.drawer.end()
    this.#loser?.loseContext()
    this.#renew()
  }

  #take(): void {
    // Which the browser took meanwhile.
    if (this.#gl?.isContextLost()) this.#renew()
    if (this.#gl || this.#closed) return
    const gl = this.canvas.getContext('webgl2', { alpha: true, antialias: false, depth: false, stencil: false })
    if (!gl) return
    this.#gl = gl
    this.#loser = gl.getExtension('WEBGL_lose_context')
    this.#begin()
  }

  #begin(): void {
    clearTimeout(this.#patience)
    this.drawer.begin(this.#gl!)
    this.ask()
  }

  /** A canvas that never had a context, in place of the one that has lost its own. */
  #renew(): void {
    this.canvas.remove()
    this.#gl = this.#loser = null
    this.#put()
    if (this.#width === 0) return
    this.canvas.width = Math.round(this.#width * this.#ratio)
    this.canvas.height = Math.round(this.#height * this.#ratio)
  }

  #put(): void {
    const canvas = (this.canvas = document.createElement('canvas'))
    canvas.setAttribute('aria-hidden', 'true')
    canvas.addEventListener('webglcontextlost', event => {
      event.preventDefault()
      if (canvas !== this.canvas || this.#closed) return
      this.drawer.end()
      this.#patience = setTimeout(() => this.#near && this.#take(), PATIENCE_MS)
    })
    canvas.addEventListener('webglcontextrestored', () => {
      if (canvas !== this.canvas || this.#closed) return
      this.#begin()
      if (!this.#near) this.#give()
    })
    this.box.prepend(canvas)
  }
}

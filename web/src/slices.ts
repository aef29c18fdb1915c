// Long work in pieces of at most 8 ms, so that the page around the widget never stutters.

export const SLICE_MS = 8

/** Lets the page draw and answer, then goes on (timers would wait 4 ms each time). */
export function pause(): Promise<void> {
  return new Promise(resolve => {
    if (typeof MessageChannel !== 'function') {
      setTimeout(resolve, 0)
      return
    }
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      port1.close()
      resolve()
    }
    port2.postMessage(null)
  })
}

/** How many items fit into a slice, learnt from how long the last ones took. */
export class Pace {
  #items: number
  constructor(
    start: number,
    private readonly most: number = 1 << 16,
  ) {
    this.#items = start
  }

  get items(): number {
    return this.#items
  }

  /** `items` took `ms`: aims at half a slice, and grows at most fourfold at a time. */
  took(items: number, ms: number): void {
    const fits = ms > 0 ? (items * SLICE_MS) / 2 / ms : items * 4
    this.#items = Math.max(1, Math.min(this.most, Math.floor(Math.min(fits, items * 4))))
  }
}

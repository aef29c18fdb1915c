// What a screen reader hears: the reader's own acts at once, others' at most every five seconds.
import { signal } from '../signals'

const OTHERS_EVERY_MS = 5000
/** What the reader did is left to be spoken before others are. */
const OWN_FOR_MS = 2000

export class Speech {
  /** The text of the status region; it is there, empty, from the first drawing. */
  readonly text = signal('')
  private waiting = 0
  private phrase: ((count: number) => string) | null = null
  private timer: ReturnType<typeof setTimeout> | null = null
  private last = 0
  private own = -OWN_FOR_MS

  now(text: string): void {
    this.own = Date.now()
    this.put(text)
  }

  /** Adds `count` arrivals to what is said next. */
  later(count: number, phrase: (count: number) => string): void {
    this.waiting += count
    this.phrase = phrase
    if (this.timer === null) this.wait()
  }

  private wait(): void {
    const now = Date.now()
    const wait = Math.max(250, this.last + OTHERS_EVERY_MS - now, this.own + OWN_FOR_MS - now)
    this.timer = setTimeout(() => {
      this.timer = null
      if (Date.now() < this.own + OWN_FOR_MS) return this.wait()
      this.last = Date.now()
      const total = this.waiting
      this.waiting = 0
      if (total > 0 && this.phrase) this.put(this.phrase(total))
    }, wait)
  }

  /** The same words twice are heard twice only if the text changes. */
  private put(text: string): void {
    this.text.value = this.text.peek() === text ? `${text}\u00a0` : text
  }

  stop(): void {
    if (this.timer !== null) clearTimeout(this.timer)
    this.timer = null
  }
}

// What a screen reader hears: the reader's own acts at once, others' at most every five seconds.
import { signal } from '../signals'

const OTHERS_EVERY_MS = 5000

export class Speech {
  /** The text of the status region; it is there, empty, from the first drawing. */
  readonly text = signal('')
  private waiting = 0
  private phrase: ((count: number) => string) | null = null
  private timer: ReturnType<typeof setTimeout> | null = null
  private last = 0

  now(text: string): void {
    // The same words twice are heard twice only if the text changes.
    this.text.value = this.text.peek() === text ? `${text}\u00a0` : text
  }

  /** Adds `count` arrivals to what is said next. */
  later(count: number, phrase: (count: number) => string): void {
    this.waiting += count
    this.phrase = phrase
    if (this.timer !== null) return
    const wait = Math.max(250, this.last + OTHERS_EVERY_MS - Date.now())
    this.timer = setTimeout(() => {
      this.timer = null
      this.last = Date.now()
      const total = this.waiting
      this.waiting = 0
      if (total > 0 && this.phrase) this.now(this.phrase(total))
    }, wait)
  }

  stop(): void {
    if (this.timer !== null) clearTimeout(this.timer)
    this.timer = null
  }
}

// Small things that the views keep beside the log: drafts, the reader's place.
import type { Journal } from './storage'

export class Notes {
  /** What could not be kept holds as long as the page. */
  readonly #here = new Map<string, unknown>()

  /** `journal` is asked each time; `refused` hears why something was not kept. */
  constructor(
    private readonly journal: () => Journal,
    private readonly refused: (error: unknown) => void,
  ) {}

  async read(name: string): Promise<unknown> {
    if (this.#here.has(name)) return this.#here.get(name)
    try {
      return await this.journal().note(`view:${name}`)
    } catch {
      return undefined
    }
  }

  async keep(name: string, value: unknown): Promise<void> {
    this.#here.set(name, value)
    try {
      // Writing a text is an act; folding a branch alone leaves no trace in the browser.
      await this.journal().keepNote(`view:${name}`, value, name.startsWith('draft'))
    } catch (error) {
      this.refused(error)
    }
  }
}

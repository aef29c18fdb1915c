// What is kept of a debate in this browser, and how. A journal holds signed lines in the order in
// which they came; nothing is created before the reader acts.

export interface Journal {
  /** What `append` resolved for outlives the page. */
  readonly lasting: boolean
  /** Other tabs read the same journal. */
  readonly shared: boolean
  /**
   * How many lines are there; null where nothing is kept of this debate. Less than were read: another tab has
   * written others in their place. `anew`: what is there now will be read from the first line on.
   */
  count(anew?: boolean): Promise<number | null>
  /** The lines from the `from`th on, at most `most`. */
  read(from: number, most: number): Promise<string[]>
  /**
   * Adds lines after the `known` first ones, all or none. `behind`: another tab has added some since, or
   * written others in their place; read them first. `cleared`: what we know of is gone.
   */
  append(lines: readonly string[], known: number): Promise<'kept' | 'behind' | 'cleared'>
  /** Replaces the `known` first ones, which are all that is there, or were cleared. `behind`: as above. */
  rewrite(lines: readonly string[], known: number): Promise<'kept' | 'behind'>
  /** Small things beside the log: drafts, what was seen, the owner a file named. */
  note(name: string): Promise<unknown>
  /** `create`: also where nothing has been kept yet; else false, and nothing is written. */
  keepNote(name: string, value: unknown, create: boolean): Promise<boolean>
  /** The reader's key of this debate, or undefined. */
  key(): Promise<unknown>
  /** Keeps a key, unless one is there that it does not replace; answers the one that stands. */
  keepKey(key: unknown, replace?: boolean): Promise<unknown>
  /** False where only texts can be kept: a key is then a seed. */
  readonly holdsObjects: boolean
  /** Called when the browser closed the store under us (cleared, or a newer version wants it). */
  onLost(listener: () => void): void
  close(): void
}

/** The browser has no room left; what was to be kept is in memory only. */
export class Full extends Error {}
/** The browser keeps nothing here: blocked, private, or broken. */
export class Unkept extends Error {}

/** Keeps nothing: `storage="none"`, and where the browser refuses. */
export class MemoryJournal implements Journal {
  readonly lasting = false
  readonly shared = false
  readonly holdsObjects = true
  readonly #lines: string[] = []
  readonly #notes = new Map<string, unknown>()
  #key: unknown

  async count(): Promise<number | null> {
    return this.#lines.length || null
  }

  async read(from: number, most: number): Promise<string[]> {
    return this.#lines.slice(from, from + most)
  }

  async append(lines: readonly string[], _known: number): Promise<'kept'> {
    for (const line of lines) this.#lines.push(line)
    return 'kept'
  }

  async rewrite(lines: readonly string[], known: number): Promise<'kept'> {
    this.#lines.length = 0
    return this.append(lines, known)
  }

  async note(name: string): Promise<unknown> {
    return this.#notes.get(name)
  }

  async keepNote(name: string, value: unknown, _create: boolean): Promise<boolean> {
    this.#notes.set(name, value)
    return true
  }

  async key(): Promise<unknown> {
    return this.#key
  }

  async keepKey(key: unknown, replace = false): Promise<unknown> {
    return (this.#key = replace ? key : (this.#key ?? key))
  }

  onLost(): void {}
  close(): void {}
}

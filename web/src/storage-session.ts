// The journal of `storage="session"`: this tab only, gone when it closes. Small, as the browsers
// give a tab about 5 million characters; beyond that the element says that there is no room.
import { readJson, writeJson } from './json'
import { Full, Unkept, type Journal } from './storage'

export class TabJournal implements Journal {
  readonly lasting = true
  readonly shared = false
  readonly holdsObjects = false
  readonly #prefix: string

  constructor(debate: string) {
    this.#prefix = `palabre:${debate}:`
  }

  async count(): Promise<number | null> {
    const count = this.#get('count')
    return count === null ? null : Number(count)
  }

  async read(from: number, most: number): Promise<string[]> {
    const lines: string[] = []
    const end = Math.min((await this.count()) ?? 0, from + most)
    for (let i = from; i < end; i++) {
      const line = this.#get(`line:${i}`)
      if (line !== null) lines.push(line)
    }
    return lines
  }

  async append(lines: readonly string[], known: number): Promise<'kept' | 'behind' | 'cleared'> {
    const before = (await this.count()) ?? 0
    if (before < known) return 'cleared'
    if (before > known) return 'behind'
    // The count is set last: lines without it were never there.
    lines.forEach((line, i) => this.#set(`line:${before + i}`, line))
    this.#set('count', String(before + lines.length))
    return 'kept'
  }

  async rewrite(lines: readonly string[], _known: number): Promise<'kept'> {
    lines.forEach((line, i) => this.#set(`line:${i}`, line))
    this.#set('count', String(lines.length))
    return 'kept'
  }

  async note(name: string): Promise<unknown> {
    const text = this.#get(`note:${name}`)
    return text === null ? undefined : readJson(text)
  }

  async keepNote(name: string, value: unknown, create: boolean): Promise<boolean> {
    if (!create && this.#get('count') === null) return false
    if (value === undefined) this.#store().removeItem(`${this.#prefix}note:${name}`)
    else this.#set(`note:${name}`, writeJson(value))
    return true
  }

  async key(): Promise<unknown> {
    const text = this.#get('key')
    if (text === null) return undefined
    const { key, seed } = readJson<{ key: string; seed: number[] }>(text)
    return { kind: 'seed', key, seed: new Uint8Array(seed) }
  }

  async keepKey(kept: unknown, replace = false): Promise<unknown> {
    const standing = replace ? undefined : await this.key()
    if (standing) return standing
    const { key, seed } = kept as { key: string; seed: Uint8Array }
    this.#set('key', writeJson({ key, seed: [...seed] }))
    return kept
  }

  onLost(): void {}
  close(): void {}

  #store(): Storage {
    try {
      return sessionStorage
    } catch (error) {
      throw new Unkept(String(error))
    }
  }

  #get(name: string): string | null {
    return this.#store().getItem(this.#prefix + name)
  }

  #set(name: string, value: string): void {
    try {
      this.#store().setItem(this.#prefix + name, value)
    } catch (error) {
      throw (error as { name?: string }).name === 'QuotaExceededError'
        ? new Full(String(error))
        : new Unkept(String(error))
    }
  }
}

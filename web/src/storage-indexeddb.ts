// The journal in IndexedDB. One transaction an act: a tab killed in the middle leaves all or nothing,
// and the count inside the transaction keeps two tabs from writing over each other.
import { openDB, type DBSchema, type IDBPDatabase, type IDBPTransaction } from 'idb'
import { Full, Unkept, type Journal } from './storage'

export const DATABASE = 'palabre'
const VERSION = 1

/** Stores: lines by [debate, number], how many there are by debate, notes and keys by [debate, name]. */
export interface Kept extends DBSchema {
  lines: { key: [string, number]; value: string }
  debates: { key: string; value: { count: number } }
  notes: { key: [string, string]; value: unknown }
  keys: { key: string; value: unknown }
}

export type Database = IDBPDatabase<Kept>

/**
 * Opens what is kept on this origin, or null where nothing is and `create` is false: then no
 * database comes into being, since an aborted first upgrade leaves none.
 */
export async function openKept(name: string, create: boolean, lost: () => void): Promise<Database | null> {
  let absent = false
  try {
    return await openDB<Kept>(name, VERSION, {
      upgrade(database, before, _after, transaction) {
        if (before === 0 && !create) {
          absent = true
          transaction.abort()
          transaction.done.catch(() => undefined)
          return
        }
        if (before === 0) {
          database.createObjectStore('lines')
          database.createObjectStore('debates')
          database.createObjectStore('notes')
          database.createObjectStore('keys')
        }
      },
      blocking(_current, _wanted, event) {
        ;(event.target as IDBDatabase).close()
        lost()
      },
      terminated: lost,
    })
  } catch (error) {
    if (absent) return null
    throw refusal(error)
  }
}

/** Which of the two ways of not keeping an error of the browser means. */
export function refusal(error: unknown): Error {
  const name = (error as { name?: string } | null)?.name ?? ''
  if (name === 'DataCloneError') return error as Error
  if (name === 'QuotaExceededError') return new Full(String(error))
  return new Unkept(`${name}: ${String(error)}`)
}

type Writing = IDBPTransaction<Kept, ('lines' | 'debates')[], 'readwrite'>

export class KeptJournal implements Journal {
  readonly lasting = true
  readonly shared = true
  readonly holdsObjects = true
  readonly #name: string
  readonly #debate: string
  readonly #lost: (() => void)[] = []
  #database: Database | null = null

  constructor(debate: string, name: string = DATABASE) {
    this.#debate = debate
    this.#name = name
  }

  async count(): Promise<number | null> {
    const database = await this.#open(false)
    if (!database) return null
    return this.#try(async () => (await database.get('debates', this.#debate))?.count ?? null)
  }

  async read(from: number, most: number): Promise<string[]> {
    const database = await this.#open(false)
    if (!database) return []
    const range = IDBKeyRange.bound([this.#debate, from], [this.#debate, Number.MAX_SAFE_INTEGER])
    return this.#try(() => database.getAll('lines', range, most))
  }

  async append(lines: readonly string[], known: number): Promise<'kept' | 'behind' | 'cleared'> {
    return this.#write(async transaction => {
      const before = (await transaction.objectStore('debates').get(this.#debate))?.count ?? 0
      if (before > known) return 'behind'
      if (before < known) return 'cleared'
      await this.#put(transaction, lines, before)
      return 'kept'
    })
  }

  async rewrite(lines: readonly string[]): Promise<void> {
    await this.#write(async transaction => {
      const all = IDBKeyRange.bound([this.#debate, 0], [this.#debate, Number.MAX_SAFE_INTEGER])
      await transaction.objectStore('lines').delete(all)
      await this.#put(transaction, lines, 0)
    })
  }

  async note(name: string): Promise<unknown> {
    const database = await this.#open(false)
    if (!database) return undefined
    return this.#try(() => database.get('notes', [this.#debate, name]))
  }

  async keepNote(name: string, value: unknown, create: boolean): Promise<boolean> {
    const database = await this.#open(create)
    if (!database) return false
    await this.#try(async () => {
      if (value === undefined) await database.delete('notes', [this.#debate, name])
      else await database.put('notes', value, [this.#debate, name])
    })
    return true
  }

  async key(): Promise<unknown> {
    const database = await this.#open(false)
    return database ? this.#try(() => database.get('keys', this.#debate)) : undefined
  }

  async keepKey(key: unknown): Promise<unknown> {
    const database = (await this.#open(true))!
    return this.#try(async () => {
      const transaction = database.transaction('keys', 'readwrite', { durability: 'strict' })
      transaction.done.catch(() => undefined)
      const standing = await transaction.store.get(this.#debate)
      if (standing === undefined) await transaction.store.put(key, this.#debate)
      await transaction.done
      return standing ?? key
    })
  }

  onLost(listener: () => void): void {
    this.#lost.push(listener)
  }

  close(): void {
    this.#database?.close()
    this.#database = null
  }

  async #put(transaction: Writing, lines: readonly string[], from: number): Promise<void> {
    const store = transaction.objectStore('lines')
    // Not awaited one by one: the last one's success is after all others'.
    for (let i = 0; i < lines.length; i++) store.put(lines[i]!, [this.#debate, from + i]).catch(() => undefined)
    await transaction.objectStore('debates').put({ count: from + lines.length }, this.#debate)
  }

  async #write<T>(work: (transaction: Writing) => Promise<T>): Promise<T> {
    const database = (await this.#open(true))!
    return this.#try(async () => {
      // Strict: `act` promises that what it resolved for survives a power cut, not only a crash.
      const transaction = database.transaction(['lines', 'debates'], 'readwrite', { durability: 'strict' })
      transaction.done.catch(() => undefined)
      const answer = await work(transaction)
      await transaction.done
      return answer
    })
  }

  async #open(create: boolean): Promise<Database | null> {
    if (this.#database) return this.#database
    if (typeof indexedDB === 'undefined' || indexedDB === null) throw new Unkept('no IndexedDB here')
    this.#database = await openKept(this.#name, create, () => {
      this.#database = null
      for (const listener of this.#lost) listener()
    })
    return this.#database
  }

  async #try<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work()
    } catch (error) {
      // A connection that has gone stale is opened anew next time.
      if ((error as { name?: string } | null)?.name === 'InvalidStateError') this.close()
      throw refusal(error)
    }
  }
}

// The journal in IndexedDB. One transaction an act: a tab killed in the middle leaves all or nothing,
// and the count inside the transaction keeps two tabs from writing over each other.
import { Full, Unkept, type Journal } from './storage'

export const DATABASE = 'palabre'
const VERSION = 1

/** Lines by [debate, number], how many there are by debate, notes by [debate, name], keys by debate. */
const STORES = ['lines', 'debates', 'notes', 'keys'] as const
type Store = (typeof STORES)[number]

/** How many lines there are, and of which writing: each `rewrite` is another one. */
interface Found {
  count: number
  writing: number | undefined
}

/** What a request answers. */
function answered<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => reject(request.error))
  })
}

/** Resolves once what was written is kept. */
function done(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve()
    transaction.onabort = () => reject(transaction.error ?? new DOMException('aborted', 'AbortError'))
  })
}

/**
 * Opens what is kept on this origin, or null where nothing is and `create` is false: then no
 * database comes into being, since an aborted first upgrade leaves none.
 */
async function openKept(name: string, create: boolean, lost: () => void): Promise<IDBDatabase | null> {
  let absent = false
  try {
    // Where the browser can say so, nothing has to be opened and given up: a page that was left in the
    // middle of that has been seen to keep the next one waiting.
    if (!create && typeof indexedDB.databases === 'function') {
      if (!(await indexedDB.databases()).some(one => one.name === name)) return null
    }
    const opening = indexedDB.open(name, VERSION)
    opening.onupgradeneeded = ({ oldVersion }) => {
      if (oldVersion === 0 && !create) {
        absent = true
        opening.transaction!.abort()
      } else if (oldVersion === 0) {
        for (const store of STORES) opening.result.createObjectStore(store)
      }
    }
    const database = await answered(opening)
    database.onversionchange = () => {
      database.close()
      lost()
    }
    database.onclose = lost
    return database
  } catch (error) {
    if (absent) return null
    throw refusal(error)
  }
}

/** Which of the two ways of not keeping an error of the browser means. */
function refusal(error: unknown): Error {
  const name = (error as { name?: string } | null)?.name ?? ''
  if (name === 'DataCloneError') return error as Error
  if (name === 'QuotaExceededError') return new Full(String(error))
  return new Unkept(`${name}: ${String(error)}`)
}

export class KeptJournal implements Journal {
  readonly lasting = true
  readonly shared = true
  readonly holdsObjects = true
  readonly #name: string
  readonly #debate: string
  #lost = (): void => undefined
  #database: IDBDatabase | null = null
  /** Which one was read: where another tab has written all anew, as many lines may be other ones. */
  #writing: number | undefined

  constructor(debate: string, name: string = DATABASE) {
    this.#debate = debate
    this.#name = name
  }

  async count(anew?: boolean): Promise<number | null> {
    const found = await this.#read<Found>('debates', this.#debate)
    if (anew) this.#writing = found?.writing
    return found ? (found.writing === this.#writing ? found.count : -1) : null
  }

  async read(from: number, most: number): Promise<string[]> {
    const database = await this.#open(false)
    if (!database) return []
    return this.#try(() =>
      answered(database.transaction('lines').objectStore('lines').getAll(this.#from(from), most)),
    )
  }

  async append(lines: readonly string[], known: number): Promise<'kept' | 'behind' | 'cleared'> {
    return this.#write(['lines', 'debates'], async transaction => {
      const standing = await this.#standing(transaction, known)
      if (standing === 'kept') this.#put(transaction, lines, known)
      return standing
    })
  }

  async rewrite(lines: readonly string[], known: number): Promise<'kept' | 'behind'> {
    const writing = Math.random()
    const answer = await this.#write(['lines', 'debates'], async transaction => {
      if ((await this.#standing(transaction, known)) === 'behind') return 'behind'
      transaction.objectStore('lines').delete(this.#from(0))
      this.#put(transaction, lines, 0, writing)
      return 'kept'
    })
    if (answer === 'kept') this.#writing = writing
    return answer
  }

  async note(name: string): Promise<unknown> {
    return this.#read('notes', [this.#debate, name])
  }

  async keepNote(name: string, value: unknown, create: boolean): Promise<boolean> {
    if (!(await this.#open(create))) return false
    await this.#write(['notes'], async transaction => {
      const notes = transaction.objectStore('notes')
      if (value === undefined) notes.delete([this.#debate, name])
      else notes.put(value, [this.#debate, name])
      // Said at once: a page that is being left hears no answer, and what it did not close would be undone.
      transaction.commit()
    })
    return true
  }

  async key(): Promise<unknown> {
    return this.#read('keys', this.#debate)
  }

  async keepKey(key: unknown, replace = false): Promise<unknown> {
    return this.#write(['keys'], async transaction => {
      const keys = transaction.objectStore('keys')
      const standing = replace ? undefined : await answered<unknown>(keys.get(this.#debate))
      if (standing === undefined) keys.put(key, this.#debate)
      return standing ?? key
    })
  }

  onLost(listener: () => void): void {
    this.#lost = listener
  }

  close(): void {
    this.#database?.close()
    this.#database = null
  }

  /** The lines from the `from`th on. */
  #from(from: number): IDBKeyRange {
    return IDBKeyRange.bound([this.#debate, from], [this.#debate, Number.MAX_SAFE_INTEGER])
  }

  /** What became of the `known` lines that were read. */
  async #standing(transaction: IDBTransaction, known: number): Promise<'kept' | 'behind' | 'cleared'> {
    const found: Found | undefined = await answered(transaction.objectStore('debates').get(this.#debate))
    if (!found) return known ? 'cleared' : 'kept'
    return found.count === known && found.writing === this.#writing ? 'kept' : 'behind'
  }

  #put(transaction: IDBTransaction, lines: readonly string[], from: number, writing = this.#writing): void {
    const store = transaction.objectStore('lines')
    for (let i = 0; i < lines.length; i++) store.put(lines[i]!, [this.#debate, from + i])
    transaction.objectStore('debates').put({ count: from + lines.length, writing } satisfies Found, this.#debate)
  }

  async #read<T>(store: Store, key: IDBValidKey): Promise<T | undefined> {
    const database = await this.#open(false)
    return database ? this.#try(() => answered(database.transaction(store).objectStore(store).get(key))) : undefined
  }

  async #write<T>(stores: readonly Store[], work: (transaction: IDBTransaction) => Promise<T>): Promise<T> {
    const database = (await this.#open(true))!
    return this.#try(async () => {
      // Strict: `act` promises that what it resolved for survives a power cut, not only a crash.
      const transaction = database.transaction(stores as Store[], 'readwrite', { durability: 'strict' })
      const kept = done(transaction)
      // A request that failed aborts all: that error is the one to tell, and it is told by `kept`.
      const [answer] = await Promise.all([work(transaction), kept])
      return answer
    })
  }

  async #open(create: boolean): Promise<IDBDatabase | null> {
    if (this.#database) return this.#database
    if (typeof indexedDB === 'undefined' || indexedDB === null) throw new Unkept('no IndexedDB here')
    this.#database = await openKept(this.#name, create, () => {
      this.#database = null
      this.#lost()
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

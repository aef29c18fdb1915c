// What this browser keeps of a room: its key, every line that it said, and the debate that it was opened with. It is
// kept as the element keeps a debate, in a database of its own: the element's readers are not the room.
import { toBase64url } from '../identity'
import type { KeptKey } from '../identity'
import { readJson } from '../json'
import { KeptJournal } from '../storage-indexeddb'

const DATABASE = 'palabre-workbench'
/** No debate has this name. */
const LIST = '~'
const ALL = Number.MAX_SAFE_INTEGER >>> 0

export interface RoomName {
  debate: string
  title: string
}

const isName = (one: unknown): one is RoomName =>
  typeof (one as RoomName | null)?.debate === 'string' && typeof (one as RoomName).title === 'string'

/** The rooms of this browser, the last one first; none where it keeps nothing. */
export async function keptRooms(): Promise<RoomName[]> {
  const journal = new KeptJournal(LIST, DATABASE)
  try {
    const list = await journal.note('rooms')
    return Array.isArray(list) ? list.filter(isName) : []
  } catch {
    return []
  } finally {
    journal.close()
  }
}

async function list(name: RoomName): Promise<void> {
  const others = (await keptRooms()).filter(({ debate }) => debate !== name.debate)
  const journal = new KeptJournal(LIST, DATABASE)
  await journal.keepNote('rooms', [name, ...others], true)
  journal.close()
}

/** The debate that a room was opened with; null where it is not kept. */
export async function openedWith(debate: string): Promise<Blob | null> {
  const journal = new KeptJournal(debate, DATABASE)
  const text = await journal.note('opened')
  journal.close()
  return text instanceof Blob ? text : null
}

function authorOf(line: string): string {
  return readJson<{ author: string }>(readJson<{ head: string }>(line).head).author
}

export class KeptRoom {
  /** The room's own lines. */
  #own: string[]
  /** Lines of the journal, which has what a hub sent too. */
  #count: number

  private constructor(
    readonly journal: KeptJournal,
    /** 32 bytes: whoever has them can write in the room's name. */
    readonly seed: Uint8Array<ArrayBuffer>,
    private readonly key: string,
    /** All that the journal had when it was opened. */
    readonly lines: readonly string[],
  ) {
    this.#own = this.#ownOf(lines)
    this.#count = lines.length
  }

  /** The room of a debate, where this browser has one. */
  static async find(debate: string): Promise<KeptRoom | null> {
    const journal = new KeptJournal(debate, DATABASE)
    try {
      const key = (await journal.key()) as KeptKey | undefined
      if (key?.kind !== 'seed') return null
      await journal.count(true)
      return new KeptRoom(journal, key.seed, key.key, await journal.read(0, ALL))
    } catch {
      return null
    }
  }

  /** A new one. Throws `Full` and `Unkept` of storage.ts. */
  static async begin(name: RoomName, opened: Blob, seed: Uint8Array<ArrayBuffer>, key: string): Promise<KeptRoom> {
    const journal = new KeptJournal(name.debate, DATABASE)
    await journal.keepNote('opened', opened, true)
    const kept = (await journal.keepKey({ kind: 'seed', key, seed } satisfies KeptKey)) as { seed: typeof seed }
    await list(name)
    // What is in danger of being cleared when the disk is full is asked to stay; browsers may say no.
    void navigator.storage?.persist?.().catch(() => false)
    return new KeptRoom(journal, kept.seed, key, [])
  }

  /** How much the room has said. */
  get size(): number {
    return this.#own.length
  }

  /** The next time the room begins with this one. */
  async opened(text: Blob): Promise<void> {
    await this.journal.keepNote('opened', text, true)
  }

  /** Resolves once the line outlives the page. Throws as `begin`; `behind`: another tab has said more. */
  async keep(line: string): Promise<'kept' | 'behind'> {
    let done = await this.journal.append([line], this.#count)
    if (done === 'cleared') {
      done = await this.journal.rewrite([...this.#own, line], this.#count)
      if (done === 'kept') this.#count = this.#own.length
    }
    if (done !== 'kept') return 'behind'
    this.#count += 1
    this.#own.push(line)
    return done
  }

  /** What shares the debate has kept this one, among what a hub sends. */
  sharedToo(line: string): void {
    this.#own.push(line)
  }

  /** What shares the debate has written to the journal, or written it anew. */
  async reread(): Promise<void> {
    await this.journal.count(true)
    const lines = await this.journal.read(0, ALL)
    this.#own = this.#ownOf(lines)
    this.#count = lines.length
  }

  #ownOf(lines: readonly string[]): string[] {
    return lines.filter(line => authorOf(line) === this.key)
  }

  /** The room's own column: what `palabre verify` and `palabre replay` take. */
  log(debate: string, owner: string): string {
    return logOf(this.#own, debate, owner)
  }

  /** What `palabre key new` would have written. */
  keyFile(): string {
    return `${toBase64url(this.seed)}\n`
  }
}

/** Lines as a log. */
export function logOf(lines: readonly string[], debate: string, owner: string): string {
  // The first line names an owner, or is not there: then the entries say which debate it is.
  const first = owner ? [JSON.stringify({ debate, owner })] : []
  return [...first, ...lines].map(line => `${line}\n`).join('')
}

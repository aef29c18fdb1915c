// Receipts of what a reader voted: of each hub that has stamped some of it one, as its own list has it.
import { loadChunk } from './chunks'
import { leavesOf, listOf } from './hub-former'
import type { Kept } from './hub-kept'
import type { Item, Known } from './hub-known'
import { answerOf, type ListSource, type Shown } from './hub-list'
import { readJson } from './json'
import type { DebateSession } from './session'
import type { Key } from './session-types'
import { Trouble } from './trouble'

/** Questions of one receipt, the latest. */
const VOTES_MOST = 50
const HEAD = /^\{"v":1,"debate":"[^"]+","author":"([\w-]{43})"/

/** A hub's list, the present one's or one of which that has a copy. */
interface List {
  base: string
  note: string
  size: number
  /** Where an entry stands in it, from 1; null where it does not. */
  place(item: Item): number | null
}

type Stamps = Map<Key, Map<string, string>>

/** Throws `Trouble` where there is none, or the hub does not show one that is good. */
export async function receiptsOf(
  source: ListSource,
  kept: Kept,
  shown: Shown,
  known: Known,
  session: Pick<DebateSession, 'log'>,
): Promise<string[]> {
  const places = new Map(Object.values(kept.votes).map(({ id, position }) => [id, position]))
  const votes = [...places.keys()].slice(-VOTES_MOST).flatMap(id => known.own(id) ?? [])
  const former = Object.values(kept.checkpoints).map(({ clerk }) => clerk)
  const stamps = await stampsOf(session, new Set([kept.clerk, ...former]), new Set(votes.map(({ id }) => id)))
  const own = {
    base: `${source.http}debates/${source.debate}/`,
    ...shown,
    place: ({ id }: Item) => places.get(id) ?? null,
  }
  const texts: string[] = []
  // The present hub's word first, and of others for what it has not stamped: it took that as theirs.
  let left: Item[] = votes
  for (const [clerk, named] of stamps) {
    if (!left.some(({ id }) => named.has(id))) continue
    const list = clerk === kept.clerk ? own : await copyOf(source, clerk)
    const mine = left.filter(item => named.has(item.id) && list && list.place(item) !== null)
    const text = list && mine.length ? await receiptOf(source, clerk, list, mine, named) : null
    if (!text) continue
    texts.push(text)
    left = left.filter(item => !mine.includes(item))
  }
  if (!texts.length) throw new Trouble('network', source.http)
  return texts
}

async function receiptOf(
  source: ListSource,
  clerk: Key,
  { base, note, size, place }: List,
  items: readonly Item[],
  stamps: ReadonlyMap<string, string>,
): Promise<string | null> {
  const { readReceipt, writeReceipt } = await loadChunk('files')
  const entries = []
  for (const item of items) {
    const query = `position=${place(item)}&size=${size}`
    const inclusion = await answerOf<Record<string, unknown>>(`${base}proof/inclusion?${query}`)
    if (!inclusion || inclusion === 'later') return null
    entries.push({ line: item.line, stamp: stamps.get(item.id)!, inclusion })
  }
  const { debate, http, checker } = source
  const text = writeReceipt({ debate, hub: http, clerk, entries, checkpoint: note })
  return typeof (await readReceipt(text, checker)) === 'string' ? null : text
}

/** Another hub's list, as the present one has it. */
async function copyOf(source: ListSource, clerk: Key): Promise<List | null> {
  const { readCheckpoint } = await loadChunk('files')
  const base = listOf(source, clerk)
  const said = await answerOf<{ checkpoint?: unknown }>(`${base}proof/consistency?from=0`)
  const note = said !== 'later' && typeof said?.checkpoint === 'string' ? said.checkpoint : null
  const head = readCheckpoint(note, source.debate)
  const leaves = head && (await leavesOf(base, head))
  if (note === null || !head || !leaves) return null
  const places = new Map(leaves.map((leaf, i) => [readJson<{ sig: string }>(leaf).sig, i + 1]))
  return { base, note, size: head.size, place: ({ sig }) => places.get(sig) ?? null }
}

/** The first stamp of each clerk that names each entry, as lines, in the order of `clerks`. */
async function stampsOf(
  session: Pick<DebateSession, 'log'>,
  clerks: ReadonlySet<Key>,
  ids: ReadonlySet<string>,
): Promise<Stamps> {
  const found: Stamps = new Map([...clerks].map(clerk => [clerk, new Map()]))
  for await (const lines of session.log())
    for (const line of lines) {
      if (!line.includes('stamp')) continue
      const { head } = readJson<{ head: string }>(line)
      const named = found.get(HEAD.exec(head)?.[1] ?? '')
      if (named) for (const id of ids) if (!named.has(id) && line.includes(id)) named.set(id, line)
    }
  return found
}

// The hub's list as this browser has read it, and whether it is the one that the hub signs: the root of what
// was read is held to the checkpoint that was kept, and the hub has to show that the present one goes on from there.
import { loadChunk } from './chunks'
import { holdFormers, type Broken } from './hub-former'
import type { Kept, Signed } from './hub-kept'
import { toBase64url } from './identity'
import { readJson } from './json'
import type { Checker } from './session-parts'
import type { TreeHead } from './proof-tree'

/** What others say meanwhile waits so long at most; ms. */
const ANSWER_MS = 5000
/** Lists of a debate whose checkpoints are kept. */
const LISTS_MOST = 8

/**
 * What is wrong (`hub.doubt.CODE`). `unsigned`: what it calls its word is not signed by it; `smaller`: its list
 * is shorter than the one that it signed before; `other`: it is another; `unproved`: it shows nothing; `anew`: it
 * says itself that it is another one; `lacking`: it lacks what another hub's had.
 */
export type Doubt = 'unsigned' | 'smaller' | 'other' | 'unproved' | 'anew' | 'lacking'

/** What a reader keeps, and can hand to others, where a hub does not hold to what it signed. */
export interface Evidence {
  type: 'evidence'
  debate: string
  hub: string
  doubt: Doubt
  /** When it was found, ms. */
  at: number
  /** What this browser had read of the list. */
  read: { size: number; root: string }
  /** The checkpoint that was kept, whose key signed it, and what the hub showed now. */
  kept?: string
  kept_clerk?: string
  shown?: string
  clerk: string
  proof?: unknown
  lacking?: string[]
}

/** A checkpoint that the hub signed and that goes on from all that was read. */
export interface Shown {
  note: string
  size: number
}

/** `doubt` and `evidence` where something is wrong; nothing at all where the hub cannot be asked now. */
export interface Found {
  doubt: Doubt | null
  evidence: Evidence | null
  shown: Shown | null
  /** There will be more to say in a moment. */
  early: boolean
  /** All other lists that were signed before are in this one. */
  held: boolean
}

export interface ListSource {
  /** The hub's address over HTTP. */
  http: string
  debate: string
  checker: Checker
}

/** Adds to what was read of the list: what `kept` should hold behind these lines. */
export async function readOn(
  { after, tree: parts, checkpoints, parted }: Kept,
  lines: readonly string[],
  debate: string,
): Promise<Pick<Kept, 'after' | 'tree' | 'parted'>> {
  const { Tree, isSame, readCheckpoint } = await loadChunk('files')
  const tree = Tree.from(after, parts)
  const passed = Object.values(checkpoints)
    .flatMap(({ note }) => readCheckpoint(note, debate) ?? [])
    .filter(({ size }) => size > after && size <= after + lines.length)
    .sort((a, b) => a.size - b.size)
  const now = new Set(parted)
  for (const { origin, size, root } of passed) {
    await tree.add(lines.slice(tree.size - after, size - after))
    if (!isSame(await tree.root(), root)) now.add(origin)
  }
  await tree.add(lines.slice(tree.size - after))
  return { after: tree.size, tree: tree.parts, parted: [...now] }
}

/** From here on this checkpoint counts for its list. */
export function keepCheckpoint(kept: Kept, origin: string, checkpoint: Signed): void {
  const { [origin]: _former, ...others } = kept.checkpoints
  // The latest stand last, and are kept.
  kept.checkpoints = Object.fromEntries([...Object.entries(others).slice(1 - LISTS_MOST), [origin, checkpoint]])
  kept.parted = kept.parted.filter(one => one !== origin)
}

/** The root of what was read, base64url. */
export async function rootOf({ after, tree }: Kept): Promise<string> {
  const { Tree } = await loadChunk('files')
  return toBase64url(await Tree.from(after, tree).root())
}

/**
 * Asks the hub for its checkpoint, and to show that it goes on from all that was read and from what other hubs
 * signed before. Takes the new checkpoint into `kept` where that is so. `last`: there will be no other asking soon.
 */
export async function prove(source: ListSource, kept: Kept, last: boolean): Promise<Found> {
  const { http, debate, checker } = source
  const { Tree, isContinued, isSignedNote, joinedNotes, pathOf, readCheckpoint } = await loadChunk('files')
  const tree = Tree.from(kept.after, kept.tree)
  const read: TreeHead = { size: tree.size, root: await tree.root() }
  const said = await answerOf(`${http}debates/${debate}/proof/consistency?from=${read.size}`)
  if (said === 'later') return { doubt: null, evidence: null, shown: null, early: false, held: false }
  // As they are now: the reader may have closed a doubt meanwhile.
  const { checkpoints, clerk } = kept
  const note = typeof said?.checkpoint === 'string' ? said.checkpoint : null
  const shown = readCheckpoint(note, debate)
  const others = Object.values(checkpoints)
  const latest = (shown && checkpoints[shown.origin]) ?? others[others.length - 1] ?? null
  const found = (doubt: Doubt, broken: Partial<Broken> = {}): Found => ({
    doubt,
    evidence: {
      type: 'evidence',
      debate,
      hub: http,
      doubt,
      at: Date.now(),
      read: { size: read.size, root: toBase64url(read.root) },
      ...(latest && { kept: latest.note, kept_clerk: latest.clerk }),
      ...(note !== null && { shown: note }),
      clerk,
      ...(said && { proof: { from: said.from, to: said.to, path: said.path } }),
      ...broken,
    },
    shown: null,
    early: false,
    held: false,
  })
  const path = pathOf(said?.path)
  if (note === null || !path) return found('unproved')
  if (!shown || !(await isSignedNote(note, clerk, checker))) return found('unsigned')
  const before = checkpoints[shown.origin] ? readCheckpoint(checkpoints[shown.origin]!.note, debate) : null
  if (before && shown.size < before.size) return found('smaller')
  if (!(await isContinued(read, shown, path)) || kept.parted.includes(shown.origin)) return found('other')
  const good = { note, size: shown.size }
  const formers = await holdFormers(source, kept, { origin: shown.origin, read })
  const { broken } = formers
  // What another hub had this one may be about to show.
  const early = !last && broken?.doubt !== 'other' && (formers.early || broken !== null)
  if (early) return { doubt: null, evidence: null, shown: good, early, held: false }
  if (broken) return found(broken.doubt, broken)
  // One that lies ahead of what was read is held to the list when that has come so far; so not one that the list
  // has passed meanwhile.
  if ((!before || before.size <= read.size) && kept.after <= shown.size) {
    keepCheckpoint(kept, shown.origin, { note: before && latest ? joinedNotes(latest.note, note) : note, clerk })
  }
  const held = !formers.unshown && !formers.early
  const doubted = before || held ? { doubt: null, evidence: null } : found('anew')
  return { ...doubted, shown: good, early: false, held }
}

interface Answer {
  from?: unknown
  to?: unknown
  path?: unknown
  checkpoint?: unknown
}

/** `later`: no network, or a hub that cannot now. Null: it answers, but gives no proof. */
export async function answerOf<T extends object = Answer>(address: string): Promise<T | null | 'later'> {
  const late = new AbortController()
  const timer = setTimeout(() => late.abort(), ANSWER_MS)
  let response: Response
  let text: string
  try {
    response = await fetch(address, { cache: 'no-store', credentials: 'omit', signal: late.signal })
    text = await response.text()
  } catch {
    return 'later'
  } finally {
    clearTimeout(timer)
  }
  if (response.status >= 500 || response.status === 429) return 'later'
  if (!response.ok) return null
  try {
    const said = readJson<T>(text)
    return typeof said === 'object' ? said : null
  } catch {
    return null
  }
}

// Lists that other hubs signed for this browser before. Hubs that share their debates keep each other's
// (docs/hub-protocol.md, Other hubs' lists): so the present one can show that such a list goes on as it was
// signed, and that all that was in it is in its own.
import { loadChunk } from './chunks'
import { answerOf, type Doubt, type ListSource } from './hub-list'
import type { Kept } from './hub-kept'
import { readJson } from './json'
import type { Checkpoint } from './proof-checkpoint'
import type { TreeHead } from './proof-tree'

/** Leaves of a bundle, and bundles that are asked for at a time. */
const BUNDLE = 256
const AT_ONCE = 4
/** Of what is lacking so much is put into the evidence. */
const LACKING_MOST = 20
const BUNDLE_MS = 20_000

/** What the evidence has of it in place of what it has of the present list. */
export interface Broken {
  doubt: Doubt
  kept: string
  kept_clerk: string
  shown?: string
  clerk?: string
  proof?: unknown
  /** Leaves of the list that was signed. */
  lacking?: string[]
}

export interface Formers {
  /** A list that does not go on as it was signed, or all of which is not in the present one. */
  broken: Broken | null
  /** It is worth asking again in a moment. */
  early: boolean
  /** One of them cannot be shown here. */
  unshown: boolean
}

/** The present list: its name, and what was read of it. */
export interface Present {
  origin: string
  read: TreeHead
}

/** The address of another hub's list at this one. */
export const listOf = ({ http, debate }: Pick<ListSource, 'http' | 'debate'>, clerk: string): string =>
  `${http}debates/${debate}/hubs/${clerk}/`

/** Holds the checkpoints of all other lists to what the present hub shows of them, each until that was good once. */
export async function holdFormers(source: ListSource, kept: Kept, present: Present): Promise<Formers> {
  const { readCheckpoint } = await loadChunk('files')
  const found: Formers = { broken: null, early: false, unshown: false }
  let sizes: ReadonlyMap<string, number> | null = null
  for (const [origin, former] of Object.entries(kept.checkpoints)) {
    const signed = readCheckpoint(former.note, source.debate)
    if (origin === present.origin || former.within === present.origin || !signed) continue
    sizes ??= await sizesAt(source)
    const size = sizes.get(former.clerk)
    // Copies are some seconds old.
    const said =
      size === undefined ? 'unshown' : size < signed.size ? 'early' : await hold(source, former, signed, present)
    if (typeof said === 'object') found.broken = found.broken?.doubt === 'other' ? found.broken : said
    else if (said === 'early') found.early = true
    else if (said === 'unshown') found.unshown ||= !former.moved
    // The reader may have been here meanwhile.
    else if (kept.checkpoints[origin] === former) former.within = present.origin
  }
  return found
}

/** How far the present hub has each hub's list, by key. */
async function sizesAt({ http, debate }: ListSource): Promise<ReadonlyMap<string, number>> {
  const said = await answerOf<{ hubs?: unknown }>(`${http}debates/${debate}/hubs`)
  const hubs = said !== 'later' && Array.isArray(said?.hubs) ? (said.hubs as unknown[]) : []
  return new Map(
    hubs.flatMap(one => {
      const { clerk, size } = (one ?? {}) as { clerk?: unknown; size?: unknown }
      return typeof clerk === 'string' && typeof size === 'number' ? [[clerk, size] as const] : []
    }),
  )
}

async function hold(
  source: ListSource,
  former: { note: string; clerk: string },
  signed: Checkpoint,
  present: Present,
): Promise<'held' | 'unshown' | 'early' | Broken> {
  const { isContinued, isSignedNote, pathOf, readCheckpoint } = await loadChunk('files')
  const { http, debate, checker } = source
  const base = listOf(source, former.clerk)
  const said = await answerOf(`${base}proof/consistency?from=${signed.size}`)
  if (said === 'later') return 'early'
  const note = typeof said?.checkpoint === 'string' ? said.checkpoint : null
  const shown = readCheckpoint(note, debate)
  const path = pathOf(said?.path)
  if (note === null || shown?.origin !== signed.origin || !path) return 'unshown'
  if (!(await isSignedNote(note, former.clerk, checker))) return 'unshown'
  const evidence = { kept: former.note, kept_clerk: former.clerk }
  if (!(await isContinued(signed, shown, path))) {
    const proof = { from: said?.from, to: said?.to, path: said?.path }
    return { doubt: 'other', ...evidence, shown: note, clerk: former.clerk, proof }
  }
  // That it goes on shows nothing of the present list, which is another: it has to have all that was in this one.
  const then = await leavesOf(base, signed)
  if (!then) return 'unshown'
  const now = await leavesOf(`${http}debates/${debate}/`, present.read)
  if (!now) return 'early'
  const here = new Set(now.map(sigOf))
  const lacking = then.filter(leaf => !here.has(sigOf(leaf)))
  return lacking.length ? { doubt: 'lacking', ...evidence, lacking: lacking.slice(0, LACKING_MOST) } : 'held'
}

const sigOf = (leaf: string): string => readJson<{ sig: string }>(leaf).sig

/** The leaves of the tree that has this root; null where they are not to be had, or are others. */
export async function leavesOf(base: string, { size, root }: TreeHead): Promise<string[] | null> {
  const { Tree, isSame } = await loadChunk('files')
  const tree = Tree.from(0, [])
  const leaves: string[] = []
  try {
    for (let first = 0; first < size; first += AT_ONCE * BUNDLE) {
      const firsts = Array.from({ length: AT_ONCE }, (_, i) => first + i * BUNDLE).filter(at => at < size)
      const bundles = firsts.map(at => bundleOf(base, at / BUNDLE, Math.min(BUNDLE, size - at)))
      for (const lines of await Promise.all(bundles)) {
        await tree.add(lines)
        leaves.push(...lines)
      }
    }
  } catch {
    return null
  }
  return tree.size === size && isSame(await tree.root(), root) ? leaves : null
}

/** C2SP's tlog-tiles: each leaf behind its length. */
async function bundleOf(base: string, index: number, width: number): Promise<string[]> {
  const [last, ...higher] = String(index)
    .padStart(3 * Math.ceil(String(index).length / 3), '0')
    .match(/\d{3}/g)!
    .reverse()
  const name = [...higher.reverse().map(three => `x${three}`), last].join('/')
  const response = await fetch(`${base}tile/entries/${name}${width < BUNDLE ? `.p/${width}` : ''}`, {
    credentials: 'omit',
    signal: AbortSignal.timeout(BUNDLE_MS),
  })
  if (!response.ok) throw new Error(`HTTP ${response.status}`)
  const bytes = new Uint8Array(await response.arrayBuffer())
  const view = new DataView(bytes.buffer)
  const lines: string[] = []
  for (let at = 0; at < bytes.length;) {
    const end = at + 2 + view.getUint16(at)
    lines.push(new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(at + 2, end)))
    at = end
  }
  return lines
}

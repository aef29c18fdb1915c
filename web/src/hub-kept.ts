// What is kept beside the journal of how far this browser has read at its hub.
import type { Journal } from './storage'

/** What was read of the hub's list. */
export interface Reading {
  /** The cursor: which list, and how far. `''`: none yet. */
  epoch: string
  after: number
  /** The Merkle tree of what was read, as its parts (proof-tree.ts). */
  tree: string[]
  /** Lists, by origin, whose kept checkpoint is of another past than what was read. */
  parted: string[]
  /** Where the reader's last acknowledged ballot on each question stands in it. */
  votes: Record<string, { id: string; position: number }>
}

export interface Signed {
  note: string
  clerk: string
  /** The list, by its origin, that was found to have all that is in this one. */
  within?: string
  /** It was signed at an address that the page does not name any more. */
  moved?: boolean
}

export interface Kept extends Reading {
  /** The hub's address. */
  hub: string
  /**
   * The last note by which the hub signed its list, and with which key, by the list's origin: several hubs that
   * stand for each other at one address have a list each.
   */
  checkpoints: Record<string, Signed>
  /** Whose stamps acknowledge. */
  clerk: string
  /** The reader has agreed that what was here before goes to this hub, or there was nothing. */
  agreed: boolean
  /** What waits was written long ago, and the reader has not said since that it may go. */
  old: boolean
}

const NOTE = 'hub'

/** Nothing was read, or it has to be read anew. */
export const unread = (): Reading => ({ epoch: '', after: 0, tree: [], parted: [], votes: {} })

export function nothingKept(hub: string): Kept {
  return { ...unread(), hub, checkpoints: {}, clerk: '', agreed: false, old: false }
}

/** Of another address nothing counts but what was signed there: not how far, nor what the reader agreed to. */
export async function readKept(journal: Journal, hub: string): Promise<Kept> {
  try {
    const kept = (await journal.note(NOTE)) as Kept | undefined
    if (kept?.hub !== hub) return { ...nothingKept(hub), checkpoints: movedFrom(kept) }
    const whole = { ...nothingKept(hub), ...kept }
    // Without the tree of what was read nothing could be held against the hub.
    return isTree(whole.after, whole.tree) ? whole : { ...whole, ...unread() }
  } catch {
    return nothingKept(hub)
  }
}

function movedFrom(kept: Kept | undefined): Kept['checkpoints'] {
  const all = Object.entries(kept?.checkpoints ?? {})
  return Object.fromEntries(all.map(([origin, { note, clerk }]) => [origin, { note, clerk, moved: true }]))
}

let asked = false

/** Asks the browser, once a page, not to forget what somebody wrote: some do after a week without a visit. */
export function askToStay(): void {
  if (asked) return
  asked = true
  const { storage } = navigator as Partial<Navigator>
  storage?.persist?.().catch(() => false)
}

/** A tree has one part for each bit of its size. */
function isTree(size: number, parts: unknown): boolean {
  let bits = 0
  for (let rest = size; rest >= 1; rest = Math.floor(rest / 2)) bits += rest % 2
  return Array.isArray(parts) && parts.length === bits
}

export async function keep(journal: Journal, kept: Kept): Promise<void> {
  try {
    await journal.keepNote(NOTE, { ...kept }, false)
  } catch {
    // Next time it is all read again, which costs time alone.
  }
}

// What is kept beside the journal of how far this browser has read at its hub.
import type { Journal } from './storage'

export interface Kept {
  /** The hub's address. */
  hub: string
  /** The cursor: which list, and how far. `''`: none yet. */
  epoch: string
  after: number
  /** Whose stamps acknowledge. */
  clerk: string
  /** The reader has agreed that what was here before goes to this hub, or there was nothing. */
  agreed: boolean
  /** What waits was written long ago, and the reader has not said since that it may go. */
  old: boolean
}

const NOTE = 'hub'

/** Of another hub than this nothing counts: neither how far, nor what the reader agreed to. */
export async function readKept(journal: Journal, hub: string): Promise<Kept> {
  const nothing = { hub, epoch: '', after: 0, clerk: '', agreed: false, old: false }
  try {
    const kept = (await journal.note(NOTE)) as Kept | undefined
    return kept?.hub === hub ? { ...nothing, ...kept } : nothing
  } catch {
    return nothing
  }
}

export async function keep(journal: Journal, kept: Kept): Promise<void> {
  try {
    await journal.keepNote(NOTE, { ...kept }, false)
  } catch {
    // Next time it is all read again, which costs time alone.
  }
}

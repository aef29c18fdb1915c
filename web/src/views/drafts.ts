// What a reader had begun to write when the page closed; never part of the debate.
import type { ClaimId, Session, Stance } from '../session-types'

export interface Draft {
  text: string
  sources: string
  stance: Stance | null
}

const noteOf = (parent: ClaimId) => `draft:${parent}`

export async function readDraft(session: Session, parent: ClaimId): Promise<Draft | null> {
  const found = (await session.note(noteOf(parent)).catch(() => null)) as Partial<Draft> | null | undefined
  if (!found || typeof found.text !== 'string') return null
  const stance = found.stance === 'pro' || found.stance === 'con' ? found.stance : null
  return { text: found.text, sources: typeof found.sources === 'string' ? found.sources : '', stance }
}

/** A draft that cannot be kept is not worth a message: the text is still in the field. */
export async function writeDraft(session: Session, parent: ClaimId, draft: Draft): Promise<void> {
  const empty = draft.text.trim() === '' && draft.sources.trim() === ''
  await session.keepNote(noteOf(parent), empty ? null : draft).catch(() => undefined)
}

export async function clearDraft(session: Session, parent: ClaimId): Promise<void> {
  await session.keepNote(noteOf(parent), null).catch(() => undefined)
}

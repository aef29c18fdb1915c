// What a reader is told of a hub.
import type { Doubt } from './hub-list'
import type { Overtaken } from './hub-waiting'

/** How things stand, for the reader. */
export interface Standing {
  /** `ended`: this hub does not share this debate; `trouble` says why. */
  line: 'connecting' | 'up' | 'down' | 'ended'
  /** How many of the reader's entries the hub has not acknowledged. */
  unshared: number
  /** How many wait for the reader's word: from before there was a hub, or of a file. */
  asks: number
  /** Some were written long ago without a connection, and others have gone on since. */
  old: boolean
  /** Entries still to come, while there are many. */
  coming: number
  /** How often the connection was lost. */
  lapses: number
  /** Entries of a file that the hub did not take. */
  left: number
  /** This browser does the work that the hub wants of a new key. */
  working: boolean
  /** A code of the catalogue (`hub.trouble.CODE`), or null. */
  trouble: string | null
  /** What the hub does not hold to of what it signed; the evidence is kept until the reader closes it. */
  doubt: Doubt | null
  /** Questions on which the hub has a ballot of the reader's, as far as this browser saw it come. */
  votes: number
  /** Ballots that wait for the reader's word, since a newer one would be replaced. */
  overtaken: readonly Overtaken[]
}

/** An entry that the hub did not take, and why (`hub.reason.CODE`). */
export interface Refused {
  id: string
  reason: string
  verb: string
  text: string | null
  /** The hub's signed word, a proof against it should it be false; absent where the engine itself says why. */
  refusal?: string
  sig?: string
  /** Whom to ask, as the debate names them. */
  contact?: string | undefined
}

export const AT_FIRST: Standing = {
  line: 'connecting',
  unshared: 0,
  asks: 0,
  old: false,
  coming: 0,
  lapses: 0,
  left: 0,
  working: false,
  trouble: null,
  doubt: null,
  votes: 0,
  overtaken: [],
}

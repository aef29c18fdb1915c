// The contract between the views and what lies under them: engine, storage, keys, tabs.
// Shapes of the engine's answers are in docs/engine.md; this file gives them types.
import type { KeptKey } from './identity'
import type { ReadonlySignal } from './signals'
import type { Studies } from './study-types'

export type ClaimId = string
export type QuestionId = string
export type Key = string
export type Stance = 'pro' | 'con'
export type Sort = 'strongest' | 'needs-you' | 'debated' | 'newest' | 'oldest' | 'random'
export type Status = 'shown' | 'hidden' | 'withdrawn' | 'merged' | 'erased' | 'pending'
export type Exact = number | string | null

export interface Claim {
  id: ClaimId
  parent: ClaimId
  stance: Stance
  text: string | null
  status: Status
  author: Key | null
  name?: string
  at: number
  lang?: string
  declared: boolean
  gone?: boolean
  edited?: 'self' | 'moderator'
  sources: string[]
  from?: { name?: string; at?: string | number; url?: string; votes?: number }
  base: number
  strength: number
  weight: number
  judged: number
  judged_mean: number | null
  pros: number
  cons: number
  below: number
  depth: number
  places: { parent: ClaimId; stance: Stance }[]
  remarks: number
  tags: Record<string, number>
  flags: number
  hidden_reason?: string
  latest: number
  mine: boolean
  my_impact?: number
  my_tags?: string[]
  my_flag?: boolean
}

export interface Remark {
  id: string
  text: string | null
  author: Key
  name?: string
  at: number
  status: Status
  from?: Claim['from']
  mine: boolean
}
export interface ClaimDetail extends Claim {
  remarks_list: Remark[]
  my_judgement_older: boolean
}

export interface Thesis {
  text: string | null
  strength: number
  title: string | null
  /** What the debate is about, at length: the text of its `open`. */
  about?: string | null
  lang: string | null
  claims: number
  remarks: number
  persons: number
  /** Arguments and remarks that were said elsewhere and brought here. */
  imported: number
  judgements: number
  ballots: number
  entries: number
  pending: number
  stance: { n: number; mean: Exact; first_mean?: Exact; last_mean?: Exact }
  my_stance?: { first: number; last: number; n: number }
  open: {
    anchor: Key | null
    opened: boolean
    write: 'open' | 'members' | 'closed'
    clerks: number
    contact?: string
    /** Sites vouch for members here. */
    sites?: boolean
    /** The reader's key is a member's. */
    member?: boolean
  }
  may: string[]
  name?: string
  pros: number
  cons: number
  revision: number
}

export interface Question {
  id: QuestionId
  title: string
  text: string | null
  about: string | null
  method: string
  options: string[]
  option_claims: (ClaimId | null)[]
  rule: Record<string, unknown> | null
  opens: number | null
  closes: number | null
  results: 'live' | 'after-vote' | 'after-close'
  eligible: 'anyone' | 'members'
  declared: boolean
  tally: Record<string, unknown> | null
  /** `yes-no` only: its tally does not print them. */
  counts?: { yes: number; no: number; abstain: number; blank: number }
  voters: number
  pending: number
  sealed: number
  erased: number
  columns: { id: string; column: string; figures: unknown; source: string; counter: string; sheet?: string }[]
  my_choice?: unknown
  my_votes?: number
}

/** A claim or remark that somebody flagged or a moderator hid. */
export interface Marked {
  id: string
  /** The claim that it is, or stands under. */
  claim: ClaimId
  text: string | null
  hidden: boolean
  flags: { reason: string; name?: string; at: number }[]
}
export interface Marks {
  total: number
  marked: Marked[]
  /** The words in use, and how often. */
  tags: Record<string, number>
}

/** What the engine refuses, with a code that the message catalogue explains (`fault.CODE`). */
export class Refusal extends Error {
  constructor(
    readonly code: string,
    readonly where: string,
  ) {
    super(`${code} ${where}`)
  }
}

/**
 * A person's act: the body of an entry (docs/entry.md section 4). Its salt is random, but where it has one of its own
 * (device-link.ts).
 */
export type Intent = { do: string } & Record<string, unknown>

export interface Applied {
  entries: number
  known: number
  malformed: [number, string][]
  revision: number
  changed: {
    all: boolean
    thesis: boolean
    claims: ClaimId[]
    questions: QuestionId[]
    remarks: string[]
    names: Key[]
  }
}

export type StorageState =
  | 'empty' // no entry written yet: the reader has not acted, and has at most begun to write (views/drafts.ts)
  | 'kept' // written and safe
  | 'memory' // storage is off (`storage="none"`) or refused: lost when the page closes
  | 'full' // quota exceeded: the entry is in memory and in `unsaved`
  | 'cleared' // what was there has been cleared behind our back; kept in memory, offered as a file

/** One debate, shared by every element of the page that names it. */
export interface Session {
  readonly debate: string
  /** Grows with every apply that changed something; views read it to know when to ask again. */
  readonly revision: ReadonlySignal<number>
  /** The reader's key, or null before the first act. */
  readonly me: ReadonlySignal<Key | null>
  readonly storage: ReadonlySignal<StorageState>
  /** Entries of others (other tabs, files) that arrived since the reader last looked. */
  readonly arrived: ReadonlySignal<{ count: number; claims: ClaimId[] }>
  /** What arrived since the last visit, computed once at opening; null on the first visit. */
  readonly news: ReadonlySignal<News | null>
  readonly engineKind: 'wasm' | 'js'
  /** Where the page can show that its reader is a member: does so before an act that needs it. */
  readonly vouching: ReadonlySignal<((intent: Intent) => Promise<void>) | null>

  /** Asks the engine (docs/engine.md, Query); `me` is added. Throws Refusal. */
  ask<T>(question: { q: string } & Record<string, unknown>): T
  /**
   * Composes, signs, keeps, applies and tells the other tabs. Resolves when it is durable, or known not to be:
   * see `storage`.
   */
  act(intent: Intent): Promise<{ id: string; changed: Applied['changed'] }>
  /** Takes back the act `id` (withdraw, an earlier value again, or null), as another entry. */
  undo(id: string): Promise<void>
  /** Adds entries from a file; nothing counts before its signature is checked. */
  importFile(
    file: Blob,
    progress?: (done: number, total: number) => void,
    signal?: AbortSignal,
  ): Promise<ImportReport>
  /** Goes on under the key of a file. Throws where this form of it cannot be kept. */
  takeKey(kept: KeptKey): Promise<void>
  /** All but `log` fetches palabre-files. */
  /** `lang` is of minutes; without it the debate's own. */
  export(format: ExportFormat, lang?: string): Promise<Blob>
  /** A question that lets people vote for others, with its count: the core leaves it to palabre-files. */
  mandates(question: QuestionId): Promise<Lent>
  /**
   * Checks every signature, the newest entries' first, folds the whole log anew in another module, and compares; in
   * a worker where the page may have one.
   */
  recount(tell?: (progress: RecountProgress) => void): Promise<Recount>
  /** The count of a question by its own rule and by `rules` (`all`: every one that its ballots admit), of now. */
  tally(question: QuestionId, rules: readonly string[] | 'all'): Promise<Counts>
  /** The claims as flat arrays (docs/engine.md, Columns), changed since a revision, or all of them for 0. */
  columns(since: number): Uint8Array
  /** What moves a claim: fetches palabre-weigh on the first use. */
  study(): Promise<Studies>
  /** What `study` fetched, once it is here. */
  readonly studied: Studies | null
  /** Marks what has arrived as seen. */
  seen(): void
  /** A small durable note of this browser, never part of the debate (drafts, folded branches). */
  note(name: string): Promise<unknown>
  keepNote(name: string, value: unknown): Promise<void>
  subscribe(listener: (applied: Applied, own: boolean) => void): () => void
}

export type ExportFormat = 'json' | 'log' | 'html' | 'csv' | 'minutes'

export interface Somebody {
  key: Key
  name: string
}
/** Who votes for whom on a question (docs/engine.md, `mandates`). */
export interface Mandates {
  kind: 'liquid' | 'meeting' | 'weights'
  people: Somebody[]
  mine?: { given: { scope: string; to: Somebody | null }[]; votes: number; cast_by: Somebody | null }
  max_proxies?: number | null
  members?: number
  votes?: number
  present?: Somebody[]
  proxies?: { giver: Somebody; holder: Somebody | null; fate: string }[]
  cast?: number
  carried?: number
  most?: { votes: number; who: Somebody }[]
  lost?: number
  lost_votes?: { who: Somebody; why: 'unheard' | 'circular' }[]
}
export interface Lent {
  question: Question
  mandates: Mandates | null
}

/** A question's distinct ballots, how many there are of each, and their tallies by rule. */
export interface Counts {
  ballots: [count: number, choice: unknown][]
  tallies: Record<string, NonNullable<Question['tally']>>
}

/** How many signatures of a recount are checked, of how many, and how many of those are bad. */
export interface RecountProgress {
  checked: number
  entries: number
  unsigned: number
}

/** What a recount found. */
export interface Recount {
  /** Whether all signatures are good, and every tally and strength comes out as it stands here. */
  agrees: boolean
  entries: number
  /** Entries whose signature is not their author's. */
  unsigned: number
  /** Whether every claim has the strength, the judgements and the place that it has here. */
  strengths: boolean
  tallies: { id: QuestionId; title: string; agrees: boolean; here: Question['tally']; again: Question['tally'] }[]
  /** The digests that `palabre replay` prints of the same log. */
  state: { state: string; set: string }
  /**
   * Whether the debate's hub signs the list that this browser read: how long it is, and what does not hold
   * (docs/receipt.md). Null without a hub; `size` is null where it shows nothing.
   */
  hub: { size: number | null; doubt: string | null } | null
}

export interface News {
  claims: Pick<Claim, 'id' | 'parent' | 'stance' | 'text' | 'at' | 'author' | 'name' | 'mine'>[]
  total: number
  edits: number
  judgements: number
  ballots: number
  persons: number
}

export interface ImportReport {
  entries: number
  known: number
  malformed: [number, string][]
  /** Lines refused because their signature is not good. */
  unsigned: number[]
  otherDebate: boolean
  /** The reader ended it before the end of the file; opening the file again adds the rest. */
  stopped: boolean
}

// Types for pages and frameworks that use Palabre's elements. Nothing here is code.
//
//   /// <reference types="palabre" />
//   const debate = document.querySelector('palabre-debate')!
//   debate.addEventListener('palabre-vote', event => count(event.detail.question))

export type ClaimId = string
export type QuestionId = string
export type Stance = 'pro' | 'con'
export type Verb = string

/** What a file brought. Numbers are those of its lines, from 1, at most 1,000 of each kind. */
export interface ImportReport {
  entries: number
  known: number
  malformed: [line: number, reason: string][]
  unsigned: number[]
  otherDebate: boolean
  stopped: boolean
}

/** Ids and counts; `place` is where the reader is. No texts. */
export interface DebateSnapshot {
  debate: string
  claims: number
  entries: number
  ballots: number
  place: unknown
}

/** What a recount from the log found. `agrees`: all signatures are good, all tallies and strengths the same. */
export interface Recount {
  agrees: boolean
  entries: number
  unsigned: number
  strengths: boolean
  tallies: { id: QuestionId; title: string; agrees: boolean; here: unknown; again: unknown }[]
  /** The digests that `palabre replay` prints of the same log. */
  state: { state: string; set: string }
  /** Whether the hub signs the list that was read: its length, null where it shows nothing, and what does not hold. */
  hub: { size: number | null; doubt: string | null } | null
}

interface About {
  debate: string
}
interface References {
  parent?: ClaimId
  stance?: Stance
  claim?: ClaimId
  target?: string
  question?: QuestionId
  into?: ClaimId
  key?: string
}
/** Before an act: the only events with text. `preventDefault()` refuses it; nothing is written then. */
export interface BeforeDetail extends About, References {
  verb: Verb
  text?: string
  sources?: string[]
  choice?: unknown
  value?: number | null
}
/** After it is kept and counted. */
export interface DoneDetail extends About, References {
  verb: Verb
  id: string
}
export interface TallyDetail extends About {
  question: QuestionId
  method: string
  voters: number
  pending: number
  tally: unknown
}
export interface ErrorDetail {
  code: string
  hint: string
}

export interface PalabreEventMap {
  'palabre-ready': CustomEvent<About>
  'palabre-error': CustomEvent<ErrorDetail>
  'palabre-before-post': CustomEvent<BeforeDetail>
  'palabre-post': CustomEvent<DoneDetail>
  'palabre-before-vote': CustomEvent<BeforeDetail>
  'palabre-vote': CustomEvent<DoneDetail>
  'palabre-tally': CustomEvent<TallyDetail>
  'palabre-view-change': CustomEvent<About & { view: string; sort?: string }>
  'palabre-navigate': CustomEvent<About & { id: string }>
}

interface PalabreElement extends HTMLElement {
  /** Resolves when the debate is drawn; rejects with an error whose `code` says why it cannot be. */
  readonly ready: Promise<void>
  /** Looks at attributes, outline, `src` and other tabs again. */
  refresh(): Promise<void>
  /** Ends the element for good; its outline shows again. */
  destroy(): void
  addEventListener<Name extends keyof PalabreEventMap>(
    type: Name,
    listener: (this: this, event: PalabreEventMap[Name]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void
}

export interface PalabreDebateElement extends PalabreElement {
  /** As the attribute `sso-token`, where it is set before `palabre-ready`: the site's word for its member. */
  ssoToken?: string
  /** Throws before `ready`. */
  snapshot(): DebateSnapshot
  /** Any question of docs/engine.md. Throws before `ready`, and an error with a `code` where refused. */
  query<T = unknown>(question: { q: string } & Record<string, unknown>): T
  /** Opens the path to a claim, remark or question and moves focus there; false: not in this debate. */
  reveal(id: ClaimId | QuestionId): Promise<boolean>
  /** Opens the answer form under a claim (`~`: the thesis). */
  compose(parent: ClaimId, stance: Stance): Promise<void>
  export(format: 'json' | 'log' | 'html' | 'csv' | 'minutes'): Promise<Blob>
  /** Checks and counts everything anew from the log, and says whether it comes to the same. */
  recount(): Promise<Recount>
  /** Merges a log or debate file. Rejects with code `file-format` or `file-other`. */
  importFile(file: Blob): Promise<ImportReport>
}

/** A ballot of its own, where it stands outside a debate. */
export interface PalabreQuestionElement extends PalabreElement {}
export interface PalabreCountElement extends PalabreElement {}
export interface PalabreTallyElement extends PalabreElement {}

export interface Finding {
  level: 'ok' | 'warn' | 'bad'
  about: string
  says: string
}

/** The loader's object. */
export interface PalabreGlobal {
  readonly version: string
  /** All versions whose loader ran in this page; the first serves. */
  readonly versions: string[]
  /** Fetches the bundle now. */
  load(): Promise<unknown>
  /** The policy lines that this page needs. */
  csp(): string
  /** What may be wrong with the widget in this page, in plain words. */
  doctor(): Promise<{ ok: boolean; findings: Finding[] }>
}

declare global {
  const Palabre: PalabreGlobal
  interface Window {
    Palabre: PalabreGlobal
  }
  interface HTMLElementTagNameMap {
    'palabre-debate': PalabreDebateElement
    'palabre-question': PalabreQuestionElement
    'palabre-count': PalabreCountElement
    'palabre-tally': PalabreTallyElement
  }
}

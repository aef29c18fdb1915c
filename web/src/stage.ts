// The contract between an element and what it shows. An element (element*.ts) owns the shadow
// root, the session and the settings; web/src/views/index.tsx exports `mount` and draws.
import type { ReadonlySignal } from './signals'
import type { ClaimId, QuestionId, Session, Stance } from './session-types'
import type { Settings } from './settings'

/** One sentence of the interface; ICU messages are compiled to such functions when building. */
export type Message = (values?: Record<string, unknown>) => string
/** A locale file `web/src/messages/LOCALE.json`: flat keys to ICU messages. English is complete. */
export type Messages = Readonly<Record<string, Message>>

/** Something the reader must be told and that no single act caused (catalogue: `notice.CODE`). */
export interface Notice {
  code: NoticeCode
  /** Values for the message. */
  values?: Record<string, unknown>
}

export type NoticeCode =
  | 'times-unchecked' // `opens` or `closes` without a hub rest on good will
  | 'engine-js' // the page's policy refuses WebAssembly: slower, same results
  | 'engine-restarted' // memory ran out; the debate was opened again from what is kept
  | 'src-failed' // `src` could not be read ({code})
  | 'src-other' // `src` is the file of another debate ({debate})
  | 'src-unsigned' // lines of `src` whose signature is not good were left out ({count})
  | 'no-outline' // neither outline nor entries: an empty debate
  | 'two-versions' // another version of the loader was here first ({first}, {second})
  | 'insecure' // plain http: the browser lends no keys that cannot be copied

export type Part = 'debate' | 'question' | 'count' | 'tally'

/** What an element gives the views. */
export interface Stage {
  readonly part: Part
  /** The element itself: for events and `lang` only; its children are the outline. */
  readonly host: HTMLElement
  /** The shadow root (adoptedStyleSheets go here). */
  readonly root: ShadowRoot
  /** Where to render: an empty <div> inside the root, in the document when `mount` is called. */
  readonly place: HTMLElement
  readonly session: Session
  readonly settings: Settings
  /** The sentences in the reader's language; changes when `lang` does. */
  readonly messages: ReadonlySignal<Messages>
  /** The language that `messages` is in, for `lang` inside the root and for Intl. */
  readonly locale: ReadonlySignal<string>
  readonly notices: ReadonlySignal<readonly Notice[]>
  /**
   * The height in CSS pixels that the outline had, while the element stands in sight and the reader
   * has not acted: draw as many claims as fit in it, then "show the N others". Null: be as high as
   * you like. The element clips nothing; it keeps the box at least that high.
   */
  readonly room: ReadonlySignal<number | null>
  /** The question that a `<palabre-question>` or `<palabre-tally question=..>` is about. */
  readonly question: ReadonlySignal<QuestionId | null>
  /** Say that the reader has acted in the widget: `room` becomes null. */
  grow(): void
  /** The address that leads to one claim or question: this page with `#palabre-DEBATE.ID`. */
  permalink(id: string): string
  /** `palabre-view-change` {view, sort} and `palabre-navigate` {id}. */
  emit<Name extends keyof StageEvents>(name: Name, detail: StageEvents[Name]): void
}

export interface StageEvents {
  'palabre-view-change': { view: string; sort?: string }
  'palabre-navigate': { id: string }
}

/** What the views answer. */
export interface View {
  /** Opens the path to a claim, remark or question and moves focus there; false: not here. */
  reveal(id: string): boolean | Promise<boolean>
  /** Opens the answer form under a claim (`~`: the thesis) and moves focus there. */
  compose(parent: ClaimId, stance: Stance): void
  /** What a page may remember of the reader's place (folded branches, view); JSON. */
  snapshot(): unknown
  /** Removes everything that was rendered. */
  unmount(): void
}

/** `web/src/views/index.tsx` exports a function of this type as `mount`. The first drawing is synchronous. */
export type Mount = (stage: Stage) => View

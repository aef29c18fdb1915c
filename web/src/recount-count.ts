// The work of a recount, in a worker or beside the page's own: every signature is checked, the newest entries'
// first; the log is folded anew by another module; and what that comes to is held to what the page shows.
import type { Core } from './core'
import { readJson, writeJson } from './json'
import { foldIn, newestFirst, OTHER_VERSION } from './log-bytes'
import type { Checker } from './session-parts'
import type { Question, Recount, RecountProgress } from './session-types'
import { pause, SLICE_MS } from './slices'

/** What a page shows of a debate. */
export interface Shown {
  questions: Question[]
  /** docs/engine.md, Columns. */
  columns: Uint8Array
}

/** The whole log, and how many entries it has: in the order in which they came, those of other rules behind them. */
export interface Logged {
  /** They may be gone once they are counted. */
  log: Uint8Array
  entries: number
}

/** What holds of the debate alone; the hub is asked beside it. */
export type Verdict = Omit<Recount, 'hub'>

/** Who counts. */
export interface Counter {
  /** A log that has grown is given whole again; what was checked is not checked twice. */
  count(logged: Logged, tell?: (progress: RecountProgress) => void): Promise<void>
  compare(here: Shown): Promise<Verdict>
  close(): void
}

/** How often it is told how far the checks have come, ms. */
const TOLD_EACH = 200

export class Counting implements Counter {
  readonly #checker: Checker
  readonly #copy: Core
  #entries = 0
  #unsigned = 0

  /** `copy`: the debate in a module of its own, without entries yet. */
  constructor(checker: Checker, copy: Core) {
    this.#checker = checker
    this.#copy = copy
  }

  async count({ log, entries }: Logged, tell?: (progress: RecountProgress) => void): Promise<void> {
    await this.#check(log, entries - this.#entries, tell)
    // The fold is the same in any order, and by far the quickest in that of the log.
    await foldIn(this.#copy, log)
    this.#entries = entries
  }

  async compare(here: Shown): Promise<Verdict> {
    const { questions } = this.#copy.query<{ questions: Question[] }>({ q: 'questions' })
    const again = new Map(questions.map(question => [question.id, question]))
    const tallies = here.questions.map(question => {
      const other = again.get(question.id)
      return {
        id: question.id,
        title: question.title,
        agrees: isCounted(question, other),
        here: question.tally,
        again: other?.tally ?? null,
      }
    })
    const strengths = isSame(here.columns, this.#copy.columns(0))
    const agrees =
      this.#unsigned === 0 &&
      strengths &&
      questions.length === here.questions.length &&
      tallies.every(tally => tally.agrees)
    const state = this.#copy.query<Recount['state']>({ q: 'digest' })
    return { agrees, entries: this.#entries, unsigned: this.#unsigned, strengths, tallies, state }
  }

  close(): void {
    this.#copy.close()
  }

  /** The last `entries` of the log. */
  async #check(log: Uint8Array, entries: number, tell?: (progress: RecountProgress) => void): Promise<void> {
    let checked = 0
    const told = (): void => tell?.({ checked, entries, unsigned: this.#unsigned })
    let start = performance.now()
    let last = start
    for (const line of newestFirst(log)) {
      if (checked === entries) break
      const now = performance.now()
      if (now - start >= SLICE_MS) {
        if (now - last >= TOLD_EACH) {
          told()
          last = now
        }
        await pause()
        start = performance.now()
      }
      const { head, sig } = readJson<{ head: string; sig: string }>(line)
      if (OTHER_VERSION.test(head)) continue
      checked += 1
      if (!this.#checker.check(sig, head)) this.#unsigned += 1
    }
    told()
  }
}

const COUNTED = ['voters', 'pending', 'sealed', 'erased', 'columns'] as const

/** Whether a question's count is the same; a tally that the core leaves to another module is not compared. */
function isCounted(question: Question, again: Question | undefined): boolean {
  if (!again) return false
  const said = (of: Question): string =>
    writeJson([question.tally && [of.tally, of.counts], ...COUNTED.map(name => of[name])])
  return said(question) === said(again)
}

/** Whether two debates' columns say the same of each place, in whatever order. */
function isSame(a: Uint8Array, b: Uint8Array): boolean {
  const here = placesOf(a)
  const there = placesOf(b)
  return here.size === there.size && [...here].every(([place, figures]) => there.get(place) === figures)
}

function placesOf(columns: Uint8Array): Map<string, string> {
  const bytes = columns.slice()
  const view = new DataView(bytes.buffer)
  const n = view.getUint32(4, true)
  const stances = 8 + 4 * n
  const bases = stances + 4 * Math.ceil(n / 4)
  const ends = bases + 12 * n
  const word = (at: number, i: number): number => view.getUint32(at + 4 * i, true)
  const ids = Array.from({ length: n }, (_, i) =>
    String.fromCharCode(
      ...bytes.subarray(ends + 4 * (n + 1) + word(ends, i), ends + 4 * (n + 1) + word(ends, i + 1)),
    ),
  )
  // Numbers are compared as their bits.
  return new Map(
    ids.map((id, i) => [
      `${id} ${ids[word(8, i)]}`,
      [bytes[stances + i], word(bases, i), word(bases, n + i), word(bases, 2 * n + i)].join(' '),
    ]),
  )
}

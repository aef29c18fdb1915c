// A copy of the debate in palabre-files, made when first asked and kept up with what comes: it counts
// what the core leaves to others.
import type { Core } from './core'
import type { Key, Lent, Mandates, Question, QuestionId, Thesis } from './session-types'
import { catchUp, foldedAnew, foldedInto, type Whole } from './session-whole'

interface Copy {
  made: Promise<Core>
  anchor: Key | null
  /** `late` of the page's engine when it was last given the whole log. */
  late: number
}

const copies = new WeakMap<Whole, Copy>()

/** What `ask` makes of the copy, as it stands now. */
export async function askCopy<T>(whole: Whole, ask: (copy: Core) => T): Promise<T> {
  const { anchor } = whole.ask<Thesis>({ q: 'thesis' }).open
  const before = copies.get(whole)
  // What the page names as its owner decides whose acts count.
  if (before?.anchor === anchor) {
    try {
      return await askOf(before, whole, ask)
    } catch {
      // The page asks something else by now, or the module's memory ran out: another copy may know.
    }
  }
  const copy: Copy = { made: foldedAnew(whole), anchor, late: whole.hands().engine.late }
  copies.set(whole, copy)
  copy.made.catch(() => forget(whole, copy))
  const stop = whole.subscribe(({ entries, changed }) => {
    // Other entries may stand in the place of those it has, or something else is asked.
    if (changed.all && !entries) forget(whole, copy)
    if (copies.get(whole) !== copy) stop()
  })
  return askOf(copy, whole, ask)
}

async function askOf<T>(copy: Copy, whole: Whole, ask: (copy: Core) => T): Promise<T> {
  const { late } = whole.hands().engine
  // The body of an entry that it has, a vote that was held back, is no entry more.
  if (late !== copy.late) {
    copy.late = late
    copy.made = copy.made.then(core => foldedInto(core, whole))
  }
  const core = await copy.made
  catchUp(whole, core)
  return ask(core)
}

function forget(whole: Whole, copy: Copy): void {
  if (copies.get(whole) === copy) copies.delete(whole)
}

/** A question with its count, and who votes for whom on it; `me` is the reader. */
export function mandates(whole: Whole, id: QuestionId, me: Key | null): Promise<Lent> {
  const who = me === null ? {} : { me }
  return askCopy(whole, copy => ({
    question: copy.query<Question>({ q: 'tally', id, ...who }),
    mandates: copy.query<Mandates | null>({ q: 'mandates', id, ...who }),
  }))
}

// A copy of the debate in palabre-files, made when first asked and kept up with what comes: it counts
// what the core leaves to others.
import type { Core } from './core'
import type { Key, Lent, Mandates, Question, QuestionId, Thesis } from './session-types'
import { catchUp, foldedAnew, type Whole } from './session-whole'

const copies = new WeakMap<Whole, { made: Promise<Core>; anchor: Key | null }>()

/** What `ask` makes of the copy, as it stands now. */
export async function askCopy<T>(whole: Whole, ask: (copy: Core) => T): Promise<T> {
  const { anchor } = whole.ask<Thesis>({ q: 'thesis' }).open
  const before = copies.get(whole)
  // What the page names as its owner decides whose acts count.
  if (before?.anchor === anchor) {
    try {
      const copy = await before.made
      catchUp(whole, copy)
      return ask(copy)
    } catch {
      // The page asks something else by now, or the module's memory ran out: another copy may know.
    }
  }
  const made = foldedAnew(whole)
  copies.set(whole, { made, anchor })
  made.catch(() => copies.delete(whole))
  const copy = await made
  catchUp(whole, copy)
  return ask(copy)
}

/** A question with its count, and who votes for whom on it; `me` is the reader. */
export function mandates(whole: Whole, id: QuestionId, me: Key | null): Promise<Lent> {
  const who = me === null ? {} : { me }
  return askCopy(whole, copy => ({
    question: copy.query<Question>({ q: 'tally', id, ...who }),
    mandates: copy.query<Mandates | null>({ q: 'mandates', id, ...who }),
  }))
}

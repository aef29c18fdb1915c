// Counts by rules that the core does not hold: a copy of the debate in palabre-files, made when first
// asked and kept up with what comes.
import type { Core } from './core'
import type { Counts, Question, QuestionId } from './session-types'
import { catchUp, foldedAnew, type Whole } from './session-whole'

const copies = new WeakMap<Whole, Promise<Core>>()

export async function tally(whole: Whole, id: QuestionId, rules: readonly string[] | 'all'): Promise<Counts> {
  const before = copies.get(whole)
  if (before) {
    try {
      return await counted(whole, before, id, rules)
    } catch {
      // The page asks something else by now, or the module's memory ran out: another copy may know.
    }
  }
  const copy = foldedAnew(whole)
  copies.set(whole, copy)
  copy.catch(() => copies.delete(whole))
  return counted(whole, copy, id, rules)
}

async function counted(
  whole: Whole,
  copy: Promise<Core>,
  id: QuestionId,
  rules: readonly string[] | 'all',
): Promise<Counts> {
  const core = await copy
  catchUp(whole, core)
  const { method } = core.query<Question>({ q: 'tally', id })
  return core.query<Counts>({ q: 'counts', id, ...(rules === 'all' ? {} : { rules: [method, ...rules] }) })
}

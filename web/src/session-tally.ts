// Counts by rules that the core does not hold, from the debate's copy in palabre-files.
import { askCopy } from './session-copy'
import type { Counts, Question, QuestionId } from './session-types'
import type { Whole } from './session-whole'

export function tally(whole: Whole, id: QuestionId, rules: readonly string[] | 'all'): Promise<Counts> {
  return askCopy(whole, copy => {
    const { method } = copy.query<Question>({ q: 'tally', id })
    return copy.query<Counts>({ q: 'counts', id, ...(rules === 'all' ? {} : { rules: [method, ...rules] }) })
  })
}

// Where in a result the reader's own ballot is counted.
import type { Question } from '../session-types'
import { ballots } from './later'

/** The options that it speaks for: chosen, ranked first, or given something. */
export function minedOf(question: Question): number[] {
  const { choices } = ballots()
  const mine = question.my_choice ?? null
  if (mine === null) return []
  switch (choices.kindOf(question.method)) {
    case 'one':
      return typeof mine === 'number' ? [mine] : []
    case 'several':
    case 'budget':
      return choices.listOf(question, mine)
    case 'ranking':
      return choices.groupsOf(question, mine)[0] ?? []
    case 'scores':
    case 'points':
      return choices.pairsOf(choices.givenOf(question, mine)).flatMap(([at, value]) => (value === 0 ? [] : [at]))
    default:
      return []
  }
}

// The choices that a ballot may hold (docs/entry.md, Choices), read from whatever a draft or an entry says.
import type { Question } from '../session-types'
import { costsOf, numberOf, scaleOf } from './presentation'

export type Pairs = [option: number, value: number][]
export type Groups = number[][]
export type Position = 'consent' | 'concern' | 'stand_aside' | 'objection'
export interface Consent {
  position: Position | null
  reason: string
}

export const POSITIONS: readonly Position[] = ['consent', 'concern', 'stand_aside', 'objection']
export const RANKED = [
  'borda',
  'condorcet',
  'copeland',
  'minimax',
  'schulze',
  'ranked-pairs',
  'irv',
  'stv-scottish',
  'stv-meek',
  'hierarchy',
]
export const BUDGETS = ['budget-greedy', 'equal-shares', 'phragmen']

export type Kind =
  'yes-no' | 'one' | 'several' | 'slider' | 'ranking' | 'grades' | 'scores' | 'points' | 'budget' | 'consent'

/** Methods that are voted in the same way. */
export function kindOf(method: string): Kind {
  if (method === 'plurality' || method === 'two-round') return 'one'
  if (method === 'approval') return 'several'
  if (method === 'majority-judgment') return 'grades'
  if (method === 'score' || method === 'star') return 'scores'
  if (method === 'cumulative' || method === 'quadratic') return 'points'
  if (BUDGETS.includes(method)) return 'budget'
  if (RANKED.includes(method)) return 'ranking'
  return method === 'slider' || method === 'consent' ? method : 'yes-no'
}

const isOption = (question: Question, value: unknown): value is number =>
  Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) < question.options.length

/** Option numbers, ascending. */
export function listOf(question: Question, choice: unknown): number[] {
  if (!Array.isArray(choice)) return []
  return [...new Set(choice.filter(one => isOption(question, one)))].sort((a, b) => a - b)
}

/** What each option was given; the options that are not there were given nothing. */
export function givenOf(question: Question, choice: unknown): Map<number, number> {
  const given = new Map<number, number>()
  if (!Array.isArray(choice)) return given
  for (const pair of choice as unknown[]) {
    if (!Array.isArray(pair) || !isOption(question, pair[0]) || !Number.isSafeInteger(pair[1])) continue
    given.set(pair[0], pair[1] as number)
  }
  return given
}

export function pairsOf(given: ReadonlyMap<number, number>): Pairs {
  return [...given].sort(([a], [b]) => a - b)
}

export function groupsOf(question: Question, choice: unknown): Groups {
  const seen = new Set<number>()
  if (!Array.isArray(choice)) return []
  return (choice as unknown[])
    .map(group =>
      (Array.isArray(group) ? (group as unknown[]) : []).filter((one): one is number => {
        if (!isOption(question, one) || seen.has(one)) return false
        seen.add(one)
        return true
      }),
    )
    .filter(group => group.length > 0)
}

/** A grade or null per option. */
export function markedOf(question: Question, choice: unknown): (number | null)[] {
  const list: unknown[] = Array.isArray(choice) ? choice : []
  const best = (numberOf(question, 'grades') ?? 0) - 1
  return question.options.map((_, at) => {
    const grade = list[at]
    return Number.isSafeInteger(grade) && (grade as number) >= 0 && (grade as number) <= best
      ? (grade as number)
      : null
  })
}

export function consentOf(choice: unknown): Consent {
  const { position, reason } = (typeof choice === 'object' && choice !== null ? choice : {}) as Partial<Consent>
  const known = POSITIONS.find(one => one === position) ?? null
  return { position: known, reason: typeof reason === 'string' ? reason : '' }
}

/** What points or credits a ballot has spent. */
export function spentOf(question: Question, given: ReadonlyMap<number, number>): number {
  let spent = 0
  for (const value of given.values()) spent += question.method === 'quadratic' ? value * value : value
  return spent
}

export function costOf(question: Question, chosen: readonly number[]): number {
  const costs = costsOf(question)
  return chosen.reduce((sum, at) => sum + (costs[at] ?? 0), 0)
}

/** Message of what is wrong with a ballot, or null: what may be cast then stands in `choice`. */
export interface Ready {
  choice?: unknown
  flaw?: string
}

/** A draft as the choice that it makes, or what it lacks. */
export function readied(question: Question, draft: unknown): Ready {
  const nothing = { flaw: 'vote.none-chosen' }
  if (draft === null || draft === undefined) return nothing
  switch (kindOf(question.method)) {
    case 'several':
    case 'budget':
      return Array.isArray(draft) ? { choice: listOf(question, draft) } : nothing
    case 'ranking': {
      const groups = groupsOf(question, draft).map(group => group.sort((a, b) => a - b))
      return groups.length ? { choice: groups } : { flaw: 'ballot.rank-none' }
    }
    case 'grades': {
      const marked = markedOf(question, draft)
      return marked.some(grade => grade !== null) ? { choice: marked } : { flaw: 'ballot.grade-none' }
    }
    case 'scores': {
      const given = givenOf(question, draft)
      const [least, most] = scaleOf(question) ?? [0, 0]
      if ([...given.values()].some(value => value < least || value > most)) return { flaw: 'ballot.score-beyond' }
      return given.size ? { choice: pairsOf(given) } : { flaw: 'ballot.grade-none' }
    }
    case 'points':
      return readiedPoints(question, givenOf(question, draft))
    case 'consent': {
      const { position, reason } = consentOf(draft)
      const words = reason.trim()
      if (!position) return nothing
      if (position === 'objection' && !words) return { flaw: 'ballot.objection-reason' }
      return { choice: words && position !== 'consent' ? { position, reason: words } : { position } }
    }
    default:
      return { choice: draft }
  }
}

function readiedPoints(question: Question, given: Map<number, number>): Ready {
  for (const [option, value] of given) if (value === 0) given.delete(option)
  const most = numberOf(question, 'max_per_option')
  const values = [...given.values()]
  if (question.method === 'cumulative' && values.some(value => value < 0)) return { flaw: 'ballot.points-negative' }
  if (most !== null && values.some(value => value > most)) return { flaw: 'ballot.points-most' }
  const all = numberOf(question, question.method === 'quadratic' ? 'credits' : 'points') ?? 0
  if (spentOf(question, given) > all) return { flaw: 'ballot.points-over' }
  return given.size ? { choice: pairsOf(given) } : { flaw: 'ballot.points-none' }
}

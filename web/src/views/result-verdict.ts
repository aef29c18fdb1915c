// The result in one plain sentence; what the rule leaves open is said in words.
import type { Question } from '../session-types'
import type { Desk } from './desk'
import { ballots } from './later'
import { namesOf, numberOf, valueOf } from './result-pieces'
import { exactsAt, mainPart, objectAt, options, outcomeOf, type Tally } from './result-winners'
import type { Phase } from './rules'
import { exactNumber, stanceWord } from './words'

/** Rules that elect or choose several. */
const SEVERAL = [
  'stv-scottish',
  'stv-meek',
  'sav',
  'seqpav',
  'seqphragmen',
  'equal-shares',
  'budget-greedy',
  'phragmen',
]

export function verdictOf(
  desk: Desk,
  question: Question,
  tally: Tally,
  phase: Phase,
  rule = question.method,
): string[] {
  const done = String(phase === 'closed' && question.sealed === 0)
  if (rule === 'slider') return opinion(desk, tally)
  if (rule === 'consent') {
    const outcome = String(tally.outcome)
    return [desk.say(`consent.outcome.${outcome}`, { done, count: Number(tally.objections) })]
  }
  const { chosen, tied } = outcomeOf(rule, tally)
  const budget = ballots().choices.BUDGETS.includes(question.method)
  const said: string[] = []
  if (chosen.length > 0) {
    const names = namesOf(desk, question, chosen)
    const committee = SEVERAL.includes(rule) || Array.isArray(tally.av)
    const count = chosen.length
    if (budget) said.push(desk.say('verdict.funded', { names, count, done }))
    else if (committee) said.push(desk.say('verdict.elected', { names, count, done }))
    else said.push(desk.say('verdict.one', { names, why: reason(desk, question, tally, rule, chosen[0]!), done }))
  }
  if (tied.length > 1) said.push(desk.say('verdict.tie', { names: namesOf(desk, question, tied), done }))
  if (said.length === 0) {
    if (rule === 'condorcet')
      said.push(desk.say('verdict.circle', { names: namesOf(desk, question, options(tally.smith)) }))
    else said.push(desk.say(budget ? 'verdict.no-project' : 'verdict.nobody'))
  }
  return said
}

function opinion(desk: Desk, tally: Tally): string[] {
  const words = (key: string): string =>
    desk.say(stanceWord(Math.round(100 * (exactNumber(tally[key] as never) ?? 0))))
  return [
    `${desk.say('tally.mean', { mean: words('mean') })} ${desk.say('tally.median', { median: words('median_low') })}`,
  ]
}

/** Why this one, in the figures of the rule. */
function reason(desk: Desk, question: Question, tally: Tally, rule: string, winner: number): string {
  const part = mainPart(rule, tally)
  const at = (key: string): number => valueOf(exactsAt(part, key)[winner])
  const points = (key: string): string =>
    desk.say('because.points', { count: at(key), points: numberOf(desk, at(key)) })
  const all = question.voters
  switch (rule) {
    case 'plurality':
      return desk.say('because.votes', { count: at('scores'), all })
    case 'two-round': {
      const votes = options(objectAt(part, 'runoff').votes)
      const place = options(part.finalists).indexOf(winner)
      if (votes.length < 2)
        return desk.say('because.majority', {
          count: valueOf(exactsAt(objectAt(part, 'first'), 'scores')[winner]),
          all,
        })
      return desk.say('because.runoff', { count: votes[place] ?? 0, other: votes[1 - place] ?? 0 })
    }
    case 'star': {
      const votes = options(objectAt(part, 'runoff').votes)
      const place = options(part.finalists).indexOf(winner)
      if (votes.length < 2) return desk.say('because.alone')
      const [last = ''] = (part.resolved_by as string[]).filter(one => one.startsWith('runoff-'))
      if (last) return desk.say(`because.level.${last}`, { count: votes[place] ?? 0 })
      return desk.say('because.preferred', { count: votes[place] ?? 0, other: votes[1 - place] ?? 0 })
    }
    case 'approval':
      return desk.say('because.accepted', { count: at('counts'), all })
    case 'score':
      return points('sum')
    case 'borda':
      return points('scores')
    case 'cumulative':
      return points('points')
    case 'quadratic':
      return desk.say('because.bought', { count: at('votes'), votes: numberOf(desk, at('votes')) })
    case 'copeland':
      return desk.say('because.duels', { count: at('wins') })
    case 'irv':
      return desk.say('because.round', { round: Number(part.decided_in_round) })
    case 'majority-judgment': {
      const grade = options(part.median)[winner] ?? 0
      return desk.say('because.median', { grade: ballots().presentation.gradesOf(desk, question)[grade] ?? '' })
    }
    default:
      return desk.say(`because.rule.${rule}`)
  }
}

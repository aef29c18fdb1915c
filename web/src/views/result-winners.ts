// Who wins by a tally (tally-format.md); pure, so that the sentences can be tested.
import type { Exact } from '../session-types'

export type Tally = Record<string, unknown>

/** `chosen`: who wins, several where there are seats or projects; `tied`: between whom the rule does not decide. */
export interface Outcome {
  chosen: number[]
  tied: number[]
}

/** Rules that are computed in several ways, and the one that stands for the rule. */
const VARIANT: Record<string, string> = {
  borda: 'symmetric',
  minimax: 'winning',
  schulze: 'winning',
  'ranked-pairs': 'winning',
  irv: 'split',
}

/** The part of the tally that stands for the rule. */
export function mainPart(rule: string, tally: Tally): Tally {
  const variant = VARIANT[rule]
  return variant ? objectAt(tally, variant) : tally
}

export function outcomeOf(rule: string, tally: Tally): Outcome {
  const part = mainPart(rule, tally)
  switch (rule) {
    case 'condorcet':
      return oneOr(part.condorcet_winner, options(part.weak_condorcet_winners))
    case 'two-round':
    case 'irv':
    case 'star': {
      const all = options(part.tied).length ? options(part.tied) : options(part.tied_for_final)
      return oneOr(part.winner, all.length ? all : options(part.finalists))
    }
    case 'stv-scottish':
    case 'stv-meek':
      return { chosen: options(part.elected), tied: options(part.tied) }
    case 'majority-judgment':
      return firstOf(part.ranking_removal)
    case 'score':
      return firstOf(part.ranking_by_sum)
    case 'cumulative':
    case 'quadratic':
      return firstOf(part.ranking)
    case 'budget-greedy':
      return { chosen: options(part.greedy_votes), tied: [] }
    case 'equal-shares':
      return { chosen: options(part.add1u ?? objectAt(part, 'mes_cost').order), tied: [] }
    case 'phragmen':
      return { chosen: options(part.order), tied: [] }
    case 'approval':
      return Array.isArray(part.av) ? committee(part.av) : several(options(part.winners))
    case 'sav':
    case 'seqpav':
    case 'seqphragmen':
      return committee(part[rule])
    default:
      return several(options(part.winners))
  }
}

const SEATS_OR_PROJECTS = [
  'stv-scottish',
  'stv-meek',
  'sav',
  'seqpav',
  'seqphragmen',
  'budget-greedy',
  'equal-shares',
  'phragmen',
]

/** Whether the rule fills seats or an envelope, and not one place. */
export function choosesSeveral(rule: string, tally: Tally): boolean {
  return SEATS_OR_PROJECTS.includes(rule) || (rule === 'approval' && Array.isArray(tally.av))
}

/** Whoever is in every committee that some breaking of the ties gives is in; the others of them are tied. */
function committee(lists: unknown): Outcome {
  const all = (Array.isArray(lists) ? lists : []).map(options)
  const some = [...new Set(all.flat())].sort((a, b) => a - b)
  const sure = some.filter(one => all.every(list => list.includes(one)))
  return { chosen: sure, tied: some.filter(one => !sure.includes(one)) }
}

const several = (winners: number[]): Outcome =>
  winners.length > 1 ? { chosen: [], tied: winners } : { chosen: winners, tied: [] }

const firstOf = (ranking: unknown): Outcome => several(options(Array.isArray(ranking) ? ranking[0] : null))

function oneOr(winner: unknown, tied: number[]): Outcome {
  return typeof winner === 'number' ? { chosen: [winner], tied: [] } : { chosen: [], tied }
}

export function options(value: unknown): number[] {
  return Array.isArray(value) ? value.filter((one): one is number => typeof one === 'number') : []
}

export function objectAt(tally: Tally, key: string): Tally {
  const value = tally[key]
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Tally) : {}
}

export function exactsAt(tally: Tally, key: string): Exact[] {
  const value = tally[key]
  return Array.isArray(value) ? (value as Exact[]) : []
}

/** A ranking as groups, best first. */
export function rankingAt(tally: Tally, key = 'ranking'): number[][] {
  const value = tally[key]
  return Array.isArray(value) ? value.map(options) : []
}

// What a question's rule asks for, read from its JSON; pure, so that the words can be tested.
import type { Question } from '../session-types'

export interface Need {
  share: string
  of: string
  strict: boolean
}
export interface Rule {
  quorum: (Need & { count: string }) | null
  majority: Need
  castingVote: 'yes' | 'no' | null
  eligible: number | null
}

/** Absent: more than half of the votes expressed, no quorum (docs/entry.md, choices). */
export function ruleOf(question: Pick<Question, 'rule'>): Rule {
  const rule = question.rule ?? {}
  const quorum = objectOf(rule.quorum),
    majority = objectOf(rule.majority)
  return {
    quorum:
      quorum && typeof quorum.share === 'string'
        ? {
            share: quorum.share,
            of: textOf(quorum.of, 'eligible'),
            count: textOf(quorum.count, 'present'),
            strict: quorum.strict === true,
          }
        : null,
    majority:
      majority && typeof majority.share === 'string'
        ? { share: majority.share, of: textOf(majority.of, 'expressed'), strict: majority.strict === true }
        : { share: '1/2', of: 'expressed', strict: true },
    castingVote: rule.casting_vote === 'yes' || rule.casting_vote === 'no' ? rule.casting_vote : null,
    eligible: typeof rule.eligible_number === 'number' ? rule.eligible_number : null,
  }
}

/** What one can say to a motion, and the message that says it. */
export const CHOICES = { yes: 'vote.yes', no: 'vote.no', abstain: 'vote.abstain', blank: 'vote.blank' } as const

export type Phase = 'before' | 'open' | 'closed'

/** Where a question stands at `now` (ms). */
export function phaseOf(question: Pick<Question, 'opens' | 'closes'>, now: number): Phase {
  if (question.opens !== null && now < question.opens) return 'before'
  return question.closes !== null && now >= question.closes ? 'closed' : 'open'
}

/** When that changes next (ms), or null. */
export function changeOf({ opens, closes }: Pick<Question, 'opens' | 'closes'>, now: number): number | null {
  if (opens !== null && now < opens) return opens
  return closes !== null && now < closes ? closes : null
}

/** Whether the figures may be shown to this reader now. */
export function showsResults(question: Pick<Question, 'results' | 'my_choice'>, phase: Phase): boolean {
  // Before the opening there is nothing to show, and nobody to miss.
  if (phase === 'before') return false
  if (phase === 'closed' || question.results === 'live') return true
  return question.results === 'after-vote' && question.my_choice !== null && question.my_choice !== undefined
}

function objectOf(value: unknown): Record<string, unknown> | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : null
}

function textOf(value: unknown, otherwise: string): string {
  return typeof value === 'string' ? value : otherwise
}

/** Whether people may vote for others there; the core then leaves the count to palabre-files. */
export function lendsVotes({ rule }: Pick<Question, 'rule'>): boolean {
  return rule?.['liquid'] === true || typeof rule?.['meeting'] === 'string' || objectOf(rule?.['weights']) !== null
}

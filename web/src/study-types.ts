// Questions to palabre-weigh and their answers (docs/engine.md, Study).
import type { Claim, ClaimId, Stance } from './session-types'

/** A claim at one of its places. */
export interface Place {
  id: ClaimId
  parent: ClaimId
}
/** `base` to `to`: where its base score is, and where it would have to be. */
export interface Turning extends Place {
  base: number
  to: number
}

export interface Why {
  id: ClaimId
  base: number
  strength: number
  judged: number
  pro_force: number
  con_force: number
  saturated: boolean
  moves: (Place & { stance: Stance; removal: number; gradient: number })[]
  judgement: (Place & { value: number; change: number }) | null
  band: [low: number, high: number]
  spread: Record<'df-quad' | 'quadratic-energy' | 'euler-based' | 'mlp-based', number>
}

export interface StudyAnswers {
  why: Why
  turn: { strength: number; alone: Turning[]; together: Turning[]; moved: number }
  suppose: { thesis: number; recorded: number; changed: (Place & { base: number; strength: number })[] }
  'needs-you': { claims: (Place & { judged: number; sway: number })[] }
}

interface StudyQuestions {
  why: { id: ClaimId }
  /** `level` in thousandths. */
  turn: { id: ClaimId; level: number; count?: number }
  /** Base scores in thousandths. */
  suppose: { bases: (Place & { base: number })[]; semantics?: string }
  /** `of`: only what stands directly below. */
  'needs-you': { count: number; of?: ClaimId }
}
export type StudyQuestion<Name extends keyof StudyAnswers> = { q: Name } & StudyQuestions[Name]

/** A debate's arguments, ready to be asked. */
export interface Studies {
  ask<Name extends keyof StudyAnswers>(question: StudyQuestion<Name>): StudyAnswers[Name]
  /** Of the claims below `of`, first those where the reader's judgement may move the thesis most. */
  neediest(of: ClaimId, claims: readonly Claim[]): ClaimId[]
}

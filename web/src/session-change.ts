// Joins what several slices of one file or journal changed into one answer.
import type { ApplyAnswer } from './core'
import type { Applied } from './session-types'

type Change = Applied['changed']

export const EMPTY_CHANGE: Change = { all: false, thesis: false, claims: [], questions: [], remarks: [], names: [] }

export const NOTHING_APPLIED: ApplyAnswer = {
  entries: 0,
  known: 0,
  malformed: [],
  revision: 0,
  changed: EMPTY_CHANGE,
}

/** Beyond this many a view draws everything anyway. */
const MANY = 1000

/** `offset`: how many lines came before those that `more` counts. */
export function joinChange(total: ApplyAnswer, more: ApplyAnswer, offset: number): ApplyAnswer {
  const malformed = more.malformed.map(([line, reason]): [number, string] => [line + offset, reason])
  return {
    entries: total.entries + more.entries,
    known: total.known + more.known,
    malformed: [...total.malformed, ...malformed].slice(0, MANY),
    revision: more.revision,
    changed: joinNames(total.changed, more.changed),
  }
}

export function touched({ changed, entries }: Pick<ApplyAnswer, 'changed' | 'entries'>): boolean {
  return entries > 0 || Object.values(changed).flat().some(Boolean)
}

function joinNames(a: Change, b: Change): Change {
  const joined = {
    all: a.all || b.all,
    thesis: a.thesis || b.thesis,
    claims: both(a.claims, b.claims),
    questions: both(a.questions, b.questions),
    remarks: both(a.remarks, b.remarks),
    names: both(a.names, b.names),
  }
  return joined.claims.length > MANY ? { ...joined, all: true, claims: [] } : joined
}

function both(a: readonly string[], b: readonly string[]): string[] {
  return [...new Set([...a, ...b])]
}

// The tally that a result shows, whichever module counted it, and what was voted.
import { useEffect, useState } from 'preact/hooks'
import type { Counts, Question } from '../session-types'
import { useDesk } from './desk'

/** The ballots change often where many vote at once; they are counted as often as one can read. */
const REST_MS = 200

export interface Counted {
  /** Of all modules but the core; null while it is not here, or where the core's tally is enough. */
  counts: Counts | null
  /** By rule, the question's own among them; null while nothing is counted yet. */
  tallies: Counts['tallies'] | null
  fault: string | null
  again(): void
}

/**
 * Counts for a question, anew when votes come. `rules`: beside its own; `null` where the core's own tally
 * is enough if it has one.
 */
export function useTallies(question: Question, rules: readonly string[] | 'all' | null = null): Counted {
  const desk = useDesk()
  const revision = desk.session.revision.value
  const here = question.tally && rules === null ? { [question.method]: question.tally } : null
  const [counts, setCounts] = useState<Counts | null>(null)
  const [fault, setFault] = useState<string | null>(null)
  const [turn, setTurn] = useState(0)
  useEffect(() => {
    if (here || question.voters === 0) return
    let wanted = true
    const count = () => {
      desk.session.tally(question.id, rules ?? []).then(
        found => {
          if (!wanted) return
          setCounts(found)
          setFault(null)
        },
        async error => {
          const why = await desk.explain(error)
          if (wanted) setFault(why)
        },
      )
    }
    const timer = setTimeout(count, counts ? REST_MS : 0)
    return () => {
      wanted = false
      clearTimeout(timer)
    }
  }, [question.id, revision, String(rules), here === null, turn])
  return { counts, tallies: here ?? counts?.tallies ?? null, fault, again: () => setTurn(turn + 1) }
}

// The result of every method but yes-no: a plain sentence, a drawing with its figures behind it, how
// it was counted, the same ballots under other rules, a recount. result-verdict.ts has the sentences,
// result-source.ts the counting, a file each kind of drawing.
import { useLayoutEffect, useRef } from 'preact/hooks'
import type { Question } from '../session-types'
import { useDesk } from './desk'
import { acts, ballots } from './later'
import { BudgetResult } from './result-budget'
import { CountedHere, Recount, HowCounted } from './result-check'
import { ConsentResult } from './result-consent'
import { CountResult } from './result-counts'
import { DuelResult } from './result-duels'
import { MeritResult } from './result-merit'
import { RoundResult } from './result-rounds'
import { OtherRules } from './result-rules'
import { SliderResult } from './result-slider'
import { Sentence } from './result-pieces'
import { useTallies } from './result-source'
import { verdictOf } from './result-verdict'
import type { Tally } from './result-winners'
import type { Phase } from './rules'

interface ResultProps {
  question: Question
  tally: Tally
  rule: string
}

const ROUNDS = ['two-round', 'irv', 'stv-scottish', 'stv-meek', 'star']
const DUELS = ['condorcet', 'copeland', 'minimax', 'schulze', 'ranked-pairs', 'hierarchy']
const COUNTS = ['plurality', 'approval', 'score', 'borda', 'cumulative', 'quadratic', 'copeland']

/** What draws the tally of a rule. */
function Drawing(props: ResultProps) {
  const { rule } = props
  if (rule === 'slider') return <SliderResult {...props} />
  if (rule === 'consent') return <ConsentResult {...props} />
  if (rule === 'majority-judgment') return <MeritResult {...props} />
  if (ballots().choices.BUDGETS.includes(rule)) return <BudgetResult {...props} />
  if (ROUNDS.includes(rule)) return <RoundResult {...props} />
  return (
    <>
      {DUELS.includes(rule) && <DuelResult {...props} />}
      {COUNTS.includes(rule) && <CountResult {...props} />}
    </>
  )
}

export function MethodResult({ question, phase }: { question: Question; phase: Phase }) {
  const desk = useDesk()
  const { tallies, fault, again } = useTallies(question)
  const tally = tallies?.[question.method]
  if (question.voters === 0) return <p class="hint">{desk.say('tally.nobody')}</p>
  if (fault !== null)
    return (
      <div>
        <p class="fault">{fault}</p>
        <button type="button" onClick={again}>
          {desk.say('later.again')}
        </button>
      </div>
    )
  if (!tally)
    return (
      <p class="hint" role="status">
        {desk.say(tallies ? 'tally.none' : 'result.counting')}
      </p>
    )
  const rule = question.method
  return (
    <div class="tally" part="tally">
      {verdictOf(desk, question, tally, phase).map(sentence => (
        <p class="verdict" part="outcome">
          <Sentence text={sentence} />
        </p>
      ))}
      {rule !== 'slider' && rule !== 'consent' && (
        <p class="hint">{desk.say('tally.voters', { count: question.voters })}.</p>
      )}
      <Drawing question={question} tally={tally} rule={rule} />
      <CountedHere question={question} />
      <details class="how" part="how-counted">
        <summary>{desk.say('tally.how')}</summary>
        <HowCounted question={question} />
        <Recount question={question} />
      </details>
      {rule !== 'slider' && rule !== 'consent' && <OtherRules question={question} tally={tally} />}
    </div>
  )
}

/** One line for a badge elsewhere in the page. */
export function ResultLine({ question }: { question: Question }) {
  const desk = useDesk()
  const { tallies } = useTallies(question)
  const tally = tallies?.[question.method]
  if (question.voters === 0) return <>{desk.say('tally.nobody')}</>
  if (!tally) return <>{desk.say('tally.voters', { count: question.voters })}</>
  return <>{verdictOf(desk, question, tally, acts().phaseOf(question, Date.now())).join(' ')}</>
}

/** The result as it stands in the page: paper does not wait for a count. */
export function Drawn({ question: { id, voters } }: { question: Question }) {
  const desk = useDesk()
  const box = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const drawn = desk.stage.root.getElementById(`q-${id}`)?.closest('article')?.querySelector('.tally')
    if (!drawn) return
    box.current!.replaceChildren(drawn.cloneNode(true))
    for (const one of Array.from(box.current!.querySelectorAll('button, details'))) one.remove()
  }, [])
  return <div ref={box}>{desk.say('tally.voters', { count: voters })}</div>
}

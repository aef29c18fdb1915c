// The ballots of all methods but yes-no: which control stands for which.
import { lacking } from '../question-needs'
import type { Question } from '../session-types'
import { kindOf, readied, type Kind } from './ballot-choice'
import { Basket } from './ballot-budget'
import { GradeTable, ScoreTable } from './ballot-grades'
import { PointsList } from './ballot-points'
import { Ranking } from './ballot-ranking'
import { Boxes, Consents, Radios } from './ballot-ticks'
import { useDesk, type Desk } from './desk'
import { Slider } from './later'

export interface BallotProps {
  question: Question
  /** The draft: whatever of a choice there is; null before the first touch. */
  choice: unknown
  pick(choice: unknown): void
  /** Id of the sentence that says what is wrong. */
  described: string
}

const CONTROLS: Record<Exclude<Kind, 'yes-no' | 'slider'>, (props: BallotProps) => preact.JSX.Element> = {
  one: Radios,
  several: Boxes,
  ranking: Ranking,
  grades: GradeTable,
  scores: ScoreTable,
  points: PointsList,
  budget: Basket,
  consent: Consents,
}

export function BallotChoices(props: BallotProps) {
  const desk = useDesk()
  const { question, choice, pick, described } = props
  const lacks = lacking(question)
  const kind = kindOf(question.method)
  if (lacks.length) return <p class="fault">{desk.say('ballot.lacks', { names: lacks.join(', ') })}</p>
  if (kind === 'slider' || kind === 'yes-no')
    return (
      <Slider
        id={`${question.id}-range`}
        label={desk.say('vote.slider')}
        value={typeof choice === 'number' ? choice : null}
        describedBy={described}
        onChange={pick}
      />
    )
  const Control = CONTROLS[kind]
  return <Control {...props} />
}

/** The draft as what may be cast, or the sentence that says what it lacks. */
export function ballotOf(desk: Desk, question: Question, draft: unknown): { choice?: unknown; fault?: string } {
  const names = lacking(question)
  if (names.length) return { fault: desk.say('ballot.lacks', { names: names.join(', ') }) }
  const { choice, flaw } = readied(question, draft)
  return flaw === undefined ? { choice } : { fault: desk.say(flaw) }
}

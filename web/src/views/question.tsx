// A question to vote on; the vote can be changed or taken back. Yes and no are asked here, all other
// methods by views that come when a debate has them.
import { useState } from 'preact/hooks'
import { chunkHere } from '../chunks'
import type { Question } from '../session-types'
import { usePhase } from './clock'
import { dayAndTime } from './dates'
import { useDesk } from './desk'
import { useDraft } from './drafts'
import { afterDrawing, focusById } from './focus'
import { Heading } from './claim'
import { FirstAct } from './keeping'
import { BallotChoices, ChoiceSaid, HubSays, Imported, LentVotes, MethodResult } from './later'
import { Fault } from './pieces'
import { Receipt } from './receipt'
import { CHOICES, lendsVotes, showsResults, type Phase } from './rules'
import { Tally } from './tally'

export function QuestionCard({ question, level }: { question: Question; level: number }) {
  const desk = useDesk()
  const phase = usePhase(question)
  const id = question.id
  const shows = showsResults(question, phase)
  const result = (counted: Question) => {
    const View = isMotion(counted) ? Tally : MethodResult
    return <View question={counted} phase={phase} />
  }
  return (
    <article class="question" part="question" aria-labelledby={`q-${id}`}>
      <Heading level={level} id={`q-${id}`} class="question-title" part="question-title">
        <bdi>{question.title}</bdi>
      </Heading>
      {question.text && question.text.split(/\n+/).map(one => <p dir="auto">{one}</p>)}
      <Times question={question} phase={phase} />
      <div class={isMotion(question) ? 'vote' : 'vote tall'}>
        <Ballot question={question} phase={phase} />
        {lendsVotes(question) ? (
          <LentVotes question={question} phase={phase} result={shows ? result : null} />
        ) : shows ? (
          result(question)
        ) : phase === 'before' ? null : (
          <p class="hint">{desk.say(`vote.later.${question.results}`, { count: question.voters })}</p>
        )}
      </div>
      <Receipt at={id} />
      {question.columns.length > 0 && <Imported question={question} />}
    </article>
  )
}

const TIMES = { before: 'vote.before', open: 'vote.open', closed: 'vote.closed' } as const

/** When it opens, closes or closed. */
export function Times({ question, phase }: { question: Question; phase: Phase }) {
  const desk = useDesk()
  const at = phase === 'before' ? question.opens : question.closes
  if (at === null) return null
  return (
    <p class="hint" part="deadline">
      {desk.say(TIMES[phase], { date: dayAndTime(at, desk.locale) })}{' '}
      {!desk.stage.host.getAttribute('hub') && desk.say('tally.clock')}
    </p>
  )
}

/** Its ballot and result are in the first download. */
const isMotion = (question: Question): boolean => question.method === 'yes-no'

function Ballot({ question, phase }: { question: Question; phase: Phase }) {
  const desk = useDesk()
  const mine = question.my_choice ?? null
  const [changing, setChanging] = useState(false)
  const [choice, setChoice] = useState<unknown>(mine)
  const [fault, setFault] = useState<string | null>(null)
  const [restored, setRestored] = useState(false)
  const id = question.id
  // Ticked and not cast, then the page closed: the choice waits, and is said not to count.
  const forget = useDraft(`ballot:${id}`, mine === null && choice !== null ? { choice } : null, draft => {
    setChoice((now: unknown) => now ?? draft['choice'] ?? null)
    setRestored(true)
  })
  const may = phase === 'open' && desk.may('ballot') && (question.eligible === 'anyone' || desk.member.value)
  const faultId = `${id}-fault`
  const focus = (on: string) => afterDrawing(() => focusById(desk.stage.root, on))
  const cast = async (given: unknown) => {
    setFault(null)
    const done = await desk.act(
      { do: 'ballot', question: id, choice: given },
      desk.say(given === null ? 'said.unvote' : 'said.vote'),
    )
    if (done.fault !== undefined) return setFault(done.fault)
    forget()
    setRestored(false)
    setChanging(false)
    setChoice(given)
    focus(given === null ? `q-${id}` : `${id}-change`)
  }
  if (mine !== null && (!changing || phase !== 'open')) {
    return (
      <div class="voted" part="my-vote">
        <p>
          {desk.say('vote.mine')}{' '}
          {isMotion(question) && <strong>{desk.say(CHOICES[mine as keyof typeof CHOICES])}</strong>}
        </p>
        {!isMotion(question) && (
          <div class="mine">
            <ChoiceSaid question={question} choice={mine} />
          </div>
        )}
        {may && (
          <div class="row">
            <button
              id={`${id}-change`}
              type="button"
              onClick={() => {
                setChoice(mine)
                setChanging(true)
                focus(`${id}-form`)
              }}
            >
              {desk.say('vote.change')}
            </button>
            <button
              type="button"
              onClick={() => {
                void cast(null)
              }}
            >
              {desk.say('vote.take-back')}
            </button>
          </div>
        )}
        {!may && phase === 'open' && <p class="hint">{desk.say('vote.not-you')}</p>}
        <Fault id={faultId} text={fault} />
      </div>
    )
  }
  if (phase !== 'open') return null
  if (!may) return <p class="hint">{desk.say(question.eligible === 'members' ? 'vote.members' : 'vote.not-you')}</p>
  const Choices = isMotion(question) ? Motion : BallotChoices
  const pick = (given: unknown) => {
    setChoice(given)
    setFault(null)
  }
  return (
    <form
      class="ballot"
      part="ballot"
      id={`${id}-form`}
      tabIndex={-1}
      aria-labelledby={`q-${id}`}
      onSubmit={event => {
        event.preventDefault()
        const given: { choice?: unknown; fault?: string } | undefined =
          choice === null || isMotion(question) ? { choice } : chunkHere('ballots')?.ballotOf(desk, question, choice)
        if (given?.choice != null) void cast(given.choice)
        else setFault(given?.fault ?? desk.say('vote.none-chosen'))
      }}
    >
      <Choices question={question} choice={choice} pick={pick} described={faultId} />
      {restored && <p>{desk.say('vote.draft')}</p>}
      {(question.my_votes ?? 0) === 0 && (
        <p class="hint privacy" part="privacy">
          {desk.say('vote.privacy')}
        </p>
      )}
      <HubSays question={question} />
      <Fault id={faultId} text={fault} />
      {choice !== null && <FirstAct />}
      <div class="row">
        <button type="submit" class="main" part="button submit">
          {desk.say(mine === null ? 'vote.cast' : 'vote.keep')}
        </button>
        {changing && (
          <button
            type="button"
            class="quiet"
            onClick={() => {
              setChanging(false)
              focus(`${id}-change`)
            }}
          >
            {desk.say('cancel')}
          </button>
        )}
      </div>
    </form>
  )
}

interface ChoicesProps {
  question: Question
  choice: unknown
  pick(choice: unknown): void
  described: string
}

function Motion({ question, choice, pick, described }: ChoicesProps) {
  const desk = useDesk()
  const { id } = question
  return (
    <fieldset class="choices" aria-describedby={described}>
      <legend>{desk.say('vote.choose')}</legend>
      {Object.entries(CHOICES).map(([value, label]) => (
        <label class="choice">
          <input
            type="radio"
            name={`${id}-choice`}
            value={value}
            checked={choice === value}
            onChange={() => pick(value)}
          />
          <span>{desk.say(label)}</span>
        </label>
      ))}
    </fieldset>
  )
}

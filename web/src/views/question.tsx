// A question to vote on: native radios, boxes or a range; the vote can be changed or taken back.
import { useState } from 'preact/hooks'
import type { Question } from '../session-types'
import { usePhase } from './clock'
import { dayAndTime } from './dates'
import { useDesk } from './desk'
import { useDraft } from './drafts'
import { afterDrawing, focusById } from './focus'
import { Heading } from './claim'
import { FirstAct } from './keeping'
import { Imported, Slider } from './later'
import { Fault } from './pieces'
import { Receipt } from './receipt'
import { CHOICES, showsResults, type Phase } from './rules'
import { Tally } from './tally'
import { stanceWord } from './words'

export function QuestionCard({ question, level }: { question: Question; level: number }) {
  const desk = useDesk()
  const phase = usePhase(question)
  const id = question.id
  const known = ['yes-no', 'approval', 'slider'].includes(question.method)
  return (
    <article class="question" part="question" aria-labelledby={`q-${id}`}>
      <Heading level={level} id={`q-${id}`} class="question-title" part="question-title">
        <bdi>{question.title}</bdi>
      </Heading>
      {question.text && question.text.split(/\n+/).map(one => <p dir="auto">{one}</p>)}
      <Times question={question} phase={phase} />
      <div class="vote">
        {known ? <Ballot question={question} phase={phase} /> : <p>{desk.say('vote.unknown-method')}</p>}
        {known &&
          (showsResults(question, phase) ? (
            <Tally question={question} phase={phase} />
          ) : (
            <p class="hint">{desk.say(`vote.later.${question.results}`, { count: question.voters })}</p>
          ))}
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
      {desk.say(TIMES[phase], { date: dayAndTime(at, desk.locale) })} {desk.say('tally.clock')}
    </p>
  )
}

type Choice = string | number | number[] | null

function Ballot({ question, phase }: { question: Question; phase: Phase }) {
  const desk = useDesk()
  const mine = (question.my_choice ?? null) as Choice
  const [changing, setChanging] = useState(false)
  const [choice, setChoice] = useState<Choice>(mine)
  const [fault, setFault] = useState<string | null>(null)
  const [restored, setRestored] = useState(false)
  const id = question.id
  // Ticked and not cast, then the page closed: the choice waits, and is said not to count.
  const forget = useDraft(`ballot:${id}`, mine === null && choice !== null ? { choice } : null, draft => {
    setChoice(now => now ?? (draft['choice'] as Choice))
    setRestored(true)
  })
  const may = phase === 'open' && desk.may('ballot') && question.eligible === 'anyone'
  const faultId = `${id}-fault`
  const cast = async (given: Choice) => {
    const done = await desk.act(
      { do: 'ballot', question: id, choice: given },
      desk.say(given === null ? 'said.unvote' : 'said.vote'),
    )
    if (done.fault !== undefined) return setFault(done.fault)
    forget()
    setRestored(false)
    setChanging(false)
    setChoice(given)
    afterDrawing(() => focusById(desk.stage.root, given === null ? `q-${id}` : `${id}-change`))
  }
  if (mine !== null && (!changing || phase !== 'open')) {
    return (
      <div class="voted" part="my-vote">
        <p>
          {desk.say('vote.mine')}{' '}
          <strong>
            <ChoiceWords question={question} choice={mine} />
          </strong>
        </p>
        {may && (
          <div class="row">
            <button
              id={`${id}-change`}
              type="button"
              onClick={() => {
                setChoice(mine)
                setChanging(true)
                afterDrawing(() => focusById(desk.stage.root, `${id}-form`))
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
  const pick = (given: Choice) => {
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
        if (choice === null || (question.method === 'approval' && !Array.isArray(choice)))
          setFault(desk.say('vote.none-chosen'))
        else void cast(choice)
      }}
    >
      <Choices question={question} choice={choice} pick={pick} described={faultId} />
      {restored && <p>{desk.say('vote.draft')}</p>}
      {(question.my_votes ?? 0) === 0 && (
        <p class="hint privacy" part="privacy">
          {desk.say('vote.privacy')}
        </p>
      )}
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
              afterDrawing(() => focusById(desk.stage.root, `${id}-change`))
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
  choice: Choice
  pick(choice: Choice): void
  described: string
}

function Choices({ question, choice, pick, described }: ChoicesProps) {
  const desk = useDesk()
  const id = question.id
  if (question.method === 'slider') {
    return (
      <Slider
        id={`${id}-range`}
        label={desk.say('vote.slider')}
        value={typeof choice === 'number' ? choice : null}
        describedBy={described}
        onChange={pick}
      />
    )
  }
  if (question.method === 'approval') {
    const chosen = Array.isArray(choice) ? choice : []
    return (
      <fieldset class="choices" aria-describedby={described}>
        <legend>{desk.say('vote.approve')}</legend>
        {question.options.map((option, at) => (
          <label class="choice">
            <input
              type="checkbox"
              checked={chosen.includes(at)}
              onChange={event => {
                const rest = chosen.filter(one => one !== at)
                pick(event.currentTarget.checked ? [...rest, at].sort((a, b) => a - b) : rest)
              }}
            />
            <bdi>{option}</bdi>
          </label>
        ))}
      </fieldset>
    )
  }
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

function ChoiceWords({ question, choice }: { question: Question; choice: Choice }) {
  const desk = useDesk()
  if (typeof choice === 'number') return <>{desk.say(stanceWord(choice))}</>
  if (Array.isArray(choice))
    return (
      <>
        {choice.length === 0
          ? desk.say('vote.approve-none')
          : choice.map((at, place) => (
              <>
                {place > 0 && ', '}
                <bdi>{question.options[at]}</bdi>
              </>
            ))}
      </>
    )
  return <>{choice !== null && desk.say(CHOICES[choice as keyof typeof CHOICES])}</>
}

// One of several, several, or where one stands to a proposal that needs everybody's consent.
import type { BallotProps } from './ballot'
import { consentOf, listOf, POSITIONS } from './ballot-choice'
import { useDesk } from './desk'

export function Radios({ question, choice, pick, described }: BallotProps) {
  const desk = useDesk()
  const name = `${question.id}-choice`
  const radio = (value: number | 'blank', words: preact.ComponentChildren) => (
    <label class="choice">
      <input type="radio" name={name} value={value} checked={choice === value} onChange={() => pick(value)} />
      {words}
    </label>
  )
  return (
    <fieldset class="choices" aria-describedby={described}>
      <legend>{desk.say('ballot.one')}</legend>
      {question.options.map((option, at) => radio(at, <bdi>{option}</bdi>))}
      {radio('blank', <span>{desk.say('vote.blank')}</span>)}
    </fieldset>
  )
}

export function Boxes({ question, choice, pick, described }: BallotProps) {
  const desk = useDesk()
  const chosen = listOf(question, choice)
  const { seats } = question.rule ?? {}
  return (
    <fieldset class="choices" aria-describedby={described}>
      <legend>{desk.say('vote.approve')}</legend>
      {typeof seats === 'number' && <p class="hint">{desk.say('ballot.seats', { count: seats })}</p>}
      {question.options.map((option, at) => (
        <label class="choice">
          <input
            type="checkbox"
            checked={chosen.includes(at)}
            onChange={event => pick(toggled(chosen, at, event.currentTarget.checked))}
          />
          <bdi>{option}</bdi>
        </label>
      ))}
    </fieldset>
  )
}

/** `chosen` with `at` or without it, ascending. */
export function toggled(chosen: readonly number[], at: number, on: boolean): number[] {
  const rest = chosen.filter(one => one !== at)
  return on ? [...rest, at].sort((a, b) => a - b) : rest
}

const REASON_MOST = 2000

export function Consents({ question, choice, pick, described }: BallotProps) {
  const desk = useDesk()
  const { position, reason } = consentOf(choice)
  const id = `${question.id}-reason`
  return (
    <>
      <fieldset class="choices" aria-describedby={described}>
        <legend>{desk.say('ballot.consent')}</legend>
        {POSITIONS.map(one => (
          <label class="choice">
            <input
              type="radio"
              name={`${question.id}-position`}
              value={one}
              checked={position === one}
              onChange={() => pick({ position: one, reason })}
            />
            <span>
              {desk.say(`consent.${one}`)} <span class="hint">{desk.say(`consent.${one}.means`)}</span>
            </span>
          </label>
        ))}
      </fieldset>
      {position && position !== 'consent' && (
        <>
          <label class="field" for={id}>
            {desk.say('ballot.reason')}{' '}
            <span class="hint">
              {desk.say(position === 'objection' ? 'ballot.reason-needed' : 'ballot.reason-open')}
            </span>
          </label>
          <textarea
            id={id}
            rows={3}
            dir="auto"
            maxLength={REASON_MOST}
            aria-required={position === 'objection'}
            aria-describedby={described}
            value={reason}
            onInput={event => pick({ position, reason: event.currentTarget.value })}
          />
        </>
      )}
    </>
  )
}

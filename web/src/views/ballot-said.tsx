// One's own ballot in words.
import { Fragment } from 'preact'
import type { Question } from '../session-types'
import { consentOf, givenOf, groupsOf, kindOf, listOf, markedOf, pairsOf } from './ballot-choice'
import { useDesk } from './desk'
import { gradesOf, written } from './presentation'
import { stanceWord } from './words'

export function ChoiceSaid({ question, choice }: { question: Question; choice: unknown }) {
  const desk = useDesk()
  const name = (at: number) => <bdi>{question.options[at]}</bdi>
  switch (kindOf(question.method)) {
    case 'slider':
      return <>{typeof choice === 'number' && desk.say(stanceWord(choice))}</>
    case 'one':
      return <>{typeof choice === 'number' ? name(choice) : desk.say('vote.blank')}</>
    case 'several':
    case 'budget': {
      const chosen = listOf(question, choice)
      return chosen.length ? joined(chosen.map(name), ', ') : <>{desk.say('vote.approve-none')}</>
    }
    case 'ranking':
      return (
        <ol class="said-list">
          {groupsOf(question, choice).map(group => (
            <li>{joined(group.map(name), ' = ')}</li>
          ))}
        </ol>
      )
    case 'grades': {
      const words = gradesOf(desk, question)
      const marked = markedOf(question, choice)
      return listed(
        marked.map((grade, at) => [name(at), grade === null ? desk.say('ballot.no-opinion') : words[grade]]),
      )
    }
    case 'scores':
    case 'points':
      return listed(pairsOf(givenOf(question, choice)).map(([at, value]) => [name(at), written(desk, value)]))
    case 'consent': {
      const { position, reason } = consentOf(choice)
      return (
        <>
          {position && desk.say(`consent.${position}`)}
          {reason && (
            <>
              {' '}
              (<bdi>{reason}</bdi>)
            </>
          )}
        </>
      )
    }
    default:
      return <></>
  }
}

function joined(pieces: preact.ComponentChildren[], between: string) {
  return (
    <>
      {pieces.map((piece, at) => (
        <Fragment key={at}>
          {at > 0 && between}
          {piece}
        </Fragment>
      ))}
    </>
  )
}

function listed(rows: [preact.ComponentChildren, preact.ComponentChildren][]) {
  return (
    <ul class="said-list">
      {rows.map(([name, value]) => (
        <li>
          {name} <span class="said-value">{value}</span>
        </li>
      ))}
    </ul>
  )
}

// Consent: how many stand where, and the reasons of those who do not simply consent.
import type { Question } from '../session-types'
import { useDesk } from './desk'
import { ballots } from './later'
import { Figures, Mine, numberOf } from './result-pieces'
import { useTallies } from './result-source'
import type { Tally } from './result-winners'

const KEYS = { consent: '', concern: 'concerns', stand_aside: 'stand_aside', objection: 'objections' } as const

export function ConsentResult({ question, tally }: { question: Question; tally: Tally }) {
  const desk = useDesk()
  const { choices, presentation } = ballots()
  const counts = new Map(choices.POSITIONS.map(one => [one, KEYS[one] ? Number(tally[KEYS[one]]) || 0 : 0]))
  const others = [...counts.values()].reduce((sum, count) => sum + count, 0)
  const answered = Number(tally.answered) || 0
  counts.set('consent', Math.max(0, answered - others))
  const shown = question.voters >= presentation.maskBelow(desk, question)
  const reasons = (useTallies(question, []).counts?.ballots ?? [])
    .map(([, choice]) => choices.consentOf(choice))
    .filter(({ reason }) => reason !== '')
  const mine = choices.consentOf(question.my_choice).position
  const bars = choices.POSITIONS.map(position => ({ position, count: counts.get(position) ?? 0 }))
  return (
    <>
      <ul class="bars" part="results">
        {bars.map(({ position, count }) => (
          <li>
            <span class="bar-name">
              {desk.say(`consent.${position}`)}
              {mine === position && <Mine id={`${question.id}-mine-0`} />}
            </span>
            <span class="bar-value">{numberOf(desk, count)}</span>
            <svg class="bar-line" aria-hidden="true">
              <rect class="ground" width="100%" height="100%" />
              <rect
                class={position === 'objection' ? 'against' : 'fill'}
                width={`${(100 * count) / Math.max(1, answered)}%`}
                height="100%"
              />
            </svg>
          </li>
        ))}
      </ul>
      {reasons.length > 0 && (
        <details class="figures" part="reasons">
          <summary>{desk.say('consent.reasons', { count: reasons.length })}</summary>
          {!shown && <p class="hint">{desk.say('consent.reasons-open')}</p>}
          <ul class="reasons">
            {reasons.map(({ position, reason }) => (
              <li>
                <strong>{position && desk.say(`consent.${position}`)}</strong> <bdi>{reason}</bdi>
              </li>
            ))}
          </ul>
        </details>
      )}
      <Figures
        caption={desk.say('tally.voters', { count: answered })}
        head={[desk.say('tally.choice'), desk.say('tally.votes')]}
        rows={bars.map(({ position, count }) => [desk.say(`consent.${position}`), numberOf(desk, count)])}
      />
    </>
  )
}

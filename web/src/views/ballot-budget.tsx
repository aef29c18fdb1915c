// Projects to choose, each with its cost, beside what there is to spend.
import type { BallotProps } from './ballot'
import { costOf, listOf } from './ballot-choice'
import { toggled } from './ballot-ticks'
import { useDesk } from './desk'
import { amount, costsOf, numberOf } from './presentation'

export function Basket({ question, choice, pick, described }: BallotProps) {
  const desk = useDesk()
  const chosen = listOf(question, choice)
  const costs = costsOf(question)
  const budget = numberOf(question, 'budget') ?? 0
  const spent = costOf(question, chosen)
  const id = `${question.id}-basket`
  const say = (value: number) => amount(desk, question, value)
  return (
    <fieldset class="choices" aria-describedby={`${id} ${described}`}>
      <legend>{desk.say('ballot.budget', { budget: say(budget) })}</legend>
      <p class="hint">{desk.say('ballot.budget-free')}</p>
      {question.options.map((option, at) => (
        <label class="choice priced">
          <input
            type="checkbox"
            checked={chosen.includes(at)}
            onChange={event => pick(toggled(chosen, at, event.currentTarget.checked))}
          />
          <bdi>{option}</bdi>
          <span class="price">{say(costs[at] ?? 0)}</span>
        </label>
      ))}
      <svg class="strip" aria-hidden="true">
        <rect class="ground" width="100%" height="100%" />
        <rect
          class={spent > budget ? 'over' : 'fill'}
          width={`${Math.min(100, (100 * spent) / Math.max(1, budget))}%`}
          height="100%"
        />
      </svg>
      <p id={id} class="left" role="status">
        {desk.say(spent > budget ? 'ballot.budget-over' : 'ballot.budget-left', {
          count: chosen.length,
          spent: say(spent),
          rest: say(Math.abs(budget - spent)),
        })}
      </p>
    </fieldset>
  )
}

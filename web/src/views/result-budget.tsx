// A budget: what is chosen, what it costs, where the envelope ends, and what one supporter pays for.
import type { Question } from '../session-types'
import { useDesk } from './desk'
import { ballots } from './later'
import { minedOf } from './result-mine'
import { Figures, Mine, nameOf, numberOf } from './result-pieces'
import { useTallies } from './result-source'
import { outcomeOf, type Tally } from './result-winners'

export function BudgetResult({ question, tally, rule }: { question: Question; tally: Tally; rule: string }) {
  const desk = useDesk()
  const { choices, presentation } = ballots()
  const costs = presentation.costsOf(question)
  const budget = presentation.numberOf(question, 'budget') ?? 0
  const money = (value: number) => presentation.amount(desk, question, value)
  const { chosen } = outcomeOf(rule, tally)
  const supporters = supportersOf(question, useTallies(question, []).counts?.ballots ?? null)
  const price = (at: number) => (supporters?.[at] ? money((costs[at] ?? 0) / supporters[at]) : '')
  const spent = choices.costOf(question, chosen)
  const mine = minedOf(question)
  const rest = question.options
    .map((_, at) => at)
    .filter(at => !chosen.includes(at))
    .sort((a, b) => (supporters?.[b] ?? 0) - (supporters?.[a] ?? 0) || a - b)
  const row = (at: number) => (
    <li class={chosen.includes(at) ? 'chosen' : 'out'}>
      <span class="bar-name">
        <bdi>{nameOf(question, at)}</bdi>
        {mine.includes(at) && <Mine id={`${question.id}-mine-${at}`} />}
      </span>
      <span class="bar-value">{money(costs[at] ?? 0)}</span>
      {supporters && (
        <span class="hint">{desk.say('result.supporters', { count: supporters[at] ?? 0, price: price(at) })}</span>
      )}
    </li>
  )
  let x = 0
  return (
    <>
      <svg class="envelope" aria-hidden="true">
        <rect class="ground" width="100%" height="100%" />
        {chosen.map((at, place) => {
          const width = (100 * (costs[at] ?? 0)) / Math.max(1, budget)
          const from = x
          x += width
          return (
            <>
              <rect class={place % 2 ? 'fill odd' : 'fill'} x={`${from}%`} width={`${width}%`} height="100%" />
              {from > 0 && <rect class="gap" x={`${from}%`} width="2" height="100%" />}
            </>
          )
        })}
      </svg>
      <p class="hint">
        {desk.say('result.spent', { spent: money(spent), budget: money(budget), rest: money(budget - spent) })}
      </p>
      <ol class="projects" part="results">
        {chosen.map(row)}
      </ol>
      {rest.length > 0 && (
        <>
          <p class="cut">{desk.say('result.cut', { rest: money(budget - spent) })}</p>
          <ol class="projects" start={chosen.length + 1}>
            {rest.map(row)}
          </ol>
        </>
      )}
      <Figures
        caption={desk.say('result.budget-table')}
        head={[
          desk.say('result.project'),
          desk.say('result.cost'),
          desk.say('result.support'),
          desk.say('result.price'),
          desk.say('result.running'),
        ]}
        rows={[...chosen, ...rest].map((at, place) => [
          <bdi>{nameOf(question, at)}</bdi>,
          money(costs[at] ?? 0),
          supporters ? numberOf(desk, supporters[at] ?? 0) : '\u2013',
          price(at) || '\u2013',
          place < chosen.length ? money(choices.costOf(question, chosen.slice(0, place + 1))) : '\u2013',
        ])}
      />
    </>
  )
}

/** By project, how many chose it. */
function supportersOf(question: Question, voted: [number, unknown][] | null): number[] | null {
  if (!voted) return null
  const supporters = question.options.map(() => 0)
  for (const [count, choice] of voted)
    for (const at of ballots().choices.listOf(question, choice)) supporters[at]! += count
  return supporters
}

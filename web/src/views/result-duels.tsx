// Rules that compare every two options: the duels of the one that stands first, and all of them as a table.
import type { Question } from '../session-types'
import { useDesk } from './desk'
import { Grid, nameOf, numberOf, valueOf } from './result-pieces'
import { useTallies } from './result-source'
import { mainPart, options, outcomeOf, rankingAt, type Tally } from './result-winners'

/** `tally`: by `rule`; the duels are those of the tally by `condorcet`, of the same ballots. */
export function DuelResult({ question, tally, rule }: { question: Question; tally: Tally; rule: string }) {
  const desk = useDesk()
  const part = mainPart(rule, tally)
  const { tallies } = useTallies(question, ['condorcet'])
  const pairwise = matrixOf((rule === 'condorcet' ? tally : tallies?.condorcet)?.pairwise)
  const ranking = rankingAt(part)
  const { chosen, tied } = outcomeOf(rule, tally)
  const order = ranking.length ? ranking.flat() : byWins(question, pairwise)
  const first = chosen[0] ?? tied[0] ?? order[0] ?? 0
  return (
    <>
      {ranking.length > 0 && (
        <ol class="order" part="results">
          {ranking.map(group => (
            <li>
              {group.map((at, place) => (
                <>
                  {place > 0 && ' = '}
                  <bdi>{nameOf(question, at)}</bdi>
                </>
              ))}
            </li>
          ))}
        </ol>
      )}
      {pairwise && (
        <>
          <ul
            class="duels"
            part="results"
            aria-label={desk.say('result.duels-of', { name: nameOf(question, first) })}
          >
            {order
              .filter(at => at !== first)
              .map(at => (
                <Duel question={question} one={first} other={at} pairwise={pairwise} />
              ))}
          </ul>
          <details class="figures" part="figures">
            <summary>{desk.say('result.matrix')}</summary>
            <p class="hint">{desk.say('result.matrix-read')}</p>
            <Grid
              caption={desk.say('result.matrix')}
              head={['', ...order.map(at => nameOf(question, at))]}
              rows={order.map(one => [
                <bdi>{nameOf(question, one)}</bdi>,
                ...order.map(other =>
                  one === other ? (
                    '\u2013'
                  ) : (
                    <span class={won(pairwise, one, other) ? 'won' : ''}>
                      {numberOf(desk, pairwise[one]?.[other] ?? 0)}
                      {won(pairwise, one, other) && <span class="unseen"> {desk.say('result.wins')}</span>}
                    </span>
                  ),
                ),
              ])}
            />
          </details>
        </>
      )}
      <Strengths question={question} part={part} rule={rule} order={order} />
    </>
  )
}

function Duel({
  question,
  one,
  other,
  pairwise,
}: {
  question: Question
  one: number
  other: number
  pairwise: number[][]
}) {
  const desk = useDesk()
  const [left, right] = [pairwise[one]?.[other] ?? 0, pairwise[other]?.[one] ?? 0]
  const all = Math.max(1, question.voters)
  return (
    <li>
      <span class={left > right ? 'ahead' : ''}>
        <bdi>{nameOf(question, one)}</bdi> <b>{numberOf(desk, left)}</b>
      </span>
      <span class={right > left ? 'ahead' : ''}>
        <b>{numberOf(desk, right)}</b> <bdi>{nameOf(question, other)}</bdi>
      </span>
      <Opposed left={left} right={right} all={all} />
    </li>
  )
}

/** Two against each other, from both ends towards the middle. */
export function Opposed({ left, right, all }: { left: number; right: number; all: number }) {
  return (
    <svg class="opposed" aria-hidden="true">
      <rect class="ground" width="100%" height="100%" />
      <rect class="fill" width={`${(100 * left) / all}%`} height="100%" />
      <rect class="against" x={`${100 - (100 * right) / all}%`} width={`${(100 * right) / all}%`} height="100%" />
      <rect class="limit" x="50%" width="1" height="100%" />
    </svg>
  )
}

/** What the rule makes of the duels: worst defeats, strongest paths, wins in the order of their strength. */
function Strengths({
  question,
  part,
  rule,
  order,
}: {
  question: Question
  part: Tally
  rule: string
  order: number[]
}) {
  const desk = useDesk()
  const name = (at: number) => <bdi>{nameOf(question, at)}</bdi>
  if (rule === 'minimax')
    return (
      <Disclosed
        summary={desk.say('result.worst')}
        head={[desk.say('tally.choice'), desk.say('result.worst')]}
        rows={order.map(at => [name(at), numberOf(desk, valueOf((part.scores as never[])?.[at]))])}
      />
    )
  const paths = matrixOf(part.paths)
  if (paths)
    return (
      <Disclosed
        summary={desk.say('result.paths')}
        head={['', ...order.map(at => nameOf(question, at))]}
        rows={order.map(one => [
          name(one),
          ...order.map(other => (one === other ? '\u2013' : numberOf(desk, paths[one]?.[other] ?? 0))),
        ])}
      />
    )
  if (Array.isArray(part.locked))
    return (
      <Disclosed
        summary={desk.say('result.locked')}
        head={['', desk.say('result.winner'), desk.say('result.loser')]}
        rows={(part.locked as unknown[]).map((pair, at) => {
          const [winner = 0, loser = 0] = options(pair)
          return [String(at + 1), name(winner), name(loser)]
        })}
      />
    )
  const cumulative = matrixOf(part.cumulative)
  if (cumulative)
    return (
      <Disclosed
        summary={desk.say('result.cumulative')}
        head={[desk.say('tally.choice'), ...order.map((_, at) => desk.say('result.rank', { rank: at + 1 }))]}
        rows={order.map(at => [name(at), ...(cumulative[at] ?? []).map(count => numberOf(desk, count))])}
      />
    )
  return null
}

function Disclosed({
  summary,
  head,
  rows,
}: {
  summary: string
  head: readonly string[]
  rows: readonly (readonly preact.ComponentChildren[])[]
}) {
  return (
    <details class="figures" part="figures">
      <summary>{summary}</summary>
      <Grid caption={summary} head={head} rows={rows} />
    </details>
  )
}

function won(pairwise: number[][], one: number, other: number): boolean {
  return (pairwise[one]?.[other] ?? 0) > (pairwise[other]?.[one] ?? 0)
}

function byWins(question: Question, pairwise: number[][] | null): number[] {
  const wins = question.options.map((_, one) =>
    question.options.reduce((sum, _, other) => sum + (pairwise && won(pairwise, one, other) ? 1 : 0), 0),
  )
  return question.options.map((_, at) => at).sort((a, b) => wins[b]! - wins[a]! || a - b)
}

function matrixOf(value: unknown): number[][] | null {
  return Array.isArray(value) && Array.isArray(value[0]) ? value.map(options) : null
}

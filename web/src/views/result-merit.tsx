// Majority judgment: of each option, which grades it was given, with the line at the middle of the votes.
import type { Exact, Question } from '../session-types'
import { useDesk } from './desk'
import { ballots } from './later'
import { Figures, Mine, nameOf, numberOf, percentOf, valueOf } from './result-pieces'
import { useTallies } from './result-source'
import { options, rankingAt, type Tally } from './result-winners'

export function MeritResult({ question, tally }: { question: Question; tally: Tally }) {
  const desk = useDesk()
  const { choices, presentation } = ballots()
  const words = presentation.gradesOf(desk, question)
  const least = presentation.maskBelow(desk, question)
  const shown = question.voters >= least
  const voted = useTallies(question, []).counts?.ballots ?? null
  const counts = shown ? countsOf(question, words.length, voted) : null
  const median = Array.isArray(tally.median) ? (tally.median as (number | null)[]) : []
  const mine = choices.markedOf(question, question.my_choice)
  const order = rankingAt(tally, 'ranking_removal').flat()
  const totals = options(tally.totals)
  const word = (grade: number | null | undefined) =>
    grade == null ? desk.say('result.no-grade') : (words[grade] ?? '')
  return (
    <>
      <ol class="merit" part="results">
        {order.map(at => (
          <li>
            <span class="bar-name">
              <bdi>{nameOf(question, at)}</bdi>
              {mine[at] != null && <Mine id={`${question.id}-mine-${at}`} />}
            </span>
            <span class="bar-value">{word(median[at])}</span>
            {shown && (
              <Profile
                parts={counts?.[at] ?? gaugeParts(tally, at, median[at] ?? 0, words.length)}
                grades={words.length}
                mine={mine[at] ?? null}
              />
            )}
          </li>
        ))}
      </ol>
      {shown ? (
        <>
          <ul class="legend" aria-hidden="true">
            {words
              .map((text, grade) => (
                <li>
                  <svg viewBox="0 0 10 10">
                    <rect class={shade(grade, words.length)} width="10" height="10" />
                  </svg>
                  {text}
                </li>
              ))
              .reverse()}
          </ul>
          <p class="hint">{desk.say('result.median-line')}</p>
        </>
      ) : (
        <p class="hint">{desk.say('result.masked', { least })}</p>
      )}
      <Figures
        caption={desk.say('result.grades')}
        head={[
          desk.say('tally.choice'),
          desk.say('result.median'),
          desk.say('result.voters'),
          ...(counts ? words.slice().reverse() : shown ? [desk.say('result.better'), desk.say('result.worse')] : []),
        ]}
        rows={order.map(at => {
          const gauge = gaugeOf(tally, at)
          return [
            <bdi>{nameOf(question, at)}</bdi>,
            word(median[at]),
            numberOf(desk, totals[at] ?? 0),
            ...(counts
              ? counts[at]!.slice()
                  .reverse()
                  .map(count => numberOf(desk, count))
              : shown
                ? [percentOf(desk, gauge.p, 1), percentOf(desk, gauge.q, 1)]
                : []),
          ]
        })}
      />
    </>
  )
}

/** From the best grade at the start to the worst; `parts` has one number a grade, worst first. */
function Profile({ parts, grades, mine }: { parts: readonly number[]; grades: number; mine: number | null }) {
  const all = parts.reduce((sum, part) => sum + part, 0)
  if (all <= 0) return null
  let x = 0
  return (
    <svg class="profile" aria-hidden="true">
      {Array.from({ length: grades }, (_, at) => grades - 1 - at).map(grade => {
        const width = (100 * (parts[grade] ?? 0)) / all
        const from = x
        x += width
        if (width === 0) return null
        return (
          <>
            <rect class={shade(grade, grades)} x={`${from}%`} width={`${width}%`} height="100%" />
            {from > 0 && <rect class="gap" x={`${from}%`} width="1" height="100%" />}
            {grade === mine && <circle class="mine-dot" cx={`${from + width / 2}%`} cy="50%" r="4" />}
          </>
        )
      })}
      <rect class="limit" x="50%" width="2" height="100%" />
    </svg>
  )
}

/** A class of the style sheet: three shades of each side, and one between. */
function shade(grade: number, grades: number): string {
  const middle = (grades - 1) / 2
  const far = middle === 0 ? 0 : (grade - middle) / middle
  if (Math.abs(far) < 0.15) return 'g0'
  return `${far > 0 ? 'gp' : 'gm'}${Math.min(3, Math.max(1, Math.ceil(Math.abs(far) * 3 - 0.01)))}`
}

function gaugeOf(tally: Tally, at: number): { p: number; q: number } {
  const gauge = Array.isArray(tally.gauge) ? (tally.gauge[at] as Record<string, Exact> | null) : null
  return { p: valueOf(gauge?.p), q: valueOf(gauge?.q) }
}

/** Where nobody says how many gave which grade: better than the median, the median, worse. */
function gaugeParts(tally: Tally, at: number, median: number, grades: number): number[] {
  const { p, q } = gaugeOf(tally, at)
  const parts = new Array<number>(grades).fill(0)
  parts[median] = 1 - p - q
  if (median + 1 < grades) parts[median + 1] = p
  if (median > 0) parts[median - 1] = q
  return parts
}

/** By option, how many gave each grade, worst first. */
function countsOf(question: Question, grades: number, voted: [number, unknown][] | null): number[][] | null {
  if (!voted) return null
  const counts = question.options.map(() => new Array<number>(grades).fill(0))
  for (const [count, choice] of voted) {
    ballots()
      .choices.markedOf(question, choice)
      .forEach((grade, at) => {
        if (grade !== null) counts[at]![grade]! += count
      })
  }
  return counts
}

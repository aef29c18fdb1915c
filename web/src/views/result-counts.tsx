// Results that are one number an option: votes, ticks, points.
import type { Question } from '../session-types'
import { useDesk } from './desk'
import { minedOf } from './result-mine'
import { Bars, Figures, namesOf, nameOf, numberOf, percentOf, valueOf, type Bar } from './result-pieces'
import { exactsAt, mainPart, outcomeOf, rankingAt, type Tally } from './result-winners'

interface Column {
  key: string
  /** Message of its head. */
  head: string
}

/** By rule, the figures of its table; the first is what the bars show. */
const COLUMNS: Record<string, readonly Column[]> = {
  plurality: [{ key: 'scores', head: 'tally.votes' }],
  approval: [{ key: 'counts', head: 'tally.votes' }],
  score: [
    { key: 'sum', head: 'result.sum' },
    { key: 'mean', head: 'result.mean' },
    { key: 'count', head: 'result.scored-by' },
  ],
  borda: [{ key: 'scores', head: 'result.points' }],
  cumulative: [{ key: 'points', head: 'result.points' }],
  quadratic: [{ key: 'votes', head: 'tally.votes' }],
  copeland: [
    { key: 'scores', head: 'result.points' },
    { key: 'wins', head: 'result.won' },
    { key: 'losses', head: 'result.lost' },
  ],
}
/** Rules of which each number is a share of all voters. */
const SHARED = ['plurality', 'approval']
const COMMITTEES = ['av', 'sav', 'seqpav', 'seqphragmen', 'equal-shares'] as const

export function CountResult({ question, tally, rule }: { question: Question; tally: Tally; rule: string }) {
  const desk = useDesk()
  const part = mainPart(rule, tally)
  const columns = COLUMNS[rule] ?? []
  const main = columns[0]
  if (!main) return null
  const { chosen, tied } = outcomeOf(rule, tally)
  const values = exactsAt(part, main.key).map(valueOf)
  const shared = SHARED.includes(rule)
  const bars: Bar[] = orderOf(part, rule, values).map(at => ({
    at,
    value: values[at] ?? 0,
    said: shared
      ? desk.say('result.votes-share', {
          votes: numberOf(desk, values[at] ?? 0),
          share: percentOf(desk, values[at] ?? 0, question.voters),
        })
      : numberOf(desk, values[at] ?? 0),
    ...(chosen.includes(at) || tied.includes(at) ? { state: 'chosen' as const } : {}),
  }))
  const blank = typeof part.blank === 'number' ? part.blank : 0
  const invalid = typeof part.invalid === 'number' ? part.invalid : 0
  return (
    <>
      <Bars question={question} bars={bars} mine={minedOf(question)} {...(shared ? { full: question.voters } : {})} />
      {blank > 0 && <p class="hint">{desk.say('result.blank', { count: blank })}</p>}
      {invalid > 0 && <p class="hint">{desk.say('result.invalid', { count: invalid })}</p>}
      <Figures
        caption={desk.say('tally.voters', { count: question.voters })}
        head={[
          desk.say('tally.choice'),
          ...columns.map(({ head }) => desk.say(head)),
          ...(shared ? [desk.say('tally.share')] : []),
        ]}
        rows={bars.map(({ at }) => [
          <bdi>{nameOf(question, at)}</bdi>,
          ...columns.map(({ key }) => {
            const exact = exactsAt(part, key)[at]
            return exact === null ? '\u2013' : numberOf(desk, valueOf(exact))
          }),
          ...(shared ? [percentOf(desk, values[at] ?? 0, question.voters)] : []),
        ])}
      />
      {rule === 'approval' && Array.isArray(tally.av) && <Committees question={question} tally={tally} />}
      {rule === 'borda' && <Conventions question={question} tally={tally} />}
    </>
  )
}

/** Best first: as the rule ranks them, else as the figures do. */
function orderOf(part: Tally, rule: string, values: readonly number[]): number[] {
  const ranking = rankingAt(part, rule === 'score' ? 'ranking_by_sum' : 'ranking').flat()
  if (ranking.length === values.length) return ranking
  return values.map((_, at) => at).sort((a, b) => values[b]! - values[a]! || a - b)
}

/** Who would sit by each rule that elects committees from the same ticks. */
function Committees({ question, tally }: { question: Question; tally: Tally }) {
  const desk = useDesk()
  return (
    <Figures
      summary={desk.say('result.committees')}
      caption={desk.say('result.committees')}
      head={[desk.say('result.rule'), desk.say('result.elected')]}
      rows={COMMITTEES.map(rule => {
        const { chosen, tied } = outcomeOf(rule === 'av' || rule === 'equal-shares' ? 'approval' : rule, {
          ...tally,
          av: tally[rule],
        })
        return [
          desk.say(`committee.${rule}`),
          <>
            {namesOf(desk, question, chosen)}
            {tied.length > 0 && ` ${desk.say('result.tied-seats', { names: namesOf(desk, question, tied) })}`}
          </>,
        ]
      })}
    />
  )
}

/** Borda's three conventions side by side. */
function Conventions({ question, tally }: { question: Question; tally: Tally }) {
  const desk = useDesk()
  const kinds = ['symmetric', 'zero', 'modified'] as const
  const scores = kinds.map(kind => exactsAt((tally[kind] ?? {}) as Tally, 'scores').map(valueOf))
  return (
    <Figures
      summary={desk.say('result.conventions')}
      caption={desk.say('result.conventions')}
      head={[desk.say('tally.choice'), ...kinds.map(kind => desk.say(`borda.${kind}`))]}
      rows={question.options.map((option, at) => [
        <bdi>{option}</bdi>,
        ...scores.map(list => numberOf(desk, list[at] ?? 0)),
      ])}
    />
  )
}

// Rules that go round by round: who leaves, who is elected, and where the votes go.
import type { Exact, Question } from '../session-types'
import { useDesk } from './desk'
import { minedOf } from './result-mine'
import { Opposed } from './result-duels'
import { Bars, Figures, nameOf, numberOf, valueOf, type Bar } from './result-pieces'
import { exactsAt, mainPart, objectAt, options, type Tally } from './result-winners'

interface Round {
  votes: (number | null)[]
  /** Votes that count for nobody any more. */
  lost: number
  /** What happens in it, in a sentence. */
  said: string
  elected: number[]
}

export function RoundResult({ question, tally, rule }: { question: Question; tally: Tally; rule: string }) {
  const desk = useDesk()
  const part = mainPart(rule, tally)
  if (rule === 'two-round' || rule === 'star') return <Runoff question={question} part={part} rule={rule} />
  const rounds = rule === 'irv' ? useInstant(question, part) : useTransfers(question, part, rule)
  const quota = valueOf(part.quota as Exact)
  return (
    <>
      {quota > 0 && <p class="hint">{desk.say('result.quota', { count: quota, quota: numberOf(desk, quota, 5) })}</p>}
      <ol class="rounds">
        {rounds.map(({ votes, lost, said, elected }, at) => {
          const before = rounds[at - 1]?.votes
          const bars: Bar[] = votes
            .map((value, option) => ({ option, value }))
            .filter((one): one is { option: number; value: number } => one.value !== null)
            .sort((a, b) => b.value - a.value || a.option - b.option)
            .map(({ option, value }) => ({
              at: option,
              value,
              said: gainSaid(desk, value, before?.[option] ?? null),
              gained: Math.max(0, before ? value - (before[option] ?? value) : 0),
              ...(elected.includes(option) ? { state: 'chosen' as const } : {}),
            }))
          return (
            <li>
              <p class="round-said">
                <strong>{desk.say('result.round', { round: at + 1 })}</strong> {said}
              </p>
              <Bars
                question={question}
                bars={bars}
                full={question.voters}
                mine={at === 0 ? minedOf(question) : []}
                {...(quota > 0 ? { line: { value: quota, said: '' } } : {})}
              />
              {lost > 0 && (
                <p class="hint">{desk.say('result.exhausted', { count: lost, votes: numberOf(desk, lost, 5) })}</p>
              )}
            </li>
          )
        })}
      </ol>
      <Figures
        caption={desk.say('result.rounds')}
        head={[desk.say('tally.choice'), ...rounds.map((_, at) => desk.say('result.round', { round: at + 1 }))]}
        rows={question.options.map((option, at) => [
          <bdi>{option}</bdi>,
          ...rounds.map(({ votes }) => (votes[at] === null ? '\u2013' : numberOf(desk, votes[at] ?? 0, 5))),
        ])}
      />
    </>
  )
}

function gainSaid(desk: ReturnType<typeof useDesk>, value: number, before: number | null): string {
  const words = numberOf(desk, value, 5)
  const change = before === null ? 0 : value - before
  if (Math.abs(change) < 1e-9) return words
  return `${words} (${numberOf(desk, change, 5, 'always')})`
}

function useInstant(question: Question, part: Tally): Round[] {
  const desk = useDesk()
  const out = options(part.elimination_order)
  const decided = Number(part.decided_in_round) || 0
  const all = Array.isArray(part.rounds) ? (part.rounds as Tally[]) : []
  // What comes after the decision changes nothing.
  return all.slice(0, decided || all.length).map((round, at) => {
    const votes = objectAt(round, 'tallies') as Record<string, Exact>
    const leaver = out[at]
    const last = at + 1 === decided
    return {
      votes: question.options.map((_, option) => (`${option}` in votes ? valueOf(votes[option]) : null)),
      lost: valueOf(round.exhausted as Exact),
      elected: last && typeof part.winner === 'number' ? [part.winner] : [],
      said: last
        ? desk.say('result.decided')
        : leaver === undefined
          ? ''
          : desk.say('result.leaves', { name: nameOf(question, leaver) }),
    }
  })
}

/** Scottish stages; Meek's rule gives its last iteration alone. */
function useTransfers(question: Question, part: Tally, rule: string): Round[] {
  const desk = useDesk()
  const elected = options(part.elected)
  if (rule === 'stv-meek' || !Array.isArray(part.stages)) {
    const votes = exactsAt(part, 'votes').map(valueOf)
    return [{ votes, lost: 0, elected, said: desk.say('result.meek-last') }]
  }
  const quota = valueOf(part.quota as Exact)
  const left = new Set<number>()
  return (part.stages as Tally[]).map(stage => {
    // Who left at an earlier stage has no votes any more, not nought of them.
    const votes = exactsAt(stage, 'votes').map((value, at) => (left.has(at) ? null : valueOf(value)))
    if (stage.action === 'exclude' && typeof stage.option === 'number') left.add(stage.option)
    const name = typeof stage.option === 'number' ? nameOf(question, stage.option) : ''
    const action = stage.action === 'surplus' || stage.action === 'exclude' ? stage.action : 'first'
    return {
      votes,
      lost: valueOf(stage.nontransferable as Exact),
      elected: elected.filter(at => (votes[at] ?? 0) >= quota),
      said: desk.say(`result.stage.${action}`, { name }),
    }
  })
}

/** The two that remain, against each other. */
function Runoff({ question, part, rule }: { question: Question; part: Tally; rule: string }) {
  const desk = useDesk()
  const first = rule === 'star' ? exactsAt(part, 'sums') : exactsAt(objectAt(part, 'first'), 'scores')
  const values = first.map(valueOf)
  const finalists = options(part.finalists)
  const runoff = objectAt(part, 'runoff')
  const [left = 0, right = 0] = options(runoff.votes)
  const none = Number(runoff.no_preference) || 0
  const [one, other] = finalists
  const bars: Bar[] = values
    .map((value, at) => ({ at, value, ...(part.winner === at ? { state: 'chosen' as const } : {}) }))
    .sort((a, b) => b.value - a.value || a.at - b.at)
  const blank = Number(objectAt(part, 'first').blank) || 0
  return (
    <>
      <p class="round-said">
        <strong>{desk.say('result.round', { round: 1 })}</strong>{' '}
        {desk.say(rule === 'star' ? 'result.star-first' : 'result.first-choices')}
      </p>
      <Bars
        question={question}
        bars={bars}
        mine={minedOf(question)}
        {...(rule === 'star' ? {} : { full: question.voters })}
      />
      {blank > 0 && <p class="hint">{desk.say('result.blank', { count: blank })}</p>}
      {one !== undefined && other !== undefined && left + right > 0 && (
        <>
          <p class="round-said">
            <strong>{desk.say('result.round', { round: 2 })}</strong> {desk.say('result.between-two')}
          </p>
          <ul class="duels">
            <li>
              <span class={left > right ? 'ahead' : ''}>
                <bdi>{nameOf(question, one)}</bdi> <b>{numberOf(desk, left)}</b>
              </span>
              <span class={right > left ? 'ahead' : ''}>
                <b>{numberOf(desk, right)}</b> <bdi>{nameOf(question, other)}</bdi>
              </span>
              <Opposed left={left} right={right} all={Math.max(1, left + right + none)} />
            </li>
          </ul>
          {none > 0 && <p class="hint">{desk.say('result.no-preference', { count: none })}</p>}
        </>
      )}
      <Figures
        caption={desk.say('result.rounds')}
        head={[
          desk.say('tally.choice'),
          desk.say('result.round', { round: 1 }),
          ...(left + right > 0 ? [desk.say('result.round', { round: 2 })] : []),
        ]}
        rows={bars.map(({ at, value }) => [
          <bdi>{nameOf(question, at)}</bdi>,
          numberOf(desk, value),
          ...(left + right > 0
            ? [at === one ? numberOf(desk, left) : at === other ? numberOf(desk, right) : '\u2013']
            : []),
        ])}
      />
    </>
  )
}

// Points to share out, or credits with which votes are bought: what is left is said at every change.
import type { BallotProps } from './ballot'
import { givenOf, pairsOf, spentOf } from './ballot-choice'
import { useDesk } from './desk'
import { numberOf, written } from './presentation'

/** More are written as a number alone. */
const DOTS_MOST = 20
/** More than anybody has; its square is still exact. */
const BEYOND = 10_000_000

export function PointsList({ question, choice, pick, described }: BallotProps) {
  const desk = useDesk()
  const quadratic = question.method === 'quadratic'
  const given = givenOf(question, choice)
  const all = numberOf(question, quadratic ? 'credits' : 'points') ?? 0
  const most = numberOf(question, 'max_per_option') ?? all
  const left = all - spentOf(question, given)
  const id = (at: number, part: string) => `${question.id}-${part}-${at}`
  const give = (at: number, value: number) => {
    const next = new Map(given)
    if (value === 0) next.delete(at)
    else next.set(at, value)
    pick(pairsOf(next))
  }
  /** What one more vote, or one fewer, costs. */
  const price = (value: number, by: number) => (quadratic ? (value + by) ** 2 - value ** 2 : by)
  return (
    <fieldset class="choices" aria-describedby={`${id(0, 'left')} ${described}`}>
      <legend>{desk.say(quadratic ? 'ballot.credits' : 'ballot.points', { count: all })}</legend>
      <p class="hint">
        {quadratic
          ? desk.say('ballot.credits-cost')
          : most < all
            ? desk.say('ballot.points-up-to', { most })
            : desk.say('ballot.points-free')}
      </p>
      {question.options.map((option, at) => {
        const value = given.get(at) ?? 0
        const least = quadratic ? -Infinity : 0
        const step = (by: number) => {
          const next = value + by
          const possible = next >= least && (quadratic || next <= most) && left - price(value, by) >= 0
          return (
            <button
              type="button"
              class="step"
              part="button"
              aria-disabled={possible ? undefined : 'true'}
              onClick={() => possible && give(at, next)}
            >
              <span aria-hidden="true">{by < 0 ? '\u2212' : '+'}</span>
              <span class="unseen">
                {desk.say(
                  by < 0
                    ? quadratic
                      ? 'ballot.vote-fewer'
                      : 'ballot.point-fewer'
                    : quadratic
                      ? 'ballot.vote-more'
                      : 'ballot.point-more',
                  { option },
                )}
              </span>
            </button>
          )
        }
        return (
          <div class="given">
            <label for={id(at, 'given')}>
              <bdi>{option}</bdi>
            </label>
            <span class="given-row">
              {step(-1)}
              <input
                id={id(at, 'given')}
                type="number"
                inputMode="numeric"
                min={quadratic ? undefined : 0}
                max={quadratic ? undefined : most}
                step={1}
                value={value}
                onInput={event => {
                  const { valueAsNumber: wanted, validity } = event.currentTarget
                  // A minus alone, or half a point, the browser refuses when the ballot is sent; what is too much the
                  // ballot does. Nothing else but what the field shows may be cast.
                  if (validity.badInput || !Number.isInteger(wanted || 0)) return
                  give(at, Math.max(-BEYOND, Math.min(BEYOND, wanted || 0)))
                }}
              />
              {step(1)}
            </span>
            {quadratic ? (
              <span class="hint">{value !== 0 && desk.say('ballot.costs', { count: value * value })}</span>
            ) : (
              <Dots value={value} of={most} />
            )}
          </div>
        )
      })}
      <p class={left < 0 ? 'left fault' : 'left'} id={id(0, 'left')} role="status">
        {desk.say(quadratic ? 'ballot.credits-left' : 'ballot.points-left', {
          count: left,
          left: written(desk, left),
          all,
        })}
      </p>
    </fieldset>
  )
}

/** The number beside it, for the eye. */
function Dots({ value, of }: { value: number; of: number }) {
  if (of > DOTS_MOST) return null
  return (
    <svg class="dots" aria-hidden="true" viewBox={`0 0 ${of * 10} 10`} style={{ inlineSize: `${of * 0.8}em` }}>
      {Array.from({ length: of }, (_, at) => (
        <circle cx={at * 10 + 5} cy={5} r={3.6} class={at < value ? 'full' : ''} />
      ))}
    </svg>
  )
}

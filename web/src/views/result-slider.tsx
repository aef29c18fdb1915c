// A slider question: how many stand where, and in the middle.
import type { Question } from '../session-types'
import { useDesk } from './desk'
import { ballots } from './later'
import { Figures, Grid, Mine, numberOf, percentOf } from './result-pieces'
import { options, type Tally } from './result-winners'
import { exactNumber } from './words'

const SIDES = [
  ['oppose', 'tally.oppose'],
  ['neutral', 'tally.neutral'],
  ['support', 'tally.support'],
] as const

export function SliderResult({ question, tally }: { question: Question; tally: Tally }) {
  const desk = useDesk()
  const n = Number(tally.n) || 0
  const bins = options(tally.histogram)
  const least = ballots().presentation.maskBelow(desk, question)
  const mine = typeof question.my_choice === 'number' ? binOf(question.my_choice / 100, bins.length) : -1
  const mean = exactNumber(tally.mean as never) ?? 0
  const masked = n < least
  const bound = (at: number) => numberOf(desk, -100 + (200 * at) / bins.length, 0)
  return (
    <>
      <Grid
        caption={desk.say('tally.voters', { count: n })}
        head={[desk.say('tally.choice'), desk.say('tally.votes'), desk.say('tally.share')]}
        rows={SIDES.map(([key, label]) => [
          desk.say(label),
          numberOf(desk, Number(tally[key]) || 0),
          percentOf(desk, Number(tally[key]) || 0, n),
        ])}
      />
      {masked ? (
        <p class="hint">{desk.say('result.masked', { least })}</p>
      ) : (
        <>
          <Histogram bins={bins} least={least} mean={mean} mine={mine} />
          <p class="slider-ends" aria-hidden="true">
            <span>{desk.say('stance.0')}</span>
            <span>{desk.say('stance.6')}</span>
          </p>
          <p class="hint">
            {desk.say('result.histogram')}{' '}
            {bins.some(count => count > 0 && count < least) && desk.say('result.few-hatched', { least })}
          </p>
          <Figures
            caption={desk.say('result.histogram-table')}
            head={[desk.say('result.from-to'), desk.say('tally.votes')]}
            rows={bins.map((count, at) => [
              desk.say('result.bin', { from: bound(at), to: bound(at + 1) }),
              count > 0 && count < least ? desk.say('result.few', { least }) : numberOf(desk, count),
            ])}
          />
        </>
      )}
      {mine >= 0 && (
        <p>
          <Mine id={`${question.id}-mine-0`} />
        </p>
      )}
    </>
  )
}

interface HistogramProps {
  bins: readonly number[]
  /** Fewer people than these are drawn as some, not as how many. */
  least: number
  mean: number
  mine: number
}

/** The tables say it in words; this repeats it for the eye. */
function Histogram({ bins, least, mean, mine }: HistogramProps) {
  const most = Math.max(1, least, ...bins)
  const width = 100 / bins.length
  return (
    <svg class="histogram-bars" part="histogram" aria-hidden="true">
      {bins.map((count, at) => {
        const few = count > 0 && count < least
        const height = (100 * (few ? Math.max(1, least - 1) : count)) / most
        return count === 0 ? null : (
          <rect
            class={few ? 'few' : at === mine ? 'fill here' : 'fill'}
            x={`${at * width + width * 0.06}%`}
            width={`${width * 0.88}%`}
            y={`${100 - height}%`}
            height={`${height}%`}
          />
        )
      })}
      <rect class="limit" x="50%" width="1" height="100%" />
      <rect class="mean" x={`${50 + 50 * mean}%`} width="3" height="100%" />
    </svg>
  )
}

/** Bins are closed on the left, the last one on the right too (tally-format.md). */
function binOf(value: number, bins: number): number {
  return Math.max(0, Math.min(bins - 1, Math.floor(((value + 1) / 2) * bins)))
}

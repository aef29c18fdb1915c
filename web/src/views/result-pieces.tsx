// What the results are drawn with: bars, and behind each drawing its figures as a table.
import type { ComponentChildren } from 'preact'
import type { Exact, Question } from '../session-types'
import { useDesk, type Desk } from './desk'
import { exactNumber } from './words'

export interface Bar {
  /** Of the option. */
  at: number
  value: number
  /** The value in words; the number where there are none. */
  said?: string
  /** Chosen, or no longer in the running. */
  state?: 'chosen' | 'out'
  /** A lighter part at the end: what came from others. */
  gained?: number
}

interface BarsProps {
  question: Question
  bars: readonly Bar[]
  /** The length of a full bar; else that of the longest. */
  full?: number
  /** A line across all bars, with its words: a quota, a majority. */
  line?: { value: number; said: string }
  /** Options that the reader's own ballot counts for. */
  mine?: readonly number[]
}

/** One bar an option, from zero, to the left where it is below. */
export function Bars({ question, bars, full, line, mine = [] }: BarsProps) {
  const desk = useDesk()
  const low = Math.min(0, ...bars.map(bar => bar.value))
  const high = Math.max(full ?? 0, line?.value ?? 0, ...bars.map(bar => bar.value), low === 0 ? 1 : 0)
  const x = (value: number): number => (100 * (value - low)) / (high - low || 1)
  return (
    <>
      <ul class="bars" part="results">
        {bars.map(({ at, value, said, state, gained = 0 }) => (
          <li class={state ?? ''}>
            <span class="bar-name">
              {state === 'chosen' && <Tick />}
              <bdi>{question.options[at]}</bdi>
              {mine.includes(at) && <Mine id={`${question.id}-mine-${at}`} />}
            </span>
            <span class="bar-value">{said ?? numberOf(desk, value)}</span>
            <svg class="bar-line" aria-hidden="true">
              <rect class="ground" width="100%" height="100%" />
              <rect
                class="fill"
                x={`${x(Math.min(0, value))}%`}
                width={`${x(Math.abs(value) + low)}%`}
                height="100%"
              />
              {gained > 0 && (
                <rect class="gained" x={`${x(value - gained)}%`} width={`${x(gained + low)}%`} height="100%" />
              )}
              {line && <rect class="limit" x={`${x(line.value)}%`} width="2" height="100%" />}
            </svg>
          </li>
        ))}
      </ul>
      {line && <p class="hint">{line.said}</p>}
    </>
  )
}

/** Chosen; said in words for those who do not see it. */
function Tick() {
  const desk = useDesk()
  return (
    <>
      <svg class="tick" viewBox="0 0 12 12" aria-hidden="true">
        <path d="M2 6.5 5 9.5 10 3" />
      </svg>
      <span class="unseen">{desk.say('result.chosen')} </span>
    </>
  )
}

/** Where the reader's own ballot is counted; the receipt points here. */
export function Mine({ id }: { id: string }) {
  const desk = useDesk()
  return (
    <span class="mine-mark" id={id} part="my-vote-counted" tabIndex={-1}>
      {desk.say('result.mine')}
    </span>
  )
}

interface FiguresProps {
  caption: string
  /** Words of the disclosure, where there is more than one. */
  summary?: string
  head: readonly string[]
  rows: readonly (readonly ComponentChildren[])[]
}

/** The same as a table, behind a disclosure. */
export function Figures(props: FiguresProps) {
  const desk = useDesk()
  return (
    <details class="figures" part="figures">
      <summary>{props.summary ?? desk.say('result.figures')}</summary>
      <Grid {...props} />
    </details>
  )
}

export function Grid({ caption, head, rows }: FiguresProps) {
  return (
    <div class="scroll" role="region" aria-label={caption} tabIndex={0}>
      <table class="grid">
        <caption>{caption}</caption>
        <thead>
          <tr>{head.map(words => (words ? <th scope="col">{words}</th> : <td />))}</tr>
        </thead>
        <tbody>
          {rows.map(([name, ...cells]) => (
            <tr>
              <th scope="row">{name}</th>
              {cells.map(cell => (
                <td>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

export function numberOf(desk: Desk, value: number, digits = 2, signDisplay: 'auto' | 'always' = 'auto'): string {
  const format = new Intl.NumberFormat(desk.locale, { maximumFractionDigits: digits, signDisplay })
  // The sign that is set in type; locales write a hyphen.
  return format.format(value).replace('-', '\u2212')
}

export function percentOf(desk: Desk, part: number, whole: number): string {
  if (whole <= 0) return ''
  const percent = new Intl.NumberFormat(desk.locale, { style: 'percent', maximumFractionDigits: 1 })
  return percent.format(part / whole)
}

/** A whole number, "p/q" or a decimal as a number; 0 where there is none. */
export function valueOf(exact: Exact | undefined): number {
  return exactNumber(exact) ?? 0
}

export const nameOf = (question: Question, at: number): string => question.options[at] ?? ''

/** Marks around a name in a sentence: they keep its direction apart, and show where to set it in bold. */
const [NAME, END] = ['\u2068', '\u2069']

export function namesOf(desk: Desk, question: Question, list: readonly number[]): string {
  const names = list.map(at => `${NAME}${nameOf(question, at)}${END}`)
  return names.length > 1
    ? desk.say('result.and', { all: names.slice(0, -1).join(', '), last: names[names.length - 1] })
    : (names[0] ?? '')
}

/** A sentence, its names in bold. */
export function Sentence({ text }: { text: string }) {
  return (
    <>
      {text
        .split(NAME)
        .flatMap((piece, at) => (at === 0 ? [piece] : [<strong>{isolated(piece)}</strong>, piece.split(END)[1]]))}
    </>
  )
}

const isolated = (piece: string) => <bdi>{piece.split(END)[0]}</bdi>

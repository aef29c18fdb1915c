// A grade or a score for each: a table of radios, which in a narrow place stands as one list an option.
import { useEffect, useRef, useState } from 'preact/hooks'
import type { BallotProps } from './ballot'
import { givenOf, markedOf, pairsOf } from './ballot-choice'
import { useDesk } from './desk'
import { gradesOf, scaleOf, written } from './presentation'

/** More than these are typed as a number instead. */
const RADIOS_MOST = 11

export function GradeTable({ question, choice, pick, described }: BallotProps) {
  const desk = useDesk()
  const marked = markedOf(question, choice)
  const words = gradesOf(desk, question)
  // Best first, as one reads them.
  const columns = words.map((word, grade) => ({ value: grade, word })).reverse()
  return (
    <RadioTable
      id={question.id}
      legend={desk.say('ballot.grades')}
      options={question.options}
      columns={columns}
      none={desk.say('ballot.no-opinion')}
      given={at => marked[at] ?? null}
      give={(at, value) => pick(marked.map((grade, place) => (place === at ? value : grade)))}
      described={described}
    />
  )
}

export function ScoreTable({ question, choice, pick, described }: BallotProps) {
  const desk = useDesk()
  const given = givenOf(question, choice)
  const [least, most] = scaleOf(question) ?? [0, 0]
  const give = (at: number, value: number | null) => {
    const next = new Map(given)
    if (value === null) next.delete(at)
    else next.set(at, value)
    pick(pairsOf(next))
  }
  const legend = desk.say('ballot.scores', { least: written(desk, least), most: written(desk, most) })
  if (most - least < RADIOS_MOST)
    return (
      <RadioTable
        id={question.id}
        legend={legend}
        options={question.options}
        columns={Array.from({ length: most - least + 1 }, (_, at) => ({
          value: least + at,
          word: written(desk, least + at),
        }))}
        none={desk.say('ballot.no-opinion')}
        given={at => given.get(at) ?? null}
        give={give}
        described={described}
      />
    )
  return (
    <fieldset class="choices" aria-describedby={described}>
      <legend>{legend}</legend>
      <p class="hint">{desk.say('ballot.scores-empty')}</p>
      {question.options.map((option, at) => (
        <label class="given">
          <bdi>{option}</bdi>
          <input
            type="number"
            inputMode="numeric"
            min={least}
            max={most}
            step={1}
            value={given.get(at) ?? ''}
            onInput={event => {
              const { valueAsNumber: value } = event.currentTarget
              give(at, Number.isSafeInteger(value) ? value : null)
            }}
          />
        </label>
      ))}
    </fieldset>
  )
}

interface RadioTableProps {
  id: string
  legend: string
  options: readonly string[]
  columns: readonly { value: number; word: string }[]
  /** Words of the column that gives nothing. */
  none: string
  given(option: number): number | null
  give(option: number, value: number | null): void
  described: string
}

/** Roles are written out: a table that is laid out as blocks is none to a screen reader without them. */
function RadioTable({ id, legend, options, columns, none, given, give, described }: RadioTableProps) {
  const box = useRef<HTMLDivElement>(null)
  const narrow = useNarrow(box, 8 + 4.5 * columns.length)
  const all = [...columns, { value: null, word: none }]
  const head = (at: number) => `${id}-grade-${at}`
  const row = (at: number) => `${id}-option-${at}`
  return (
    <div ref={box} class={narrow ? 'graded narrow' : 'graded'}>
      <table role="table" aria-describedby={described}>
        <caption>{legend}</caption>
        <thead role="rowgroup">
          <tr role="row">
            <td role="cell" />
            {all.map(({ word }, at) => (
              <th role="columnheader" scope="col" id={head(at)}>
                {word}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {options.map((option, at) => (
            <tr role="row">
              <th role="rowheader" scope="row" id={row(at)}>
                <bdi>{option}</bdi>
              </th>
              {all.map(({ value, word }, place) => (
                <td role="cell">
                  <label class="choice">
                    <input
                      type="radio"
                      name={row(at)}
                      value={value ?? ''}
                      checked={given(at) === value}
                      aria-labelledby={`${row(at)} ${head(place)}`}
                      onChange={() => give(at, value)}
                    />
                    <span class="grade-word" aria-hidden="true">
                      {word}
                    </span>
                  </label>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** Whether less than `rem` is there for it; the widget may stand in any column of a page. */
function useNarrow(box: { current: HTMLElement | null }, rem: number): boolean {
  const [narrow, setNarrow] = useState(false)
  useEffect(() => {
    const element = box.current
    if (!element || typeof ResizeObserver === 'undefined') return
    const observer = new ResizeObserver(() => {
      const size = parseFloat(getComputedStyle(element).fontSize) || 16
      setNarrow(element.clientWidth < rem * size)
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [rem])
  return narrow
}

// Votes counted elsewhere (paper, a room, a former platform), beside the question and never added.
import type { Question } from '../session-types'
import { useDesk, type Desk } from './desk'
import { safeLink } from './words'

export function Imported({ question }: { question: Question }) {
  const desk = useDesk()
  return (
    <div class="columns-apart" part="imported-counts">
      {question.columns.map(column => (
        <div key={column.id}>
          <table>
            <caption>
              {desk.say('column.title')} <bdi>{column.column}</bdi>
            </caption>
            <thead class="unseen">
              <tr>
                <th scope="col">{desk.say('tally.choice')}</th>
                <th scope="col">{desk.say('tally.votes')}</th>
              </tr>
            </thead>
            <tbody>
              {figureRows(desk, question, column.figures).map(([label, figure]) => (
                <tr>
                  <th scope="row">
                    <bdi>{label}</bdi>
                  </th>
                  <td>{figure}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <p class="hint">
            {desk.say('column.apart')} <Origins source={column.source} counter={column.counter} />
          </p>
        </div>
      ))}
    </div>
  )
}

/** How `palabre import consultation` names where a vote was held. */
const PROPOSAL = /^opinion\/(\d+)$/

function Origins({ source, counter }: { source: string; counter: string }) {
  const desk = useDesk()
  const number = PROPOSAL.exec(source)?.[1]
  if (number && counter === source) return <span>{desk.say('column.consultation', { number })}</span>
  return (
    <>
      <Origin text={source} label={desk.say('column.source')} />{' '}
      <Origin text={counter} label={desk.say('column.counter')} />
    </>
  )
}

function Origin({ text, label }: { text: string; label: string }) {
  if (!text) return null
  const link = safeLink(text)
  return (
    <span>
      {label}{' '}
      {link ? (
        <a href={link} rel="nofollow ugc noopener noreferrer">
          <bdi>{text}</bdi>
        </a>
      ) : (
        <bdi>{text}</bdi>
      )}
    </span>
  )
}

/** Figures as people read them out: for, against, then the rest in the order given. */
function placeOf(key: string): number {
  const at = ['yes', 'for', 'no', 'against', 'mixed', 'abstain', 'blank'].indexOf(key)
  return at < 0 ? 99 : at
}

/** Any figures somebody counted: a list by option, or names with whole numbers. */
function figureRows(desk: Desk, question: Question, figures: unknown): [string, string][] {
  const whole = new Intl.NumberFormat(desk.locale)
  const shown = (value: unknown) =>
    typeof value === 'number' ? whole.format(value) : typeof value === 'string' ? value : JSON.stringify(value)
  if (Array.isArray(figures))
    return figures.map((value, at) => [question.options[at] ?? String(at + 1), shown(value)])
  if (typeof figures === 'object' && figures !== null) {
    return Object.entries(figures)
      .sort(([a], [b]) => placeOf(a) - placeOf(b))
      .map(([key, value]) => [
        desk.has(`figure.${key}`) ? desk.say(`figure.${key}`) : (question.options[Number(key)] ?? key),
        shown(value),
      ])
  }
  return [[desk.say('tally.votes'), shown(figures)]]
}

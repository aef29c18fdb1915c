// The result as figures beside words: table, quorum and majority in sentences, how it was counted.
import { useState } from 'preact/hooks'
import type { Question } from '../session-types'
import { useDesk, type Desk } from './desk'
import { Check } from './later'
import { CHOICES, phaseOf, ruleOf, type Phase } from './rules'
import { exactNumber, shareWord } from './words'

/** The result of a yes-no question. */
export function Tally({ question, phase }: { question: Question; phase: Phase }) {
  const desk = useDesk()
  const [open, setOpen] = useState(false)
  const { tally } = question
  if (!tally) return <p class="hint">{desk.say('tally.none')}</p>
  return (
    <div class="tally" part="tally">
      <Motion question={question} phase={phase} />
      <details class="how" part="how-counted" onToggle={event => setOpen(event.currentTarget.open)}>
        <summary>{desk.say('tally.how')}</summary>
        {open && <Check question={question} />}
      </details>
    </div>
  )
}

interface Row {
  label: preact.ComponentChildren
  votes: number
}

function Table({ caption, rows, of, head }: { caption: string; rows: Row[]; of: number; head: string }) {
  const desk = useDesk()
  const percent = new Intl.NumberFormat(desk.locale, { style: 'percent', maximumFractionDigits: 1 })
  const whole = new Intl.NumberFormat(desk.locale)
  const most = Math.max(1, ...rows.map(row => row.votes))
  return (
    <table part="results">
      <caption>{caption}</caption>
      <thead class="unseen">
        <tr>
          <th scope="col">{head}</th>
          <th scope="col">{desk.say('tally.votes')}</th>
          <th scope="col">{desk.say('tally.share')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(row => (
          <tr>
            <th scope="row">
              {row.label}
              <span class="bar" part="bar" aria-hidden="true">
                <span style={{ inlineSize: `${(100 * row.votes) / most}%` }} />
              </span>
            </th>
            <td>{whole.format(row.votes)}</td>
            <td>{of > 0 ? percent.format(row.votes / of) : ''}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Motion({ question, phase }: { question: Question; phase: Phase }) {
  const desk = useDesk()
  const { counts } = question
  const expressed = numberAt(question, 'expressed')
  return (
    <>
      {counts && question.voters > 0 && (
        <Table
          caption={desk.say('tally.voters', { count: question.voters })}
          head={desk.say('tally.choice')}
          of={expressed}
          rows={(['yes', 'no'] as const).map(key => ({
            label: (
              <>
                {desk.say(CHOICES[key])}
                {question.my_choice === key && (
                  <small id={`${question.id}-mine-0`} part="my-vote-counted" tabIndex={-1}>
                    {' '}
                    ({desk.say('result.mine')})
                  </small>
                )}
              </>
            ),
            votes: counts[key],
          }))}
        />
      )}
      {counts && counts.abstain + counts.blank > 0 && (
        <p class="hint">{desk.say('tally.apart', { abstain: counts.abstain, blank: counts.blank })}</p>
      )}
      {question.voters === 0 && <p class="hint">{desk.say('tally.nobody')}</p>}
      {motionSentences(desk, question, phase).map(sentence => (
        <p part="outcome">{sentence}</p>
      ))}
    </>
  )
}

/** Quorum, majority, outcome: each in a sentence of its own. */
export function motionSentences(desk: Desk, question: Question, phase: Phase): string[] {
  const rule = ruleOf(question)
  const tally = question.tally ?? {}
  const said: string[] = []
  if (rule.quorum) {
    const need = tally.quorum_need
    said.push(
      typeof need === 'number'
        ? desk.say(tally.quorum_met === true ? 'tally.quorum-met' : 'tally.quorum-unmet', {
            share: share(desk, rule.quorum.share),
            need,
            voters: question.voters,
            missing: Math.max(0, need - question.voters),
            closed: String(phase === 'closed'),
          })
        : desk.say('tally.quorum-unknown', { share: share(desk, rule.quorum.share) }),
    )
  }
  const needed = tally.yes_needed
  if (typeof needed === 'number' && question.voters > 0) {
    said.push(
      desk.say(rule.majority.strict ? 'tally.majority-strict' : 'tally.majority', {
        share: share(desk, rule.majority.share),
        of: desk.say(`tally.of.${rule.majority.of}`),
        need: needed,
      }),
    )
  }
  if (tally.tie === true) said.push(desk.say(tally.casting_vote_used === true ? 'tally.tie-cast' : 'tally.tie'))
  if (question.voters > 0) {
    const outcome = typeof tally.outcome === 'string' ? tally.outcome : 'rejected'
    said.push(
      desk.say(phase === 'closed' && question.sealed === 0 ? `tally.final.${outcome}` : `tally.now.${outcome}`),
    )
  }
  return said
}

function share(desk: Desk, text: string): string {
  const key = shareWord(text)
  if (key) return desk.say(key)
  return new Intl.NumberFormat(desk.locale, { style: 'percent', maximumFractionDigits: 2 }).format(
    exactNumber(text) ?? 0,
  )
}

function numberAt(question: Question, key: string): number {
  const value = question.tally?.[key]
  return typeof value === 'number' ? value : 0
}

/** One line for a badge elsewhere in the page. */
export function tallyLine(desk: Desk, question: Question): string {
  const phase = phaseOf(question, Date.now())
  if (question.voters === 0) return desk.say('tally.nobody')
  if (question.method === 'yes-no' && question.counts) {
    const said = motionSentences(desk, question, phase)
    return `${desk.say('tally.line', { yes: question.counts.yes, no: question.counts.no })} ${said[said.length - 1] ?? ''}`.trim()
  }
  return desk.say('tally.voters', { count: question.voters })
}

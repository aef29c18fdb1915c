// The same ballots under every other rule that they admit: who would win, and whether that changes.
import { useState } from 'preact/hooks'
import type { Question } from '../session-types'
import { useDesk } from './desk'
import { Grid, namesOf } from './result-pieces'
import { useTallies } from './result-source'
import { choosesSeveral, outcomeOf, type Outcome, type Tally } from './result-winners'

export function OtherRules({ question, tally }: { question: Question; tally: Tally }) {
  const desk = useDesk()
  const [open, setOpen] = useState(false)
  return (
    <details class="how" part="other-rules" onToggle={event => setOpen(event.currentTarget.open)}>
      <summary>{desk.say('rules.title')}</summary>
      {open && <Others question={question} tally={tally} />}
    </details>
  )
}

function Others({ question, tally }: { question: Question; tally: Tally }) {
  const desk = useDesk()
  const { tallies, fault } = useTallies(question, 'all')
  if (fault !== null) return <p class="hint">{fault}</p>
  if (!tallies)
    return (
      <p class="hint" role="status">
        {desk.say('result.counting')}
      </p>
    )
  const own = outcomeOf(question.method, tally)
  const rules = Object.keys(tallies).filter(rule => rule !== question.method)
  if (rules.length === 0) return <p class="hint">{desk.say('rules.none')}</p>
  const several = choosesSeveral(question.method, tally)
  const rows = rules.map(rule => ({
    rule,
    outcome: outcomeOf(rule, tallies[rule]!),
    alike: choosesSeveral(rule, tallies[rule]!) === several,
  }))
  // Who fills one place cannot be compared with who fill three.
  const compared = rows.filter(({ alike }) => alike)
  const changed = compared.filter(({ outcome }) => !isSame(own, outcome))
  const verdict = ({ outcome, alike }: (typeof rows)[number]) =>
    !alike ? (
      desk.say('rules.one')
    ) : isSame(own, outcome) ? (
      desk.say('rules.same')
    ) : (
      <strong>{desk.say('rules.other')}</strong>
    )
  const said = (outcome: Outcome) =>
    outcome.chosen.length
      ? namesOf(desk, question, outcome.chosen)
      : outcome.tied.length
        ? desk.say('rules.tie', { names: namesOf(desk, question, outcome.tied) })
        : desk.say('rules.nobody')
  return (
    <>
      {compared.length > 0 && <p>{desk.say('rules.said', { changed: changed.length, all: compared.length })}</p>}
      <Grid
        caption={desk.say('rules.title')}
        head={[desk.say('result.rule'), desk.say('result.chosen-there'), '']}
        rows={rows.map(row => [desk.say(`rule.${row.rule}`), said(row.outcome), verdict(row)])}
      />
    </>
  )
}

function isSame(a: Outcome, b: Outcome): boolean {
  const key = ({ chosen, tied }: Outcome): string => [chosen, tied].map(list => [...list].sort().join()).join(';')
  return key(a) === key(b)
}

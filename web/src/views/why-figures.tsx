// The figures behind "why", as calm tables, worked out when a reader opens them.
import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import type { Claim } from '../session-types'
import type { Studies, Turning, Why } from '../study-types'
import { useDesk, type Desk } from './desk'
import { Jump, shortClaim } from './jump'
import { SEMANTICS } from './suppose-words'
import { points } from './supposing'
import { strengthWord, thesisWord } from './words'

/** Thousandths of the middle, where a claim is neither weak nor strong. */
const MIDDLE = 500

export function WhyFigures({ why, study }: { why: Why; study: Studies }) {
  const desk = useDesk()
  const [open, setOpen] = useState(false)
  return (
    <details
      class="why-figures"
      part="figures"
      onToggle={event => {
        desk.grow()
        setOpen(event.currentTarget.open)
      }}
    >
      <summary>{desk.say('why.figures')}</summary>
      {open && <Tables why={why} study={study} />}
    </details>
  )
}

function Tables({ why, study }: { why: Why; study: Studies }) {
  const desk = useDesk()
  desk.session.revision.value
  const { id } = why
  const word = id === '~' ? thesisWord : strengthWord
  const turn = study.ask({ q: 'turn', id, level: MIDDLE })
  const number = (value: number) => points(desk, value, 1)
  return (
    <>
      <p class="hint">{desk.say('why.scale')}</p>
      <Table
        caption={desk.say('why.figures.itself')}
        rows={[
          [desk.say('why.figures.base'), number(why.base)],
          [desk.say('why.figures.strength'), number(why.strength)],
          [
            desk.say('why.figures.band'),
            why.band.length === 2
              ? desk.say('why.figures.from-to', { low: number(why.band[0]), high: number(why.band[1]) })
              : '\u2013',
          ],
          [desk.say('why.figures.saturated'), desk.say(why.saturated ? 'why.figures.yes' : 'why.figures.no')],
        ]}
      />
      <Table
        caption={desk.say('why.figures.spread')}
        rows={SEMANTICS.map(one => [
          <>
            {desk.say(`suppose.by.${one}`)} <small class="hint">{desk.say(`suppose.named.${one}`)}</small>
          </>,
          <>
            {desk.say(word(why.spread[one]))} <span class="number">{number(why.spread[one])}</span>
          </>,
        ])}
      />
      {why.moves.length > 0 && (
        <Table
          caption={desk.say('why.figures.moves')}
          head={[desk.say('why.figures.argument'), desk.say('why.figures.removal'), desk.say('why.figures.gradient')]}
          rows={why.moves.map(move => [
            claimLink(desk, move.id),
            points(desk, move.removal, 1, true),
            points(desk, move.gradient / 100, 3, true),
          ])}
        />
      )}
      <Turns caption={desk.say('why.figures.alone')} turns={turn.alone} />
      {turn.alone.length === 0 && <p class="hint">{desk.say('why.figures.none-alone')}</p>}
      <Turns caption={desk.say('why.figures.together')} turns={turn.together} />
      {turn.together.length === 0 && <p class="hint">{desk.say('why.figures.none-together')}</p>}
      {turn.moved > turn.together.length && (
        <p class="hint">{desk.say('suppose.others', { count: turn.moved - turn.together.length })}</p>
      )}
    </>
  )
}

function Turns({ caption, turns }: { caption: string; turns: readonly Turning[] }) {
  const desk = useDesk()
  if (turns.length === 0) return null
  return (
    <Table
      caption={caption}
      head={[desk.say('why.figures.argument'), desk.say('why.figures.now'), desk.say('why.figures.to')]}
      rows={turns.map(({ id, base, to }) => [claimLink(desk, id), points(desk, base, 1), points(desk, to, 1)])}
    />
  )
}

/** Null where there is none (any more). */
export function textOf(desk: Desk, id: string): string | null {
  try {
    return desk.session.ask<Claim>({ q: 'claim', id }).text
  } catch {
    return null
  }
}

function claimLink(desk: Desk, id: string): ComponentChildren {
  return <Jump id={id}>{shortClaim(textOf(desk, id))}</Jump>
}

interface TableProps {
  caption: string
  head?: readonly string[]
  rows: readonly (readonly ComponentChildren[])[]
}

function Table({ caption, head, rows }: TableProps) {
  return (
    <table>
      <caption>{caption}</caption>
      {head && (
        <thead>
          <tr>
            {head.map(one => (
              <th scope="col">{one}</th>
            ))}
          </tr>
        </thead>
      )}
      <tbody>
        {rows.map(([first, ...rest]) => (
          <tr>
            <th scope="row">{first}</th>
            {rest.map(one => (
              <td>{one}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

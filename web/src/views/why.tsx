// Why a claim, or the thesis, is as strong as it is: said in sentences, each part with its link.
import type { Claim, Why as Answer } from '../session-types'
import { useDesk } from './desk'
import { Jump, shortClaim } from './jump'
import { Gauge, Panel } from './pieces'
import { strengthWord } from './words'

/** Moves below this are not worth a reader's line. */
const WORTH_SAYING = 0.005
const LINES_MOST = 6

export function Why({ id }: { id: string }) {
  const desk = useDesk()
  desk.session.revision.value
  const why = desk.session.ask<Answer>({ q: 'why', id })
  const word = strengthWord(why.strength)
  const now = desk.say(id === '~' ? `thesis.${word}` : word)
  const moves = why.moves.filter(move => Math.abs(move.removal) >= WORTH_SAYING).slice(0, LINES_MOST)
  const raises = moves.filter(move => move.removal > 0)
  const lowers = moves.filter(move => move.removal < 0)
  return (
    <Panel label={desk.say('why.title')}>
      <div class="why">
        <p class="strength">
          <Gauge value={why.strength} /> {desk.say('why.now', { strength: now })}
        </p>
        {id !== '~' && (
          <p>
            {why.judged > 0
              ? desk.say('why.base', { count: why.judged, strength: desk.say(strengthWord(why.base)) })
              : desk.say('why.no-base')}
          </p>
        )}
        <p>{desk.say(balance(why))}</p>
        {raises.length > 0 && <Moves title={desk.say('why.raises')} moves={raises} />}
        {lowers.length > 0 && <Moves title={desk.say('why.lowers')} moves={lowers} />}
        {why.saturated && <p class="hint">{desk.say('why.saturated')}</p>}
        {why.judgement && Math.abs(why.judgement.change) >= WORTH_SAYING && <Judgement judgement={why.judgement} />}
        <p class="hint">{desk.say('why.how')}</p>
      </div>
    </Panel>
  )
}

function balance(why: Answer): string {
  const { pro_force: pro, con_force: con } = why
  if (pro < WORTH_SAYING && con < WORTH_SAYING) return 'why.nothing'
  if (Math.abs(pro - con) < 0.05) return 'why.even'
  return pro > con ? 'why.pros-win' : 'why.cons-win'
}

function Moves({ title, moves }: { title: string; moves: Answer['moves'] }) {
  return (
    <>
      <p class="why-title">{title}</p>
      <ul role="list" class="moves">
        {moves.map(move => (
          <li key={move.id}>
            <Jump id={move.id}>{shortClaim(move.text)}</Jump> <Amount change={Math.abs(move.removal)} />
          </li>
        ))}
      </ul>
    </>
  )
}

function Amount({ change }: { change: number }) {
  const desk = useDesk()
  return <span class="hint">{desk.say(change < 0.03 ? 'why.little' : change < 0.12 ? 'why.some' : 'why.much')}</span>
}

function Judgement({ judgement }: { judgement: NonNullable<Answer['judgement']> }) {
  const desk = useDesk()
  return (
    <p>
      {desk.say(judgement.change > 0 ? 'why.judgement.up' : 'why.judgement.down', {
        value: desk.say(`impact.${judgement.value}`),
      })}{' '}
      <Jump id={judgement.id}>{shortClaim(desk.session.ask<Claim>({ q: 'claim', id: judgement.id }).text)}</Jump>
    </p>
  )
}

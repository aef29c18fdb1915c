// Why a claim, or the thesis, is as strong as it is: said in sentences, each part with its link.
import { useEffect, useState } from 'preact/hooks'
import type { Claim } from '../session-types'
import type { Studies, Why as Answer } from '../study-types'
import { useDesk, type Desk } from './desk'
import { Jump, shortClaim } from './jump'
import { Fault, Gauge, Panel } from './pieces'
import { strengthWord, thesisWord } from './words'

/** Moves below this are not worth a reader's line. */
const WORTH_SAYING = 0.005
const LINES_MOST = 6

export function Why({ id }: { id: string }) {
  const desk = useDesk()
  const [study, setStudy] = useState<Studies | null>(null)
  const [fault, setFault] = useState<string | null>(null)
  useEffect(() => {
    desk.session.study().then(
      study => setStudy(study),
      async error => setFault(await desk.explain(error)),
    )
  }, [])
  return (
    <Panel label={desk.say('why.title')}>
      {study ? (
        <Reasons id={id} study={study} />
      ) : (
        fault === null && (
          <p class="hint" role="status">
            {desk.say('later.coming')}
          </p>
        )
      )}
      <Fault id={`why-${id}`} text={fault} />
    </Panel>
  )
}

function Reasons({ id, study }: { id: string; study: Studies }) {
  const desk = useDesk()
  desk.session.revision.value
  const why = study.ask({ q: 'why', id })
  const now = desk.say((id === '~' ? thesisWord : strengthWord)(why.strength))
  const moves = why.moves.filter(move => Math.abs(move.removal) >= WORTH_SAYING).slice(0, LINES_MOST)
  const raises = moves.filter(move => move.removal > 0)
  const lowers = moves.filter(move => move.removal < 0)
  return (
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
  )
}

function balance(why: Answer): string {
  const { pro_force: pro, con_force: con } = why
  if (pro < WORTH_SAYING && con < WORTH_SAYING) return 'why.nothing'
  if (Math.abs(pro - con) < 0.05) return 'why.even'
  return pro > con ? 'why.pros-win' : 'why.cons-win'
}

function Moves({ title, moves }: { title: string; moves: Answer['moves'] }) {
  const desk = useDesk()
  return (
    <>
      <p class="why-title">{title}</p>
      <ul role="list" class="moves">
        {moves.map(move => (
          <li key={move.id}>
            <Jump id={move.id}>{shortClaim(textOf(desk, move.id))}</Jump> <Amount change={Math.abs(move.removal)} />
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
      <Jump id={judgement.id}>{shortClaim(textOf(desk, judgement.id))}</Jump>
    </p>
  )
}

function textOf(desk: Desk, id: string): string | null {
  return desk.session.ask<Claim>({ q: 'claim', id }).text
}

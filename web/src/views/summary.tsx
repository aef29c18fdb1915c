// The debate on half a page: how it stands, the strongest on each side, what is most discussed.
import { useState } from 'preact/hooks'
import type { Claim, Stance, Thesis } from '../session-types'
import { Heading } from './claim'
import { useDesk } from './desk'
import { afterDrawing, focusById } from './focus'
import { Facts, Gauge } from './pieces'
import { Jump, shortClaim } from './jump'
import { later, OthersChange } from './later'
import { strengthWord } from './words'

const EACH_SIDE = 3

const Needed = later('study', study => study.Needed)

export function Summary({ thesis, level }: { thesis: Thesis; level: number }) {
  const desk = useDesk()
  desk.session.revision.value
  const best = (stance: Stance) =>
    desk.session.ask<{ claims: Claim[] }>({
      q: 'children',
      of: '~',
      sort: desk.settings.weighing.value ? 'strongest' : 'debated',
      stance,
      count: EACH_SIDE,
    }).claims
  return (
    <div class="summary" part="summary">
      <p>
        {desk.say('summary.counts', {
          claims: thesis.claims,
          persons: thesis.persons,
          judgements: thesis.judgements,
        })}
      </p>
      <OthersChange thesis={thesis} />
      <div class="two">
        <Side stance="pro" title={desk.say('summary.pro')} claims={best('pro')} level={level} />
        <Side stance="con" title={desk.say('summary.con')} claims={best('con')} level={level} />
      </div>
      {thesis.claims > 0 && desk.settings.weighing.value && desk.may('impact') && <AskNeeded level={level} />}
    </div>
  )
}

/** What the reader's judgement would move most: looked for when asked. */
function AskNeeded({ level }: { level: number }) {
  const desk = useDesk()
  const [asked, ask] = useState(desk.session.studied !== null)
  return (
    <div class="needed" part="needed">
      {asked ? (
        <>
          <Heading level={level} id="needed" class="column-title">
            {desk.say('needed.title')}
          </Heading>
          <Needed />
        </>
      ) : (
        <button
          type="button"
          part="button show-needed"
          onClick={() => {
            ask(true)
            afterDrawing(() => focusById(desk.stage.root, 'needed'))
          }}
        >
          {desk.say('needed.ask')}
        </button>
      )}
    </div>
  )
}

function Side({ stance, title, claims, level }: { stance: Stance; title: string; claims: Claim[]; level: number }) {
  const desk = useDesk()
  return (
    <div role="group" class={`column ${stance}`} aria-labelledby={`summary-${stance}`}>
      <Heading level={level} id={`summary-${stance}`} class="column-title">
        {title}
      </Heading>
      {claims.length === 0 && <p class="hint">{desk.say(`list.none.${stance}`)}</p>}
      <ol role="list">
        {claims.map(claim => (
          <li key={claim.id}>
            <Jump id={claim.id}>{shortClaim(claim.text)}</Jump>
            <Facts>
              {desk.settings.weighing.value && claim.judged + claim.pros + claim.cons > 0 && (
                <span class="fact strength">
                  <Gauge value={claim.strength} />
                  {desk.say(strengthWord(claim.strength))}
                </span>
              )}
              {claim.below > 0 && <span class="fact">{desk.say('claim.below', { count: claim.below })}</span>}
            </Facts>
          </li>
        ))}
      </ol>
    </div>
  )
}

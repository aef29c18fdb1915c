// Beside the map: the chosen claim whole, the way to it, what answers it, and what can be done with it. This is the map
// for whoever does not see it; both choose the same claim.
import { useState } from 'preact/hooks'
import type { ArgumentMap } from '../map/argument-map'
import type { Row } from '../map/calls'
import { answersOf, claimAt, signOf, thesisText } from '../map/wording'
import { ClaimFacts, ClaimText, Heading, Offers } from './claim'
import { ClaimPanel } from './claim-panels'
import { useDesk } from './desk'
import { headingId } from './focus'
import { shortClaim } from './jump'
import { Composer, ReceiptAt } from './later'
import { Suppose } from './map-suppose'
import { Facts, Gauge } from './pieces'
import { strengthWord, thesisWord } from './words'

/** Answers listed at first. */
const LISTED = 8
/** Of a long way, the thesis and the last steps. */
const STEPS_MOST = 4
const HIGHLIGHTED_MOST = 6

export function Chosen({ map, level }: { map: ArgumentMap; level: number }) {
  const desk = useDesk()
  map.moved.value
  const row = map.row.value
  return (
    <section class="map-chosen" part="map-chosen" aria-label={desk.say('map.chosen')}>
      <Highlighted map={map} />
      <Way map={map} row={row} />
      {row === 0 ? <ThesisHere map={map} level={level} /> : <ClaimHere key={row} map={map} row={row} level={level} />}
      <Answers key={`a${row}`} map={map} row={row} level={level} />
    </section>
  )
}

function ThesisHere({ map, level }: { map: ArgumentMap; level: number }) {
  const desk = useDesk()
  const { claims, lang } = desk.thesis()
  const text = thesisText(desk)
  const strength = map.values(0)?.strength ?? 0.5
  return (
    <div class="map-claim">
      <Heading level={level} id={headingId('~map')} class="words map-thesis" part="claim-text">
        <bdi lang={lang ?? undefined}>{text}</bdi>
      </Heading>
      <Facts>
        <span class="fact strength" part="strength">
          <Gauge value={strength} />
          {desk.say(thesisWord(strength))}
        </span>
        <span class="fact">{desk.say('thesis.claims', { count: claims })}</span>
      </Facts>
      {desk.may('claim') && (
        <div class="acts" part="actions">
          {(['pro', 'con'] as const).map(side => (
            <button
              type="button"
              class={`add ${side}`}
              part={`button add-${side}`}
              onClick={() => desk.compose('~', side)}
            >
              {desk.say(`answer.add.${side}`)}
            </button>
          ))}
        </div>
      )}
      {desk.panel('~').value === 'answer' && (
        <Composer key={desk.answerAs.get('~') ?? ''} parent="~" text={text} lang={lang ?? undefined} />
      )}
    </div>
  )
}

function ClaimHere({ map, row, level }: { map: ArgumentMap; row: Row; level: number }) {
  const desk = useDesk()
  desk.session.revision.value
  const claim = claimAt(desk, map.rows, row)
  const { id } = claim
  return (
    <article
      class={`map-claim claim ${claim.stance} ${claim.status}`}
      part={`claim claim-${claim.stance}`}
      aria-labelledby={headingId(id)}
      onKeyDown={event => desk.leave(id, event)}
    >
      <ClaimText claim={claim} level={level - desk.settings.headingLevel.value} />
      <ClaimFacts claim={claim} asks />
      <div class="acts" part="actions">
        <Offers claim={claim} />
        <button
          type="button"
          class="quiet"
          part="action action-thread"
          onClick={() => {
            desk.show('thread')
            desk.reveal(id)
          }}
        >
          {desk.say('map.in-thread')}
        </button>
      </div>
      <ReceiptAt id={id} />
      <ClaimPanel claim={claim} />
      {claim.status === 'shown' && <Suppose map={map} row={row} />}
    </article>
  )
}

/** From the thesis down to what the chosen claim answers. */
function Way({ map, row }: { map: ArgumentMap; row: Row }) {
  const desk = useDesk()
  if (row === 0) return null
  const way: Row[] = []
  for (let at = map.rows.parent[row]!; at !== 0; at = map.rows.parent[at]!) way.unshift(at)
  const cut = way.length >= STEPS_MOST
  const steps = [0, ...(cut ? way.slice(1 - STEPS_MOST) : way)]
  return (
    <nav aria-label={desk.say('focus.path')} part="path">
      <ol role="list" class="map-path">
        {steps.map((step, at) => (
          <li key={step}>
            {at === 1 && cut && <span aria-hidden="true">{'\u2026 '}</span>}
            <Pick map={map} row={step} />
          </li>
        ))}
      </ol>
    </nav>
  )
}

/** A claim by its first words; chooses it, here and on the map. */
function Pick({ map, row }: { map: ArgumentMap; row: Row }) {
  const desk = useDesk()
  const claim = row === 0 ? null : claimAt(desk, map.rows, row)
  const lang = claim ? claim.lang : (desk.thesis().lang ?? undefined)
  const text = claim ? (claim.text ?? desk.say(`status.${claim.status}`)) : thesisText(desk)
  return (
    <button
      type="button"
      class="quiet map-pick"
      part="action action-choose"
      lang={lang}
      onClick={() => map.pick(row)}
    >
      {claim && (
        <span class={`side ${claim.stance}`}>
          <span aria-hidden="true">{signOf(claim.stance)} </span>
          <span class="unseen">
            {desk.say(`stance-name.${claim.stance}`)}
            {desk.say('about', { text: '' })}
          </span>
        </span>
      )}
      {shortClaim(text)}
    </button>
  )
}

function Answers({ map, row, level }: { map: ArgumentMap; row: Row; level: number }) {
  const desk = useDesk()
  const [most, setMost] = useState(LISTED)
  const { pros, cons } = row === 0 ? desk.thesis() : claimAt(desk, map.rows, row)
  const rows = answersOf(map.calls, row, most)
  const left = pros + cons - rows.length
  if (rows.length === 0) return null
  return (
    <div class="map-answers">
      <Heading level={level + 1} class="small-title">
        {desk.say('map.answers', { count: pros + cons })}
      </Heading>
      <ol role="list" part="map-answers">
        {rows.map(one => (
          <li key={one}>
            <Pick map={map} row={one} /> <Strength map={map} row={one} />
          </li>
        ))}
      </ol>
      {left > 0 && rows.length === most && (
        <button type="button" class="quiet" part="button show-more" onClick={() => setMost(most + 3 * LISTED)}>
          {desk.say('list.more', { count: Math.min(3 * LISTED, left), left })}
        </button>
      )}
    </div>
  )
}

function Strength({ map, row }: { map: ArgumentMap; row: Row }) {
  const desk = useDesk()
  const values = map.values(row)
  const { judged, pros, cons } = claimAt(desk, map.rows, row)
  if (!values || judged + pros + cons === 0) return null
  return (
    <span class="hint map-strength">
      <Gauge value={values.strength} />
      {desk.say(strengthWord(values.strength))}
    </span>
  )
}

/** What stands out on the map, by name. */
function Highlighted({ map }: { map: ArgumentMap }) {
  const desk = useDesk()
  const which = map.highlight.value
  if (which === 'none') return null
  const rows = map.calls.rows('highlighted', HIGHLIGHTED_MOST)
  return (
    <div class="map-highlighted" part="map-highlighted">
      <p class="small-title">{desk.say(`map.highlighted.${which}`, { count: rows.length })}</p>
      <ol role="list">
        {rows.map(row => (
          <li key={row}>
            <Pick map={map} row={row} />
          </li>
        ))}
      </ol>
    </div>
  )
}

// One claim: what is said, how strong it is in words, what a reader can do with it, what answers it.
import type { Claim, ClaimId } from '../session-types'
import { Branch } from './branch'
import { ClaimPanel, isAt, type Placed } from './claim-panels'
import { useDesk, type Desk, type Panel } from './desk'
import { fieldId, headingId } from './focus'
import { intentOf, ReceiptAt, Supposed } from './later'
import { About, Facts, Gauge, Origin, Sources } from './pieces'
import { layText, strengthWord, weightWord } from './words'

/** How much of a long claim stands open: longer ones end in "read on". */
const LONG = 900

interface ClaimProps {
  claim: Claim
  /** Levels below the thesis or the claim in focus, from 1. */
  level: number
  /** Without its answers, while the box must not grow. */
  folded?: boolean
}

export function ClaimItem({ claim, level, folded }: ClaimProps) {
  const desk = useDesk()
  const id = claim.id
  const open = desk.isOpen(id)
  const prepared = desk.prepared(id)
  const answers = claim.pros + claim.cons
  const side = claim.stance
  const show = !folded && (open.value || (prepared.value && answers > 0))
  return (
    <article
      class={`claim ${side} ${claim.status}`}
      part={`claim claim-${side}`}
      aria-labelledby={headingId(id)}
      onKeyDown={event => desk.leave(id, event)}
    >
      <ClaimText claim={claim} level={level} />
      <ClaimFacts claim={claim} asks />
      <Supposed claim={claim} />
      <ClaimActs claim={claim} folded={folded} />
      <ReceiptAt id={id} />
      <ClaimPanel claim={claim} />
      {show && (
        <div
          class="below"
          {...{ hidden: open.value ? undefined : 'until-found', onbeforematch: () => desk.setOpen(id, true) }}
        >
          <Branch of={id} level={level + 1} stance={null} words={claim.text ?? ''} />
        </div>
      )}
    </article>
  )
}

/** The text with the side it takes, as a heading that a screen reader can list. */
export function ClaimText({ claim, level, printed }: { claim: Claim; level: number; printed?: boolean }) {
  const desk = useDesk()
  const text = claim.text
  const veiled = text === null || claim.status === 'hidden' || claim.status === 'withdrawn'
  const laid = layText(veiled ? '' : text)
  const long = !printed && !veiled && text.length > LONG
  const lang = claim.lang
  const side = desk.say(`stance-name.${claim.stance}`)
  const depth = desk.settings.headingLevel.value + level
  return (
    <div class="said">
      <Heading level={depth} id={printed ? undefined : headingId(claim.id)} class="words" part="claim-text">
        <span class={`side ${claim.stance}`} part={`stance stance-${claim.stance}`}>
          {side}
          <span class="unseen">
            {depth > 6 && ` (${desk.say('claim.level', { level })})`}
            {desk.say('about', { text: '' })}
          </span>
        </span>{' '}
        {veiled ? <em class="gone">{desk.say(`status.${claim.status}`)}</em> : <bdi lang={lang}>{laid.heading}</bdi>}
      </Heading>
      {laid.rest && !long && (
        <bdi class="rest" lang={lang}>
          {laid.rest}
        </bdi>
      )}
      {!long &&
        laid.more.map(paragraph => (
          <p class="paragraph" dir="auto" lang={lang}>
            {paragraph}
          </p>
        ))}
      {long && <ReadOn rest={laid.rest} paragraphs={laid.more} lang={lang} id={claim.id} />}
      {veiled && <Veiled claim={claim} />}
      {!veiled && <Sources sources={claim.sources} />}
    </div>
  )
}

function ReadOn({ rest, paragraphs, lang, id }: { rest: string; paragraphs: string[]; lang?: string; id: ClaimId }) {
  const desk = useDesk()
  const open = desk.isRead(id)
  const field = fieldId(id, 'text')
  return (
    <>
      {!open.value && (
        <span class="rest" aria-hidden="true">
          {' '}
          {'\u2026'}
        </span>
      )}
      <div
        id={field}
        class="rest-of"
        {...{
          hidden: open.value ? undefined : 'until-found',
          onbeforematch: () => {
            open.value = true
          },
        }}
      >
        {rest.trim() && (
          <p class="paragraph" dir="auto" lang={lang}>
            {rest.trim()}
          </p>
        )}
        {paragraphs.map(one => (
          <p class="paragraph" dir="auto" lang={lang}>
            {one}
          </p>
        ))}
      </div>
      <p class="read-on">
        <button
          type="button"
          class="quiet"
          aria-expanded={open.value}
          aria-controls={field}
          onClick={() => {
            desk.grow()
            open.value = !open.value
          }}
        >
          {desk.say(open.value ? 'claim.read-less' : 'claim.read-on')}
        </button>
      </p>
    </>
  )
}

/** A heading of the level that the outline has; beyond six the depth is said in words. */
export function Heading({
  level,
  children,
  ...rest
}: {
  level: number
  children: preact.ComponentChildren
  id?: string
  class?: string
  part?: string
}) {
  const Tag = `h${Math.min(6, Math.max(1, level))}` as 'h2'
  return (
    <Tag tabIndex={-1} {...rest}>
      {children}
    </Tag>
  )
}

/** Why a claim is not shown, and the way to read it all the same. */
function Veiled({ claim }: { claim: Claim }) {
  const desk = useDesk()
  return (
    <div class="state" part="state">
      {claim.hidden_reason && (
        <p>
          <bdi>{desk.say('claim.reason', { reason: claim.hidden_reason })}</bdi>
        </p>
      )}
      {claim.text !== null && (
        <details>
          <summary>{desk.say('claim.veiled')}</summary>
          {claim.text.split(/\n+/).map(one => (
            <p class="paragraph" dir="auto" lang={claim.lang}>
              {one}
            </p>
          ))}
        </details>
      )}
    </div>
  )
}

/** Strength, weight, judgements, author: one quiet line. `asks`: with the way to ask why. */
export function ClaimFacts({ claim, asks = false }: { claim: Claim; asks?: boolean }) {
  const desk = useDesk()
  const weighs = desk.settings.weighing.value && claim.status === 'shown'
  const judged = claim.judged > 0 || claim.pros + claim.cons > 0
  const supposing = asks && desk.supposing.value
  return (
    <Facts>
      {weighs && !supposing && (
        <span class="fact strength" part="strength">
          {judged && <Gauge value={claim.strength} />}
          {desk.say(judged ? strengthWord(claim.strength) : 'strength.none')}
        </span>
      )}
      {weighs && judged && !supposing && (
        <span class="fact" part="weight">
          {desk.say(weightWord(claim.weight))}
        </span>
      )}
      {claim.judged > 0 && (
        <span class="fact" part="judged">
          {desk.say('claim.judged', { count: claim.judged })}
        </span>
      )}
      {weighs && judged && asks && (
        <Toggle
          id={claim.id}
          place={claim.parent}
          panel="why"
          about={aboutClaim(desk, claim)}
          label={desk.say('claim.why')}
        />
      )}
      <Origin of={claim} />
      {claim.edited && <span class="fact">{desk.say(`claim.edited.${claim.edited}`)}</span>}
      {claim.gone && <span class="fact">{desk.say('claim.gone')}</span>}
      {claim.status === 'pending' && <span class="fact">{desk.say('status.pending')}</span>}
      {claim.places.length > 1 && (
        <span class="fact">{desk.say('claim.places', { count: claim.places.length })}</span>
      )}
      {Object.keys(claim.tags).map(tag => (
        <span class="fact tag" part="tag">
          <bdi>{tag}</bdi>
        </span>
      ))}
      {claim.flags > 0 && desk.may('hide') && (
        <span class="fact flagged" part="flagged">
          {desk.say('claim.flagged', { count: claim.flags })}
        </span>
      )}
    </Facts>
  )
}

function ClaimActs({ claim, folded }: { claim: Claim; folded?: boolean }) {
  const desk = useDesk()
  const id = claim.id
  const answers = claim.pros + claim.cons
  const open = desk.isOpen(id).value && !folded
  return (
    <div class="acts" part="actions">
      {answers > 0 && (
        <button
          type="button"
          class="fold"
          part="fold"
          aria-expanded={open}
          id={fieldId(id, 'fold')}
          onClick={() => desk.setOpen(id, !open)}
        >
          <Chevron />
          {desk.say(open ? 'claim.fold' : 'claim.open', { count: answers })}
          <About text={aboutClaim(desk, claim)} />
        </button>
      )}
      <Offers claim={claim} />
    </div>
  )
}

/** What a reader can do with a claim: answer, judge, and the rest behind "more". */
export function Offers({ claim }: { claim: Claim }) {
  const desk = useDesk()
  const { id, parent, my_impact: mine } = claim
  const about = aboutClaim(desk, claim)
  const toggle = (panel: Panel, label: string) => (
    <Toggle id={id} place={parent} panel={panel} about={about} label={label} />
  )
  const shown = claim.status === 'shown'
  const judge =
    mine === undefined
      ? desk.say('claim.judge')
      : desk.say('claim.my-judgement', { value: desk.say(`impact.${mine}`) })
  return (
    <>
      {shown && desk.may('claim') && toggle('answer', desk.say('claim.answer'))}
      {shown && desk.may('impact') && desk.settings.weighing.value && toggle('judge', judge)}
      {toggle('more', desk.say('claim.more'))}
      {claim.remarks > 0 && toggle('remark', desk.say('claim.remarks', { count: claim.remarks }))}
    </>
  )
}

interface ToggleProps {
  id: ClaimId
  /** What the claim stands below here; the thesis stands once. */
  place?: ClaimId
  panel: Panel
  label: string
  about: string
}

export function Toggle({ id, place, panel, label, about }: ToggleProps) {
  const desk = useDesk()
  const panels: Placed = desk.panel(id)
  const here = isAt(panels, place)
  // Read in any case: what is not read redraws nothing.
  const open = panels.value === panel && here
  return (
    <button
      type="button"
      class={panel === 'why' ? 'quiet fact' : 'quiet'}
      part={`action action-${panel}`}
      id={here ? fieldId(id, panel) : undefined}
      aria-expanded={open}
      {...(panel === 'why' || panel === 'more' ? intentOf('panels') : {})}
      onClick={() => {
        // Also what stands open at another of its places.
        panels.value = null
        panels.at = place
        if (!open) desk.toggle(id, panel)
      }}
    >
      {label}
      <About text={about} />
    </button>
  )
}

export function Chevron() {
  return (
    <svg class="chevron" viewBox="0 0 12 12" width="12" height="12" aria-hidden="true" focusable="false">
      <path d="M4 2l4 4-4 4" fill="none" stroke="currentColor" stroke-width="1.6" />
    </svg>
  )
}

/** What to call a claim in the name of a button. */
export function aboutClaim(desk: Desk, claim: Pick<Claim, 'text' | 'status'>): string {
  return claim.text ? layText(claim.text).heading.slice(0, 80) : desk.say(`status.${claim.status}`)
}

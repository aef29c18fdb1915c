// The head of the page: the thesis, or the claim in focus with the way back up.
import type { Claim, Thesis } from '../session-types'
import { ClaimFacts, ClaimText, Heading, Toggle } from './claim'
import { ClaimPanel } from './claim-panels'
import { Composer } from './composer'
import { useDesk } from './desk'
import { afterDrawing, fieldId, focusById, headingId } from './focus'
import { Facts, Gauge } from './pieces'
import { Receipt } from './receipt'
import { RemarksOn, thesisRemarks } from './remarks'
import { Why, shortClaim } from './why'
import { strengthWord } from './words'

const SHORT = 400

export function ThesisHead({ thesis, level }: { thesis: Thesis; level: number }) {
  const desk = useDesk()
  const text = thesis.text ?? thesis.title ?? desk.say('thesis.none')
  const answered = thesis.pros + thesis.cons > 0
  const open = desk.panel('~').value
  return (
    <header class="thesis" part="thesis">
      <Heading level={level} id={headingId('~')} class="title" part="title">
        <bdi lang={thesis.lang ?? undefined}>{text}</bdi>
      </Heading>
      <Facts>
        {desk.settings.weighing.value && (
          <span class="fact strength" part="strength">
            {answered && <Gauge value={thesis.strength} />}
            {answered ? desk.say(strengthWord(thesis.strength)) : desk.say('strength.none')}
          </span>
        )}
        <span class="fact">{desk.say('thesis.claims', { count: thesis.claims })}</span>
        {thesis.persons > 0 && <span class="fact">{desk.say('thesis.persons', { count: thesis.persons })}</span>}
        {thesis.pending > 0 && <span class="fact">{desk.say('thesis.pending', { count: thesis.pending })}</span>}
      </Facts>
      {thesis.about && <About text={thesis.about} lang={thesis.lang ?? undefined} />}
      <div class="acts" part="actions">
        {desk.may('claim') && <AddButton stance="pro" />}
        {desk.may('claim') && <AddButton stance="con" />}
        {desk.settings.weighing.value && answered && (
          <Toggle id="~" panel="why" label={desk.say('claim.why')} about={text} />
        )}
        {thesisRemarks(desk).length > 0 && (
          <Toggle
            id="~"
            panel="remark"
            label={desk.say('claim.remarks', { count: thesisRemarks(desk).length })}
            about={text}
          />
        )}
      </div>
      {open === 'why' && <Why id="~" />}
      {open === 'remark' && <RemarksOn id="~" writable />}
      {open === 'answer' && (
        <Composer key={desk.answerAs.get('~') ?? ''} parent="~" text={text} lang={thesis.lang ?? undefined} />
      )}
      {thesis.open.write === 'closed' && <p class="hint">{desk.say('thesis.closed')}</p>}
    </header>
  )
}

/** What is debated, at length: folded where it would push the debate out of sight. */
function About({ text, lang }: { text: string; lang?: string }) {
  const desk = useDesk()
  const paragraphs = text
    .split(/\n+/)
    .filter(one => one.trim() !== '')
    .map(one => (
      <p class="paragraph" dir="auto" lang={lang}>
        {one}
      </p>
    ))
  if (text.length <= SHORT)
    return (
      <div class="about" part="about">
        {paragraphs}
      </div>
    )
  return (
    <details class="about" part="about">
      <summary>{desk.say('thesis.about')}</summary>
      {paragraphs}
    </details>
  )
}

function AddButton({ stance }: { stance: 'pro' | 'con' }) {
  const desk = useDesk()
  const open = desk.panel('~').value === 'answer' && desk.answerAs.get('~') === stance
  return (
    <button
      type="button"
      class={`add ${stance}`}
      part={`button add-${stance}`}
      id={stance === 'pro' ? fieldId('~', 'answer') : undefined}
      aria-expanded={open}
      onClick={() => {
        if (open) desk.panel('~').value = null
        else desk.compose('~', stance)
      }}
    >
      {desk.say(`answer.add.${stance}`)}
    </button>
  )
}

/** One branch alone: where it hangs, the claim in full, its answers below. */
export function FocusHead({ id }: { id: string }) {
  const desk = useDesk()
  desk.session.revision.value
  const claim = desk.session.ask<Claim>({ q: 'claim', id })
  const { path } = desk.session.ask<{ path: string[] }>({ q: 'path', id })
  const up = (to: string) => {
    desk.focusOn(to)
    afterDrawing(() => focusById(desk.stage.root, headingId(id)) || focusById(desk.stage.root, headingId(to)))
  }
  const parents = path.slice(0, -1)
  return (
    <header class={`alone ${claim.stance}`} part="focus">
      <nav aria-label={desk.say('focus.path')} part="path">
        <ol role="list" class="path">
          {parents.map(one => (
            <li key={one}>
              <a
                href={desk.stage.permalink(one)}
                onClick={event => {
                  event.preventDefault()
                  up(one)
                }}
              >
                <Name id={one} />
              </a>
            </li>
          ))}
        </ol>
        <button type="button" part="button up" onClick={() => up(parents[parents.length - 1] ?? '~')}>
          {desk.say('focus.up')}
        </button>
        {parents.length > 1 && (
          <button type="button" class="quiet" onClick={() => up('~')}>
            {desk.say('focus.whole')}
          </button>
        )}
      </nav>
      <ClaimText claim={claim} level={0} />
      <ClaimFacts claim={claim} />
      <div class="acts" part="actions">
        {claim.status === 'shown' && desk.may('claim') && (
          <Toggle id={id} panel="answer" label={desk.say('claim.answer')} about="" />
        )}
        {claim.status === 'shown' && desk.may('impact') && desk.settings.weighing.value && (
          <Toggle id={id} panel="judge" label={desk.say('claim.judge')} about="" />
        )}
        <Toggle id={id} panel="why" label={desk.say('claim.why')} about="" />
        <Toggle id={id} panel="more" label={desk.say('claim.more')} about="" />
      </div>
      <Receipt at={id} />
      <ClaimPanel claim={claim} />
    </header>
  )
}

function Name({ id }: { id: string }) {
  const desk = useDesk()
  if (id === '~') return <>{shortClaim(desk.thesis().text ?? desk.say('thesis.none'))}</>
  return <>{shortClaim(desk.session.ask<Claim>({ q: 'claim', id }).text)}</>
}

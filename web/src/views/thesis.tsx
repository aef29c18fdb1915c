// The head of the page: the thesis, its strength, and the ways to answer it.
import type { ClaimDetail, Remark, Thesis } from '../session-types'
import { Heading, Toggle } from './claim'
import { useDesk, type Desk } from './desk'
import { fieldId, headingId } from './focus'
import { Composer, RemarksOn, Supposed, Why } from './later'
import { Facts, Gauge } from './pieces'
import { thesisWord } from './words'

const SHORT = 400

export function ThesisHead({ thesis, level }: { thesis: Thesis; level: number }) {
  const desk = useDesk()
  const text = thesis.text ?? thesis.title ?? desk.say('thesis.none')
  const answered = thesis.pros + thesis.cons > 0
  const open = desk.panel('~').value
  return (
    <header class="thesis" part="thesis" onKeyDown={event => desk.leave('~', event)}>
      <Heading level={level} id={headingId('~')} class="title" part="title">
        <bdi lang={thesis.lang ?? undefined}>{text}</bdi>
      </Heading>
      <Facts>
        {desk.settings.weighing.value && !desk.supposing.value && (
          <span class="fact strength" part="strength">
            {answered && <Gauge value={thesis.strength} />}
            {desk.say(answered ? thesisWord(thesis.strength) : 'strength.none')}
          </span>
        )}
        {desk.settings.weighing.value && answered && (
          <Toggle id="~" panel="why" label={desk.say('claim.why')} about={text} />
        )}
        <span class="fact">{desk.say('thesis.claims', { count: thesis.claims })}</span>
        {thesis.imported > 0 && <span class="fact">{desk.say('thesis.imported', { count: thesis.imported })}</span>}
        {thesis.persons > 0 && <span class="fact">{desk.say('thesis.persons', { count: thesis.persons })}</span>}
        {thesis.pending > 0 && <span class="fact">{desk.say('thesis.pending', { count: thesis.pending })}</span>}
      </Facts>
      <Supposed />
      {thesis.about && <Subject text={thesis.about} lang={thesis.lang ?? undefined} />}
      <div class="acts" part="actions">
        {desk.may('claim') && <AddButton stance="pro" />}
        {desk.may('claim') && <AddButton stance="con" />}
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
      {open === 'answer' && !desk.mapped.value && (
        <Composer key={desk.answerAs.get('~') ?? ''} parent="~" text={text} lang={thesis.lang ?? undefined} />
      )}
      {thesis.open.write === 'closed' && <p class="hint">{desk.say('thesis.closed')}</p>}
    </header>
  )
}

/** What is debated, at length: folded where it would push the debate out of sight. */
function Subject({ text, lang }: { text: string; lang?: string }) {
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
      id={fieldId('~', stance)}
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

/** The remarks on the thesis itself; none where the engine tells of none. */
export function thesisRemarks(desk: Desk): Remark[] {
  if (desk.thesis().remarks === 0) return []
  try {
    return desk.session.ask<Pick<ClaimDetail, 'remarks_list'>>({ q: 'claim', id: '~' }).remarks_list
  } catch {
    return []
  }
}

// Why a claim, or the thesis, is as strong as it is: one sentence, then each part with its link, and
// behind a disclosure the figures; and the way to ask what would be otherwise.
import type { ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { Studies, Why as Answer } from '../study-types'
import { useDesk, type Desk } from './desk'
import { afterDrawing, fieldId, focusById } from './focus'
import { Jump, shortClaim } from './jump'
import { Fault, Gauge, Panel } from './pieces'
import { reasonOf, WORTH_SAYING } from './suppose-words'
import { beginSupposing } from './supposing'
import { TurnButtons } from './supposing-bar'
import { textOf, WhyFigures } from './why-figures'
import { layText, strengthWord, thesisWord } from './words'

const LINES_MOST = 6
/** How much of a claim a sentence quotes. */
const QUOTED_MOST = 80

export function Why({ id }: { id: string }) {
  const desk = useDesk()
  return (
    <Panel label={desk.say('why.title')}>
      {<Studied id={id}>{study => <Reasons id={id} study={study} />}</Studied>}
    </Panel>
  )
}

/** What needs the study: drawn once it is here; where it does not come, that is said. */
export function Studied({ id, children }: { id: string; children: (study: Studies) => ComponentChildren }) {
  const desk = useDesk()
  const [study, setStudy] = useState<Studies | null>(desk.session.studied)
  const [fault, setFault] = useState<string | null>(null)
  useEffect(() => {
    desk.session.study().then(
      study => setStudy(study),
      async error => setFault(await desk.explain(error)),
    )
  }, [])
  return (
    <>
      {study
        ? children(study)
        : fault === null && (
            <p class="hint" role="status">
              {desk.say('later.coming')}
            </p>
          )}
      <Fault id={`why-${id}`} text={fault} />
    </>
  )
}

function Reasons({ id, study }: { id: string; study: Studies }) {
  const desk = useDesk()
  desk.session.revision.value
  const why = study.ask({ q: 'why', id })
  const word = id === '~' ? thesisWord : strengthWord
  const { key, most, other } = reasonOf(why)
  const moves = why.moves.filter(move => Math.abs(move.removal) >= WORTH_SAYING).slice(0, LINES_MOST)
  const raises = moves.filter(move => move.removal > 0)
  const lowers = moves.filter(move => move.removal < 0)
  return (
    <div class="why" part="why">
      <p class="strength why-sentence" part="why-sentence">
        <Gauge value={why.strength} />
        <span>
          {desk.say(key, {
            strength: desk.say(word(why.strength)),
            claim: most && quoted(desk, most.id),
            other: other && quoted(desk, other.id),
          })}
        </span>
      </p>
      {raises.length > 0 && <Moves title={desk.say('why.raises')} moves={raises} />}
      {lowers.length > 0 && <Moves title={desk.say('why.lowers')} moves={lowers} />}
      {id !== '~' && (
        <p>
          {why.judged > 0
            ? desk.say('why.base', { count: why.judged, strength: desk.say(strengthWord(why.base)) })
            : desk.say('why.no-base')}
        </p>
      )}
      {why.saturated && <p class="hint">{desk.say('why.saturated')}</p>}
      {why.judgement && Math.abs(why.judgement.change) >= WORTH_SAYING && <Judgement judgement={why.judgement} />}
      <p class="hint">{desk.say('why.how')}</p>
      <WhyFigures why={why} study={study} />
      <Otherwise why={why} study={study} />
    </div>
  )
}

/** The way into supposing, and back. */
function Otherwise({ why, study }: { why: Answer; study: Studies }) {
  const desk = useDesk()
  const { id } = why
  const supposing = desk.supposing.value
  return (
    <div class="why-otherwise">
      <button
        type="button"
        part="button what-if-button"
        onClick={() => {
          if (supposing) return supposing.leave()
          beginSupposing(desk, study, id)
          if (id !== '~') afterDrawing(() => focusById(desk.stage.root, fieldId(id, 'suppose')))
        }}
      >
        {desk.say(supposing ? 'suppose.leave' : id === '~' ? 'suppose.begin.thesis' : 'suppose.begin')}
      </button>
      <TurnButtons id={id} strength={why.strength} study={study} />
    </div>
  )
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

/** Kept apart from the sentence around, so that it cannot turn it. */
function quoted(desk: Desk, id: string): string {
  const { heading } = layText(textOf(desk, id) ?? '\u2026')
  // Without its own full stop, which the sentence around has.
  const text =
    heading.length > QUOTED_MOST ? `${heading.slice(0, QUOTED_MOST - 1)}\u2026` : heading.replace(/\.$/, '')
  return `\u2068${text}\u2069`
}

// While a reader asks what would be: a bar that says that nothing of it is recorded, how the conclusion
// stands and would stand, and the way back.
import { useEffect } from 'preact/hooks'
import type { ClaimId } from '../session-types'
import type { Studies } from '../study-types'
import { useDesk } from './desk'
import { Jump, shortClaim } from './jump'
import { Gauge } from './pieces'
import { nextLevels, SEMANTICS, type Semantics } from './suppose-words'
import { beginSupposing, valueWords, type Supposing } from './supposing'
import { textOf } from './why-figures'
import { strengthWord, thesisWord } from './words'

/** What is supposed is listed by so many claims at most. */
const LISTED_MOST = 6

export function SupposingBar() {
  const desk = useDesk()
  const supposing = desk.supposing.value
  // What the reader does for good is no supposition, and is shown as it is recorded.
  useEffect(
    () =>
      desk.session.subscribe((_, own) => {
        if (own) desk.supposing.value = null
      }),
    [],
  )
  useEffect(() => {
    if (!desk.settings.weighing.value) desk.supposing.value = null
  }, [desk.settings.weighing.value])
  if (!supposing) return null
  const { thesis } = supposing.outcome.value
  const recorded = desk.thesis().strength
  return (
    <div class="what-if" part="what-if" role="region" aria-label={desk.say('suppose.title')}>
      <div class="what-if-head">
        <p>
          <strong>{desk.say('suppose.unrecorded')}</strong>
        </p>
        <button type="button" part="button end-what-if" onClick={() => supposing.leave()}>
          {desk.say('suppose.leave')}
        </button>
      </div>
      <dl>
        <div>
          <dt>{desk.say('suppose.as-recorded')}</dt>
          <dd>
            <Gauge value={recorded} />
            {valueWords(desk, recorded, thesisWord)}
          </dd>
        </div>
        <div>
          <dt>{desk.say('suppose.title')}</dt>
          <dd class="supposed-thesis">
            <Gauge value={thesis} />
            {valueWords(desk, thesis, thesisWord)}
          </dd>
        </div>
      </dl>
      <details>
        <summary>{desk.say('suppose.more')}</summary>
        <Choices supposing={supposing} />
      </details>
    </div>
  )
}

function Choices({ supposing }: { supposing: Supposing }) {
  const desk = useDesk()
  const bases = Array.from(supposing.bases.value.values())
  return (
    <>
      <label class="what-if-by">
        <span>{desk.say('suppose.by')}</span>{' '}
        <select
          part="what-if-semantics"
          value={supposing.semantics.value}
          onChange={event => supposing.weighBy(event.currentTarget.value as Semantics)}
        >
          {SEMANTICS.map(one => (
            <option value={one} selected={supposing.semantics.value === one}>
              {desk.say(`suppose.by.${one}`)} ({desk.say(`suppose.named.${one}`)})
            </option>
          ))}
        </select>
      </label>
      <TurnButtons id="~" strength={desk.thesis().strength} study={supposing.study} />
      {bases.length > 0 && (
        <>
          <p class="why-title">{desk.say('suppose.list')}</p>
          <ul role="list" class="moves">
            {bases.slice(0, LISTED_MOST).map(({ id, base }) => (
              <li key={id}>
                <Jump id={id}>{shortClaim(textOf(desk, id))}</Jump>{' '}
                <span class="hint">{valueWords(desk, base / 1000)}</span>
              </li>
            ))}
          </ul>
          {bases.length > LISTED_MOST && (
            <p class="hint">{desk.say('suppose.others', { count: bases.length - LISTED_MOST })}</p>
          )}
        </>
      )}
    </>
  )
}

/** Shows the smallest change of judgements after which words would say more for a claim, or more against it. */
export function TurnButtons({ id, strength, study }: { id: ClaimId; strength: number; study: Studies }) {
  const desk = useDesk()
  const { up, down } = nextLevels(strength)
  const word = id === '~' ? thesisWord : strengthWord
  return (
    <p class="turns">
      {[up, down].map(
        level =>
          level !== null && (
            <button
              type="button"
              class="quiet"
              part="button turn"
              onClick={() => beginSupposing(desk, study, id).turn(id, level)}
            >
              {desk.say('suppose.turn', { strength: desk.say(word(level / 1000)) })}
            </button>
          ),
      )}
    </p>
  )
}

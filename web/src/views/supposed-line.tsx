// Under a claim, while a reader asks what would be: how strong it would be, and its base score to move.
import { useMemo } from 'preact/hooks'
import { computed } from '../signals'
import type { Claim } from '../session-types'
import { aboutClaim } from './claim'
import { useDesk } from './desk'
import { fieldId, focusById } from './focus'
import { About, Gauge } from './pieces'
import { placeKey } from './suppose-words'
import { valueWords, type Supposing } from './supposing'
import { thesisWord } from './words'

export function SupposedLine({ claim }: { claim?: Claim | undefined }) {
  const desk = useDesk()
  const supposing = desk.supposing.value
  if (!supposing || !desk.settings.weighing.value) return null
  if (!claim) return <SupposedThesis supposing={supposing} />
  return claim.status === 'shown' ? <SupposedClaim claim={claim} supposing={supposing} /> : null
}

function SupposedThesis({ supposing }: { supposing: Supposing }) {
  const desk = useDesk()
  const { thesis } = supposing.outcome.value
  const recorded = desk.thesis().strength
  return (
    <div class="supposed" part="supposed">
      <Strength
        value={thesis}
        said={valueWords(desk, thesis, thesisWord)}
        recorded={thesis === recorded ? null : valueWords(desk, recorded, thesisWord)}
      />
    </div>
  )
}

function SupposedClaim({ claim, supposing }: { claim: Claim; supposing: Supposing }) {
  const desk = useDesk()
  const { id } = claim
  const key = placeKey(claim)
  // Drawn again where this strength moves, and not for every other.
  const strengthNow = useMemo(() => computed(() => supposing.outcome.value.strengths.get(key)), [supposing, key])
  const baseNow = useMemo(() => computed(() => supposing.bases.value.get(key)?.base), [supposing, key])
  const other = strengthNow.value
  const base = baseNow.value
  const supposed = base === undefined ? claim.base : base / 1000
  const judged = claim.judged > 0 || claim.pros + claim.cons > 0
  const recorded = judged ? valueWords(desk, claim.strength) : desk.say('strength.none')
  const about = aboutClaim(desk, claim)
  const slider = fieldId(id, 'suppose')
  const move = (value: number) => {
    supposing.suppose(claim, value === Math.round(claim.base * 100) ? null : value * 10)
  }
  return (
    <div class={base === undefined ? 'supposed' : 'supposed moved'} part="supposed">
      {other === undefined ? (
        <p>
          <span>
            {judged && <Gauge value={claim.strength} />}
            {desk.say('suppose.same', { strength: recorded })}
          </span>
        </p>
      ) : (
        <Strength value={other} said={valueWords(desk, other)} recorded={recorded} />
      )}
      <div class="suppose-base">
        <label for={slider}>
          {desk.say('suppose.base')}
          <About text={about} />
        </label>
        <input
          id={slider}
          type="range"
          part="suppose-slider"
          min={0}
          max={100}
          step={1}
          value={Math.round(supposed * 100)}
          aria-valuetext={valueWords(desk, supposed)}
          onInput={event => move(Number(event.currentTarget.value))}
        />
        <span class="hint" aria-hidden="true">
          {valueWords(desk, supposed)}
        </span>
        {base !== undefined && (
          <button
            type="button"
            class="quiet"
            onClick={() => {
              supposing.suppose(claim, null)
              focusById(desk.stage.root, slider)
            }}
          >
            {desk.say('suppose.as-judged')}
            <About text={about} />
          </button>
        )}
      </div>
    </div>
  )
}

/** What would be, marked by its words, and beside it what is. */
function Strength({ value, said, recorded }: { value: number; said: string; recorded: string | null }) {
  const desk = useDesk()
  return (
    <p>
      <strong class="supposed-strength">
        <Gauge value={value} />
        {desk.say('suppose.so', { strength: said })}
      </strong>
      {recorded !== null && <span class="hint">{desk.say('suppose.recorded', { strength: recorded })}</span>}
    </p>
  )
}

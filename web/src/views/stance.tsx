// Where the reader stands on the thesis, before and after reading: the mind-change meter.
import { useState } from 'preact/hooks'
import type { Thesis } from '../session-types'
import { useDesk } from './desk'
import { giveBack, headingId } from './focus'
import { intentOf, StanceForm } from './later'
import { changeWord, exactNumber, stanceWord } from './words'

/** `place`: the same question stands above the debate and, once answered, below it. */
export function StanceAsk({ thesis, place }: { thesis: Thesis; place: 'before' | 'after' }) {
  const desk = useDesk()
  const mine = thesis.my_stance
  const [open, setOpen] = useState(false)
  const id = `stance:${place}`
  if (!desk.wants('stance')) return null
  if (place === 'after' && !mine) return null
  const may = desk.may('stance')
  if (!may && !mine && thesis.stance.n === 0) return null
  return (
    <div class="stance" part="stance-slider">
      {mine ? <MyChange first={mine.first} last={mine.last} times={mine.n} /> : null}
      {place === 'after' && <OthersChange thesis={thesis} />}
      {may && !open && (
        <p class="row">
          <button
            id={`${id}:open`}
            type="button"
            class="quiet"
            aria-expanded={false}
            part="button"
            {...intentOf('panels')}
            onClick={() => {
              desk.grow()
              setOpen(true)
            }}
          >
            {desk.say(mine ? (place === 'after' ? 'stance.again' : 'stance.change') : 'stance.say')}
          </button>
        </p>
      )}
      {may && open && (
        <StanceForm
          id={id}
          mine={mine?.last ?? null}
          onClose={() => {
            setOpen(false)
            // An opinion that is taken back takes its place below the debate along.
            giveBack(desk.stage.root, `${id}:open`, headingId('~'))
          }}
        />
      )}
    </div>
  )
}

function MyChange({ first, last, times }: { first: number; last: number; times: number }) {
  const desk = useDesk()
  const now = desk.say(stanceWord(last))
  if (times < 2) return <p part="mind-change">{desk.say('stance.mine', { now })}</p>
  return (
    <p part="mind-change">
      {desk.say('stance.moved', {
        before: desk.say(stanceWord(first)),
        now,
        change: desk.say(changeWord(first, last)),
      })}
    </p>
  )
}

/** What the others think, and how reading moved those who said it twice. */
export function OthersChange({ thesis }: { thesis: Thesis }) {
  const desk = useDesk()
  const { n, mean, first_mean, last_mean } = thesis.stance
  const average = exactNumber(mean)
  if (n === 0 || average === null) return null
  const first = exactNumber(first_mean),
    last = exactNumber(last_mean)
  return (
    <p class="hint" part="opinions">
      {desk.say('stance.all', { count: n, mean: desk.say(stanceWord(Math.round(average))) })}
      {first !== null && last !== null && (
        <> {desk.say('stance.all-moved', { change: desk.say(changeWord(first, last)) })}</>
      )}
    </p>
  )
}

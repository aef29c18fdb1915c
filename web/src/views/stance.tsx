// Where the reader stands on the thesis, before and after reading: the mind-change meter.
import { useState } from 'preact/hooks'
import type { Thesis } from '../session-types'
import { useDesk } from './desk'
import { afterDrawing, focusById } from './focus'
import { FirstAct } from './keeping'
import { Fault } from './pieces'
import { Receipt } from './receipt'
import { Slider } from './slider'
import { changeWord, exactNumber, stanceWord } from './words'

/** `place`: the same question stands above the debate and, once answered, below it. */
export function StanceAsk({ thesis, place }: { thesis: Thesis; place: 'before' | 'after' }) {
  const desk = useDesk()
  const mine = thesis.my_stance
  const [open, setOpen] = useState(false)
  const [value, setValue] = useState<number | null>(null)
  const [fault, setFault] = useState<string | null>(null)
  const id = `stance:${place}`
  if (!desk.wants('stance')) return null
  if (place === 'after' && !mine) return null
  const may = desk.may('stance')
  if (!may && !mine && thesis.stance.n === 0) return null
  const give = async (given: number | null) => {
    const done = await desk.act(
      { do: 'stance', target: '~', value: given },
      desk.say(given === null ? 'said.unstance' : 'said.stance'),
    )
    if (done.fault !== undefined) return setFault(done.fault)
    setOpen(false)
    setValue(null)
    afterDrawing(() => focusById(desk.stage.root, `${id}:open`))
  }
  return (
    <div class="stance" part="stance-slider">
      {mine ? <MyChange first={mine.first} last={mine.last} times={mine.n} /> : null}
      {place === 'after' && <OthersChange thesis={thesis} />}
      {place === 'before' && <Receipt at="~" />}
      {may && !open && (
        <p class="row">
          <button
            id={`${id}:open`}
            type="button"
            class="quiet"
            aria-expanded={false}
            part="button"
            onClick={() => {
              desk.grow()
              setOpen(true)
              setValue(mine ? mine.last : null)
              afterDrawing(() => focusById(desk.stage.root, id))
            }}
          >
            {desk.say(mine ? (place === 'after' ? 'stance.again' : 'stance.change') : 'stance.say')}
          </button>
        </p>
      )}
      {may && open && (
        <form
          onSubmit={event => {
            event.preventDefault()
            if (value === null) setFault(desk.say('stance.untouched'))
            else void give(value)
          }}
        >
          <Slider
            id={id}
            label={desk.say(mine ? 'stance.label-after' : 'stance.label')}
            value={value}
            describedBy={`${id}:fault`}
            onChange={given => {
              setValue(given)
              setFault(null)
            }}
          />
          <Fault id={`${id}:fault`} text={fault} />
          <FirstAct />
          <div class="row">
            <button type="submit" class="main" part="button submit">
              {desk.say('stance.keep')}
            </button>
            {mine && (
              <button
                type="button"
                onClick={() => {
                  void give(null)
                }}
              >
                {desk.say('stance.take-back')}
              </button>
            )}
            <button
              type="button"
              class="quiet"
              onClick={() => {
                setOpen(false)
                afterDrawing(() => focusById(desk.stage.root, `${id}:open`))
              }}
            >
              {desk.say('cancel')}
            </button>
          </div>
        </form>
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

// A native range that says its value in words, with a way that needs no dragging. Nobody's opinion
// is taken from where the handle happens to stand: until it is touched there is no value.
import { useDesk } from './desk'
import { stanceWord } from './words'

const STEP = 10

interface SliderProps {
  id: string
  label: string
  value: number | null
  describedBy?: string
  onChange(value: number): void
}

export function Slider({ id, label, value, describedBy, onChange }: SliderProps) {
  const desk = useDesk()
  const words = value === null ? desk.say('slider.none') : desk.say(stanceWord(value))
  const move = (by: number) => onChange(Math.max(-100, Math.min(100, (value ?? 0) + by)))
  return (
    <div class={value === null ? 'slider untouched' : 'slider'} part="slider">
      <label class="field" for={id}>
        {label}
      </label>
      <div class="slider-row">
        <button type="button" class="step" part="button" onClick={() => move(-STEP)}>
          <span aria-hidden="true">{'\u2212'}</span>
          <span class="unseen">{desk.say('slider.less')}</span>
        </button>
        <input
          id={id}
          type="range"
          min={-100}
          max={100}
          step={1}
          value={value ?? 0}
          aria-valuetext={words}
          aria-describedby={describedBy}
          onInput={event => onChange(Number(event.currentTarget.value))}
          onClick={event => {
            if (value === null) onChange(Number(event.currentTarget.value))
          }}
          onKeyDown={event => {
            if (value === null && (event.key === ' ' || event.key === 'Enter')) {
              event.preventDefault()
              onChange(0)
            }
          }}
        />
        <button type="button" class="step" part="button" onClick={() => move(STEP)}>
          <span aria-hidden="true">+</span>
          <span class="unseen">{desk.say('slider.more')}</span>
        </button>
      </div>
      <p class="slider-ends" aria-hidden="true">
        <span>{desk.say('stance.0')}</span>
        <span>{desk.say('stance.6')}</span>
      </p>
      <p class="slider-words" aria-hidden="true">
        <strong>{words}</strong>
      </p>
    </div>
  )
}

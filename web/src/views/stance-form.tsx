// The slider on which a reader says where they stand.
import { useLayoutEffect, useState } from 'preact/hooks'
import { useDesk } from './desk'
import { focusById } from './focus'
import { FirstAct } from './later'
import { Fault } from './pieces'
import { Slider } from './slider'

interface StanceFormProps {
  id: string
  /** What the reader said last, -100 to 100. */
  mine: number | null
  onClose(): void
}

export function StanceForm({ id, mine, onClose }: StanceFormProps) {
  const desk = useDesk()
  const [value, setValue] = useState(mine)
  const [fault, setFault] = useState<string | null>(null)
  useLayoutEffect(() => {
    focusById(desk.stage.root, id)
  }, [])
  const give = async (given: number | null) => {
    const done = await desk.act(
      { do: 'stance', target: '~', value: given },
      desk.say(given === null ? 'said.unstance' : 'said.stance'),
    )
    if (done.fault !== undefined) setFault(done.fault)
    else onClose()
  }
  return (
    <form
      onSubmit={event => {
        event.preventDefault()
        if (value === null) setFault(desk.say('stance.untouched'))
        else void give(value)
      }}
    >
      <Slider
        id={id}
        label={desk.say(mine === null ? 'stance.label' : 'stance.label-after')}
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
        {mine !== null && (
          <button
            type="button"
            onClick={() => {
              void give(null)
            }}
          >
            {desk.say('stance.take-back')}
          </button>
        )}
        <button type="button" class="quiet" onClick={onClose}>
          {desk.say('cancel')}
        </button>
      </div>
    </form>
  )
}

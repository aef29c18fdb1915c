// How much does this argument bear on what it answers? Native radios, nothing chosen beforehand.
import { useState } from 'preact/hooks'
import type { Claim, ClaimDetail } from '../session-types'
import { useDesk } from './desk'
import { fieldId } from './focus'
import { FirstAct } from './keeping'
import { PanelForm } from './panel-form'

const VALUES = [0, 1, 2, 3, 4] as const

export function Judge({ claim }: { claim: Claim }) {
  const desk = useDesk()
  const id = claim.id
  const mine = claim.my_impact
  const [chosen, choose] = useState<number | null>(mine ?? null)
  const [fault, setFault] = useState<string | null>(null)
  const older = mine !== undefined && desk.session.ask<ClaimDetail>({ q: 'claim', id }).my_judgement_older
  const faultId = fieldId(id, 'judge-fault')
  const close = () => desk.closePanel(id, fieldId(id, 'judge'))
  const give = async (value: number | null) => {
    const done = await desk.act(
      { do: 'impact', claim: id, parent: claim.parent, value },
      desk.say(value === null ? 'said.unjudged' : 'said.judged'),
    )
    if (done.fault) setFault(done.fault)
    else close()
  }
  return (
    <PanelForm
      label={desk.say('judge.title')}
      send={desk.say('judge.give')}
      faultId={faultId}
      fault={fault}
      onSend={() => {
        if (chosen === null) setFault(desk.say('judge.none-chosen'))
        else void give(chosen)
      }}
      onClose={close}
      beside={
        mine !== undefined && (
          <button
            type="button"
            onClick={() => {
              void give(null)
            }}
          >
            {desk.say('judge.take-back')}
          </button>
        )
      }
    >
      <fieldset class="scale" aria-describedby={faultId}>
        <legend>{desk.say(`judge.legend.${claim.stance}`)}</legend>
        {VALUES.map(value => (
          <label class="choice">
            <input
              type="radio"
              name={fieldId(id, 'impact')}
              value={value}
              checked={chosen === value}
              onChange={() => {
                choose(value)
                setFault(null)
              }}
            />
            <span>{desk.say(`impact.${value}`)}</span>
          </label>
        ))}
      </fieldset>
      {older && <p class="hint">{desk.say('judge.older')}</p>}
      <FirstAct />
    </PanelForm>
  )
}

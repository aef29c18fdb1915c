// What the reader just did, and the way to undo it; the status region says the same aloud.
import { useState } from 'preact/hooks'
import { useDesk } from './desk'
import { giveBack, headingId } from './focus'

export function Receipt({ at }: { at: string }) {
  const desk = useDesk()
  const receipt = desk.receipt.value
  const [busy, setBusy] = useState(false)
  if (receipt?.at !== at) return null
  const back = () => giveBack(desk.stage.root, headingId(desk.focus.peek()))
  const undo = async (id: string) => {
    setBusy(true)
    try {
      await desk.session.undo(id)
      desk.tell(desk.say('said.undone'), null, at)
    } catch (error) {
      desk.tell(await desk.explain(error), null, at)
    }
    setBusy(false)
    back()
  }
  const { undo: id } = receipt
  return (
    <div class="receipt" part="receipt">
      <span>{receipt.text}</span>
      {id !== null && (
        <button
          type="button"
          disabled={busy}
          part="button undo"
          onClick={() => {
            void undo(id)
          }}
        >
          {desk.say('undo')}
        </button>
      )}
      <button
        type="button"
        class="quiet"
        onClick={() => {
          desk.receipt.value = null
          back()
        }}
      >
        {desk.say('close')}
      </button>
    </div>
  )
}

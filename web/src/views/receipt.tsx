// What the reader just did, and the way to undo it; the status region says the same aloud.
import { useState } from 'preact/hooks'
import { useDesk } from './desk'
import { afterDrawing, focusById, headingId } from './focus'

export function Receipt({ at }: { at: string }) {
  const desk = useDesk()
  const receipt = desk.receipt.value
  const [busy, setBusy] = useState(false)
  if (receipt?.at !== at) return null
  const undo = async (id: string) => {
    setBusy(true)
    try {
      await desk.session.undo(id)
      desk.tell(desk.say('said.undone'), null, at)
    } catch (error) {
      desk.tell(await desk.explain(error), null, at)
    }
    setBusy(false)
    afterDrawing(() => {
      if (!desk.stage.root.activeElement) focusById(desk.stage.root, headingId('~'))
    })
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
          afterDrawing(() => {
            if (!desk.stage.root.activeElement) focusById(desk.stage.root, headingId(desk.focus.peek()))
          })
        }}
      >
        {desk.say('close')}
      </button>
    </div>
  )
}

// What the reader just did, and the way to undo it; the status region says the same aloud.
import { useEffect, useState } from 'preact/hooks'
import { useDesk } from './desk'
import { afterDrawing, focusById, headingId } from './focus'

/** Then it no longer follows the reader, but stays at the foot of the debate. */
const STICKS_MS = 20_000

export function Receipt() {
  const desk = useDesk()
  const receipt = desk.receipt.value
  const [busy, setBusy] = useState(false)
  const [settled, setSettled] = useState(false)
  useEffect(() => {
    setSettled(false)
    const timer = setTimeout(setSettled, STICKS_MS, true)
    return () => clearTimeout(timer)
  }, [receipt])
  if (!receipt) return null
  const undo = async (id: string) => {
    setBusy(true)
    try {
      await desk.session.undo(id)
      desk.tell(desk.say('said.undone'))
    } catch (error) {
      desk.tell(desk.explain(error))
    }
    setBusy(false)
    afterDrawing(() => { if (!desk.stage.root.activeElement) focusById(desk.stage.root, headingId('~')) })
  }
  const { undo: id } = receipt
  return (
    <div class={settled ? 'receipt settled' : 'receipt'} part="receipt">
      <span>{receipt.text}</span>
      {id !== null && <button type="button" disabled={busy} part="button undo" onClick={() => { void undo(id) }}>{desk.say('undo')}</button>}
      <button type="button" class="quiet" onClick={() => {
        desk.receipt.value = null
        afterDrawing(() => { if (!desk.stage.root.activeElement) focusById(desk.stage.root, headingId(desk.focus.peek())) })
      }}>{desk.say('close')}</button>
    </div>
  )
}

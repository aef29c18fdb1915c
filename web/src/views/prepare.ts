// Folded branches are drawn out of sight while the browser rests, so that find-in-page opens them.
import type { Desk } from './desk'
import { CLAIMS_MOST } from './desk'

/** Room left for what the reader opens. */
const KEEP_FREE = 150
const PAUSE_MS = 200

/** Answers how to stop. Browsers without `hidden="until-found"` gain nothing by it. */
export function prepareBranches(desk: Desk): () => void {
  if (!('onbeforematch' in HTMLElement.prototype)) return () => undefined
  let timer: ReturnType<typeof setTimeout>
  let stopped = false
  const rest = (work: () => void) => {
    timer = setTimeout(() => ('requestIdleCallback' in window ? requestIdleCallback(work) : work()), PAUSE_MS)
  }
  const step = () => {
    // A browser that rests may do so long after.
    if (stopped) return
    if (desk.drawn < CLAIMS_MOST - KEEP_FREE && desk.stage.room.peek() === null) desk.prepareNext()
    rest(step)
  }
  rest(step)
  return () => {
    stopped = true
    clearTimeout(timer)
  }
}

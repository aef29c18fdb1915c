// Where the focus goes when what a reader pressed of the hub's sentences leaves the page.
import type { Stage } from '../stage'
import { afterDrawing, focusElement } from './focus'

/** The hub's line at the foot, which stays while its sentences come and go. */
export const HUB_FOOT = 'hub-foot'

/** To the head of the page: the thesis, or the claim whose branch stands alone. */
export function focusHead({ root }: Stage): void {
  root.querySelector<HTMLElement>('[id^="h-"]')?.focus()
}

/** To the foot once the button has gone; not where the reader has gone on meanwhile, in the widget or the page. */
export function focusFoot({ root }: Stage): void {
  afterDrawing(() => {
    const foot = root.getElementById(HUB_FOOT)
    if (foot && isLost()) focusElement(foot)
  })
}

/** To the head once the button has gone, likewise. */
export function focusHeadAfter(stage: Stage): void {
  afterDrawing(() => {
    if (isLost()) focusHead(stage)
  })
}

function isLost(): boolean {
  const { activeElement, body } = document
  return activeElement === null || activeElement === body
}

// Where the focus goes when what a reader pressed of the hub's sentences leaves the page.
import type { Stage } from '../stage'
import { giveBack } from './focus'

/** The hub's line at the foot, which stays while its sentences come and go. */
export const HUB_FOOT = 'hub-foot'

/** The head of the page: the thesis, or the claim whose branch stands alone. */
const headOf = (root: ShadowRoot): HTMLElement | null => root.querySelector('[id^="h-"]')

export function focusHead({ root }: Stage): void {
  headOf(root)?.focus()
}

/** To the foot once the button has gone. */
export function focusFoot({ root }: Stage): void {
  giveBack(root, HUB_FOOT)
}

/** To the head once the button has gone. */
export function focusHeadAfter({ root }: Stage): void {
  giveBack(root, headOf(root)?.id ?? '')
}

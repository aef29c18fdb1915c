// What stands at the end of a list when the document holds all the claims that it may, and before a page of its own.
import type { ClaimId } from '../session-types'
import { MORE, useDesk, type Desk } from './desk'
import { afterDrawing, focusById, headingId } from './focus'
import type { ClaimList } from './lists'

/** 500 claims stand in the document: what comes next needs a page of its own, as the reader likes. */
export function FullHere({ of, left, list }: { of: ClaimId; left: number; list: ClaimList }) {
  const desk = useDesk()
  const alone = desk.focus.value === of
  const next = () => turn(desk, list, MORE)
  return (
    <p class="more">
      <span>{desk.say('list.full', { left })}</span>{' '}
      <button type="button" onClick={alone ? next : () => desk.focusOn(of)}>
        {desk.say(alone ? 'list.turn' : 'claim.alone')}
      </button>
    </p>
  )
}

/** From such a page back to the beginning of the list. */
export function TurnBack({ list }: { list: ClaimList }) {
  const desk = useDesk()
  return (
    <p class="more">
      <button type="button" class="quiet" onClick={() => turn(desk, list, 0)}>
        {desk.say('list.back')}
      </button>
    </p>
  )
}

function turn(desk: Desk, list: ClaimList, count: number): void {
  const first = list.turn(count)
  afterDrawing(() => {
    if (first) focusById(desk.stage.root, headingId(first))
  })
}

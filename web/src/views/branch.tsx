// The answers to one claim, as a list that ends in "show 20 more".
import { useLayoutEffect } from 'preact/hooks'
import type { ClaimId, Stance } from '../session-types'
import { ClaimItem } from './claim'
import { MORE, useDesk, type Desk } from './desk'
import { FullHere, TurnBack } from './later'
import { afterDrawing, fieldId, focusById, headingId } from './focus'

interface BranchProps {
  of: ClaimId
  level: number
  /** One side only, for a column. */
  stance: Stance | null
  /** What it answers, for the list's name. */
  words: string
  /** No more than this many, while the box must not grow. */
  most?: number
}

/** Where a list has one to show next. */
function focusClaim(desk: Desk, id: ClaimId | null): void {
  afterDrawing(() => id && focusById(desk.stage.root, headingId(id)))
}

export function Branch({ of, level, stance, words, most }: BranchProps) {
  const desk = useDesk()
  desk.sort.value
  const list = desk.list(of, stance)
  const { claims, total, fresh } = list.shown.value
  const page = desk.settings.pageSize.value
  const drawn = most === undefined ? claims : claims.slice(0, most)
  useLayoutEffect(() => {
    if (claims.length === 0 && total > 0) list.showMore(Math.max(0, Math.min(page, desk.roomFor())))
  }, [list])
  useLayoutEffect(() => {
    desk.draw(drawn.length)
    return () => desk.draw(-drawn.length)
  }, [drawn.length])
  const left = total - claims.length
  const more = () => {
    desk.grow()
    focusClaim(desk, list.showMore(Math.min(MORE, desk.roomFor())))
  }
  return (
    <>
      {fresh > 0 && (
        <p class="fresh">
          <button
            type="button"
            part="button show-new"
            onClick={() => {
              const first = list.showFresh()
              desk.seen()
              focusClaim(desk, first)
            }}
          >
            {desk.say('list.fresh', { count: fresh })}
          </button>
        </p>
      )}
      <ol
        role="list"
        part="claims"
        class="claims"
        aria-label={desk.say(stance === null ? 'list.answers' : stance === 'pro' ? 'list.pro' : 'list.con', {
          text: words.slice(0, 80),
        })}
      >
        {drawn.map(claim => (
          <li key={claim.id}>
            <ClaimItem claim={claim} level={level} folded={most !== undefined} />
          </li>
        ))}
      </ol>
      {list.turned && <TurnBack list={list} />}
      {left > 0 &&
        most === undefined &&
        (desk.full.value ? (
          <FullHere of={of} left={left} list={list} />
        ) : (
          <p class="more">
            <button type="button" part="button show-more" id={fieldId(of, `more${stance ?? ''}`)} onClick={more}>
              {desk.say('list.more', { count: Math.min(MORE, left), left })}
            </button>
          </p>
        ))}
    </>
  )
}

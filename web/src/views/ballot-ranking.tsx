// A ranking by buttons: up, down, to the top, same place as above. A pointer may drag as well; nobody
// has to.
import { useRef, useState } from 'preact/hooks'
import type { BallotProps } from './ballot'
import { groupsOf, type Groups } from './ballot-choice'
import { useDesk } from './desk'
import { afterDrawing, focusById } from './focus'
import * as moves from './ranking-moves'

export function Ranking({ question, choice, pick, described }: BallotProps) {
  const desk = useDesk()
  const groups = groupsOf(question, choice)
  const ranked = groups.flat()
  const rest = question.options.map((_, at) => at).filter(at => !ranked.includes(at))
  const list = useRef<HTMLOListElement>(null)
  const id = (at: number, part: string) => `${question.id}-${part}-${at}`
  const name = (at: number) => question.options[at] ?? ''

  const tell = (next: Groups, at: number) => {
    const place = moves.rankOf(next, at)
    desk.speech.now(
      desk.say(moves.isTied(next, at) ? 'rank.now-tied' : 'rank.now', {
        option: name(at),
        place,
        of: next.flat().length,
      }),
    )
  }
  /** Focus stays on the button that was pressed; it moves with its option. */
  const move = (next: Groups, at: number, part: string) => {
    pick(next)
    tell(next, at)
    afterDrawing(() => focusById(desk.stage.root, id(at, part)))
  }
  const dragging = useDrag(list, (option, place) => {
    const next = moves.putAt(groups, option, place)
    if (JSON.stringify(next) !== JSON.stringify(groups)) pick(next)
  })

  const button = (at: number, part: string, words: string, sign: string, next: Groups) => {
    const moved = JSON.stringify(next) !== JSON.stringify(groups)
    return (
      <button
        id={id(at, part)}
        type="button"
        class="step"
        part="button"
        aria-disabled={moved ? undefined : 'true'}
        onClick={() => (moved ? move(next, at, part) : tell(groups, at))}
      >
        <span aria-hidden="true">{sign}</span>
        <span class="unseen">{desk.say(words, { option: name(at) })}</span>
      </button>
    )
  }

  return (
    <fieldset class="ranking" aria-describedby={described}>
      <legend>{desk.say('ballot.rank')}</legend>
      <p class="hint">{desk.say('ballot.rank-hint')}</p>
      {ranked.length > 0 && (
        <ol ref={list} class="ranked">
          {ranked.map((at, row) => (
            <li key={at} class={dragging.option === at ? 'dragged' : ''} data-option={at}>
              <span class="grip" aria-hidden="true" {...dragging.handle(at)}>
                {'\u2807'}
              </span>
              <span class="place">{moves.rankOf(groups, at)}</span>
              <bdi class="words">{name(at)}</bdi>
              <span class="moves">
                {button(at, 'up', 'rank.up', '\u2191', moves.up(groups, at))}
                {button(at, 'down', 'rank.down', '\u2193', moves.down(groups, at))}
                {button(at, 'top', 'rank.top', '\u21c8', moves.top(groups, at))}
                {row > 0 && (
                  <button
                    id={id(at, 'same')}
                    type="button"
                    class="step"
                    part="button"
                    aria-pressed={moves.isTied(groups, at) ? 'true' : 'false'}
                    onClick={() => move(moves.tie(groups, at), at, 'same')}
                  >
                    <span aria-hidden="true">=</span>
                    <span class="unseen">{desk.say('rank.same', { option: name(at) })}</span>
                  </button>
                )}
                <button
                  type="button"
                  class="step"
                  part="button"
                  onClick={() => {
                    pick(moves.remove(groups, at))
                    desk.speech.now(desk.say('rank.now-out', { option: name(at) }))
                    afterDrawing(() => focusById(desk.stage.root, id(at, 'add')))
                  }}
                >
                  <span aria-hidden="true">{'\u00d7'}</span>
                  <span class="unseen">{desk.say('rank.remove', { option: name(at) })}</span>
                </button>
              </span>
            </li>
          ))}
        </ol>
      )}
      {rest.length > 0 && (
        <div class="unranked">
          <p class="hint">{desk.say(ranked.length ? 'rank.rest' : 'rank.start')}</p>
          <ul>
            {rest.map((at, row) => (
              <li key={at}>
                <button
                  id={id(at, 'add')}
                  type="button"
                  part="button"
                  onClick={() => {
                    const next = moves.add(groups, at)
                    pick(next)
                    tell(next, at)
                    // On to the next that has no place yet, as one gives out places.
                    const after = rest[row + 1] ?? rest.find(one => one !== at)
                    afterDrawing(() =>
                      focusById(desk.stage.root, after === undefined ? id(at, 'up') : id(after, 'add')),
                    )
                  }}
                >
                  <span class="place" aria-hidden="true">
                    +
                  </span>
                  <bdi>{name(at)}</bdi>
                  <span class="unseen">{desk.say('rank.add', { place: ranked.length + 1 })}</span>
                </button>
              </li>
            ))}
          </ul>
        </div>
      )}
    </fieldset>
  )
}

/** Which option a pointer drags; `put` is told the place where it is now, from 0. */
function useDrag(list: { current: HTMLElement | null }, put: (option: number, place: number) => void) {
  const [option, setOption] = useState<number | null>(null)
  const handle = (at: number) => ({
    onPointerDown(event: PointerEvent) {
      if (event.button !== 0) return
      event.preventDefault()
      ;(event.currentTarget as Element).setPointerCapture(event.pointerId)
      setOption(at)
    },
    onPointerMove(event: PointerEvent) {
      if (option !== at || !list.current) return
      const others = Array.from(list.current.children).filter(
        row => row instanceof HTMLElement && row.dataset.option !== `${at}`,
      )
      const above = others.filter(row => {
        const { top, height } = row.getBoundingClientRect()
        return event.clientY > top + height / 2
      })
      put(at, above.length)
    },
    onPointerUp: () => setOption(null),
    onPointerCancel: () => setOption(null),
  })
  return { option, handle }
}

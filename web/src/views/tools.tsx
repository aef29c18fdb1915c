// Views, order and search: one quiet line above the claims.
import type { Sort } from '../session-types'
import { SORTS } from '../settings'
import { VIEWS, useDesk } from './desk'
import { intentOf } from './later'

export function Tools() {
  const desk = useDesk()
  const weighing = desk.settings.weighing.value
  return (
    <div class="tools" part="toolbar">
      {desk.wants('views') && (
        <div class="views" role="group" aria-label={desk.say('view.label')}>
          {VIEWS.filter(view => weighing || view !== 'map').map(view => (
            <button
              type="button"
              class="view"
              part={`view view-${view}`}
              aria-pressed={desk.view.value === view}
              {...(view === 'summary' || view === 'map' ? intentOf(view === 'map' ? view : 'panels') : {})}
              onClick={() => desk.show(view)}
            >
              {desk.say(`view.${view}`)}
            </button>
          ))}
        </div>
      )}
      {desk.wants('sort') && (
        <label class="sort">
          <span>{desk.say('sort.label')}</span>{' '}
          <select
            part="sort"
            value={desk.sort.value}
            onChange={async event => {
              const select = event.currentTarget
              const wanted = select.value as Sort
              await desk.resort(wanted)
              const sort = (select.value = desk.sort.peek())
              if (sort === wanted) desk.speech.now(desk.say('said.sorted', { sort: desk.say(`sort.${sort}`) }))
            }}
          >
            {SORTS.filter(sort => weighing || (sort !== 'strongest' && sort !== 'needs-you')).map(sort => (
              <option value={sort} selected={desk.sort.value === sort}>
                {desk.say(`sort.${sort}`)}
              </option>
            ))}
          </select>
        </label>
      )}
      {desk.wants('search') && (
        <label class="search">
          <span class="unseen">{desk.say('search.label')}</span>
          <input
            type="search"
            part="search"
            dir="auto"
            placeholder={desk.say('search.hint')}
            onFocus={intentOf('panels').onFocus}
            value={desk.searching.value}
            onInput={event => {
              desk.grow()
              desk.searching.value = event.currentTarget.value
            }}
            onKeyDown={event => {
              if (event.key === 'Escape') desk.searching.value = ''
            }}
          />
        </label>
      )}
    </div>
  )
}

/** Others' arguments that arrived and that the list below does not say itself: one button, nothing moves by itself. */
export function Arrivals() {
  const desk = useDesk()
  const claims = desk.arrivals().filter(({ parent }) => parent !== desk.focus.value)
  const [first] = claims
  if (!first) return null
  return (
    <p class="fresh">
      <button
        type="button"
        part="button show-new"
        onClick={() => {
          for (const one of claims) desk.reveal(one.id, one === first)
          desk.seen()
        }}
      >
        {desk.say('list.fresh', { count: claims.length })}
      </button>
    </p>
  )
}

// Views, order and search: one quiet line above the claims.
import { useEffect, useState } from 'preact/hooks'
import type { Claim, Sort } from '../session-types'
import { ClaimFacts, Heading } from './claim'
import { SORTS, VIEWS, useDesk } from './desk'
import { Jump, shortClaim } from './why'

const REST_MS = 250
const FOUND_AT_ONCE = 20

export function Tools() {
  const desk = useDesk()
  const weighing = desk.settings.weighing.value
  return (
    <div class="tools" part="toolbar">
      {desk.wants('views') && (
        <div class="views" role="group" aria-label={desk.say('view.label')}>
          {VIEWS.map(view => (
            <button
              type="button"
              class="view"
              part={`view view-${view}`}
              aria-pressed={desk.view.value === view}
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
            onChange={event => {
              desk.resort(event.currentTarget.value as Sort)
              desk.speech.now(desk.say('said.sorted', { sort: desk.say(`sort.${desk.sort.peek()}`) }))
            }}
          >
            {SORTS.filter(sort => weighing || sort !== 'strongest').map(sort => (
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
            placeholder={desk.say('search.label')}
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

/** Others' arguments that arrived and are nowhere in sight: one button, nothing moves by itself. */
export function Arrivals() {
  const desk = useDesk()
  const claims = desk.arrivals()
  const first = claims[0]?.id
  if (first === undefined) return null
  return (
    <p class="fresh">
      <button
        type="button"
        part="button show-new"
        onClick={() => {
          for (const { id } of claims) desk.reveal(id, id === first)
          desk.seen()
        }}
      >
        {desk.say('list.fresh', { count: claims.length })}
      </button>
    </p>
  )
}

/** What the search found, in place of the debate until the field is empty again. */
export function Found({ level }: { level: number }) {
  const desk = useDesk()
  const text = desk.searching.value.trim()
  const [settled, setSettled] = useState(text)
  const [count, setCount] = useState(FOUND_AT_ONCE)
  useEffect(() => {
    const timer = setTimeout(() => {
      setSettled(text)
      setCount(FOUND_AT_ONCE)
    }, REST_MS)
    return () => clearTimeout(timer)
  }, [text])
  desk.session.revision.value
  const found = desk.session.ask<{ total: number; claims: Claim[] }>({ q: 'search', text: settled, count })
  const sum = desk.say('search.found', { count: found.total })
  useEffect(() => {
    if (settled !== '') desk.speech.now(sum)
  }, [settled, sum])
  return (
    <section class="found" part="search-results" aria-labelledby="found-title">
      <Heading level={level} id="found-title" class="small-title">
        {sum}
      </Heading>
      <ol role="list">
        {found.claims.map(claim => (
          <li key={claim.id}>
            <span class={`side ${claim.stance}`}>{desk.say(`stance-name.${claim.stance}`)}</span>{' '}
            <Jump id={claim.id}>{shortClaim(claim.text)}</Jump>
            <ClaimFacts claim={claim} />
          </li>
        ))}
      </ol>
      {found.total > found.claims.length && count < 500 && (
        <p class="more">
          <button type="button" onClick={() => setCount(count + FOUND_AT_ONCE)}>
            {desk.say('list.more', {
              count: Math.min(FOUND_AT_ONCE, found.total - count),
              left: found.total - count,
            })}
          </button>
        </p>
      )}
      <p class="row">
        <button
          type="button"
          class="quiet"
          onClick={() => {
            desk.searching.value = ''
          }}
        >
          {desk.say('search.close')}
        </button>
      </p>
    </section>
  )
}

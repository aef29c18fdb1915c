// What the search finds.
import { useEffect, useState } from 'preact/hooks'
import type { Claim } from '../session-types'
import { ClaimFacts, Heading } from './claim'
import { useDesk } from './desk'
import { afterDrawing, focusElement, giveBack, headingId } from './focus'
import { Jump, shortClaim } from './jump'

const REST_MS = 250
const FOUND_AT_ONCE = 20

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
    <div role="group" class="found" part="search-results" aria-labelledby="found-title">
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
          <button
            type="button"
            onClick={() => {
              setCount(count + FOUND_AT_ONCE)
              // To the first new one, as in the debate.
              afterDrawing(() => {
                const link = desk.stage.root.querySelectorAll<HTMLElement>('.found .jump')[found.claims.length]
                if (link) focusElement(link)
              })
            }}
          >
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
            giveBack(desk.stage.root, headingId('~'))
          }}
        >
          {desk.say('search.close')}
        </button>
      </p>
    </div>
  )
}

// Small visible pieces that several views use.
import type { ComponentChildren } from 'preact'
import type { Claim } from '../session-types'
import { dayOf, moment } from './dates'
import { useDesk } from './desk'
import { plainName, safeLink } from './words'

/** A thin line that repeats the words beside it for the eye; never the only carrier. */
export function Gauge({ value }: { value: number }) {
  return (
    <span class="gauge" part="gauge" aria-hidden="true">
      <span style={{ inlineSize: `${Math.round(value * 100)}%` }} />
    </span>
  )
}

/** One quiet line of facts about a claim; CSS puts the dots between them. */
export function Facts({ children }: { children: ComponentChildren }) {
  return (
    <div class="facts" part="meta">
      <p>{children}</p>
    </div>
  )
}

export function When({ at }: { at: number }) {
  const desk = useDesk()
  return (
    <time class="fact" part="date" dateTime={moment(at)}>
      {dayOf(at, desk.locale)}
    </time>
  )
}

/** Who said it and when: a name kept apart from the text around, so that it cannot turn it. */
export function Origin({ of }: { of: Pick<Claim, 'from' | 'mine' | 'name' | 'author' | 'at'> }) {
  const desk = useDesk()
  if (of.from) {
    const { name, at, votes } = of.from
    const date = at === undefined ? '' : dayOf(at, desk.locale)
    return (
      <>
        <span class="fact" part="author">
          {name ? <bdi>{plainName(name)}</bdi> : desk.say('person.elsewhere')}
        </span>
        {date && (
          <span class="fact" part="date">
            {date}
          </span>
        )}
        {typeof votes === 'number' && votes > 0 && (
          <span class="fact" part="votes-there">
            {desk.say('claim.votes-there', { count: votes })}
          </span>
        )}
      </>
    )
  }
  if (of.author === null) return null
  const name = of.name ? <bdi>{plainName(of.name)}</bdi> : null
  return (
    <>
      <span class={of.mine ? 'fact mine' : 'fact'} part="author">
        {of.mine ? (
          <>
            {desk.say('person.you')}
            {name && <> ({name})</>}
          </>
        ) : (
          (name ?? desk.say('person.none'))
        )}
      </span>
      {of.at > 0 && <When at={of.at} />}
    </>
  )
}

export function Sources({ sources }: { sources: readonly string[] }) {
  const desk = useDesk()
  if (sources.length === 0) return null
  return (
    <p class="sources" part="sources">
      <span>{desk.say('claim.sources', { count: sources.length })}</span>{' '}
      {sources.map((source, at) => {
        const link = safeLink(source)
        return (
          <>
            {at > 0 && ', '}
            {link ? (
              <a href={link} rel="nofollow ugc noopener noreferrer">
                <bdi>{shortLink(source)}</bdi>
              </a>
            ) : (
              <bdi>{source}</bdi>
            )}
          </>
        )
      })}
    </p>
  )
}

function shortLink(source: string): string {
  const bare = source.replace(/^https?:\/\/(www\.)?/i, '').replace(/\/$/, '')
  return bare.length > 60 ? `${bare.slice(0, 59)}\u2026` : bare
}

/** An error beside what caused it, spoken when it appears. */
export function Fault({ id, text }: { id?: string; text: string | null }) {
  return (
    <p id={id} class="fault" part="error" role="alert" hidden={!text}>
      {text}
    </p>
  )
}

/** What a button is about, for those who hear it alone. */
export function About({ text }: { text: string }) {
  const desk = useDesk()
  return text ? <span class="unseen">{desk.say('about', { text })}</span> : null
}

export function Panel({ children, label }: { children: ComponentChildren; label: string }) {
  return (
    <div class="panel" part="panel" role="group" aria-label={label}>
      {children}
    </div>
  )
}

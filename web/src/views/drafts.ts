// What a reader had begun when the page closed: words, sources, a choice not yet cast; never part of the debate.
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'
import { useDesk } from './desk'

const REST_MS = 350

export interface Written {
  text: string
  sources: string
}

/**
 * Keeps `value` under `name` at the first word, at every rest, when the form closes and when the page is left;
 * null is nothing to keep. `found` is given what an earlier visit had begun: not yet checked, and only where the
 * reader was not quicker. Answers how to forget it once it has been published.
 */
export function useDraft(
  name: string,
  value: object | null,
  found: (draft: Record<string, unknown>) => void,
): () => void {
  const { session } = useDesk()
  const note = `draft:${name}`
  /** What is to be kept; undefined where nothing has changed since. */
  const next = useRef<object | null | undefined>(undefined)
  const begun = useRef(false)
  const place = useRef<'none' | 'coming' | 'there'>('none')
  const stands = useRef(true)
  const said = JSON.stringify(value)

  function keep() {
    if (next.current === undefined) return
    if (place.current === 'none') place.current = 'coming'
    // A draft that cannot be kept is not worth a message: the text is still in the field.
    void session
      .keepNote(note, next.current ?? undefined)
      .catch(() => undefined)
      .then(() => {
        place.current = 'there'
      })
    next.current = undefined
  }

  useEffect(() => {
    let here = true
    void session
      .note(note)
      .catch(() => null)
      .then(draft => {
        if (!here || begun.current || typeof draft !== 'object' || draft === null) return
        begun.current = true
        found(draft as Record<string, unknown>)
      })
    return () => {
      here = false
    }
  }, [note])

  useLayoutEffect(() => {
    if (value === null && !begun.current) return
    begun.current = true
    next.current = value
    if (place.current === 'none') keep()
    const timer = setTimeout(keep, REST_MS)
    return () => clearTimeout(timer)
  }, [note, said])

  useEffect(() => {
    stands.current = true
    // A page that is put away while it makes its database would hold up every page that opens it next.
    const leave = () => place.current === 'there' && keep()
    addEventListener('pagehide', leave)
    return () => {
      removeEventListener('pagehide', leave)
      keep()
      stands.current = false
    }
  }, [note])

  return () => {
    next.current = undefined
    begun.current = false
    const whole = stands.current
    // A form that was opened meanwhile may have gone on from what was sent.
    void session
      .note(note)
      .then(kept => {
        if (whole || JSON.stringify(kept) === said) void session.keepNote(note, undefined)
      })
      .catch(() => undefined)
  }
}

/** A text of a draft, '' where it has none. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

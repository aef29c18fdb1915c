// What takes an act back: another entry, worked out before the act from what stands then.
import type { ClaimDetail, Intent, Question, Thesis } from './session-types'

export type Ask = <T>(question: { q: string } & Record<string, unknown>) => T

/** The entry that would take `intent` back once it has the id it is given; null where none can. */
export type Undo = ((id: string) => Intent) | null

export function undoOf(intent: Intent, ask: Ask): Undo {
  try {
    return inverse(intent, ask)
  } catch {
    // The act itself will say what is wrong with it.
    return null
  }
}

function inverse(intent: Intent, ask: Ask): Undo {
  switch (intent.do) {
    case 'claim':
    case 'remark':
    case 'link':
      return id => ({ do: 'withdraw', target: id })
    case 'impact': {
      const value = impactNow(String(intent['claim']), String(intent['parent']), ask)
      return () => ({ do: 'impact', claim: intent['claim'], parent: intent['parent'], value })
    }
    case 'stance': {
      // Of claims other than the thesis the engine tells no own stance; taking back is then null.
      const value = intent['target'] === '~' ? (ask<Thesis>({ q: 'thesis' }).my_stance?.last ?? null) : null
      return () => ({ do: 'stance', target: intent['target'], value })
    }
    case 'ballot': {
      const choice = ask<Question>({ q: 'tally', id: intent['question'] }).my_choice ?? null
      return () => ({ do: 'ballot', question: intent['question'], choice })
    }
    case 'tag':
      return () => ({ do: 'tag', target: intent['target'], tag: intent['tag'], on: !intent['on'] })
    case 'name': {
      const before = ask<Thesis>({ q: 'thesis' }).name
      return before ? () => ({ do: 'name', text: before }) : null
    }
    case 'edit': {
      const before = ask<ClaimDetail>({ q: 'claim', id: intent['target'] })
      const { text, sources } = before
      if (text === null) return null
      return () => ({ do: 'edit', target: intent['target'], text, sources })
    }
    case 'flag':
      return id => ({ do: 'erase', target: id })
    case 'hide':
      return () => ({ do: 'show', target: intent['target'] })
    case 'move': {
      const { parent, stance } = ask<ClaimDetail>({ q: 'claim', id: intent['claim'] })
      return () => ({ do: 'move', claim: intent['claim'], parent, stance })
    }
    case 'ban':
      return () => ({ do: 'ban', key: intent['key'], on: !intent['on'] })
    default:
      return null
  }
}

function impactNow(claim: string, parent: string, ask: Ask): number | null {
  const detail = ask<ClaimDetail>({ q: 'claim', id: claim })
  if (detail.parent === parent) return detail.my_impact ?? null
  // A claim that stands in several places: the judgement belongs to the place.
  for (let from = 0; ; from += 500) {
    const page = ask<{ total: number; claims: ClaimDetail[] }>({
      q: 'children',
      of: parent,
      sort: 'oldest',
      from,
      count: 500,
    })
    const there = page.claims.find(one => one.id === claim)
    if (there) return there.my_impact ?? null
    if (from + 500 >= page.total) return null
  }
}

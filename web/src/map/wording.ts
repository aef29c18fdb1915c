// What is said of a claim on the map: its label, and what a screen reader hears.
import type { Claim } from '../session-types'
import type { Desk } from '../views/desk'
import { layText, strengthWord, thesisWord } from '../views/words'
import { NO_ROW, type MapCalls, type Row } from './calls'
import type { Rows } from './rows'
import type { Words } from './type'

/** Longer ones are told without the place among their siblings. */
const COUNTED_MOST = 300
const HEARD_MOST = 240

export function claimAt(desk: Desk, rows: Rows, row: Row): Claim {
  return desk.session.ask<Claim>({ q: 'claim', id: rows.id(row) })
}

export function thesisText(desk: Desk): string {
  const { text, title } = desk.thesis()
  return text ?? title ?? desk.say('thesis.none')
}

export function wordsOf(desk: Desk, rows: Rows, row: Row): Words {
  if (row === 0)
    return { side: '', stance: 'thesis', text: thesisText(desk), lang: desk.thesis().lang ?? '', veiled: false }
  const { text, status, lang } = claimAt(desk, rows, row)
  const stance = rows.stance[row]! & 1 ? 'con' : 'pro'
  const veiled = text === null || status === 'hidden' || status === 'withdrawn'
  return {
    side: desk.say(`stance-name.${stance}`),
    stance: rows.stance[row]! > 1 ? 'none' : stance,
    text: veiled ? desk.say(`status.${status}`) : text,
    lang: lang ?? '',
    veiled,
  }
}

export function signOf(stance: 'pro' | 'con'): string {
  return stance === 'pro' ? '+' : '\u2212'
}

/** "For, 3rd of 5: ... Fairly convincing, 4 answers." */
export function sentenceOf(desk: Desk, rows: Rows, calls: MapCalls, row: Row): string {
  const words = wordsOf(desk, rows, row)
  const text = short(words.text)
  const strength = calls.values(row)?.strength ?? 0.5
  if (row === 0) {
    const { claims } = desk.thesis()
    return desk.say('map.heard.thesis', { text, strength: desk.say(thesisWord(strength)), count: claims })
  }
  const { judged, pros, cons } = claimAt(desk, rows, row)
  const place = placeOf(calls, row)
  return desk.say('map.heard', {
    side: desk.say(`stance-name.${rows.stance[row]! & 1 ? 'con' : 'pro'}`),
    place: place ? desk.say('map.place', place) : '',
    text,
    strength: desk.settings.weighing.value
      ? desk.say(judged + pros + cons > 0 ? strengthWord(strength) : 'strength.none')
      : '',
    count: pros + cons,
  })
}

function short(text: string): string {
  const { heading } = layText(text)
  return heading.length > HEARD_MOST ? `${heading.slice(0, HEARD_MOST)}\u2026` : heading
}

function placeOf(calls: MapCalls, row: Row): { place: number; count: number } | null {
  const steps = (way: 'next' | 'previous') => {
    let count = 0
    for (let at = calls.walk(row, way); at !== NO_ROW; at = calls.walk(at, way))
      if (++count > COUNTED_MOST) return null
    return count
  }
  const before = steps('previous')
  const after = before === null ? null : steps('next')
  return before === null || after === null ? null : { place: before + 1, count: before + 1 + after }
}

/** Those that answer `row`, in the order shown, at most `most`. */
export function answersOf(calls: MapCalls, row: Row, most: number): Row[] {
  const found: Row[] = []
  for (let at = calls.walk(row, 'child'); at !== NO_ROW && found.length < most; at = calls.walk(at, 'next'))
    found.push(at)
  return found
}

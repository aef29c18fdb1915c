// How a saved map is called and described.
import { thesisWord } from '../views/words'
import type { ArgumentMap } from './argument-map'
import { thesisText } from './wording'

export function titleOf(map: ArgumentMap): string {
  return thesisText(map.desk)
}

/** What the drawing says, in a sentence. */
export function strengthOfMap(map: ArgumentMap): string {
  const { desk } = map
  const strength = map.calls.values(0)?.strength ?? 0.5
  return desk.say('map.drawn', {
    text: titleOf(map),
    strength: desk.say(thesisWord(strength)),
    count: desk.thesis().claims,
  })
}

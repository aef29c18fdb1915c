// The keys of the map, while it has the focus.
import type { ArgumentMap } from '../map/argument-map'
import type { Way } from '../map/calls'

/** As the tree is drawn: answers stand to the right, siblings one below the other. */
const WAYS: Record<string, Way> = { ArrowLeft: 'parent', ArrowRight: 'child', ArrowDown: 'next', ArrowUp: 'previous' }
const PAN = 60

export function heardKey(map: ArgumentMap, event: KeyboardEvent): void {
  const { key } = event
  if (event.ctrlKey || event.metaKey || event.altKey) return
  const way = WAYS[key]
  if (way && event.shiftKey) {
    const along = way === 'next' || way === 'previous' ? [0, 1] : [1, 0]
    const sign = way === 'parent' || way === 'previous' ? 1 : -1
    map.pan(along[0]! * sign * PAN, along[1]! * sign * PAN)
  } else if (way) map.walk(way)
  else if (key === 'Home') {
    map.go(0)
    map.announce()
  } else if (key === 'Enter' || key === ' ') {
    map.turn(map.row.peek())
    map.announce()
  } else if (key === '+' || key === '=') map.step(true)
  else if (key === '-' || key === '_') map.step(false)
  else if (key === '0') map.fit()
  else if (key === 'Escape' && (map.tip.peek() || map.engaged.peek())) map.leave()
  else return
  event.preventDefault()
}

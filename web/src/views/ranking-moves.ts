// Moves within a ranking, groups best first; pure, so that they can be tested.
import type { Groups } from './ballot-choice'

const without = (groups: Groups, option: number): Groups =>
  groups.map(group => group.filter(one => one !== option)).filter(group => group.length > 0)

const placeOf = (groups: Groups, option: number): number => groups.findIndex(group => group.includes(option))

/** One place up: out of a tie first, then past the group above. */
export function up(groups: Groups, option: number): Groups {
  const at = placeOf(groups, option)
  if (at < 0) return groups
  const alone = groups[at]!.length === 1
  if (alone && at === 0) return groups
  return putAt(groups, option, alone ? at - 1 : at)
}

export function down(groups: Groups, option: number): Groups {
  const at = placeOf(groups, option)
  if (at < 0) return groups
  const alone = groups[at]!.length === 1
  if (alone && at === groups.length - 1) return groups
  return putAt(groups, option, at + 1)
}

export function top(groups: Groups, option: number): Groups {
  return putAt(groups, option, 0)
}

/** Alone at the place that `at` is among the other groups. */
export function putAt(groups: Groups, option: number, at: number): Groups {
  const rest = without(groups, option)
  return [...rest.slice(0, at), [option], ...rest.slice(at)]
}

export function add(groups: Groups, option: number): Groups {
  return [...without(groups, option), [option]]
}

export function remove(groups: Groups, option: number): Groups {
  return without(groups, option)
}

/** Whether the option shares the place of the one that stands above it in the list. */
export function isTied(groups: Groups, option: number): boolean {
  const group = groups[placeOf(groups, option)]
  return group !== undefined && group[0] !== option
}

/** Shares the place above, or, where it did, begins a place of its own that those after it share. */
export function tie(groups: Groups, option: number): Groups {
  const at = placeOf(groups, option)
  if (at < 0) return groups
  const group = groups[at]!
  const inside = group.indexOf(option)
  if (inside > 0)
    return [...groups.slice(0, at), group.slice(0, inside), group.slice(inside), ...groups.slice(at + 1)]
  if (at === 0) return groups
  return [...groups.slice(0, at - 1), [...groups[at - 1]!, ...group], ...groups.slice(at + 1)]
}

/** The place in words, from 1: those who share one have the same, and the next counts all before it. */
export function rankOf(groups: Groups, option: number): number {
  const at = placeOf(groups, option)
  return 1 + groups.slice(0, at).reduce((sum, group) => sum + group.length, 0)
}

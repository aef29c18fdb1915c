// Two natives that pages of the Prototype.js age replace with something else. web/build.mjs puts
// these in the place of `Array.from` and `JSON.stringify` everywhere in the bundle, libraries too.
export { writeJson as palabreJson } from './json'

export function palabreArrayFrom<T, U = T>(
  things: Iterable<T> | ArrayLike<T>,
  map?: (thing: T, at: number) => U,
): U[] {
  const list: U[] = []
  const push = (thing: T): void => {
    list[list.length] = map ? map(thing, list.length) : (thing as unknown as U)
  }
  if (Symbol.iterator in Object(things)) {
    for (const thing of things as Iterable<T>) push(thing)
  } else {
    const { length } = things as ArrayLike<T>
    for (let i = 0; i < length; i++) push((things as ArrayLike<T>)[i]!)
  }
  return list
}

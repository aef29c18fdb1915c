// What more than one chunk needs stands in the bundle, even where the bundle has no use for it.
import './views/jump'

/**
 * What the bundle lends to the files that are fetched later, under short names: one copy of Preact
 * and of everything that keeps state. web/build.mjs writes this from what they import.
 */
export const shared = (): Record<string, unknown> => ({})

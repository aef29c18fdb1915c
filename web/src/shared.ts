/**
 * What the bundle lends to the files that are fetched later, under short names: one copy of Preact
 * and of everything that keeps state. web/build.mjs writes this from what they import.
 */
export const shared = (): Record<string, unknown> => ({})

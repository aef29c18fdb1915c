// What the page says, by language. web/build.mjs puts the compiled catalogues of messages/workbench here.
export type Lang = 'fr' | 'en'
export type Sentence = string | ((values: Record<string, unknown>) => string)

export const catalogues: Record<Lang, Record<string, Sentence>> = { fr: {}, en: {} }

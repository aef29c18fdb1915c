// A failure is said inside the element, above the outline, which stays as it was.
import type { Messages } from './stage'
import { Refusal } from './session-types'
import { Trouble } from './trouble'

/** For when not even the language file came: the rest is in the catalogue (`trouble.CODE`). */
const PLAIN: Record<string, [en: string, fr: string]> = {
  network: [
    'The debate could not be loaded: a file did not arrive.',
    'Le débat n’a pas pu être chargé : un fichier n’est pas arrivé.',
  ],
  integrity: [
    'The debate was not loaded: a file is not the one that was published.',
    'Le débat n’a pas été chargé : un fichier n’est pas celui qui a été publié.',
  ],
  other: ['The debate could not be opened.', 'Le débat n’a pas pu être ouvert.'],
}

export interface Told {
  code: string
  hint: string
  sentence: string
}

export function tellTrouble(error: unknown, messages: Messages | null, lang: string): Told {
  const known = error instanceof Trouble || error instanceof Refusal
  const code = known ? error.code : 'other'
  const hint = error instanceof Trouble ? error.hint : error instanceof Error ? error.message : String(error)
  const message = messages?.[`trouble.${code}`] ?? messages?.[`fault.${code}`]
  if (message) return { code, hint, sentence: message({ hint }) }
  const [en, fr] = PLAIN[code] ?? PLAIN['other']!
  return { code, hint, sentence: `${/^fr\b/i.test(lang) ? fr : en} (${code}: ${hint})` }
}

/** Shows `sentence` before what the element shows; answers how to take it away. */
export function showTrouble(root: ShadowRoot, sentence: string): () => void {
  const alert = document.createElement('p')
  alert.setAttribute('role', 'alert')
  alert.setAttribute('part', 'error')
  alert.style.margin = '0 0 1em'
  alert.style.paddingInlineStart = '.75em'
  alert.style.borderInlineStart = '.25em solid'
  root.prepend(alert)
  // After it is in the document, so that it is read out.
  alert.textContent = sentence
  return () => alert.remove()
}

// The bundle: everything a reader needs but the engine and one language. The loader calls `start`.
import { loadChunk } from './chunks'
import type { Diagnosis, LoaderFacts } from './doctor'
import { clicked } from './element'
import { PalabreCount, PalabreQuestion, PalabreTally } from './element-companions'
import { PalabreDebate } from './element-debate'
import { useNonce, version } from './load-module'

export { version }

interface Start {
  palabre: LoaderFacts
  nonce: string
  /** Elements whose `loading="click"` button the reader has pressed already. */
  clicked: Element[]
  source: string
}

let facts: LoaderFacts = { version, versions: [version], csp: () => '' }

export function start({ palabre, nonce, clicked: pressed }: Start): void {
  facts = palabre
  useNonce(nonce)
  for (const element of pressed) clicked.add(element)
  define('palabre-debate', PalabreDebate)
  define('palabre-question', PalabreQuestion)
  define('palabre-count', PalabreCount)
  define('palabre-tally', PalabreTally)
}

export async function doctor(): Promise<Diagnosis> {
  return (await loadChunk('doctor')).doctor(facts)
}

/** Whoever was first in the page keeps the name; a second definition would throw. */
function define(name: string, element: CustomElementConstructor): void {
  if (!customElements.get(name)) customElements.define(name, element)
}

// Makes the invented judgements of this page: `node examples/map/make-log.mjs`. The same run gives the same bytes.
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { sha256, Vector } from '../../tests/vectors/vector.mjs'

const here = fileURLToPath(new URL('.', import.meta.url))
const DEBATE = 'carnet.example/libre-acces'
const READERS = 17

/** How convincing readers find an argument, 0 to 4 at the middle; 2 where nothing is said. */
const LIKED = {
  paye: 3.4,
  'travail-editeur': 2.2,
  relecteurs: 3.3,
  marges: 3.1,
  'petites-revues': 2.8,
  pays: 3.6,
  programmes: 1.4,
  exclus: 3,
  medecins: 2.6,
  citations: 1.8,
  selection: 2.9,
  machines: 2.4,
  'revues-mortes': 2.7,
  subventions: 3.1,
  dependance: 1.9,
  jury: 2.6,
  barriere: 1.6,
  'six-mois': 3.2,
  'auteur-payeur': 3.3,
  archives: 2.7,
  frais: 3,
  liberte: 1.5,
  salarie: 2.8,
}

/** A number in [0,1) that depends on the words alone. */
const chance = (...words) => sha256(words.join(' ')).digest().readUInt32BE() / 2 ** 32

/** What each argument answers, by the nesting of the list. */
function placesOf(page) {
  const places = []
  const open = []
  for (const [tag] of page.matchAll(/<\/?li\b[^>]*>/g)) {
    const id = /data-id="([^"]+)"/.exec(tag)?.[1]
    if (tag === '</li>') open.pop()
    else {
      places.push({ claim: `~${id}`, parent: open.length > 0 ? `~${open.at(-1)}` : '~' })
      open.push(id)
    }
  }
  return places
}

const log = new Vector()
const lines = []
for (const { claim, parent } of placesOf(readFileSync(`${here}index.html`, 'utf8'))) {
  // What stands far from the thesis is judged by few.
  const share = parent === '~' ? 0.75 : 0.35
  for (let reader = 0; reader < READERS; reader++) {
    if (chance(claim, 'reads', reader) > share) continue
    const liked = (LIKED[claim.slice(1)] ?? 2) + 2.2 * (chance(claim, reader) - 0.5)
    const value = Math.max(0, Math.min(4, Math.round(liked)))
    lines.push(log.make(`${DEBATE} ${reader}`, 'impact', { claim, parent, value }, { debate: DEBATE, clock: 1 }))
  }
}
writeFileSync(`${here}jugements.ndjson`, lines.map(line => `${JSON.stringify(line)}\n`).join(''))

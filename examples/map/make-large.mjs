// Makes debates to try large maps with: `node examples/map/make-large.mjs FOLDER` writes map-5000.ndjson, a signed log
// whose arguments stand up to forty deep, and map-100000.html, a page. The same run gives the same bytes.
import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Vector } from '../../tests/vectors/vector.mjs'

const [folder] = process.argv.slice(2)
if (!folder) {
  process.stderr.write('usage: node examples/map/make-large.mjs FOLDER\n')
  process.exit(2)
}

/** Numbers in [0,1), the same in every run: xorshift. */
function numbers(seed) {
  let state = createHash('sha256').update(seed).digest().readUInt32BE() | 1
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) / 2 ** 32
  }
}

const WHO = [
  'The council',
  'Our street',
  'Whoever works at night',
  'A family of four',
  'The school',
  'The market',
  'The river',
]
const DOES = [
  'would gain by it',
  'pays for it twice',
  'has no way around it',
  'was never asked',
  'can live with it',
  'loses an hour a day',
]
const WHEN = [
  'in winter',
  'on Saturdays',
  'in the long run',
  'as long as the bridge stands',
  'since the last works',
  'at no cost',
]
const WHY = [
  'as the figures of last year show',
  'and nobody has said otherwise',
  'whatever the plan says',
  'which the report leaves out',
]

/**
 * `count` arguments: each answers one before it, chosen so that some branches run deep and some claims are answered by
 * many. `deep` is how often the last one is answered.
 */
function argumentsOf(count, { seed, deep, depth }) {
  const next = numbers(seed)
  const pick = list => list[Math.floor(next() * list.length)]
  const claims = []
  for (let at = 0; at < count; at++) {
    // The square prefers early ones: they are answered most.
    let parent = at === 0 || next() < 12 / (at + 12) ? -1 : next() < deep ? at - 1 : Math.floor(next() ** 2 * at)
    if (parent >= 0 && claims[parent].depth >= depth) parent = claims[parent].parent
    claims.push({
      parent,
      depth: parent < 0 ? 1 : claims[parent].depth + 1,
      stance: next() < 0.52 ? 'pro' : 'con',
      text: `${pick(WHO)} ${pick(DOES)} ${pick(WHEN)}, ${pick(WHY)} (${at + 1}).`,
      liked: next(),
    })
  }
  return claims
}

function logOf(claims, { debate, title, readers }) {
  const next = numbers(`${debate} readers`)
  const log = new Vector()
  const lines = []
  let clock = 0
  const say = (name, verb, fields) => {
    const made = log.make(name, verb, fields, { debate, clock: ++clock })
    lines.push(JSON.stringify(made))
    return made.id
  }
  say('owner', 'open', { title, text: null, write: 'open', lang: 'en' })
  const ids = []
  for (const [at, { parent, stance, text }] of claims.entries())
    ids.push(say(`writer ${at % 97}`, 'claim', { parent: parent < 0 ? '~' : ids[parent], stance, text, lang: 'en' }))
  for (const [at, { parent, depth, liked }] of claims.entries()) {
    const judges = depth === 1 ? readers : depth < 4 ? Math.floor(next() * 4) : Math.floor(next() * 1.5)
    for (let reader = 0; reader < judges; reader++) {
      const value = Math.max(0, Math.min(4, Math.round(4 * liked + 2 * (next() - 0.5))))
      say(`reader ${reader}`, 'impact', { claim: ids[at], parent: parent < 0 ? '~' : ids[parent], value })
    }
  }
  return `${lines.join('\n')}\n`
}

function pageOf(claims, title) {
  const below = new Map()
  for (const [at, { parent }] of claims.entries()) below.set(parent, [...(below.get(parent) ?? []), at])
  const list = parent =>
    below.has(parent)
      ? `<ul>${below
          .get(parent)
          .map(at => `<li data-stance="${claims[at].stance}" data-id="n${at}">${claims[at].text}${list(at)}</li>\n`)
          .join('')}</ul>`
      : ''
  return `<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width">
  <title>${title}</title>
  <link rel="icon" href="/icon.svg">
  <link rel="stylesheet" href="/site.css">
  <link rel="stylesheet" href="/map/map.css">
  <script async src="/dist/palabre.js"></script>
</head>
<body>
  <header class="masthead"><span>A made-up debate</span><a href="/map/large.html">Back</a></header>
  <main>
    <h1>${title}</h1>
    <palabre-debate debate="largest" site="made-up.example" view="map" lang="en" loading="eager" storage="none">
      <h2>The bridge should be closed to cars.</h2>
      ${list(-1)}
    </palabre-debate>
  </main>
</body>
</html>
`
}

mkdirSync(folder, { recursive: true })
const deep = argumentsOf(5000, { seed: 'deep', deep: 0.35, depth: 40 })
writeFileSync(
  join(folder, 'map-5000.ndjson'),
  logOf(deep, { debate: 'made-up.example/large', title: 'The bridge should be closed to cars.', readers: 30 }),
)
const wide = argumentsOf(100_000, { seed: 'wide', deep: 0.2, depth: 60 })
writeFileSync(join(folder, 'map-100000.html'), pageOf(wide, 'A debate of 100,000 arguments'))

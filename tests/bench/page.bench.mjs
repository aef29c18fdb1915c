// A debate of 5,000 claims in Chromium, from navigation to the moment that a reader can act: once
// declared in the page, once as a file whose signatures are checked. Beside them what a page costs
// that makes the same claims into plain nested lists, all of them, and does nothing else.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { launch, serve } from '../browser/harness.mjs'
import { pageOf } from '../browser/pages.mjs'

const CLAIMS = 5000
const RUNS = 5

/** Claims below random earlier ones; always the same. */
function claimsOf(count) {
  let state = 1
  const below = most => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0
    return Math.floor((state / 2 ** 32) * most)
  }
  const text = 'what follows from it touches the street, the market and the school'
  return Array.from({ length: count }, (_, i) => ({
    id: `c${i}`,
    parent: i < 20 ? '' : `c${below(i)}`,
    stance: below(2) ? 'pro' : 'con',
    text: `Argument ${i}: ${text}.`,
  }))
}

function nested(claims) {
  const below = new Map([['', []]])
  for (const claim of claims) {
    below.get(claim.parent).push(claim)
    below.set(claim.id, [])
  }
  const list = id => {
    const items = below.get(id).map(one => {
      return `<li data-stance="${one.stance}" data-id="${one.id}">${one.text}${list(one.id)}</li>`
    })
    return items.length ? `<ul>${items.join('')}</ul>` : ''
  }
  return list('')
}

function signedLog(claims) {
  const folder = mkdtempSync(join(tmpdir(), 'palabre-bench-'))
  const rows = claims.map(({ id, parent, stance, text }) => `${id},${parent},${stance},"${text}"`)
  try {
    writeFileSync(join(folder, 'claims.csv'), ['id,parent,stance,text', ...rows].join('\n'))
    const asked = ['import', 'csv', join(folder, 'claims.csv'), '--title', 'Large', '--debate', 'local/large']
    return execFileSync('build/release/palabre', asked, { maxBuffer: 2 ** 28, stdio: ['ignore', 'pipe', 'ignore'] })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const plain = `<main></main><script>
  fetch('/log.ndjson').then(answer => answer.text()).then(text => {
    const lists = new Map()
    const list = id => lists.get(id) ?? lists.set(id, document.createElement('ul')).get(id)
    const ids = []
    for (const line of text.split('\\n')) {
      const { body } = line ? JSON.parse(line) : {}
      if (body) ids.push(JSON.parse(body))
    }
    ids.forEach((claim, i) => {
      const item = document.createElement('li')
      item.append(claim.text ?? '', list(i))
      list(i % 97 ? Math.floor(i / 3) : -1).append(item)
    })
    document.querySelector('main').append(list(-1))
    requestAnimationFrame(() => setTimeout(() => { globalThis.done = performance.now() }))
  })
</script>`

async function median(browser, address, done) {
  const taken = []
  for (let i = 0; i < RUNS; i++) {
    const page = await browser.newPage()
    await page.goto(address)
    taken.push(await page.evaluate(done))
    await page.close()
  }
  return taken.sort((a, b) => a - b)[Math.floor(RUNS / 2)]
}

// Ready, every claim there, drawn, and the main thread free again.
const interactive = async () => {
  const element = document.querySelector('palabre-debate')
  await customElements.whenDefined('palabre-debate')
  await element.ready
  while ((await element.query({ q: 'thesis' })).claims < 5000) await new Promise(later => setTimeout(later, 5))
  await new Promise(drawn => requestAnimationFrame(() => setTimeout(drawn)))
  const shown = element.shadowRoot.querySelectorAll('li').length
  if (shown === 0) throw new Error('nothing is shown')
  return performance.now()
}
const plainDone = async () => {
  while (globalThis.done === undefined) await new Promise(later => setTimeout(later, 1))
  return globalThis.done
}

/** What the page's thread is held by while `work` runs there: processor milliseconds of each task, sorted. */
async function tasksOf(page, work) {
  await page.tracing.start({ categories: ['devtools.timeline', 'toplevel', 'blink.user_timing'] })
  await page.evaluate(work)
  const { traceEvents } = JSON.parse(Buffer.from(await page.tracing.stop()).toString())
  const mark = name => traceEvents.find(event => event.name === name && /user_timing/.test(event.cat))
  const [from, to] = [mark('begin'), mark('end')]
  return traceEvents
    .filter(({ name, pid, tid, ts }) => {
      return /RunTask$/.test(name) && pid === from.pid && tid === from.tid && ts >= from.ts && ts < to.ts
    })
    .map(({ tdur = 0 }) => tdur / 1000)
    .sort((a, b) => a - b)
}
const merging = async () => {
  const element = document.querySelector('palabre-debate')
  await customElements.whenDefined('palabre-debate')
  await element.ready
  const file = new File([await (await fetch('/log.ndjson')).blob()], 'large.ndjson')
  performance.mark('begin')
  const { entries } = await element.importFile(file)
  performance.mark('end')
  if (entries < 5000) throw new Error(`${entries} entries`)
}

const claims = claimsOf(CLAIMS)
const site = await serve({
  '/declared': pageOf(
    `<palabre-debate site="local" debate="declared" loading="eager"><h2>Large</h2>${nested(claims)}</palabre-debate>`,
  ),
  '/file': pageOf('<palabre-debate site="local" debate="large" loading="eager" src="/log.ndjson"></palabre-debate>'),
  '/merge': pageOf('<palabre-debate site="local" debate="large" loading="eager"><h2>Large</h2></palabre-debate>'),
  '/plain': pageOf(plain, { script: '' }),
  '/log.ndjson': { body: signedLog(claims) },
})
const browser = await launch('chromium')
try {
  const baseline = await median(browser, `${site.address}/plain`, plainDone)
  for (const [path, what] of [
    ['declared', 'declared in the page'],
    ['file', 'from a file, signatures checked'],
  ]) {
    const value = await median(browser, `${site.address}/${path}`, interactive)
    const figure = { what: `5,000 claims in Chromium to interactive, ${what} (baseline: plain lists)` }
    console.log(JSON.stringify({ ...figure, engine: 'wasm', value, unit: 'ms', baseline }))
  }
  const page = await browser.newPage()
  await page.goto(`${site.address}/merge`)
  const tasks = await tasksOf(page, merging)
  const figure = { engine: 'wasm', unit: 'ms', budget: 8 }
  const what = 'a task while a file of 5,000 claims is merged in Chromium'
  console.log(JSON.stringify({ ...figure, what: `${what}, p99`, value: tasks[Math.floor(tasks.length * 0.99)] }))
  console.log(
    JSON.stringify({ what: `${what}, the longest (it draws)`, ...figure, budget: undefined, value: tasks.at(-1) }),
  )
} finally {
  await browser.close()
  await site.close()
}

// Launches Debian's browsers and serves pages for the tests of this folder.
//
//   PALABRE_BROWSERS=chromium,firefox   which ones (default both)
//   PALABRE_DIST=dist                   the files that a site hosts
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { extname, join, resolve } from 'node:path'
import { after } from 'node:test'
import puppeteer from 'puppeteer-core'

/** Those that the file which is being run is tested in. */
export let browsers = (process.env.PALABRE_BROWSERS ?? 'chromium,firefox').split(',')
/** Whether Chromium is launched with its window, or as the headless shell: the same pages, for a third less time. */
let whole = true
/** For all.mjs, between two files. */
export function testIn(names, wholly) {
  browsers = names
  whole = wholly
}
export const dist = resolve(process.env.PALABRE_DIST ?? new URL('../../dist', import.meta.url).pathname)

/** A name of this machine that no browser takes for it: what it serves has no secure context. */
const PLAIN = 'plain.test'

const CHROMIUM = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Otherwise every tab begins with a process, and another one waits for the next tab.
  '--process-per-site',
  // Nobody types an address: what would be shown below it is a page of its own, drawn with every window.
  '--disable-features=SpareRendererForSitePerProcess,WebUIOmniboxPopup,WebUIOmniboxAimPopup',
  // The shell's own: letters in a canvas would stand elsewhere than those of the page.
  '--font-render-hinting=none',
  `--host-resolver-rules=MAP ${PLAIN} 127.0.0.1`,
]

/**
 * A browser with an empty profile; `close()` removes it. `preferences` are Firefox's. Pages tell their requests and
 * answers, and can be cut off, where `network` is set: following them costs a browser up to a tenth of its time.
 */
export async function launch(name, { args = [], preferences = {}, network = false } = {}) {
  const profile = await mkdtemp(join(tmpdir(), `palabre-${name}-`))
  const browser = await puppeteer.launch(
    name === 'firefox'
      ? {
          browser: 'firefox',
          executablePath: '/usr/bin/firefox-esr',
          headless: true,
          networkEnabled: network,
          userDataDir: profile,
          args,
          extraPrefsFirefox: {
            'datareporting.policy.dataSubmissionEnabled': false,
            // The panel that shows what was saved takes the next test's keys.
            'browser.download.alwaysOpenPanel': false,
            'dom.ipc.processPrelaunch.enabled': false,
            'browser.newtab.preload': false,
            // One process for all pages of a site, as in Chromium, and it stays.
            'dom.ipc.processCount': 1,
            'dom.ipc.processCount.webIsolated': 1,
            'dom.ipc.keepProcessesAlive.web': 1,
            'dom.ipc.keepProcessesAlive.webIsolated.perOrigin': 1,
            // As puppeteer has it in Chromium: tests look at pages that are not in front.
            'dom.min_background_timeout_value': 4,
            'dom.timeout.enable_budget_timer_throttling': false,
            'network.dns.localDomains': PLAIN,
            ...preferences,
          },
        }
      : {
          browser: 'chrome',
          executablePath: whole ? '/usr/bin/chromium' : '/usr/bin/chromium-headless-shell',
          headless: whole || 'shell',
          networkEnabled: network,
          userDataDir: profile,
          args: [...CHROMIUM, ...args],
        },
  )
  const close = browser.close.bind(browser)
  browser.close = async () => {
    await close()
    await rm(profile, { recursive: true, force: true, maxRetries: 5 })
  }
  return browser
}

const running = new Map()

/** What a test may ask of a page that would still hold for the next one, and is not undone. */
const LASTING = [
  'createCDPSession',
  'emulateMediaFeatures',
  'setCacheEnabled',
  'setOfflineMode',
  'setRequestInterception',
]
/** What a test may listen to. */
const HEARD = ['console', 'dialog', 'pageerror', 'request', 'response']
/** Of both, what is silent, or without effect, in a browser that is launched without `network`. */
const OF_NETWORK = ['request', 'response', 'setCacheEnabled', 'setOfflineMode', 'setRequestInterception']

/** An empty page of the same site as all others, and so in the same process, which about:blank would not be. */
let blank
const atBlank = async page => {
  blank ??= serve({ '/': '<!doctype html><title>Empty</title><link rel="icon" href="data:,">' })
  await page.goto((await blank).address)
}

/** Pages of one browser. Opening a tab takes longer than opening a debate in it, so a page serves many tests. */
class Tabs {
  constructor(browser, { network = false }) {
    this.browser = browser
    this.network = network
    this.free = []
    this.changed = new WeakSet()
    this.undoing = new WeakMap()
  }

  check(what) {
    if (!this.network && OF_NETWORK.includes(what)) throw new Error(`${what}: ask \`profile\` for {network: true}`)
  }

  async open() {
    // Where the last page of a site closes its process ends, and the next page would wait for another.
    this.kept ??= this.browser.newPage().then(atBlank)
    await this.kept
    const page = this.free.pop() ?? (await this.make())
    if (page === this.left) this.left = null
    await page.bringToFront()
    return page
  }

  async make() {
    const page = await this.browser.newPage()
    const undoing = new Map()
    this.undoing.set(page, undoing)
    for (const ask of LASTING) {
      const asked = page[ask].bind(page)
      page[ask] = (...values) => {
        this.check(ask)
        this.changed.add(page)
        return asked(...values)
      }
    }
    const hear = page.on.bind(page)
    page.on = (what, ...values) => {
      this.check(what)
      return hear(what, ...values)
    }
    const prepare = page.evaluateOnNewDocument.bind(page)
    page.evaluateOnNewDocument = async (...values) => {
      const { identifier } = await prepare(...values)
      undoing.set(identifier, () => page.removeScriptToEvaluateOnNewDocument(identifier))
    }
    const size = page.setViewport.bind(page)
    const before = page.viewport()
    page.setViewport = async viewport => {
      // A page that is a phone's no more is loaded anew, which takes as long as another page.
      if (viewport.isMobile || viewport.hasTouch) this.changed.add(page)
      undoing.set('size', () => size(before))
      await size(viewport)
    }
    return page
  }

  async giveBack(page) {
    if (page.isClosed()) return
    if (this.changed.has(page)) return page.close()
    const undoing = this.undoing.get(page)
    for (const undo of undoing.values()) await undo()
    undoing.clear()
    const watched = page.listenerCount('pageerror') > 0
    for (const what of HEARD) page.removeAllListeners(what)
    // The last one stays where it is: the next test takes it elsewhere, which ends the debate in it too. Not where
    // tests watch for errors: what the browser says of files that it no longer awaits is nothing of the next one's.
    if (watched) await atBlank(page)
    else {
      await this.leave()
      this.left = page
    }
    this.free.push(page)
  }

  async leave() {
    if (this.left) await atBlank(this.left)
    this.left = null
  }
}

/**
 * A browser that runs already where one was launched with the same options: starting one takes longer than most
 * tests. Every address of `serve` is an origin of its own, which is what keeps tests and persons apart. `giveBack` ends
 * what a test did in a page; `close` ends it in all that were opened through this.
 */
export async function profile(name, options = {}) {
  const key = JSON.stringify([name, options, whole])
  if (!running.has(key))
    running.set(
      key,
      launch(name, options).then(browser => new Tabs(browser, options)),
    )
  const tabs = await running.get(key)
  const pages = new Set()
  return {
    async newPage() {
      const page = await tabs.open()
      pages.add(page)
      return page
    },
    giveBack(page) {
      pages.delete(page)
      return tabs.giveBack(page)
    },
    async close() {
      for (const page of pages) await this.giveBack(page)
      await tabs.leave()
    },
  }
}

export async function closeBrowsers() {
  await (await blank)?.close()
  for (const tabs of running.values()) await tabs.then(({ browser }) => browser.close())
}
// all.mjs closes them after its last file.
if (!process.argv[1]?.endsWith('/all.mjs')) after(closeBrowsers)

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.wasm': 'application/wasm',
  '.json': 'application/json',
  '.ndjson': 'application/x-ndjson',
}

/** A port that no site of this process has had: what is stored at one is seen at no other. */
let port = 20_000 + (process.pid % 100) * 100
async function listen(server) {
  for (;;) {
    const free = await new Promise((done, failed) => {
      const taken = error => (error.code === 'EADDRINUSE' ? done(false) : failed(error))
      server.once('error', taken)
      server.listen(port++, '127.0.0.1', () => done(server.off('error', taken)))
    })
    if (free) return
  }
}

/**
 * Serves `pages` ({path: {body, headers?, status?}} or {path: text}) and `dist` below /dist/.
 * `change(path, file)` may answer another {body, headers, status} for a file of dist, or keep it waiting.
 * `requests` lists the paths that were asked for. `elsewhere()` answers another address of the same, where nothing is
 * stored: a second reader is there in no time, as a profile of their own is not.
 */
export async function serve(pages, { change = () => null, from = dist } = {}) {
  const requests = []
  const answer = async (request, response) => {
    const path = request.url.split('?')[0]
    requests.push(path)
    response.setHeader('Access-Control-Allow-Origin', '*')
    const page = pages[path]
    const file = path.startsWith('/dist/') ? await readFile(join(from, path.slice(6))).catch(() => null) : null
    const found =
      page !== undefined
        ? typeof page === 'string'
          ? { body: page }
          : page
        : file && ((await change(path, file)) ?? { body: file })
    if (!found) {
      response.statusCode = 404
      response.end()
      return
    }
    response.statusCode = found.status ?? 200
    response.setHeader('Content-Type', TYPES[extname(path)] ?? 'text/html; charset=utf-8')
    for (const [header, value] of Object.entries(found.headers ?? {})) response.setHeader(header, value)
    response.end(found.body)
  }
  const servers = []
  const elsewhere = async () => {
    const server = createServer(answer)
    servers.push(server)
    await listen(server)
    return `http://localhost:${server.address().port}`
  }
  const end = server =>
    new Promise(ended => {
      server.close(ended)
      server.closeAllConnections()
    })
  return { address: await elsewhere(), elsewhere, requests, close: () => Promise.all(servers.map(end)) }
}

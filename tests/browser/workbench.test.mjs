// workbench.html: a debate opened, drawn, walked through in time; a room written down, kept and audited.
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { violations } from './axe.mjs'
import { profile, serve } from './harness.mjs'
import { watchTrouble } from './pages.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))
const command = join(root, 'build/release/palabre')
const ASSEMBLY = await readFile(join(root, 'examples/questions/assembly.ndjson'), 'utf8')
const FILE = JSON.stringify({
  format: 'palabre-debate',
  version: 1,
  debate: 'example.org/street',
  thesis: 'Close the street?',
  log: [],
  claims: [{ stance: 'pro', text: 'Children can walk.', claims: [{ stance: 'con', text: 'Not there.' }] }],
})
const HOSTILE = {
  '/no-debate.ndjson': 'hello\n{"head":1}\n',
  '/nested.json': `{"format":"palabre-debate","version":1,"log":${'['.repeat(100_000)}`,
  '/other-fold.json': '{"format":"palabre-debate","version":99,"log":[]}',
}

/** Runs in the page before its scripts: what is handed out as files, and how many frames are drawn. */
function watch() {
  globalThis.saved = []
  const make = URL.createObjectURL
  URL.createObjectURL = blob => {
    globalThis.saved.push(blob)
    return make.call(URL, blob)
  }
  globalThis.frames_ = 0
  const { clear } = WebGL2RenderingContext.prototype
  WebGL2RenderingContext.prototype.clear = function (...given) {
    globalThis.frames_++
    return clear.apply(this, given)
  }
}

/** A person at the workbench. */
class Sitter {
  constructor(page, address) {
    this.page = page
    this.address = address
  }

  async go(query = '') {
    await this.page.goto(`${this.address}/dist/workbench.html?lang=en&theme=light&${query}`)
    await this.page.waitForSelector('main h1, .stage canvas')
  }

  /** Opens a debate by its address and waits until it is drawn. */
  async open(src, query = '') {
    await this.go(`src=${encodeURIComponent(src)}&${query}`)
    await this.drawn()
  }

  async drawn() {
    await this.page.waitForSelector('.stage canvas')
    await this.page.waitForFunction(() => globalThis.frames_ > 0)
    await this.rest()
  }

  /** Waits until nothing moves; a caret blinks on. */
  rest() {
    return this.page.evaluate(async () => {
      for (let tries = 0, before = -1; tries < 100; tries++) {
        if (globalThis.frames_ === before) return
        before = globalThis.frames_
        await new Promise(later => setTimeout(later, 100))
      }
      throw new Error('the workbench never rests')
    })
  }

  told() {
    return this.page.$eval('.told', one => one.textContent)
  }

  async untilTold(words) {
    await this.page.waitForFunction(
      words => document.querySelector('.told')?.textContent.includes(words),
      { timeout: 10_000 },
      words,
    )
  }

  async press(words) {
    const found = await this.page.evaluateHandle(
      words => [...document.querySelectorAll('button, summary')].find(one => one.textContent === words),
      words,
    )
    await found.asElement().click()
  }

  /** Looks at the stage: how many colours there are, and how many pixels are others than when last looked at. */
  async look() {
    const stage = await this.page.$('.stage')
    const png = await stage.screenshot({ encoding: 'base64' })
    return this.page.evaluate(async png => {
      const bytes = Uint8Array.from(atob(png), one => one.charCodeAt(0))
      const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }))
      const canvas = document.createElement('canvas')
      canvas.width = image.width
      canvas.height = image.height
      const context = canvas.getContext('2d')
      context.drawImage(image, 0, 0)
      const { data } = context.getImageData(0, 0, image.width, image.height)
      const pixels = new Uint32Array(data.buffer)
      const before = globalThis.seen ?? pixels
      globalThis.seen = pixels
      const moved = pixels.reduce((sum, pixel, at) => sum + Number(pixel !== before[at]), 0)
      return { colours: new Set(pixels).size, moved }
    }, png)
  }

  /** Clicks at a part of the stage: [0,1] across, pixels from the bottom. */
  async click(across, up) {
    const { x, y, width, height } = await (await this.page.$('.stage')).boundingBox()
    await this.page.mouse.click(x + width * across, y + height - up)
    await this.rest()
  }

  saved(at = -1) {
    return this.page.evaluate(at => globalThis.saved.at(at).text(), at)
  }
}

// Firefox draws with WebGL2 only where there is a screen.
for (const name of process.env.DISPLAY ? ['chromium', 'firefox'] : ['chromium']) {
  describe(`the workbench on the web, in ${name}`, () => {
    let browser, site, folder
    before(async () => {
      browser = await profile(name, { args: name === 'chromium' ? ['--enable-unsafe-swiftshader'] : [] })
      const html = await readFile(join(root, 'dist/workbench.html'), 'utf8')
      site = await serve({
        '/dist/workbench.html': html,
        '/assembly.ndjson': ASSEMBLY,
        '/file.json': FILE,
        ...HOSTILE,
      })
      folder = await mkdtemp(join(tmpdir(), 'palabre-room-'))
    })
    after(async () => {
      await browser?.close()
      await site?.close()
      if (folder) await rm(folder, { recursive: true })
    })

    /** Works on a page of its own, at which nothing may go wrong. */
    async function sitting(work) {
      const page = await browser.newPage()
      const errors = await watchTrouble(page)
      await page.evaluateOnNewDocument(watch)
      await page.setViewport({ width: 760, height: 560 })
      try {
        await work(new Sitter(page, site.address))
        assert.deepEqual(errors, [])
        assert.deepEqual(await page.evaluate(() => globalThis.refused), [])
      } finally {
        await page.close()
      }
    }

    /** What the command says of a log, by its exit status. */
    async function audit(verb, log) {
      const path = join(folder, 'room.ndjson')
      await writeFile(path, log)
      return promisify(execFile)(command, [verb, path])
    }

    it('says what it is, opens a file by its field, and nothing is wrong for axe-core', () =>
      sitting(async one => {
        await one.go()
        assert.deepEqual(await violations(one.page), [])
        const path = join(folder, 'street.json')
        await writeFile(path, FILE)
        await (await one.page.$('#file')).uploadFile(path)
        await one.drawn()
        assert.match(await one.page.$eval('.stage', stage => stage.getAttribute('aria-label')), /^Workbench: /)
        assert.deepEqual(await violations(one.page), [])
      }))

    it('draws a debate, and as it stood before when the slider of time is moved, and rests', () =>
      sitting(async one => {
        await one.open('/assembly.ndjson')
        // What is drawn, the browser may be slow to show.
        let { colours } = await one.look()
        for (let tries = 0; tries < 20 && colours <= 50; tries++) ({ colours } = await one.look())
        assert.ok(colours > 50, `${colours} colours`)
        // Near the left end of the slider of time.
        await one.click(0.3, 18)
        let { moved } = await one.look()
        for (let tries = 0; tries < 20 && moved <= 200; tries++) ({ moved } = await one.look())
        assert.ok(moved > 200, `${moved} pixels moved`)
        await one.page.keyboard.press('Escape')
        await one.rest()
        const frames = await one.page.evaluate(() => globalThis.frames_)
        await new Promise(later => setTimeout(later, 700))
        assert.equal(await one.page.evaluate(() => globalThis.frames_), frames)
      }))

    it('says in words what cannot be read, and opens nothing of another site', () =>
      sitting(async one => {
        for (const [src, words] of [
          ['/no-debate.ndjson', 'which debate'],
          ['/nested.json', 'which debate'],
          ['/other-fold.json', 'not a debate file'],
          ['/missing.json', 'could not be fetched'],
          ['https://elsewhere.example/debate.json', 'Only addresses of this site'],
        ]) {
          await one.go(`src=${encodeURIComponent(src)}`)
          await one.untilTold(words)
          assert.equal(await one.page.$('.stage'), null)
        }
      }))

    it('keeps what a room says before it counts, over a reload too, and the command takes its log', () =>
      sitting(async one => {
        await one.open('/assembly.ndjson')
        await one.press('Room')
        await one.press('Begin with a new key')
        await one.untilTold('nothing is said yet')
        await one.page.waitForFunction(() => document.activeElement?.className === 'typing')
        await one.page.keyboard.type('The hall is cold')
        await one.page.keyboard.press('Enter')
        await one.untilTold('1 line ')
        // Typed without a pause: what comes while a line is being kept waits for it.
        await one.page.keyboard.type('- Heating is dear')
        await one.page.keyboard.press('Enter')
        await one.page.keyboard.type('+ Coats are cheap')
        await one.page.keyboard.press('Enter')
        await one.untilTold('3 lines ')
        await one.open('/assembly.ndjson')
        await one.untilTold('3 lines ')
        await one.press('Room')
        await one.press('Download the room’s log')
        const log = await one.saved()
        assert.equal(log.trim().split('\n').length, 3)
        for (const words of ['The hall is cold', 'Heating is dear', 'Coats are cheap'])
          assert.ok(log.includes(words), words)
        await audit('verify', log)
        const { claims } = JSON.parse((await audit('replay', log)).stdout)
        assert.equal(Object.keys(claims).length >= 3, true)
      }))

    it('shows the debate as a page to who cannot see the drawing, with what the room said', () =>
      sitting(async one => {
        await one.open('/assembly.ndjson')
        await one.press('Read as a page')
        await one.page.waitForFunction(() =>
          document.querySelector('palabre-debate')?.shadowRoot?.textContent.includes('Coats are cheap'),
        )
        assert.equal(await one.page.evaluate(() => document.activeElement.id), 'page-title')
      }))

    it('where nothing can be drawn the page says so in a sentence, and where the debate can be read', () =>
      sitting(async one => {
        await one.page.evaluateOnNewDocument(() => {
          const { getContext } = HTMLCanvasElement.prototype
          HTMLCanvasElement.prototype.getContext = function (kind, ...given) {
            return kind === 'webgl2' ? null : getContext.call(this, kind, ...given)
          }
        })
        await one.page.goto(`${site.address}/dist/workbench.html?lang=fr&src=/assembly.ndjson`)
        const link = await one.page.waitForSelector('main a')
        assert.match(await one.page.$eval('main', main => main.textContent), /ne peut pas le dessiner/)
        assert.match(await link.evaluate(one => one.getAttribute('href')), /^frame\.html\?src=/)
        assert.equal(await one.page.$('#file'), null)
      }))
  })
}

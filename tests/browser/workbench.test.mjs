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
import { browsers, profile, serve } from './harness.mjs'
import { outcome, watchTrouble } from './pages.mjs'
import { Sitter, watch } from './workbench-sitter.mjs'

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
const ASKED = [
  { title: 'Do we agree?', method: 'yes-no', rule: { majority: { share: '2/3', of: 'voters' } } },
  { title: 'How much?', text: 'In euros.', method: 'slider', rule: { scale: [0, 500] }, closes: 1893456000000 },
  { title: 'Which?', method: 'equal-shares', options: ['A tree', 'A bench'], rule: { budget: 90, cost: [50, 40] } },
]
const ASKING = JSON.stringify({ ...JSON.parse(FILE), questions: ASKED })
const HOSTILE = {
  '/no-debate.ndjson': 'hello\n{"head":1}\n',
  '/nested.json': `{"format":"palabre-debate","version":1,"log":${'['.repeat(100_000)}`,
  '/other-fold.json': '{"format":"palabre-debate","version":99,"log":[]}',
}

// Firefox draws with WebGL2 only where there is a screen.
for (const name of browsers.filter(one => one !== 'firefox' || process.env.DISPLAY)) {
  describe(`the workbench on the web, in ${name}`, () => {
    let browser, site, folder
    before(async () => {
      browser = await profile(name, { args: name === 'chromium' ? ['--enable-unsafe-swiftshader'] : [] })
      const html = await readFile(join(root, 'dist/workbench.html'), 'utf8')
      site = await serve({
        '/dist/workbench.html': html,
        '/assembly.ndjson': ASSEMBLY,
        '/file.json': FILE,
        '/asking.json': ASKING,
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
        await work(new Sitter(page, `${site.address}/dist/workbench.html`))
        assert.deepEqual(errors, [])
        assert.deepEqual(await page.evaluate(() => globalThis.refused), [])
      } finally {
        await browser.giveBack(page)
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
        // Who types on while Enter is still down has said one line.
        await one.page.keyboard.type('The walls are damp')
        await one.page.keyboard.down('Enter')
        await one.page.keyboard.type('So is the roof of the old hall', { delay: 40 })
        await one.page.keyboard.up('Enter')
        await one.page.keyboard.press('Enter')
        await one.untilTold('5 lines ')
        await one.open('/assembly.ndjson')
        await one.untilTold('5 lines ')
        await one.press('Room')
        await one.press('Download the room’s log')
        const log = await one.saved()
        assert.equal(log.trim().split('\n').length, 5)
        for (const words of [
          'is cold',
          'Heating is dear',
          'Coats are cheap',
          'are damp',
          'So is the roof of the old hall',
        ])
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

    it('has in that page the questions that only the page declares, as they were', () =>
      sitting(async one => {
        await one.open('/asking.json')
        await one.press('Read as a page')
        await one.page.waitForSelector('palabre-debate')
        assert.equal(await outcome(one.page), 'ready')
        const { questions } = await one.page.evaluate(() =>
          document.querySelector('palabre-debate').query({ q: 'questions' }),
        )
        const said = ({ title, text = null, method, options = [], rule = null, closes = null }) => [
          title,
          text,
          method,
          options,
          rule,
          closes,
        ]
        assert.deepEqual(questions.map(said), ASKED.map(said))
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

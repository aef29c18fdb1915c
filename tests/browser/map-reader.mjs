// A reader at the map, for the tests of the map: what a reader.mjs is to the thread. The module's exports are caught as
// the page makes them, so that a test can ask where a claim is drawn; the product needs no hook for that.
import { after, before, describe } from 'node:test'
import { browsers, profile } from './harness.mjs'
import { reader } from './reader.mjs'

export const DEBATE = `
<palabre-debate debate="halles" lang="fr" loading="eager" view="map">
  <h2>Faut-il rendre la rue des Halles piétonne ?</h2>
  <ul>
    <li data-stance="pro" data-id="ecole">Les enfants pourront aller à l'école à pied.
      <ul><li data-stance="con" data-id="avenue">La route de l'école passe par l'avenue.
        <ul><li data-stance="con" data-id="nord">Pas depuis le quartier nord.</li></ul></li></ul></li>
    <li data-stance="pro" data-id="bruit">On dormira mieux, fenêtres ouvertes.</li>
    <li data-stance="con" data-id="livraisons">Les livraisons du marché n'auront plus d'accès.</li>
    <li data-stance="con" data-id="pharmacie">
      Les personnes âgées ne pourront plus être déposées devant la pharmacie.</li>
  </ul>
</palabre-debate>`

/** A page longer than any window, as an article is. */
export const ARTICLE = `<p style="height:120px">Avant.</p>${DEBATE}<p style="height:3000px">Après.</p>`

/** Runs in the page before its scripts: catches the module, counts frames and contexts. */
function watch() {
  globalThis.frames_ = 0
  globalThis.mapModule = null
  const caught = made => {
    const { exports } = made.instance ?? made
    if (exports.palabre_map_open) globalThis.mapModule = exports
    return made
  }
  for (const name of ['instantiate', 'instantiateStreaming']) {
    const before = WebAssembly[name]
    WebAssembly[name] = (...given) => before.apply(WebAssembly, given).then(caught)
  }
  globalThis.contexts = new Map()
  const { getContext } = HTMLCanvasElement.prototype
  HTMLCanvasElement.prototype.getContext = function (kind, ...given) {
    const made = getContext.call(this, kind, ...given)
    if (kind === 'webgl2' && made) globalThis.contexts.set(this, made)
    return made
  }
  /** Whether the map of an element holds a living context. */
  globalThis.isAlive = ({ shadowRoot }) => {
    const gl = globalThis.contexts.get(shadowRoot.querySelector('.map-box canvas'))
    return gl !== undefined && !gl.isContextLost()
  }
  const { clear } = WebGL2RenderingContext.prototype
  WebGL2RenderingContext.prototype.clear = function (...given) {
    globalThis.frames_++
    return clear.apply(this, given)
  }
}

/**
 * The same tests in the browsers that draw here: Chromium, and Firefox where there is a screen, as tools/test gives it
 * (`xvfb-run node --test ...` does too): Firefox has no WebGL2 without. `tests(map, name)` declares them; `map(work,
 * options)` opens a page and works on a `MapReader`.
 */
export function atTheMap(title, tests, { names = browsers } = {}) {
  for (const name of names) {
    if (name === 'firefox' && !process.env.DISPLAY) continue
    describe(`${title}, in ${name}`, () => {
      let browser
      before(async () => {
        browser = await profile(name, name === 'chromium' ? { args: ['--enable-unsafe-swiftshader'] } : {})
      })
      after(() => browser?.close())
      tests(async (work, { body = ARTICLE, ...options } = {}) => {
        const one = await reader(browser, { body, watch, ...options })
        try {
          return await work(new MapReader(one))
        } finally {
          await one.close()
        }
      }, name)
    })
  }
}

/** In one browser: for what is not drawn. */
export const atTheMapOnce = (title, tests) => atTheMap(title, tests, { names: ['chromium'] })

export class MapReader {
  constructor(one) {
    this.one = one
    this.page = one.page
  }

  /** Waits until the map is drawn and at rest, beginning where the page began in the outline's box. */
  async open() {
    const { one } = this
    await one.look(root => root.querySelector('.first-sight .more button')?.click())
    await one.until(root => root.querySelector('.map-box canvas') && globalThis.mapModule && globalThis.frames_ > 0)
    await one.look(root => root.querySelector('.map-box').scrollIntoView({ block: 'center' }))
    await this.rest()
    return this
  }

  /** Waits until the map has let the browser draw five times without it; answers how many frames there were in all. */
  rest() {
    return this.page.evaluate(async () => {
      // What is to come after a while, as a renewal does, is given the time.
      await new Promise(later => setTimeout(later, 250))
      let before = -1
      for (let drawn = 0; drawn < 600; drawn++) {
        if (globalThis.frames_ === before && drawn % 5 === 0) return before
        if (drawn % 5 === 0) before = globalThis.frames_
        await new Promise(next => requestAnimationFrame(next))
      }
      throw new Error('the map never rests')
    })
  }

  frames() {
    return this.page.evaluate(() => globalThis.frames_)
  }

  /** The box of the map in the window. */
  place() {
    return this.one.look(root => {
      const { x, y, width, height } = root.querySelector('.map-box').getBoundingClientRect()
      return { x, y, width, height }
    })
  }

  /** Scale and corner of the camera. */
  camera(map = 1) {
    return this.page.evaluate(map => {
      const { memory, palabre_alloc, palabre_free, palabre_map_camera } = globalThis.mapModule
      const at = palabre_alloc(24)
      palabre_map_camera(map, at)
      const [scale, x, y] = new Float64Array(memory.buffer.slice(at, at + 24))
      palabre_free(at)
      return { scale, x, y }
    }, map)
  }

  /** Where a row stands in the window; null where it is not shown. */
  async rowAt(row, map = 1) {
    const box = await this.page.evaluate(
      (map, row) => {
        const { memory, palabre_alloc, palabre_free, palabre_map_box } = globalThis.mapModule
        const at = palabre_alloc(16)
        const status = palabre_map_box(map, row, at)
        const [x, y, width, height] = new Float32Array(memory.buffer.slice(at, at + 16))
        palabre_free(at)
        return status === 0 && width > 0 ? { x, y, width, height } : null
      },
      map,
      row,
    )
    if (!box) return null
    const place = await this.place()
    return { ...box, x: box.x + place.x + 1, y: box.y + place.y + 1 }
  }

  /** Whether the middle of a row's box is in the stage. */
  async sees(row) {
    const box = await this.rowAt(row)
    const { x, y, width, height } = await this.place()
    const [middle, centre] = box ? [box.x + box.width / 2, box.y + box.height / 2] : [-1, -1]
    return middle > x && middle < x + width && centre > y && centre < y + height
  }

  /** The row of a claim, by the debate's columns. */
  rowOf(id) {
    return this.one.element((element, id) => {
      const bytes = element.shared.columns(0)
      const view = new DataView(bytes.buffer, bytes.byteOffset)
      const n = view.getUint32(4, true)
      const offsets = 8 + 4 * n + ((n + 3) & ~3) + 12 * n
      const ids = offsets + 4 * (n + 1)
      for (let row = 0; row < n; row++) {
        const [from, to] = [view.getUint32(offsets + 4 * row, true), view.getUint32(offsets + 4 * row + 4, true)]
        if (new TextDecoder().decode(bytes.subarray(ids + from, ids + to)) === id) return row
      }
      return -1
    }, id)
  }

  /** Clicks into the middle of a claim's box. */
  async click(id) {
    const row = await this.rowOf(id)
    if (!(await this.sees(row))) {
      await this.one.press('.map-steps button', 'Tout voir')
      await this.rest()
    }
    const box = await this.rowAt(row)
    if (!box) throw new Error(`${id} is not shown`)
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
    const [width, height] = await this.page.evaluate(() => [innerWidth, innerHeight])
    if (x < 0 || y < 0 || x >= width || y >= height) throw new Error(`${id} is out of the window, at ${x}, ${y}`)
    await this.page.mouse.click(x, y)
  }

  /** What stands beside the map. */
  chosen() {
    return this.one.text('.map-claim .words')
  }

  async untilChosen(words) {
    await this.one.until(
      (root, words) => root.querySelector('.map-claim .words')?.textContent.includes(words) ?? false,
      words,
    )
  }

  focus() {
    return this.one.look(root => root.querySelector('.map-box').focus())
  }

  /** A picture of the map as colours: how many pixels lie near `colour` ([r, g, b]), and how many colours there are. */
  async colours(near) {
    const handle = await this.page.evaluateHandle(() =>
      document.querySelector('palabre-debate').shadowRoot.querySelector('.map-box'),
    )
    const png = await handle.asElement().screenshot({ encoding: 'base64' })
    return this.page.evaluate(
      async (png, near) => {
        const bytes = Uint8Array.from(atob(png), one => one.charCodeAt(0))
        const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }))
        const canvas = new OffscreenCanvas(image.width, image.height)
        const context = canvas.getContext('2d')
        context.drawImage(image, 0, 0)
        const { data } = context.getImageData(0, 0, image.width, image.height)
        const seen = new Set()
        const found = near.map(() => 0)
        for (let at = 0; at < data.length; at += 4) {
          seen.add((data[at] << 16) | (data[at + 1] << 8) | data[at + 2])
          near.forEach(([red, green, blue], index) => {
            const off = Math.abs(data[at] - red) + Math.abs(data[at + 1] - green) + Math.abs(data[at + 2] - blue)
            if (off < 12) found[index]++
          })
        }
        return { different: seen.size, near: found }
      },
      png,
      near,
    )
  }
}

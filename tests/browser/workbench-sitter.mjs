// Somebody at the workbench in a browser.

/** Runs in the page before its scripts: what is handed out as files, and how many frames are drawn. */
export function watch() {
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
export class Sitter {
  /** `address`: of the workbench. */
  constructor(page, address) {
    this.page = page
    this.address = address
  }

  async go(query = '') {
    await this.page.goto(`${this.address}?lang=en&theme=light&${query}`)
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
      { timeout: 60_000 },
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

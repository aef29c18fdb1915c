// Claims in several scripts: what the map draws of them is what the browser itself writes in a page.
import assert from 'node:assert/strict'
import { it } from 'node:test'
import { atTheMap } from './map-reader.mjs'

/** What is said, and nearly the same as it looks where letters do not join, signs are lost or pictures fall apart. */
const SCRIPTS = {
  accents: ['Où çà ? À Noël, l’œuf naît âgé.', 'Ou ca ? A Noel, l’œuf nait age.'],
  arabic: ['شارع السوق للأطفال', 'ش‌ا‌ر‌ع ا‌ل‌س‌و‌ق ل‌ل‌أ‌ط‌ف‌ا‌ل'],
  devanagari: ['बच्चे स्कूल पैदल जाएँगे', 'बच‌्‌चे स‌्‌क‌ूल पदल जाएगे'],
  chinese: ['孩子们可以走路上学', '孩子們可以赱路上學'],
  pictures: ['👩🏽‍🌾 et 👨‍👩‍👧 à 🇫🇷', '👩🏽 🌾 et 👨 👩 👧 à 🇫 🇷'],
}
const ALL = Object.keys(SCRIPTS)

const body = `<palabre-debate debate="scripts" lang="fr" loading="eager" view="map"><h2>Écritures</h2>
  <ul>${ALL.map(name => `<li data-stance="pro" data-id="${name}">${SCRIPTS[name][0]}</li>`).join('')}</ul>
</palabre-debate>`

/** In world pixels: where the words stand in a box, below the word of its side (src/map/tree_face.hpp, type.ts). */
const STRIP = 24
const WORDS_TOP = 9 + 19
const LINE = 20
const SIZE = 15
const ALIKE = 0.95

/** What stands in a part of the window. */
async function seen({ page }, clip) {
  const top = await page.evaluate(() => scrollY)
  return page.screenshot({ clip: { ...clip, y: clip.y + top }, encoding: 'base64' })
}

/** The map's picture of a claim's words. */
async function drawn(one, id) {
  const [box, { scale }] = [await one.rowAt(await one.rowOf(`~${id}`)), await one.camera()]
  const clip = {
    x: Math.round(box.x + STRIP * scale),
    y: Math.round(box.y + (WORDS_TOP - 2) * scale),
    width: Math.floor(box.width - (STRIP + 6) * scale),
    height: Math.ceil((LINE + 4) * scale),
  }
  return seen(one, clip)
}

/** The page's own picture of words, of the same size in the same fonts. */
async function written(one, text) {
  const { scale } = await one.camera()
  const clip = await one.page.evaluate(
    (text, size) => {
      document.getElementById('sample')?.remove()
      const sample = document.createElement('div')
      sample.id = 'sample'
      sample.lang = 'fr'
      sample.textContent = text
      const { fontFamily } = getComputedStyle(
        document.querySelector('palabre-debate').shadowRoot.querySelector('.palabre'),
      )
      Object.assign(sample.style, {
        font: `${size}px ${fontFamily}`,
        position: 'fixed',
        inset: '0 auto auto 0',
        padding: '8px',
        background: '#fff',
        color: '#000',
        whiteSpace: 'nowrap',
        zIndex: '9',
      })
      document.body.append(sample)
      const { width, height } = sample.getBoundingClientRect()
      return { x: 0, y: 0, width: Math.floor(width), height: Math.floor(height) }
    },
    text,
    SIZE * scale,
  )
  const png = await seen(one, clip)
  await one.page.evaluate(() => document.getElementById('sample').remove())
  return png
}

/** How alike the ink of two pictures is, wherever it stands in them: 1 where it is the same, 0 where none is. */
function likeness(one, ...pictures) {
  return one.page.evaluate(
    async (...pictures) => {
      const inkOf = async png => {
        const bytes = Uint8Array.from(atob(png), one => one.charCodeAt(0))
        const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }))
        const canvas = new OffscreenCanvas(image.width, image.height)
        const context = canvas.getContext('2d')
        context.drawImage(image, 0, 0)
        const { data, width, height } = context.getImageData(0, 0, image.width, image.height)
        // The ground is what stands in the corner; ink, how far from it.
        const ink = new Float64Array(width * height)
        for (let at = 0; at < ink.length; at++)
          for (let part = 0; part < 3; part++) ink[at] += Math.abs(data[4 * at + part] - data[part])
        const inked = (x, y) => ink[y * width + x] > 150
        let [left, top, right, bottom] = [width, height, -1, -1]
        for (let y = 0; y < height; y++)
          for (let x = 0; x < width; x++)
            if (inked(x, y)) {
              left = Math.min(left, x)
              right = Math.max(right, x)
              top = Math.min(top, y)
              bottom = Math.max(bottom, y)
            }
        const most = ink.reduce((a, b) => Math.max(a, b), 1)
        return {
          width: right - left + 1,
          height: bottom - top + 1,
          at: (x, y) => {
            const [px, py] = [x + left, y + top]
            return px >= 0 && py >= 0 && px < width && py < height ? ink[py * width + px] / most : 0
          },
        }
      }
      const [a, b] = await Promise.all(pictures.map(inkOf))
      let best = 0
      for (let dx = -2; dx <= 2; dx++)
        for (let dy = -2; dy <= 2; dy++) {
          let [both, ofA, ofB] = [0, 0, 0]
          for (let y = -2; y < Math.max(a.height, b.height) + 2; y++)
            for (let x = -2; x < Math.max(a.width, b.width) + 2; x++) {
              const [one, two] = [a.at(x, y), b.at(x + dx, y + dy)]
              both += one * two
              ofA += one * one
              ofB += two * two
            }
          best = Math.max(best, both / Math.sqrt(ofA * ofB || 1))
        }
      return best
    },
    ...pictures,
  )
}

atTheMap('scripts on the map', map => {
  it('stand as in the page: joined, signed, in their order', () =>
    map(
      async one => {
        await one.open()
        for (const name of ALL) {
          const [right, wrong] = SCRIPTS[name]
          const page = await written(one, right)
          let picture, same
          // What the map has drawn, the browser may be slow to show.
          for (let tries = 0; tries < 20 && !(same > ALIKE); tries++) {
            if (tries > 0) await new Promise(later => setTimeout(later, 100))
            picture = await drawn(one, name)
            same = await likeness(one, picture, page)
          }
          const other = await likeness(one, picture, await written(one, wrong))
          assert.ok(same > ALIKE, `${name}: alike to ${same}`)
          assert.ok(same > other + 0.05, `${name}: alike to ${same}, and as much to what is not joined: ${other}`)
        }
      },
      { body, viewport: { width: 1000, height: 1000 } },
    ))
})

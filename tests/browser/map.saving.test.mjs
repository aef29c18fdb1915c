// The map as a drawing and as an image.
import assert from 'node:assert/strict'
import { it } from 'node:test'
import { ARTICLE, atTheMapOnce } from './map-reader.mjs'

const ODD = `<li data-stance="con" data-id="odd">Les &lt;b&gt;50 &amp; 100&lt;/b&gt; "bis" ne passent plus.</li>
  <li data-stance="pro" data-id="arabic" lang="ar">الشارع لنا جميعا</li></ul>`
const BODY = ARTICLE.replace(/<\/ul>(?=\s*<\/palabre-debate>)/, ODD)

/** What a press on the button would have the browser save. */
const saved = (one, part) =>
  one.one.look(async (root, part) => {
    const before = URL.createObjectURL
    const blob = await new Promise(made => {
      URL.createObjectURL = blob => {
        made(blob)
        return before.call(URL, blob)
      }
      root.querySelector(`[part~=${part}]`).click()
    })
    URL.createObjectURL = before
    const bytes = new Uint8Array(await blob.arrayBuffer())
    return { type: blob.type, text: new TextDecoder().decode(bytes), start: [...bytes.slice(0, 8)], size: blob.size }
  }, part)

/** The drawing read as XML: its texts, or what the parser complains of. */
const read = (one, text) =>
  one.page.evaluate(text => {
    const page = new DOMParser().parseFromString(text, 'application/xml')
    const error = page.querySelector('parsererror')
    if (error) return { error: error.textContent }
    const root = page.documentElement
    return {
      name: root.localName,
      title: root.querySelector('title').textContent,
      desc: root.querySelector('desc').textContent,
      texts: [...root.querySelectorAll('text')].map(each => each.textContent),
      boxes: root.querySelectorAll('rect').length,
      paths: [...root.querySelectorAll('path')].map(each => each.getAttribute('d')),
      fills: [...new Set([...root.querySelectorAll('[fill]')].map(each => each.getAttribute('fill')))],
      foreign: [...root.querySelectorAll('*')].filter(each => each.namespaceURI !== 'http://www.w3.org/2000/svg')
        .length,
      rtl: [...root.querySelectorAll('[direction=rtl]')].map(each => each.textContent),
    }
  }, text)

atTheMapOnce('saving the map', map => {
  it('writes the tree as a valid drawing, its texts as texts and nothing of a reader as markup', () =>
    map(
      async one => {
        await one.open()
        const file = await saved(one, 'save-svg')
        assert.equal(file.type, 'image/svg+xml')
        const drawing = await read(one, file.text)
        assert.equal(drawing.error, undefined)
        assert.equal(drawing.name, 'svg')
        assert.equal(drawing.title, 'Faut-il rendre la rue des Halles piétonne ?')
        assert.match(drawing.desc, /8 arguments/)
        const all = drawing.texts.join(' ')
        for (const words of ['Les livraisons du marché', '<b>50 & 100</b>', 'الشارع'])
          assert.ok(all.includes(words), all)
        assert.ok(drawing.rtl.some(text => text.includes('الشارع')))
        assert.equal(drawing.foreign, 0)
        assert.ok(
          drawing.fills.every(fill => fill === 'none' || /^#[0-9a-f]{6}$/.test(fill)),
          `${drawing.fills}`,
        )
        const pages = file.text.match(/(?:href|src|url\()/g)
        assert.equal(pages, null)
      },
      { body: BODY },
    ))

  it('writes rings whose pieces are arcs', () =>
    map(async one => {
      await one.open()
      await one.one.press('.map-bar .view', 'Anneaux')
      await one.rest()
      const drawing = await read(one, (await saved(one, 'save-svg')).text)
      assert.equal(drawing.error, undefined)
      // The thesis and the six arguments.
      assert.equal(drawing.paths.length, 7)
      for (const path of drawing.paths) assert.doesNotMatch(path, /NaN|undefined|Infinity/)
    }))

  it('paints the same as an image', () =>
    map(async one => {
      await one.open()
      const file = await saved(one, 'save-png')
      assert.deepEqual(file.start, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
      assert.ok(file.size > 20_000, `${file.size} bytes`)
    }))
})

// What ill-meaning people write: it stands there as they wrote it, and does nothing.
import assert from 'node:assert/strict'
import { it } from 'node:test'
import { inBrowsers } from './reader.mjs'

const MARKUP = '<img src=x onerror="globalThis.ran=1"><script>globalThis.ran=2</script><b>gras</b> &amp; &lt;'
/** Turns what follows around, and hides letters. */
const TRICKS = 'Ada\u202eadA\u2066\u200b\u0007'

inBrowsers('what is written in bad faith', debate => {
  it('is shown as it was written, and never becomes markup, a script or a link that runs', () =>
    debate(async one => {
      const mine = await one.argue('~', 'con', `${MARKUP} http://example.org/a?b=1`)
      await one.act({
        do: 'claim',
        parent: mine,
        stance: 'pro',
        text: 'Avec des sources.',
        sources: [
          'javascript:globalThis.ran=3',
          'data:text/html,<script>1</script>',
          'https://example.org/x',
          MARKUP,
        ],
      })
      await one.act({ do: 'remark', parent: mine, text: MARKUP })
      await one.press(`[id="remark:${mine}"]`)
      await one.until(root => /gras/.test(root.querySelector('.remark')?.textContent ?? ''))
      const shown = await one.text(`[id="h-${mine}"]`)
      assert.ok(shown.includes(MARKUP), shown)
      const { inside, links } = await one.look(root => ({
        inside: root.querySelectorAll('img, script, b, iframe, object').length,
        links: Array.from(root.querySelectorAll('a[href]')).map(link => [new URL(link.href).protocol, link.rel]),
      }))
      assert.equal(inside, 0)
      for (const [protocol, rel] of links.filter(([, rel]) => rel)) {
        assert.equal(protocol, 'https:')
        assert.match(rel, /\bugc\b.*\bnoopener\b/)
      }
      assert.equal(await one.page.evaluate(() => globalThis.ran), undefined)
      await one.page.evaluate(() => dispatchEvent(new Event('beforeprint')))
      assert.equal(await one.look(root => root.querySelectorAll('.sheet :is(img, script, b)').length), 0)
      await one.page.evaluate(() => dispatchEvent(new Event('afterprint')))
      for (const format of ['html', 'json', 'csv']) {
        const saved = await one.save(format)
        assert.ok(saved.length > 100, format)
        if (format !== 'html') continue
        assert.doesNotMatch(saved, /<(img|script|b)\b/)
        assert.doesNotMatch(saved, /href="(javascript|data):/)
      }
    }))

  it('in a name neither turns the words around it nor hides in it', () =>
    debate(async one => {
      const log = await debate(async other => {
        await other.act({ do: 'name', text: TRICKS }).catch(() => other.act({ do: 'name', text: 'Ada' }))
        await other.act({ do: 'claim', parent: '~', stance: 'pro', text: `Fin\u202e du monde\u2067.` })
        return other.save()
      })
      await one.open(log)
      await one.press('.fresh button')
      await one.until(root => /Fin/.test(root.activeElement?.textContent ?? ''))
      // Whatever turns a text around ends with the box that it stands in.
      const open = await one.look(root => {
        const turned = []
        const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
        while (walker.nextNode()) {
          const { data, parentElement } = walker.currentNode
          if (!/[\u202a-\u202e\u2066-\u2069]/.test(data) || parentElement.closest('.unseen')) continue
          const holder = parentElement.closest('bdi, [dir=auto]')
          if (!holder || !/isolate|plaintext/.test(getComputedStyle(holder).unicodeBidi)) turned.push(data)
        }
        return turned
      })
      assert.deepEqual(open, [])
    }))

  it('as a file of 50 MB is refused or read piece by piece, and the page goes on', () =>
    debate(async one => {
      const found = await one.element(async element => {
        const line = `${JSON.stringify({ head: 'x'.repeat(1000), sig: 'A'.repeat(86), body: null })}\n`
        const many = new Blob(Array(50).fill(line.repeat(Math.ceil((1 << 20) / line.length))))
        const one = new Blob(['{"log":["', 'y'.repeat(50 << 20), '"]}'])
        let turns = 0
        const turn = setInterval(() => turns++, 10)
        const outcome = file =>
          element.importFile(file).then(
            report => report,
            error => error.code,
          )
        const answers = [await outcome(many), await outcome(one)]
        clearInterval(turn)
        return { answers, turns, size: many.size }
      })
      assert.ok(found.size > 50 << 20)
      assert.equal(found.answers[0].entries, 0)
      assert.equal(found.answers[0].unsigned.length, 1000)
      assert.equal(found.answers[1], 'file-format')
      // In between the page had its turn: the file was not one piece of work.
      assert.ok(found.turns > 5, `${found.turns}`)
      await one.argue('~', 'pro', 'Et l’on continue.')
    }))
})

// Asks axe-core what it finds against WCAG in a page, or in the debate of it.
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'

const source = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/**
 * What is wrong below `within` (the whole page where none is given; a list goes through shadow roots), a line a rule.
 */
export async function violations(page, within) {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(source)
  return page.evaluate(async within => {
    const found = await globalThis.axe.run(within ? { include: [{ fromShadowDom: [within].flat() }] } : document, {
      rules: { 'target-size': { enabled: true } },
      // What passes is not listed, and nothing fetched for rules that are not asked.
      resultTypes: ['violations'],
      preload: false,
    })
    return found.violations.map(
      one =>
        `${one.id}: ${one.nodes.map(({ target, html, failureSummary }) => `${target} ${html} ${failureSummary}`).join(' ')}`,
    )
  }, within)
}

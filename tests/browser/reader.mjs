// A reader at a debate, for the tests of the views: opens a page, looks, types, presses keys.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe } from 'node:test'
import { browsers, profile, serve } from './harness.mjs'
import { outcome, pageOf } from './pages.mjs'

export const DEBATE = `
<palabre-debate debate="halles" lang="fr" loading="eager">
  <h2>Faut-il rendre la rue des Halles piétonne ?</h2>
  <ul>
    <li data-stance="pro" data-id="ecole">Les enfants pourront aller à l'école à pied.
      <ul><li data-stance="con" data-id="avenue">La route de l'école passe par l'avenue.
        <ul><li data-stance="con" data-id="nord">Pas depuis le quartier nord.</li></ul></li></ul></li>
    <li data-stance="con" data-id="livraisons">Les livraisons du marché n'auront plus d'accès.</li>
    <li data-stance="con" data-id="pharmacie">
      Les personnes âgées ne pourront plus être déposées devant la pharmacie.</li>
  </ul>
  <palabre-question method="yes-no" quorum="1/2" eligible="4"><h3>Adopter le projet ?</h3></palabre-question>
  <palabre-question method="approval" results="after-vote">
    <h3>Quels jours ?</h3><ul><li>Samedi</li><li>Dimanche</li></ul></palabre-question>
  <palabre-question method="slider"><h3>Une navette ?</h3></palabre-question>
</palabre-debate>`

export const ECOLE = '~ecole',
  LIVRAISONS = '~livraisons'

/**
 * The same tests in every browser. `tests(debate, name)` declares them; `debate(work, options)` opens a page of a
 * site of its own and closes it whatever comes of `work(reader)`. Unless `begun` is false the reader has acted.
 */
export function inBrowsers(title, tests) {
  for (const name of browsers) {
    describe(`${title}, in ${name}`, () => {
      let browser
      before(async () => {
        browser = await profile(name)
      })
      after(() => browser?.close())
      tests(async (work, { begun = true, ...options } = {}) => {
        const one = await reader(browser, options)
        try {
          if (begun) await one.begin()
          return await work(one)
        } finally {
          await one.close()
        }
      }, name)
    })
  }
}

/**
 * `body` is the page's; `watch` runs in it before its scripts; `change` is that of `serve`; the reader's `close` takes
 * the server along.
 */
export async function reader(browser, { body = DEBATE, viewport, headers, head, watch, change } = {}) {
  const page = { body: pageOf(`<main>${body}</main>`, { lang: 'fr', head }), headers }
  const site = await serve({ '/': page }, { change })
  const one = new Reader(await browser.newPage(), site, browser)
  if (viewport) await one.page.setViewport(viewport)
  if (watch) await one.page.evaluateOnNewDocument(watch)
  await one.visit()
  return one
}

class Reader {
  constructor(page, site, browser) {
    this.page = page
    this.site = site
    this.browser = browser
    this.others = []
  }

  async close() {
    try {
      for (const { page } of [...this.others, this]) await this.browser.giveBack(page)
    } finally {
      await this.site.close()
    }
    if (this.folder) await rm(this.folder, { recursive: true, force: true })
  }

  /** Opens the page, anew where it is open. */
  async visit() {
    await this.page.goto(`${this.site.address}/`)
    const came = await outcome(this.page)
    if (came !== 'ready') throw new Error(`the debate is ${came}`)
    // What is said is soon followed by something else: all of it is written down.
    await this.look(root => {
      globalThis.saidAloud = []
      new MutationObserver(() => {
        const text = root.querySelector('[role=status]')?.textContent ?? ''
        if (text && text !== globalThis.saidAloud.at(-1)) globalThis.saidAloud.push(text)
      }).observe(root, { subtree: true, childList: true, characterData: true })
    })
  }

  /** Closes the tab for good and comes back in another. */
  async reopen() {
    const next = await this.browser.newPage()
    await this.page.close()
    this.page = next
    await this.visit()
  }

  /** The same person in another tab, which closes with this one. */
  async beside() {
    const other = new Reader(await this.browser.newPage(), this.site, this.browser)
    this.others.push(other)
    await other.visit()
    return other
  }

  /** Runs `look(root, ...values)` in the page, on the debate's shadow root. */
  look(look, ...values) {
    return this.page.evaluate(
      (source, values) => {
        // The page has no policy that would forbid this to the test.
        return new Function(`return (${source})`)()(document.querySelector('palabre-debate').shadowRoot, ...values)
      },
      look.toString(),
      values,
    )
  }

  /** Waits until `look(root, ...values)` is true. */
  async until(look, ...values) {
    for (let tries = 0; tries < 200; tries++) {
      if (await this.look(look, ...values)) return
      await new Promise(later => setTimeout(later, 50))
    }
    throw new Error(`never came true: ${look}; said: ${await this.said()}`)
  }

  /**
   * Waits until the page no longer moves, and answers where it stands. What brings something into sight at once, while
   * the page moves there smoothly, ends up elsewhere in Chromium: the way made meanwhile is added.
   */
  still() {
    return this.page.evaluate(async () => {
      for (let before = -1, same = 0; same < 10;) {
        same = scrollY === before ? same + 1 : 0
        before = scrollY
        await new Promise(next => requestAnimationFrame(next))
      }
      return scrollY
    })
  }

  text(selector = '.palabre') {
    return this.look((root, selector) => root.querySelector(selector)?.textContent ?? '', selector)
  }

  said() {
    return this.text('[role=status]')
  }

  focus() {
    return this.look(root => root.activeElement?.id ?? '')
  }

  /** Waits until this is said, or was since something was last waited for. */
  async hears(part) {
    await this.until((root, part) => {
      const heard = globalThis.saidAloud ?? []
      const at = heard.findIndex(text => text.includes(part))
      if (at >= 0) heard.splice(0, at + 1)
      return at >= 0 || root.querySelector('[role=status]').textContent.includes(part)
    }, part)
  }

  async press(selector, name = '') {
    await this.until(
      (root, selector, name) =>
        Array.from(root.querySelectorAll(selector)).some(one => one.textContent.includes(name)),
      selector,
      name,
    )
    await this.look(
      (root, selector, name) => {
        Array.from(root.querySelectorAll(selector))
          .find(one => one.textContent.includes(name))
          .click()
      },
      selector,
      name,
    )
  }

  /** The reader's first act: from here on the box may grow. */
  async begin() {
    await this.press('.first-sight .more button')
    await this.until(root => root.querySelector('.tools') !== null)
  }

  async type(id, text) {
    await this.until((root, id) => root.getElementById(id) !== null, id)
    await this.look((root, id) => root.getElementById(id).focus(), id)
    await this.page.keyboard.type(text)
  }

  /** Puts a text into a field at once, where typing it would take minutes. */
  fill(id, text) {
    return this.look(
      (root, id, text) => {
        const field = root.getElementById(id)
        field.value = text
        field.dispatchEvent(new Event('input', { bubbles: true }))
      },
      id,
      text,
    )
  }

  send(selector = '.composer') {
    return this.look((root, selector) => root.querySelector(selector).requestSubmit(), selector)
  }

  /** Runs `work(element, ...values)` on the element in the page. */
  element(work, ...values) {
    return this.look(`(root, ...values) => (${work})(root.host, ...values)`, ...values)
  }

  /** Does what a person may do and the widget has no button for; answers the entry's id. */
  act(intent) {
    return this.element(async (element, intent) => (await element.session().act(intent)).id, intent)
  }

  /** Makes this reader the debate's owner, as the page of an owner says it. */
  async own() {
    if (!(await this.element(element => element.session().me.value)))
      await this.act({ do: 'stance', target: '~', value: 0 })
    await this.element(element => element.setAttribute('owner', element.session().me.value))
    await this.until(root => root.host.query({ q: 'thesis' }).open.anchor !== null)
  }

  /** What this reader's file holds, and taking up another's. */
  save(format = 'log') {
    return this.element(async (element, format) => (await element.export(format)).text(), format)
  }

  /** Chooses a file of this text in the dialog that `ask` opens. */
  async choose(text, ask) {
    this.folder ??= await mkdtemp(join(tmpdir(), 'palabre-chosen-'))
    const file = join(this.folder, 'debate.ndjson')
    await writeFile(file, text)
    const asked = this.page.waitForFileChooser()
    // Its messages to the browser go before those of the key that opens the dialog.
    await this.page.evaluate(() => 0)
    await ask()
    await (await asked).accept([file])
  }

  open(text) {
    return this.element((element, text) => element.importFile(new File([text], 'debate.ndjson')), text)
  }

  /** Publishes an argument and answers its id. */
  async argue(parent, stance, text) {
    await this.page.evaluate(
      (parent, stance) => document.querySelector('palabre-debate').compose(parent, stance),
      parent,
      stance,
    )
    await this.type(`text:${parent}`, text)
    await this.send()
    await this.hears('publié')
    await this.until(root => root.activeElement?.id.startsWith('h-'))
    return (await this.focus()).slice(2)
  }
}

// A hub and readers who debate through it in browsers.
import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { folder, startHub } from '../hub/hub.mjs'
import { profile, serve } from './harness.mjs'
import { outcome, pageOf } from './pages.mjs'

export const debateAt = (hub, more = '') => `
<palabre-debate debate="halles" lang="en" loading="eager" ${hub ? `hub="${hub}"` : ''} ${more}>
  <h2>Should the market square be closed to cars?</h2>
  <ul><li data-stance="pro" data-id="children">Children could walk to school.</li></ul>
  <palabre-question method="yes-no"><h3>Adopt the plan?</h3></palabre-question>
</palabre-debate>`

/** What ends with a suite, the last first. */
export class Suite {
  #ends = []

  after(work) {
    this.#ends.push(work)
  }

  async end() {
    for (const work of this.#ends.splice(0).reverse()) await work()
  }

  /** A hub of its own; `settings` as in docs/hub.md. `again()` starts it anew on the same data and port. */
  async hub(settings = {}) {
    const data = folder(this)
    const config = join(data, 'config.json')
    writeFileSync(config, JSON.stringify(settings))
    const hub = { ...(await startHub(this, data, '--config', config)), data }
    hub.again = async () => {
      const next = await startHub(this, data, '--config', config, '--listen', `127.0.0.1:${hub.port}`)
      Object.assign(hub, next)
    }
    hub.readers = async () =>
      Number(/^palabre_hub_readers (\d+)$/m.exec(await (await hub.get('/metrics')).text())?.[1])
    /** The debate as the hub gives it out: entries without the clerk's. */
    hub.log = async debate => {
      const text = await (await hub.get(`/debates/${debate}/log`)).text()
      return text
        .trim()
        .split('\n')
        .slice(1)
        .map(line => JSON.parse(JSON.parse(line).head))
    }
    return hub
  }

  /** Pages by path: the body of one, or an answer as it is. `options`: of `serve`. */
  async site(pages, options = {}) {
    const whole = ([path, body]) => [path, typeof body === 'string' ? pageOf(body) : body]
    const site = await serve(Object.fromEntries(Object.entries(pages).map(whole)), options)
    this.after(() => site.close())
    return site
  }

  /**
   * Somebody who has nothing stored: at another address of the same site, which is much quicker than a profile.
   * `prepare` runs in each of their pages before its scripts; the browser is launched with `options`.
   */
  async person(name, site, path = '/', prepare = null, options = {}) {
    const browser = await profile(name, options)
    this.after(() => browser.close())
    const one = new Person(browser, name, (await site.elsewhere?.()) ?? site.address, path, prepare)
    await one.open()
    return one
  }
}

export class Person {
  constructor(browser, name, home, path, prepare = null) {
    this.browser = browser
    this.name = name
    this.home = home
    this.path = path
    this.prepare = prepare
    this.errors = []
  }

  /** Opens the page, or another of the site, in a new tab. */
  async open(path = this.path) {
    this.page = await this.browser.newPage()
    if (this.prepare) await this.page.evaluateOnNewDocument(this.prepare)
    this.page.on('pageerror', error => {
      // Firefox reports here that a hub was not there.
      if (!/establish a connection|connection .* was interrupted|CORS request did not succeed/.test(String(error)))
        this.errors.push(String(error.stack ?? error))
    })
    await this.page.goto(this.home + path)
    assert.equal(await outcome(this.page), 'ready')
    await this.page.evaluate(() => {
      // The reader's first act: the box may grow from here on.
      document.querySelector('palabre-debate').shadowRoot.querySelector('.first-sight .more button')?.click()
    })
    return this.page
  }

  /** The same person in another tab. */
  async beside() {
    const other = new Person(this.browser, this.name, this.home, this.path, this.prepare)
    await other.open()
    return other
  }

  /** Acts as a view would; answers the entry's id, and when it began by this machine's clock. */
  act(intent) {
    return this.page.evaluate(async intent => {
      const began = Date.now()
      return { id: (await document.querySelector('palabre-debate').acting.act(intent)).id, began }
    }, intent)
  }

  claim(text, parent = '~') {
    return this.act({ do: 'claim', parent, stance: 'pro', text })
  }

  query(question) {
    return this.page.evaluate(question => document.querySelector('palabre-debate').query(question), question)
  }

  async question() {
    return (await this.query({ q: 'questions' })).questions[0]
  }

  /** Texts of claims on the thesis and how they stand. */
  async claims(of = '~') {
    const { claims } = await this.query({ q: 'children', of, sort: 'oldest', count: 500 })
    return claims.map(({ text, status, mine }) => ({ text, status, mine }))
  }

  /** The signed entries that the debate holds here, by head. */
  async log() {
    const text = await this.page.evaluate(async () =>
      (await document.querySelector('palabre-debate').export('log')).text(),
    )
    return text
      .trim()
      .split('\n')
      .slice(1)
      .map(line => JSON.parse(JSON.parse(line).head))
  }

  /** Waits for something to be so in the page; answers when it was, by this machine's clock. */
  sees(what, value) {
    return this.#waits(what, value, true)
  }

  /** Waits until it is so no more. */
  misses(what, value) {
    return this.#waits(what, value, false)
  }

  /** Waits until there is no such part in the page. */
  lacks(part) {
    return this.misses('part', part)
  }

  has(part) {
    return this.page.evaluate(
      part => document.querySelector('palabre-debate').shadowRoot.querySelector(`[part~=notice-${part}]`) !== null,
      part,
    )
  }

  press(selector) {
    return this.page.evaluate(selector => {
      document.querySelector('palabre-debate').shadowRoot.querySelector(selector).click()
    }, selector)
  }

  /** Presses a button and answers the text of the file that comes of it. */
  saved(part) {
    return this.page.evaluate(
      (part, ms) => {
        const { shadowRoot } = document.querySelector('palabre-debate')
        const made = new Promise((resolve, reject) => {
          const create = URL.createObjectURL
          URL.createObjectURL = blob => {
            URL.createObjectURL = create
            blob.text().then(resolve)
            return create.call(URL, blob)
          }
          const said = () => shadowRoot.querySelector('[part=hub]').textContent
          setTimeout(() => reject(new Error(`no file came of ${part}; foot: ${said()}`)), ms)
        })
        shadowRoot.querySelector(`[part~=${part}]`).click()
        return made
      },
      part,
      PATIENCE_MS,
    )
  }

  /** Waits until what the browser durably keeps under `name` is as `holds` wants; answers it. */
  async keeps(name, holds, debate = 'localhost/halles') {
    for (let since = Date.now(); ;) {
      const found = await this.page.evaluate(keptNote, debate, name)
      if (holds(found)) return found
      if (Date.now() - since > PATIENCE_MS)
        throw new Error(`waited in vain for what is kept as ${name}: ${JSON.stringify(found)}`)
      await new Promise(later => setTimeout(later, 20))
    }
  }

  #waits(what, value, wanted) {
    return this.page.evaluate(
      async (what, value, wanted, ms) => {
        const element = document.querySelector('palabre-debate')
        const found = () => element.query({ q: 'search', text: value }).claims
        const text = part => Array.from(element.shadowRoot.querySelectorAll(part), one => one.textContent).join('; ')
        const holds = {
          claim: () => found().length > 0,
          shown: () => found().some(({ status }) => status === 'shown'),
          pending: () => found().some(({ status }) => status === 'pending'),
          yes: () => element.query({ q: 'questions' }).questions[0].counts?.yes === value,
          foot: () => text('[part=hub] .kept').includes(value),
          asks: () => text('[part=hub]').includes(value),
          refused: () => text('[part~=notice-refused]').includes(value),
          doubt: () => text('[part~=notice-doubt]').includes(value),
          wrong: () => text('[part~=notice-hub]').includes(value),
          card: () => text('[part~=question]').includes(value),
          part: () => element.shadowRoot.querySelector(`[part~=notice-${value}]`) !== null,
        }[what]
        const since = Date.now()
        while (holds() !== wanted) {
          if (Date.now() - since > ms)
            throw new Error(`waited in vain for ${what} ${value}; foot: ${text('[part=hub]')}`)
          await new Promise(later => setTimeout(later, 1))
        }
        return Date.now()
      },
      what,
      value,
      wanted,
      PATIENCE_MS,
    )
  }
}

/** Waits until `holds` in the person's page; by the clock, since a page that nobody looks at is not drawn. */
export const until = (person, holds, ...given) =>
  person.page.waitForFunction(holds, { timeout: PATIENCE_MS, polling: 50 }, ...given)

/** Runs in the page: a note of the debate as the database has it, where that is written. */
function keptNote(debate, name) {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('palabre')
    opening.onerror = () => reject(opening.error)
    opening.onsuccess = () => {
      const database = opening.result
      const asked = database.transaction('notes').objectStore('notes').get([debate, name])
      asked.onerror = () => reject(asked.error)
      asked.onsuccess = () => {
        database.close()
        resolve(asked.result)
      }
    }
  })
}

/** How long a state is waited for: on a slow and busy machine too it comes, or never. */
export const PATIENCE_MS = 60_000

export const SHARED = 'as it happens'

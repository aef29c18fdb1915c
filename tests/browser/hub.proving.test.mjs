// A hub that changes its mind is told on, and who voted can show that the hub had the vote.
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { promisify } from 'node:util'
import { folder, root } from '../hub/hub.mjs'
import { openCheckpoint } from '../hub/tree.mjs'
import { browsers } from './harness.mjs'
import { debateAt, PATIENCE_MS, SHARED, Suite, until } from './hub-page.mjs'

const DEBATE = 'localhost/halles'
const ORIGIN = `hub.example.org/${DEBATE}`
const command = join(root, 'build/release/palabre')
const verify = (...given) =>
  promisify(execFile)(command, ['verify', ...given]).then(
    ({ stdout }) => ({ status: 0, said: JSON.parse(stdout) }),
    ({ code, stderr }) => ({ status: code, err: stderr }),
  )

// In the page: the first proof that is asked of a hub waits for `proofs.release()`.
function holdFirstProof() {
  const real = window.fetch
  const proofs = { asked: 0, answered: 0, release: null }
  const held = new Promise(go => (proofs.release = go))
  window.proofs = proofs
  window.fetch = async (address, options) => {
    if (!String(address).includes('/proof/consistency')) return real(address, options)
    proofs.asked += 1
    if (proofs.asked === 1) await held
    const answer = await real(address, options)
    proofs.answered += 1
    return answer
  }
}

/** Gives a file to "Open or merge a file", and waits for what is said of it. */
const opened = (person, text, words) =>
  person.page.evaluate(
    async (text, words, ms) => {
      const { shadowRoot } = document.querySelector('palabre-debate')
      const input = shadowRoot.querySelector('[part=footer] input[type=file]')
      const given = new DataTransfer()
      given.items.add(new File([text], 'a.ndjson'))
      input.files = given.files
      input.dispatchEvent(new Event('change', { bubbles: true }))
      const said = () => shadowRoot.querySelector('[part=footer]').textContent
      for (const since = Date.now(); !said().includes(words);) {
        if (Date.now() - since > ms) throw new Error(`waited in vain for ${words}: ${said()}`)
        await new Promise(later => setTimeout(later, 10))
      }
      return said()
    },
    text,
    words,
    PATIENCE_MS,
  )

/** The checkpoint that the browser keeps, once it is of so many entries as the hub's now. */
async function checkpointKept(person, hub) {
  const { size } = openCheckpoint(await (await hub.get(`/debates/${DEBATE}/checkpoint`)).text(), hub.clerk)
  const of = kept => openCheckpoint(kept.checkpoints[ORIGIN].note, hub.clerk)
  return of(await person.keeps('hub', kept => of(kept).size >= size))
}

for (const name of browsers) {
  describe(`what a hub has to show, in ${name}`, () => {
    const suite = new Suite()
    let hub, site, one, other, early
    before(async () => {
      hub = await suite.hub({ name: 'hub.example.org' })
      site = await suite.site({ '/': debateAt(hub.url) })
      one = await suite.person(name, site)
      other = await suite.person(name, site)
    })
    after(() => suite.end())

    it('who voted keeps a receipt, which the command and the page find good', async () => {
      const { id: question } = await one.question()
      await one.claim('Said before the copy')
      await one.act({ do: 'ballot', question, choice: 'yes' })
      await other.sees('yes', 1)
      await one.sees('asks', 'The server has your vote')
      // As Prototype.js has it: entries without their numbers.
      await one.page.evaluate(() => {
        globalThis.entries = Array.prototype.entries
        Array.prototype.entries = Array.prototype.slice
      })
      const receipt = await one.saved('receipt')
      await one.page.evaluate(() => (Array.prototype.entries = globalThis.entries))
      assert.doesNotMatch(receipt, /choice/)
      const file = join(folder(suite), 'receipt.ndjson')
      writeFileSync(file, receipt)
      const { status, said, err } = await verify('--receipt', file, '--clerk', hub.clerk)
      assert.equal(status, 0, err)
      assert.equal(said.debate, DEBATE)
      assert.equal(said.entries.length, 1)
      const log = await (await hub.get(`/debates/${DEBATE}/log`)).text()
      const { head } = JSON.parse(log.split('\n')[said.entries[0].position])
      assert.equal(JSON.parse(head).author, said.entries[0].author)
      const whole = join(folder(suite), 'log.ndjson')
      writeFileSync(whole, log)
      const { stamps, proofs } = (await verify(whole, '--receipts', file)).said.receipts
      assert.deepEqual({ stamps, proofs }, { stamps: 1, proofs: 1 })
      assert.match(
        await opened(other, receipt, 'in this debate'),
        /This receipt is good.*signed by the server of this/s,
      )
      const spoilt = receipt.replace(/"path":\["./, '"path":["_')
      assert.match(await opened(other, spoilt, 'does not show'), /not good/)
      writeFileSync(file, spoilt)
      assert.equal((await verify('--receipt', file)).status, 1)
    })

    it('a hub that cannot now is asked for a receipt once more, and that it gives none is said', async () => {
      await one.page.evaluate(() => {
        const real = window.fetch
        window.refusals = 1
        window.fetch = (address, options) =>
          String(address).includes('/proof/inclusion') && window.refusals-- > 0
            ? Promise.resolve(new Response('', { status: 503 }))
            : real(address, options)
      })
      assert.match(await one.saved('receipt'), /"type":"receipt"/)
      await one.page.evaluate(() => (window.refusals = 2))
      await one.press('[part~=receipt]')
      await one.sees('asks', 'no proof at the moment')
      assert.equal(await one.page.evaluate(() => window.refusals), 0)
    })

    it('a recount asks the hub whether it signs the list that was read', async () => {
      const { agrees, hub: held } = await one.page.evaluate(() => document.querySelector('palabre-debate').recount())
      assert.equal(agrees, true)
      assert.equal(held.doubt, null)
      assert.equal(
        held.size,
        openCheckpoint(await (await hub.get(`/debates/${DEBATE}/checkpoint`)).text(), hub.clerk).size,
      )
    })

    it('a reader who comes back has the checkpoint of last time, and is not disturbed', async () => {
      const { checkpoints, after } = await one.keeps('hub', kept => kept?.checkpoints[ORIGIN])
      early = openCheckpoint(checkpoints[ORIGIN].note, hub.clerk)
      assert.ok(early.size > 0 && early.size <= after)
      await one.page.close()
      await other.claim('Said while one was away')
      await one.open()
      await one.sees('shown', 'Said while one was away')
      await one.sees('foot', SHARED)
      const later = await checkpointKept(one, hub)
      assert.ok(later.size > early.size)
      assert.equal(await one.has('doubt'), false)
    })

    it('a hub that puts an old copy back under its old name is told on, and the evidence can be kept', async () => {
      await hub.end('SIGTERM')
      const copy = join(folder(suite), 'copy')
      mkdirSync(copy)
      cpSync(hub.data, copy, { recursive: true })
      await hub.again()
      await other.claim('Said after the copy')
      await one.sees('shown', 'Said after the copy')
      await one.page.close()
      await one.open()
      await one.sees('foot', SHARED)
      const before = await checkpointKept(one, hub)
      await one.page.close()
      await other.page.close()
      await hub.end('SIGTERM')
      rmSync(hub.data, { recursive: true })
      cpSync(copy, hub.data, { recursive: true })
      await hub.again()
      await one.open()
      await one.sees('doubt', 'shorter than the one that it signed')
      const evidence = JSON.parse(await one.saved('evidence'))
      assert.equal(evidence.doubt, 'smaller')
      assert.deepEqual(openCheckpoint(evidence.kept, hub.clerk), before)
      assert.ok(openCheckpoint(evidence.shown, hub.clerk).size < before.size)
      // What was said before it is still to be read, and the doubt stands when the page is opened anew.
      assert.equal((await one.query({ q: 'search', text: 'before the copy' })).claims.length, 1)
      await one.page.close()
      one.prepare = holdFirstProof
      await one.open()
      await one.sees('doubt', 'shorter than the one that it signed')
      await until(one, () => window.proofs.asked === 1)
      await one.press('[part~=notice-doubt] .quiet')
      // From here on the shorter list counts, and an answer that was asked for before says nothing any more.
      await one.keeps('hub', kept => openCheckpoint(kept.checkpoints[ORIGIN].note, hub.clerk).size < before.size)
      await one.keeps('view:hub-doubt', kept => kept === undefined)
      await one.page.evaluate(() => window.proofs.release())
      await until(one, () => window.proofs.answered > 1)
      await one.sees('foot', SHARED)
      assert.equal(await one.has('doubt'), false)
      one.prepare = null
      await one.page.close()
      await one.open()
      await one.sees('foot', SHARED)
      assert.equal(await one.has('doubt'), false)
      assert.deepEqual([one.errors, other.errors], [[], []])
    })
  })
}

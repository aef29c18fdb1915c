// One person on several devices: a code that one shows and the other is told, and a code kept on paper.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { Site } from '../hub/tokens.mjs'
import { violations } from './axe.mjs'
import { browsers } from './harness.mjs'
import { debateAt, SHARED, Suite, until } from './hub-page.mjs'

// In the page.
const shows = selector => document.querySelector('palabre-debate').shadowRoot.querySelector(selector) !== null
const says = text =>
  document.querySelector('palabre-debate').shadowRoot.querySelector('[part=devices]').textContent.includes(text)
const isFocused = id => document.querySelector('palabre-debate').shadowRoot.activeElement?.id === id
const codeShown = () =>
  document.querySelector('palabre-debate').shadowRoot.querySelector('[part=device-code]').textContent.trim()
const told = words =>
  Array.from(document.querySelector('palabre-debate').shadowRoot.querySelectorAll('[part~=notice-moderated]'), one =>
    one.textContent.replace(/\s+/g, ' '),
  ).some(text => text.includes(words))
const statusIs = (id, status) => document.querySelector('palabre-debate').query({ q: 'claim', id }).status === status
const myKey = () => document.querySelector('palabre-debate').session().me.value

/** Opens one of the three ways, as a reader does. */
async function opens(person, way) {
  await person.page.bringToFront()
  await until(person, shows, '[part=devices]')
  if (!(await person.page.evaluate(shows, '[part=devices][open]'))) await person.press('[part=devices] summary')
  await until(person, shows, `#device-${way}`)
  await person.press(`#device-${way}`)
  await until(person, shows, '[part=devices] .panel')
}

async function code(person) {
  await until(person, shows, '[part=device-code]')
  return person.page.evaluate(codeShown)
}

async function types(person, text) {
  await opens(person, 'enter')
  await until(person, isFocused, 'device-code')
  await person.page.keyboard.type(text)
  await person.page.keyboard.press('Enter')
}

async function answers(person, words) {
  await until(person, says, words)
  await person.page.keyboard.press('Escape')
}

const mine = async person => (await person.claims()).filter(one => one.mine).map(({ text }) => text)
const counts = async person => {
  const { counts, voters, my_choice } = await person.question()
  return { yes: counts.yes, no: counts.no, voters, mine: my_choice }
}
const votes = async (person, choice) => {
  const { id: question } = await person.question()
  await person.act({ do: 'ballot', question, choice })
}
/** Who was named by whom, in this one's copy. */
const namings = async person =>
  person.page.evaluate(async () => {
    const text = await (await document.querySelector('palabre-debate').export('log')).text()
    return text
      .trim()
      .split('\n')
      .slice(1)
      .map(line => JSON.parse(line))
      .filter(({ body }) => body && JSON.parse(body).do === 'device')
      .map(({ head, body }) => `${JSON.parse(head).author} ${JSON.parse(body).key}`)
  })

for (const name of browsers) {
  describe(`one person on several devices, in ${name}`, () => {
    const suite = new Suite()
    const ours = new Site()
    let hub, site, phone, laptop, stranger
    before(async () => {
      // New keys have to work here, that of a recovery code like others.
      hub = await suite.hub({ work: 1000, sites: [{ name: 'localhost', keys: [ours.key] }] })
      const officer = sub => {
        const token = ours.token({ aud: 'localhost/halles', sub, role: 'moderator' })
        return debateAt(hub.url, `sso-token="${token}"`)
      }
      site = await suite.site({
        '/': debateAt(hub.url),
        '/mo': officer('mo'),
        '/al': officer('al'),
        '/bo': officer('bo'),
      })
      ;[phone, laptop, stranger] = [
        await suite.person(name, site),
        await suite.person(name, site),
        await suite.person(name, site),
      ]
    })
    after(() => suite.end())

    /** Types a recovery code into a browser that knows nothing, and finds the words of the phone's reader there. */
    const comeBack = async kept => {
      const one = await suite.person(name, site)
      await one.sees('shown', 'Said later on the phone')
      await one.sees('foot', SHARED)
      await types(one, kept)
      await until(one, says, 'is yours here again')
      assert.deepEqual(await mine(one), await mine(phone))
      return one
    }

    const takesOffice = async path => {
      const one = await suite.person(name, site, path)
      await until(one, shows, '[part~=office]')
      await one.press('[part~=office]')
      await until(one, () => document.querySelector('palabre-debate').query({ q: 'thesis' }).may.includes('hide'))
      await one.sees('foot', SHARED)
      return one
    }

    it('who has said nothing yet is offered to type a code, and no more', async () => {
      await laptop.sees('foot', SHARED)
      await laptop.press('[part=devices] summary')
      await until(laptop, shows, '#device-enter')
      assert.deepEqual(
        await Promise.all(['#device-show', '#device-keep'].map(way => laptop.page.evaluate(shows, way))),
        [false, false],
      )
    })

    it('a code links two devices: the words are one person’s, and the vote counts once', async () => {
      await phone.claim('Said on the phone')
      await votes(phone, 'yes')
      await laptop.sees('shown', 'Said on the phone')
      await laptop.sees('yes', 1)
      assert.deepEqual(await mine(laptop), [])
      await opens(phone, 'show')
      const told = await code(phone)
      assert.match(told, /^(?:[0-9A-Z]{4} ){3}[0-9A-Z]{4}$/)
      assert.deepEqual(await violations(phone.page, ['palabre-debate', '[part=devices]']), [])
      await types(laptop, told.toLowerCase().replace(/ /g, '-'))
      for (const one of [phone, laptop]) await until(one, says, 'both devices now speak for the same person')
      await until(phone, isFocused, 'device-show')
      assert.deepEqual(await mine(laptop), ['Said on the phone'])
      await votes(laptop, 'no')
      await phone.sees('yes', 0)
      for (const one of [phone, laptop]) assert.deepEqual(await counts(one), { yes: 0, no: 1, voters: 1, mine: 'no' })
      await stranger.sees('yes', 0)
      assert.deepEqual(await counts(stranger), { yes: 0, no: 1, voters: 1, mine: undefined })
      assert.equal((await stranger.query({ q: 'thesis' })).persons, 1)
    })

    it('what was said on the other device can be taken back here', async () => {
      const { claims } = await laptop.query({ q: 'search', text: 'Said on the phone' })
      await laptop.act({ do: 'withdraw', target: claims[0].id })
      await until(phone, () =>
        document
          .querySelector('palabre-debate')
          .query({ q: 'children', of: '~', sort: 'oldest', count: 500 })
          .claims.every(({ status, mine }) => !mine || status === 'withdrawn'),
      )
    })

    it('a moderator’s act is told on both devices, an act of their own on neither', async () => {
      const moderator = await takesOffice('/mo')
      await phone.claim('Taken out by its author')
      await phone.claim('Taken out by a moderator')
      await laptop.sees('shown', 'Taken out by a moderator')
      const idOf = async text => (await laptop.query({ q: 'search', text })).claims[0].id
      const [own, other] = [await idOf('Taken out by its author'), await idOf('Taken out by a moderator')]
      await laptop.act({ do: 'erase', target: own })
      await moderator.sees('shown', 'Taken out by a moderator')
      await moderator.act({ do: 'hide', target: other, reason: 'Off topic' })
      for (const one of [phone, laptop]) {
        await until(one, told, 'A moderator has hidden your words: Taken out by a moderator')
        await until(one, statusIs, own, 'erased')
        assert.ok(!(await one.page.evaluate(told, 'erased')))
      }
      await until(stranger, statusIs, other, 'hidden')
      assert.ok(!(await stranger.page.evaluate(told, 'A moderator')))
    })

    it('a code is good once, and for who was told it: others who name the device are not named by it', async () => {
      const key = await phone.page.evaluate(myKey)
      await opens(phone, 'show')
      const told = await code(phone)
      await stranger.act({ do: 'device', key })
      await stranger.act({ do: 'device', key, salt: 'A'.repeat(22) })
      const theirs = await stranger.page.evaluate(myKey)
      const tablet = await suite.person(name, site)
      await tablet.sees('foot', SHARED)
      await types(tablet, told)
      for (const one of [phone, tablet]) await until(one, says, 'both devices now speak for the same person')
      const named = await tablet.page.evaluate(myKey)
      const there = await namings(phone)
      assert.deepEqual(
        [`${key} ${named}`, `${named} ${key}`, `${theirs} ${key}`, `${key} ${theirs}`].map(one =>
          there.includes(one),
        ),
        [true, true, true, false],
      )
      // The same code again: nobody waits for it any more.
      await types(stranger, told)
      await until(stranger, says, 'Waiting for the other device to answer')
      await phone.claim('Said later on the phone')
      await stranger.sees('shown', 'Said later on the phone')
      assert.ok(!(await namings(stranger)).includes(`${key} ${theirs}`))
      await stranger.page.keyboard.press('Escape')
    })

    it('two members are not joined: the one who shows the code is told, and both stay who they are', async () => {
      const [bo, al] = [await takesOffice('/bo'), await takesOffice('/al')]
      await bo.claim('Said by one member')
      await al.sees('shown', 'Said by one member')
      await opens(bo, 'show')
      await types(al, await code(bo))
      await until(bo, says, 'they belong to different members')
      assert.deepEqual(await mine(bo), ['Said by one member'])
      assert.deepEqual(await mine(al), [])
      await al.page.keyboard.press('Escape')
      await until(al, isFocused, 'device-enter')
      await al.claim('Said by another')
      await bo.sees('shown', 'Said by another')
      assert.deepEqual(await mine(bo), ['Said by one member'])
      assert.deepEqual([bo.errors, al.errors], [[], []])
    })

    it('a wrong code is told, and what was typed stays', async () => {
      await opens(laptop, 'show')
      const own = await code(laptop)
      await laptop.page.keyboard.press('Escape')
      await until(laptop, isFocused, 'device-show')
      for (const [text, words] of [
        ['ABCD EFG', 'This is not a whole code'],
        ['0000 0000 0000 0000 0000 0000 0001', 'This is not a whole code'],
        ['0000 0000 0000 0000', 'This code is not known in this debate'],
        [own, 'This very device shows that code'],
      ]) {
        await types(laptop, text)
        await until(laptop, says, words)
        assert.equal(
          await laptop.page.evaluate(
            () => document.querySelector('palabre-debate').shadowRoot.getElementById('device-code').value,
          ),
          text,
        )
        assert.ok(await laptop.page.evaluate(isFocused, 'device-code'))
        if (words.startsWith('This code'))
          assert.deepEqual(await violations(laptop.page, ['palabre-debate', '[part=devices]']), [])
        await laptop.page.keyboard.press('Escape')
        await until(laptop, isFocused, 'device-enter')
      }
    })

    it('a recovery code brings a reader back on a browser that knows nothing', async () => {
      await phone.sees('foot', SHARED)
      await opens(phone, 'keep')
      const kept = await code(phone)
      assert.match(kept, /^(?:[0-9A-Z]{4} ){6}[0-9A-Z]{4}$/)
      assert.deepEqual(await violations(phone.page, ['palabre-debate', '[part=devices]']), [])
      const file = await phone.saved('save-code')
      assert.ok(file.includes(kept) && file.includes('localhost/halles'), file)
      await phone.press('[part=devices] [part~=submit]')
      await until(phone, says, 'the recovery code is good')
      await phone.sees('foot', SHARED)
      // Before it has arrived there, nobody knows it.
      const found = await comeBack(kept)
      assert.ok((await mine(found)).includes('Said later on the phone'))
      await votes(found, 'yes')
      await phone.sees('yes', 1)
      assert.deepEqual(await counts(phone), { yes: 1, no: 0, voters: 1, mine: 'yes' })
      await found.sees('foot', SHARED)
      // Another one, by the same code.
      const again = await comeBack(kept)
      await again.sees('foot', SHARED)
      await types(again, kept)
      await until(again, says, 'It is done already')
      await again.page.keyboard.press('Escape')
    })

    it('a code that was kept while the hub did not answer goes out later, after a reload too', async () => {
      await laptop.sees('foot', SHARED)
      await opens(laptop, 'keep')
      const kept = await code(laptop)
      hub.child.kill('SIGSTOP')
      await laptop.press('[part=devices] [part~=submit]')
      await until(laptop, says, 'On its way')
      await until(laptop, said => document.querySelector('palabre-debate').query({ q: 'thesis' }).pending === said, 2)
      await laptop.page.close()
      hub.child.kill('SIGCONT')
      const before = await hub.log('localhost/halles')
      await laptop.open()
      await laptop.sees('foot', SHARED)
      await comeBack(kept)
      assert.ok((await hub.log('localhost/halles')).length > before.length)
    })

    it('without a connection it is said that one is needed', async () => {
      await hub.end('SIGTERM')
      await laptop.sees('foot', 'No connection')
      await types(laptop, '0000 0000 0000 0000')
      await answers(laptop, 'This needs a connection')
      assert.deepEqual(
        [phone, laptop, stranger].map(one => one.errors),
        [[], [], []],
      )
    })
  })
}

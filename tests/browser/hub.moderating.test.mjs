// Moderators at work in the widget, what everybody sees of it, and what those concerned are told.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { Site } from '../hub/tokens.mjs'
import { violations } from './axe.mjs'
import { browsers } from './harness.mjs'
import { debateAt, SHARED, Suite, until } from './hub-page.mjs'

const aud = 'localhost/halles'

// In the page.
const says = (part, text) =>
  Array.from(document.querySelector('palabre-debate').shadowRoot.querySelectorAll(part)).some(one =>
    one.textContent.replace(/\s+/g, ' ').includes(text),
  )
const isOn = id => document.querySelector('palabre-debate').shadowRoot.activeElement?.id === id
const silent = part => document.querySelector('palabre-debate').shadowRoot.querySelector(part) === null
/** How many buttons say that something is new. */
const news = count =>
  document.querySelector('palabre-debate').shadowRoot.querySelectorAll('[part~=show-new]').length === count
const reasonOf = (id, reason) =>
  document.querySelector('palabre-debate').query({ q: 'claim', id }).hidden_reason === reason
const may = (verb, can) => document.querySelector('palabre-debate').query({ q: 'thesis' }).may.includes(verb) === can

/** Presses the button within `part` that says `label`, by the keyboard. */
async function press(person, part, label) {
  await person.page.bringToFront()
  await until(
    person,
    (part, label) =>
      Array.from(document.querySelector('palabre-debate').shadowRoot.querySelectorAll(`${part} button`)).some(
        one => one.firstChild?.textContent === label,
      ),
    part,
    label,
  )
  await person.page.evaluate(
    (part, label) => {
      const all = document.querySelector('palabre-debate').shadowRoot.querySelectorAll(`${part} button`)
      Array.from(all)
        .find(one => one.firstChild?.textContent === label)
        .focus()
    },
    part,
    label,
  )
  await person.page.keyboard.press('Enter')
}
/** Gives a reason from the list and sends the form. */
async function because(person, field, reason) {
  await until(person, id => document.querySelector('palabre-debate').shadowRoot.getElementById(id) !== null, field)
  await person.page.evaluate(
    (id, reason) => {
      const select = document.querySelector('palabre-debate').shadowRoot.getElementById(id)
      select.value = reason
      select.dispatchEvent(new Event('change', { bubbles: true }))
      select.focus()
    },
    field,
    reason,
  )
  await person.page.evaluate(id => {
    const root = document.querySelector('palabre-debate').shadowRoot
    root.getElementById(id).closest('form').querySelector('button[type=submit]').focus()
  }, field)
  await person.page.keyboard.press('Enter')
}
const openLog = person =>
  person.page.evaluate(() => {
    const log = document.querySelector('palabre-debate').shadowRoot.querySelector('[part=moderation-log]')
    log.open = false
    setTimeout(() => (log.open = true), 50)
  })

for (const name of browsers) {
  describe(`moderation in ${name}`, () => {
    const suite = new Suite()
    const ours = new Site()
    let mod, guest, third, rude
    const errors = () => [mod, guest, third].flatMap(one => one?.errors ?? [])
    before(async () => {
      const debates = { quiet: { read_first: true } }
      const hub = await suite.hub({
        sites: [{ name: 'localhost', keys: [ours.key], debates }],
        key_rate: 600,
        work: 300,
      })
      const token = debate => `sso-token="${ours.token({ aud: debate, sub: 'mo', role: 'moderator' })}"`
      const quiet = more => debateAt(hub.url, more).replace('debate="halles"', 'debate="quiet"')
      const site = await suite.site({
        '/': debateAt(hub.url),
        '/mod': debateAt(hub.url, token(aud)),
        '/quiet': quiet(''),
        '/quiet-mod': quiet(token('localhost/quiet')),
      })
      suite.come = path => suite.person(name, site, path)
      ;[mod, guest, third] = [await suite.come('/mod'), await suite.come('/'), await suite.come('/')]
    })
    after(() => suite.end())

    it('a new key does the work that the hub wants, and its reader need not know', async () => {
      await guest.sees('foot', SHARED)
      rude = (await guest.claim('Something rude')).id
      await third.sees('shown', 'Something rude')
      await guest.sees('foot', SHARED)
      assert.deepEqual(errors(), [])
    })

    it('who has the office takes it up, by a button, and not by looking', async () => {
      await mod.sees('shown', 'Something rude')
      assert.equal(await mod.page.evaluate(() => document.querySelector('palabre-debate').session().me.value), null)
      await press(mod, '[part=hub]', 'Take it up')
      await until(mod, may, 'hide', true)
      await until(mod, says, '[part=hub]', SHARED)
      await until(mod, says, '[part=hub] [role=status]', 'You have taken it up.')
      await until(mod, isOn, 'hub-foot')
      assert.ok(!(await mod.page.evaluate(says, '[part=hub]', 'The site says')))
    })

    it('a flag comes to the moderator, who hides with a reason from the list', async () => {
      await until(third, news, 1)
      await third.act({ do: 'flag', target: rude, reason: 'Read this' })
      await until(mod, says, '[part=moderation]', 'Read this')
      await press(mod, '[part=moderation]', 'Hide')
      await because(mod, `hide-first:${rude}`, 'insult')
      await until(third, reasonOf, rude, 'It insults or threatens somebody')
      await until(third, news, 0)
    })

    it('the author is told what happened, why, and whom to ask, until they have read it', async () => {
      await until(guest, says, '[part~=notice-moderated]', 'A moderator has hidden your words: Something rude')
      await until(guest, says, '[part~=notice-moderated]', 'It insults or threatens somebody')
      await until(guest, says, '[part~=notice-moderated]', 'ask whoever runs this site')
      assert.ok(await third.page.evaluate(silent, '[part~=notice-moderated]'), 'others are not')
      await guest.page.close()
      await guest.open()
      await press(guest, '[part~=notice-moderated]', 'Close')
      await until(guest, silent, '[part~=notice-moderated]')
      await guest.keeps('view:hub-moderated', kept => kept?.length > 0)
      await guest.page.close()
      await guest.open()
      await guest.sees('foot', SHARED)
      assert.ok(await guest.page.evaluate(silent, '[part~=notice-moderated]'))
    })

    it('who is shut out is told so for as long, and can be let in again from the public log', async () => {
      await press(mod, '[part=moderation]', 'Shut out the author')
      await because(mod, `ban-first:${rude}`, 'unlawful')
      await until(guest, says, '[part~=notice-moderated]', 'A moderator has shut you out')
      await until(guest, says, '[part~=notice-moderated]', 'It may be against the law')
      await until(guest, may, 'claim', false)
      await openLog(third)
      await until(third, says, '[part=moderation-log]', 'has hidden: a contribution')
      await until(third, says, '[part=moderation-log]', 'has shut out:')
      assert.ok(
        await third.page.evaluate(silent, '[part=moderation-log] button'),
        'who is no moderator lets nobody in',
      )
      assert.deepEqual(await violations(third.page, 'palabre-debate'), [])
      await openLog(mod)
      // It does not work out at first; then it is done once, however often it is pressed.
      const office = why =>
        mod.page.evaluate(why => {
          const session = document.querySelector('palabre-debate').session()
          globalThis.vouches ??= session.vouching.peek()
          session.vouching.value = why
            ? () => Promise.reject(Object.assign(new Error(why), { code: why }))
            : globalThis.vouches
        }, why)
      await office('token-wait')
      await press(mod, '[part=moderation-log]', 'Let in again')
      await until(mod, says, '[part=moderation-log] [role=alert]', 'not confirmed yet')
      await office(null)
      await press(mod, '[part=moderation-log]', 'Let in again')
      await mod.page.keyboard.press('Enter')
      await until(mod, says, '[part=hub] [role=status]', 'Let in again.')
      await until(guest, may, 'claim', true)
      await until(guest, silent, '[part~=notice-moderated]')
      await until(mod, says, '[part=moderation-log]', 'has let in again:')
      const log = await mod.page.evaluate(
        () => document.querySelector('palabre-debate').shadowRoot.querySelector('[part=moderation-log]').textContent,
      )
      assert.equal(log.split('has let in again:').length, 2)
      assert.deepEqual(errors(), [])
    })

    it('where a moderator reads first, the author and the others are told that it waits', async () => {
      ;[mod, guest, third] = [await suite.come('/quiet-mod'), await suite.come('/quiet'), await suite.come('/quiet')]
      await guest.sees('foot', SHARED)
      await guest.act({ do: 'name', text: 'Gus' })
      await guest.claim('Not read yet')
      await until(guest, says, '[part=hub]', 'Nobody else has seen it yet:Not read yet')
      await until(third, says, '[part=hub]', '2 contributions wait to be read by a moderator')
      assert.deepEqual(
        (await third.claims()).map(({ text }) => text),
        ['Children could walk to school.'],
      )
    })

    it('the moderator is given it to read, lets it be seen, and then everybody sees it', async () => {
      await press(mod, '[part=hub]', 'Take it up')
      await until(mod, says, '[part=moderation]', '2 things to read before others see them')
      await until(mod, says, '[part=moderation]', 'Not read yet')
      assert.deepEqual(await violations(mod.page, 'palabre-debate'), [])
      await press(mod, '[part=moderation]', 'Let everybody see it')
      await third.sees('shown', 'Not read yet')
      // It was the last thing to read: what listed it goes, and the focus does not go with it.
      await until(mod, silent, '[part=moderation]')
      await until(mod, isOn, 'h-~')
      for (const one of [third, guest, mod])
        await until(
          one,
          () =>
            !document
              .querySelector('palabre-debate')
              .shadowRoot.querySelector('[part=hub]')
              .textContent.includes('waits'),
        )
      const late = await suite.come('/quiet')
      await late.sees('shown', 'Not read yet')
    })

    it('who was away when it was let out, or hidden, has it so when they come back', async () => {
      const { id } = await guest.claim('Said while one is away')
      await until(third, says, '[part=hub]', '1 contribution waits')
      await third.act({ do: 'stance', target: '~', value: 10 })
      await third.page.close()
      const { id: other } = await guest.claim('Never to be seen')
      // Not three: the name is out since the first words of its author are.
      await until(mod, says, '[part=moderation]', 'Never to be seen')
      await until(mod, says, '[part=moderation]', '2 things to read')
      await mod.act({ do: 'show', target: id })
      await mod.act({ do: 'hide', target: other, reason: 'Off topic' })
      await until(guest, says, '[part~=notice-moderated]', 'Off topic')
      await third.open()
      await third.sees('shown', 'Said while one is away')
      await until(
        third,
        () => !document.querySelector('palabre-debate').shadowRoot.textContent.includes('waits to be'),
      )
      assert.equal((await third.query({ q: 'search', text: 'Never to be seen' })).total, 0)
      assert.deepEqual(errors(), [])
    })
  })
}

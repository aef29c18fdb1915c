// What a vote says before it opens, after it closes, at a tie, and to who may not vote.
import assert from 'node:assert/strict'
import { it } from 'node:test'
import { inBrowsers } from './reader.mjs'

const MINUTE = 60_000
const iso = time => new Date(time).toISOString()

/** A debate with these questions, each `[attributes, title]`. */
const asking = (...questions) => ({
  body: `<palabre-debate debate="vote" lang="fr" loading="eager"><h2>Le budget</h2>
    <ul><li data-stance="pro">Il est équilibré.</li></ul>${questions
      .map(([attributes, title]) => `<palabre-question ${attributes}><h3>${title}</h3></palabre-question>`)
      .join('')}</palabre-debate>`,
})

const vote = async (one, choice) => {
  await one.press('.question .choice', choice)
  await one.send('.question form')
  await one.hears('vote est compté')
}

/** Lets so many minutes pass for the page, as when a computer wakes. */
const later = (one, minutes) =>
  one.page.evaluate(ms => {
    const now = Date.now
    Date.now = () => now() + ms
    document.dispatchEvent(new Event('visibilitychange'))
  }, minutes * MINUTE)

inBrowsers('a vote', debate => {
  it('that has not opened says when it will, and offers no ballot', () =>
    debate(
      async one => {
        assert.match(await one.text('.question'), /Le vote ouvrira le /)
        assert.equal(await one.look(root => root.querySelector('.question form')), null)
        // Nobody is missing yet.
        assert.doesNotMatch(await one.text('.question'), /personnes?\s|résultat/)
      },
      asking([`method="yes-no" quorum="1/2" eligible="9" opens="${iso(Date.now() + 60 * MINUTE)}"`, 'Adopter ?']),
    ))

  it('that has closed says when it did, what came of it, and offers no ballot', () =>
    debate(
      async one => {
        const said = await one.text('.question')
        assert.match(said, /Le vote a fermé le /)
        assert.match(said, /Personne n’a voté/)
        assert.doesNotMatch(said, /pas encore|encore voté/)
        assert.equal(await one.look(root => root.querySelector('.question form')), null)
      },
      asking([`method="yes-no" closes="${iso(Date.now() - 60 * MINUTE)}"`, 'Adopter ?']),
    ))

  it('opens and closes under the eyes of who looks, and keeps its result until then', () => {
    const opens = Date.now() + 60 * MINUTE
    return debate(
      async one => {
        assert.match(await one.text('.question'), /Le vote ouvrira le /)
        await later(one, 61)
        await one.until(root => root.querySelector('.question form') !== null)
        assert.match(await one.text('.question'), /Le vote fermera le .*après la fermeture du vote/s)
        await vote(one, 'Oui')
        const before = await one.text('.question')
        assert.match(before, /1 personne a voté\. Le résultat sera affiché après la fermeture/)
        assert.doesNotMatch(before, /l’emporte/)
        await one.press('.voted button', 'Changer')
        await one.look(root => root.querySelector('.question form input').focus())
        await later(one, 60)
        await one.until(root => /Le vote a fermé le .*Adopté\./s.test(root.querySelector('.question').textContent))
        assert.match(await one.text('.voted'), /Votre vote\s: Oui/)
        assert.equal(await one.look(root => root.querySelector('.question form, .voted button')), null)
        await one.until(root => /^q-/.test(root.activeElement?.id ?? ''))
      },
      asking([
        `method="yes-no" results="after-close" opens="${iso(opens)}" closes="${iso(opens + 60 * MINUTE)}"`,
        'Adopter ?',
      ]),
    )
  })

  it('for members says so to everybody else', () =>
    debate(
      async one => {
        assert.match(await one.text('.question'), /Seuls les membres peuvent voter/)
        assert.equal(await one.look(root => root.querySelector('.question form')), null)
      },
      asking(['method="yes-no" eligible="members"', 'Adopter ?']),
    ))

  for (const [casting, said] of [
    [undefined, /Le oui et le non sont à égalité/],
    ['yes', /Le oui et le non sont à égalité\s: la voix prépondérante décide\.En l’état, le oui l’emporte/],
  ]) {
    it(`at a tie says so ${casting ? 'and who decides it' : 'and that the motion does not pass'}`, () =>
      debate(async owner => {
        await owner.own()
        await owner.act({
          do: 'ask',
          title: 'Adopter ?',
          method: 'yes-no',
          ...(casting ? { rule: { casting_vote: casting } } : {}),
        })
        await vote(owner, 'Oui')
        const log = await owner.save()
        const other = await debate(async one => {
          await one.element(
            (element, key) => element.setAttribute('owner', key),
            await owner.element(element => element.getAttribute('owner')),
          )
          await one.open(log)
          await vote(one, 'Non')
          return one.save()
        }, asking())
        await owner.open(other)
        await owner.until(root => /2 personnes ont voté/.test(root.querySelector('.question').textContent))
        assert.match(await owner.text('.question'), said)
      }, asking()))
  }

  it('given in one tab is the vote in the other, which may change it', () =>
    debate(
      async one => {
        const other = await one.beside()
        await other.begin()
        await vote(one, 'Oui')
        await other.until(root =>
          /Votre vote\s: Oui.*1 personne a voté/s.test(root.querySelector('.question').textContent),
        )
        await other.press('.voted button', 'Changer')
        await other.press('.question .choice', 'Non')
        await other.send('.question form')
        await one.until(root =>
          /Votre vote\s: Non.*1 personne a voté/s.test(root.querySelector('.question').textContent),
        )
      },
      asking(['method="yes-no"', 'Adopter ?']),
    ))
})

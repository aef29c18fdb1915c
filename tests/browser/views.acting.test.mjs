import assert from 'node:assert/strict'
import { it } from 'node:test'
import { ECOLE, LIVRAISONS, inBrowsers } from './reader.mjs'

inBrowsers('what a reader can do', debate => {
  it('answers by keyboard, with what it answers in sight, and finds itself at the answer', () =>
    debate(async one => {
      await one.look((root, id) => root.getElementById(id).focus(), `answer:${ECOLE}`)
      await one.page.keyboard.press('Enter')
      await one.until((root, id) => root.activeElement?.id === id, `text:${ECOLE}`)
      assert.match(await one.text('.composer .parent'), /aller à l'école/)
      await one.page.keyboard.type('Et respirer mieux.')
      await one.send()
      await one.until(root =>
        Array.from(root.querySelectorAll('.fault')).some(
          fault => !fault.hidden && /pour ou contre/.test(fault.textContent),
        ),
      )
      await one.press('.composer .choice', 'Pour')
      await one.send()
      await one.hears('publié')
      await one.until(root => /Pour.*Et respirer mieux/.test(root.activeElement?.textContent ?? ''))
    }))

  it('may undo what it published', () =>
    debate(async one => {
      const id = await one.argue('~', 'con', 'Une bêtise.')
      await one.press('.receipt button', 'Défaire')
      await one.hears('défait')
      assert.match(await one.look((root, id) => root.getElementById(`h-${id}`)?.textContent ?? '', id), /Retiré|^$/)
    }))

  it('finds its draft again after closing the form', () =>
    debate(async one => {
      await one.press(`[id="answer:${LIVRAISONS}"]`)
      await one.type(`text:${LIVRAISONS}`, 'Je réfléchis')
      await one.page.keyboard.press('Escape')
      await one.until((root, id) => root.activeElement?.id === id, `answer:${LIVRAISONS}`)
      await one.press(`[id="answer:${LIVRAISONS}"]`)
      await one.until((root, id) => root.getElementById(id)?.value === 'Je réfléchis', `text:${LIVRAISONS}`)
    }))

  it('is told when something alike is said already', () =>
    debate(async one => {
      await one.press('.add.con')
      await one.type('text:~', "Les livraisons du marche n'auront plus d'acces")
      await one.until(root => /déjà dit.*livraisons/s.test(root.querySelector('.alike').textContent))
    }))

  it('rewords, withdraws and erases its own, and the focus stays', () =>
    debate(async one => {
      const id = await one.argue('~', 'pro', 'Premier jet.')
      await one.press(`[id="more:${id}"]`)
      await one.press('.panel button', 'Reformuler')
      await one.type(`edit-first:${id}`, ' Revu.')
      await one.send()
      await one.hears('formulation est enregistrée')
      await one.until(
        (root, id) => root.activeElement?.id === `h-${id}` && /Revu/.test(root.activeElement.textContent),
        id,
      )
      for (const [menu, said] of [
        ['Retirer', 'Retiré'],
        ['Effacer', 'Effacé'],
      ]) {
        await one.press(`[id="more:${id}"]`)
        await one.press('.panel button', menu)
        await one.press('.panel button.main')
        await one.hears(said)
        await one.until(root => /^h-/.test(root.activeElement?.id ?? ''))
      }
      assert.doesNotMatch(await one.text(), /Premier jet/)
    }))

  it('judges an argument, sees it count, takes it back', () =>
    debate(async one => {
      await one.press(`[id="judge:${LIVRAISONS}"]`)
      assert.equal(await one.look(root => root.querySelectorAll('.scale input:checked').length), 0)
      await one.press('.scale .choice', 'décisif')
      await one.send('.panel form')
      await one.hears('jugement est compté')
      await one.until(
        (root, id) =>
          /1 jugement/.test(root.getElementById(id).closest('article').querySelector('.facts').textContent),
        `h-${LIVRAISONS}`,
      )
      await one.press('.receipt button', 'Défaire')
      await one.until(
        (root, id) =>
          !/1 jugement/.test(root.getElementById(id).closest('article').querySelector('.facts').textContent),
        `h-${LIVRAISONS}`,
      )
    }))

  it('takes no opinion from where the handle stands', () =>
    debate(async one => {
      await one.press('.stance button', 'avant de lire')
      await one.until(root => root.activeElement?.type === 'range')
      assert.equal(
        await one.look(root => root.activeElement.getAttribute('aria-valuetext')),
        'rien de choisi pour l’instant',
      )
      await one.send('.stance form')
      await one.until(root => Array.from(root.querySelectorAll('.stance .fault')).some(fault => !fault.hidden))
      await one.page.keyboard.press('ArrowRight')
      await one.send('.stance form')
      await one.hears('avis est compté')
      await one.press('[id="stance:after:open"]')
      await one.until(root => root.activeElement?.type === 'range')
      await one.page.keyboard.press('End')
      await one.send('.stance form')
      await one.until(root =>
        /Avant\s: plutôt pour.*Maintenant\s: tout à fait pour.*net mouvement/s.test(
          root.querySelector('.stance').textContent,
        ),
      )
    }))

  it('votes, sees the tally and the quorum move, changes and takes back', () =>
    debate(async one => {
      assert.match(await one.text('.question'), /toute personne qui a ce débat peut lire votre vote/)
      await one.press('.question .choice', 'Oui')
      await one.send('.question form')
      await one.hears('vote est compté')
      assert.match(await one.text('.question'), /Votre vote\s: Oui.*1 personne a voté.*il en faut 2.*il en manque 1/s)
      await one.press('.voted button', 'Changer')
      await one.press('.question .choice', 'Non')
      await one.send('.question form')
      await one.until(root => /Votre vote\s: Non/.test(root.querySelector('.question').textContent))
      await one.press('.voted button', 'Retirer')
      await one.hears('vote est retiré')
      assert.match(await one.text('.question'), /Personne n’a voté/)
    }))

  it('votes, argues and remarks once, however often it presses, and undoes what it did', () =>
    debate(async one => {
      const twice = selector =>
        one.look((root, selector) => {
          const form = root.querySelector(selector)
          form.requestSubmit()
          form.requestSubmit()
        }, selector)
      const entries = () => one.element(element => element.query({ q: 'thesis' }).entries)
      await one.press('.question .choice', 'Oui')
      await twice('.question form')
      await one.hears('vote est compté')
      assert.equal(await entries(), 1)
      await one.press('.receipt button', 'Défaire')
      await one.until(root => /Personne n’a voté/.test(root.querySelector('.question').textContent))
      await one.act({ do: 'remark', parent: LIVRAISONS, text: 'Depuis quand ?' })
      const before = await entries()
      await one.press(`[id="remark:${LIVRAISONS}"]`)
      const field = await one.look(root => root.querySelector('form.composer textarea').id)
      await one.type(field, 'Qui a compté ?')
      await twice('form.composer')
      await one.until(root => root.querySelector('form.composer textarea')?.value === '')
      assert.equal(await entries(), before + 1)
    }))

  it('keeps what it typed out of a form that is on its way', () =>
    debate(async one => {
      await one.press('.add.pro')
      await one.type('text:~', 'Les mots qui partent.')
      const [isHeld, hasFocus] = await one.look(async root => {
        const area = root.getElementById('text:~')
        const button = area.form.querySelector('[type=submit]')
        button.focus()
        area.form.requestSubmit()
        await new Promise(later => requestAnimationFrame(later))
        return [area.readOnly || !area.isConnected, root.activeElement === button || !area.isConnected]
      })
      assert.deepEqual([isHeld, hasFocus], [true, true])
      await one.hears('publié')
    }))

  it('takes off the name that another tab gave', () =>
    debate(async one => {
      const sign = async (tab, name, text) => {
        await tab.press('.add.pro')
        await tab.until(root => root.getElementById('name:~') !== null)
        await tab.fill('name:~', name)
        await tab.type('text:~', text)
        await tab.send()
        await tab.until((root, text) => root.querySelector('.claims').textContent.includes(text), text)
      }
      await sign(one, 'Odile', 'Signé ici.')
      const other = await one.beside()
      await sign(other, 'Odette', 'Signé là.')
      await one.until(root => /Odette/.test(root.textContent))
      await sign(one, '', 'Sans nom.')
      assert.equal(await one.element(element => element.query({ q: 'thesis' }).name ?? null), null)
      for (const tab of [one, other])
        await tab.until(root => !/Odile|Odette/.test(root.querySelector('.claims').textContent))
    }))

  it('sees no result of another kind before voting, and its own choice after', () =>
    debate(async one => {
      const second = () => one.look(root => root.querySelectorAll('.question')[1].textContent)
      assert.match(await second(), /une fois que vous aurez voté/)
      await one.press('.question .choice', 'Dimanche')
      await one.look(root => root.querySelectorAll('.question')[1].querySelector('form').requestSubmit())
      await one.hears('vote est compté')
      assert.match(await second(), /En l’état, Dimanche l’emporte/)
    }))

  it('takes its name off again everywhere, and keeps what it said', () =>
    debate(async one => {
      await one.press('.add.pro')
      await one.type('name:~', 'Odile')
      await one.type('text:~', 'Signé.')
      await one.send()
      await one.hears('publié')
      await one.until(root => /Vous \(Odile\)/.test(root.querySelector('.claims').textContent))
      await one.press('.add.con')
      await one.until(root => root.getElementById('name:~')?.value === 'Odile')
      await one.fill('name:~', '')
      await one.type('text:~', 'Sans nom.')
      await one.send()
      await one.until(root => /Sans nom\./.test(root.querySelector('.claims').textContent))
      await one.until(root => !/Odile/.test(root.textContent))
      assert.match(await one.text('.claims'), /Signé\./)
      assert.doesNotMatch(await one.save(), /Odile/)
    }))

  it('keeps the name that it gave meanwhile in another form', () =>
    debate(async one => {
      const compose = (parent, text) =>
        one
          .element((element, parent) => element.compose(parent, 'con'), parent)
          .then(() => one.type(`text:${parent}`, text))
      const publish = async parent => {
        await one.look((root, parent) => root.getElementById(`text:${parent}`).form.requestSubmit(), parent)
        await one.hears('publié')
      }
      await compose(LIVRAISONS, 'Commencé avant.')
      await compose('~', 'Signé.')
      await one.type('name:~', 'Jeanne')
      await publish('~')
      assert.equal(await one.look((root, id) => root.getElementById(id).value, `name:${LIVRAISONS}`), 'Jeanne')
      await publish(LIVRAISONS)
      await one.until(root => /Commencé avant\./.test(root.querySelector('.claims').textContent))
      assert.equal(await one.element(element => element.query({ q: 'thesis' }).name), 'Jeanne')
    }))

  it('is asked before a remark is withdrawn, and the focus stays at it', () =>
    debate(async one => {
      await one.act({ do: 'remark', parent: LIVRAISONS, text: 'Qui a compté ?' })
      await one.press(`[id="remark:${LIVRAISONS}"]`)
      await one.press('.remark .acts button', 'Retirer')
      await one.until(root => /Votre remarque/.test(root.activeElement?.textContent ?? ''))
      assert.match(await one.text('.remark'), /C’est définitif/)
      await one.press('.remark button.main')
      await one.hears('Retiré')
      await one.until(root => root.activeElement?.matches('.remark') ?? false)
      assert.equal(await one.text('.remark > p'), 'Retiré par son auteur.')
    }))

  it('copies the link to an argument, which leads there', () =>
    debate(async one => {
      await one.page.evaluate(() => {
        globalThis.copied = []
        navigator.clipboard.writeText = async text => void globalThis.copied.push(text)
      })
      await one.press(`[id="more:${LIVRAISONS}"]`)
      await one.press('[part~=action-link]')
      await one.hears('Lien copié')
      const [link] = await one.page.evaluate(() => globalThis.copied)
      assert.match(link, /^http:\/\/localhost:\d+\/#palabre-halles\.~livraisons$/)
      await one.page.goto('about:blank')
      await one.page.goto(link)
      await one.until((root, id) => root?.activeElement?.id === id, `h-${LIVRAISONS}`)
    }))

  it('is shown the link to copy by hand where the browser does not let the page copy', () =>
    debate(async one => {
      await one.page.evaluate(() => {
        navigator.clipboard.writeText = () => Promise.reject(new DOMException('no', 'NotAllowedError'))
      })
      await one.press(`[id="more:${LIVRAISONS}"]`)
      await one.press('[part~=action-link]')
      await one.until(root => /#palabre-halles\.~livraisons$/.test(root.querySelector('.by-hand input')?.value ?? ''))
      assert.ok(
        await one.look(root => {
          const { activeElement: field } = root
          return (
            field.matches('.by-hand input') && field.selectionEnd === field.value.length && field.selectionStart === 0
          )
        }),
      )
    }))

  it('signs with a name, shown apart from the text around', () =>
    debate(async one => {
      await one.press('.add.pro')
      await one.type('name:~', 'Odile\u202e')
      await one.type('text:~', 'Signé.')
      await one.send()
      await one.hears('publié')
      await one.until(root => root.activeElement?.id.startsWith('h-'))
      // The name is an act of its own, and may be drawn after the claim.
      await one.until(root => {
        const author = root.activeElement.closest('article')?.querySelector('[part=author]')
        return author?.innerHTML.includes('<bdi>Odile</bdi>')
      })
    }))
})

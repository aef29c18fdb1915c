// Who a reader is here: a key of this browser's, or one from a file; and who owns the debate.
import assert from 'node:assert/strict'
import { createPrivateKey, createPublicKey } from 'node:crypto'
import { it } from 'node:test'
import { LIVRAISONS, inBrowsers } from './reader.mjs'

/** A key file as `palabre key new` writes it, and its public key as OpenSSL has it. */
function keyFile(byte) {
  const seed = Buffer.alloc(32, byte)
  const der = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed])
  const secret = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
  return { text: `${seed.toString('base64url')}\n`, key: createPublicKey(secret).export({ format: 'jwk' }).x }
}

const OWNER = keyFile(7)
const me = one => one.element(element => element.session().me.value)
const authors = one =>
  one.element(element =>
    element.query({ q: 'log', from: 0, count: 500 }).lines.map(line => JSON.parse(JSON.parse(line).head).author),
  )
const askFor = async (one, text) => {
  await one.look(root => root.getElementById('file-open').focus())
  await one.choose(text, () => one.page.keyboard.press('Enter'))
}
const take = async one => {
  await askFor(one, OWNER.text)
  await one.press('.foot .panel button', 'Prendre cette clé')
  await one.until(root => root.querySelector('.foot .panel') === null)
}

inBrowsers('a key', debate => {
  it('from a file is asked about before it is taken, and gives its rights at once, in every tab and at the next visit', () =>
    debate(async one => {
      await one.element((element, key) => element.setAttribute('owner', key), OWNER.key)
      await one.argue('~', 'pro', 'Dit avant la clé.')
      const before = await me(one)
      const other = await one.beside()
      await one.page.bringToFront()
      await askFor(one, OWNER.text)
      await one.until(root => /c’est une clé/.test(root.querySelector('.foot .panel')?.textContent ?? ''))
      await one.until(root => /c’est une clé/.test(root.activeElement?.textContent ?? ''))
      assert.match(await one.text('.foot .panel'), /ancienne signature.*Qui a ce fichier peut écrire à votre place/s)
      await one.press('.foot .panel button', 'Annuler')
      await one.until(root => root.activeElement?.id === 'file-open')
      assert.equal(await me(one), before)
      await take(one)
      await one.hears('personne qui a ouvert ce débat')
      assert.equal(await me(one), OWNER.key)
      assert.equal(await one.focus(), 'file-open')
      await one.press(`[id="more:${LIVRAISONS}"]`)
      await one.until(root => /Masquer/.test(root.querySelector('.panel').textContent))
      await one.argue('~', 'con', 'Dit avec la clé.')
      assert.deepEqual(await authors(one), [before, OWNER.key])
      // The other tab signs with it too.
      await other.until((root, key) => root.host.session().me.value === key, OWNER.key)
      await other.act({ do: 'stance', target: '~', value: 10 })
      assert.equal((await authors(other)).at(-1), OWNER.key)
      await one.reopen()
      assert.equal(await me(one), OWNER.key)
      await one.act({ do: 'stance', target: '~', value: 20 })
      assert.equal((await authors(one)).at(-1), OWNER.key)
    }))

  it('taken before the first act is the one that signs it', () =>
    debate(async one => {
      await take(one)
      await one.hears('Vous participez maintenant avec cette clé')
      assert.equal(await one.look(root => root.querySelector('.first-act')), null)
      await one.argue('~', 'con', 'Mon premier mot.')
      assert.deepEqual(await authors(one), [OWNER.key])
      await askFor(one, OWNER.text)
      await one.hears('déjà avec cette clé')
    }))

  it('that the page names as the owner’s may change under way: rights follow, and nothing is lost or moved', () =>
    debate(async one => {
      const mine = await one.argue('~', 'pro', 'Avant le changement.')
      const hides = async () => {
        await one.press(`[id="more:${LIVRAISONS}"]`)
        await one.until(root => root.querySelector('.panel') !== null)
        const may = /Masquer/.test(await one.text('.panel'))
        await one.press(`[id="more:${LIVRAISONS}"]`)
        await one.until(root => root.querySelector('.panel') === null)
        return may
      }
      const anchored = key => one.until((root, key) => root.host.query({ q: 'thesis' }).open.anchor === key, key)
      assert.equal(await hides(), false)
      const key = await me(one)
      await one.element((element, key) => element.setAttribute('owner', ` ${key} `), key)
      await anchored(key)
      assert.equal(await hides(), true)
      await one.element((element, key) => element.setAttribute('owner', key), OWNER.key)
      await anchored(OWNER.key)
      assert.equal(await hides(), false)
      await one.element(element => element.removeAttribute('owner'))
      await anchored(null)
      assert.equal(await hides(), false)
      assert.match(await one.text(`[id="h-${mine}"]`), /Avant le changement/)
      await one.act({ do: 'stance', target: '~', value: 10 })
      assert.equal(new Set(await authors(one)).size, 1)
    }))
})

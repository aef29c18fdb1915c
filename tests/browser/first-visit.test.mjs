// What a first visit fetches: to read, to argue, to judge and to vote.
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { it } from 'node:test'
import { dist } from './harness.mjs'
import { inBrowsers } from './reader.mjs'

const BODY = `<palabre-debate debate="first" lang="fr" loading="eager"><h2>Le budget</h2>
  <ul><li data-stance="pro" data-id="equilibre">Il est équilibré.</li></ul>
  <palabre-question method="yes-no" quorum="1/4" eligible="40"><h3>Adopter ?</h3></palabre-question></palabre-debate>`

inBrowsers('a first visit', debate => {
  it('takes five files to read, to argue, to judge and to vote', () =>
    debate(
      async one => {
        await one.argue('~', 'con', 'Il oublie les travaux du toit.')
        await one.press('[id="judge:~equilibre"]')
        await one.press('.scale .choice')
        await one.send('.panel form')
        await one.hears('jugement est compté')
        await one.press('.question .choice', 'Oui')
        await one.send('.question form')
        await one.hears('vote est compté')
        const { files } = JSON.parse(await readFile(join(dist, 'manifest.json'), 'utf8'))
        const asked = new Set(one.site.requests.filter(path => path.startsWith('/dist/')).map(path => path.slice(6)))
        const wanted = ['palabre.js', 'bundle', 'core.wasm', 'locale.fr', 'chunk.acts']
        assert.deepEqual([...asked].sort(), wanted.map(key => files[key].name).sort())
      },
      { body: BODY },
    ))
})

// The samples of examples/tokens: each makes a token that the hub takes.
import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { test } from 'node:test'
import { Author, folder, lineId, reader, replayed, root } from './hub.mjs'
import { hubOf } from './tokens.mjs'

const debate = 'example.org/square'
const command = join(root, 'build/release/palabre')
const samples = {
  Node: [process.execPath, 'member_token.mjs', ['--version'], 'node'],
  PHP: [
    'php',
    'member_token.php',
    ['-r', 'exit(function_exists("sodium_crypto_sign_detached") ? 0 : 1);'],
    'php with sodium',
  ],
  Python: ['python3', 'member_token.py', ['-c', 'import cryptography'], 'python3 with cryptography'],
}

for (const [language, [program, file, probe, name]] of Object.entries(samples)) {
  const there = spawnSync(program, probe).status === 0
  const skip = !there && `${name} is not installed: tools/setup brings it`
  test(`a token made in ${language} is taken, with its role and weight`, { skip }, async t => {
    const key = join(folder(t), 'site.key')
    const site = execFileSync(command, ['key', 'new', key], { encoding: 'utf8' }).trim()
    const { hub } = await hubOf(t, { keys: [site], write: 'members' })
    const ada = await reader(t, hub, debate)
    const made = (...more) =>
      execFileSync(program, [join(root, 'examples/tokens', file), key, debate, ...more], { encoding: 'utf8' })
    const [chair, member] = [new Author(debate), new Author(debate)]
    await ada.share(chair.entry({ do: 'attest', token: made('m-\u00e9', 'facilitator').trim() }))
    await ada.share(member.entry({ do: 'attest', token: made('m-7', 'member', '3').trim() }))
    const ask = chair.entry({ do: 'ask', title: 'a', method: 'yes-no', eligible: 'members' })
    await ada.share(ask)
    await ada.share(member.entry({ do: 'ballot', question: lineId(ask), choice: 'yes' }))
    const { questions } = await replayed(t, await (await hub.get(`/debates/${debate}/log`)).text())
    assert.deepEqual([questions[0].voters, questions[0].tally.voters], [1, 3])
  })
}

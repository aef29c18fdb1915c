// The Debian package: made, taken apart, and what it holds started as its unit starts it.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { folder, root, startHubOf } from './hub.mjs'

describe('the Debian package', () => {
  const ends = []
  const suite = { after: work => ends.push(work) }
  let deb, files
  const run = (program, ...args) =>
    execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })

  before(() => {
    const made = folder(suite)
    run('cpack', '--config', join(root, 'build/release/CPackConfig.cmake'), '-B', made)
    deb = join(
      made,
      readdirSync(made).find(name => name.endsWith('.deb')),
    )
    files = folder(suite)
    run('dpkg-deb', '-x', deb, files)
  })
  after(async () => {
    for (const work of ends.splice(0).reverse()) await work()
  })

  it('needs what the command is linked with, and leaves the configuration to who changes it', () => {
    assert.match(run('dpkg-deb', '-f', deb, 'Depends'), /\blibc6\b.*\blibsqlite3-0\b.*\blibstdc\+\+6\b/)
    assert.equal(run('dpkg-deb', '-I', deb, 'conffiles').trim(), '/etc/palabre/hub.json')
    assert.equal(run('dpkg-deb', '-f', deb, 'Package').trim(), 'palabre-hub')
  })

  it('has a unit that names files of the package', () => {
    const unit = readFileSync(join(files, 'lib/systemd/system/palabre-hub.service'), 'utf8')
    const [, command, config] = /^ExecStart=(\S+) hub --config (\S+) --data \/var\/lib\/palabre$/m.exec(unit)
    assert.ok(run(join(files, command), '--version').startsWith('palabre '))
    JSON.parse(readFileSync(join(files, config), 'utf8'))
  })

  it('serves the widget with the configuration that it brings', async () => {
    const { listen, static: dist, ...config } = JSON.parse(readFileSync(join(files, 'etc/palabre/hub.json'), 'utf8'))
    assert.match(listen, /^127\.0\.0\.1:\d+$/)
    assert.deepEqual(config, { proxies: ['127.0.0.1', '::1'] })
    const options = ['--config', join(files, 'etc/palabre/hub.json'), '--static', join(files, dist)]
    const hub = await startHubOf(join(files, 'usr/bin/palabre'), suite, folder(suite), ...options)
    assert.equal(readlinkSync(`/proc/${hub.child.pid}/exe`), join(files, 'usr/bin/palabre'))
    const loader = await hub.get('/palabre.js')
    assert.deepEqual([loader.status, loader.headers.get('content-type')], [200, 'text/javascript; charset=utf-8'])
    assert.equal(await loader.text(), readFileSync(join(root, 'dist/palabre.js'), 'utf8'))
    assert.equal((await hub.get('/healthz')).status, 200)
  })
})

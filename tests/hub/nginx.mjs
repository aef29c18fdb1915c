// nginx as docs/hub.md has it stand before a hub: the server that the package brings, with paths and ports of here.
import assert from 'node:assert/strict'
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { networkInterfaces, userInfo } from 'node:os'
import { delimiter, join } from 'node:path'
import { freePorts } from '../../tools/nats-servers.mjs'
import { folder, root } from './hub.mjs'

export const NAME = 'hub.example.org'
/** As whoever installs the package finds it. */
export const example = readFileSync(join(root, 'cmake/package/nginx.conf'), 'utf8')
/** Whether this machine has the other loopback too. */
export const hasIpv6 = Object.values(networkInterfaces()).some(all => all.some(({ address }) => address === '::1'))

// Debian has it where only root looks.
const command = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin']
  .map(path => join(path, 'nginx'))
  .find(path => existsSync(path))

/** The text with every `[what stands there, what stands in its place]`; each has to be there. */
function filled(text, pairs) {
  return pairs.reduce((made, [from, to]) => {
    assert.ok(made.includes(from), `the example has no ${from}`)
    return made.replaceAll(from, to)
  }, text)
}

function accepts(port, child) {
  return new Promise((resolve, reject) => {
    const attempt = () => {
      if (child.exitCode !== null) return reject(new Error('nginx ended at once'))
      const socket = connect(port, '127.0.0.1', () => {
        socket.destroy()
        resolve()
      })
      socket.on('error', () => setTimeout(attempt, 20))
    }
    attempt()
  })
}

/** Starts nginx before the hub that listens at a port; `{port, ca}`, where `ca` is the certificate to trust. */
export async function startNginx(t, hubPort) {
  if (!command) throw new Error('nginx is missing. Run tools/setup (Debian: nginx).')
  const at = folder(t)
  const [certificate, key] = [join(at, 'fullchain.pem'), join(at, 'privkey.pem')]
  const made = ['-keyout', key, '-out', certificate, '-nodes', '-days', '2', '-subj', `/CN=${NAME}`]
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1']
  execFileSync('openssl', ['req', '-x509', ...curve, ...made, '-addext', `subjectAltName=DNS:${NAME}`], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const [port] = await freePorts(1)
  const server = filled(example, [
    ['listen 443 ', `listen 127.0.0.1:${port} `],
    ['listen [::]:443 ', hasIpv6 ? `listen [::1]:${port} ` : '# without IPv6: '],
    [`/etc/letsencrypt/live/${NAME}`, at],
    ['http://127.0.0.1:8090', `http://127.0.0.1:${hubPort}`],
  ])
  writeFileSync(join(at, 'server.conf'), server)
  mkdirSync(join(at, 'bodies'))
  // What Debian's own nginx.conf says around a site, with nothing outside of the folder. `user` is root's alone.
  const kinds = ['proxy', 'fastcgi', 'uwsgi', 'scgi'].map(kind => `${kind}_temp_path ${at}/${kind};`)
  const main = `${userInfo().uid === 0 ? 'user root root;' : ''}
    daemon off; worker_processes 1; pid ${at}/pid; error_log stderr warn;
    events { worker_connections 768; }
    http { access_log off; client_body_temp_path ${at}/bodies; ${kinds.join(' ')} include ${at}/server.conf; }`
  const config = join(at, 'nginx.conf')
  writeFileSync(config, main)
  // Warnings too are the example's: whoever takes it over reads them.
  const child = spawn(command, ['-c', config, '-e', 'stderr'], { stdio: ['ignore', 'ignore', 'pipe'] })
  const ended = once(child, 'exit')
  let said = ''
  child.stderr.on('data', data => (said += data))
  t.after(async () => {
    child.kill('SIGTERM')
    await ended
  })
  await accepts(port, child).catch(error => {
    throw new Error(`${error.message}:\n${said}`)
  })
  return { port, ca: readFileSync(certificate), said: () => said }
}

// How long writing pauses when the leader of a stream is killed, seen from writers at three hubs on three NATS servers.
//
//   KILLS=10 node tests/bench/cluster.bench.mjs
import { createHash } from 'node:crypto'
import { Writer, eventually, startCluster, whole } from '../hub/cluster.mjs'
import { Author, folder } from '../hub/hub.mjs'

const kills = Number(process.env.KILLS ?? 3)
const debate = 'example.org/square'
const stream = `PALABRE_${createHash('sha256').update(debate).digest()[0] % 4}`

const endings = []
const t = { after: end => endings.push(end) }
try {
  const cluster = await startCluster(t, folder(t))
  const hubs = await Promise.all([0, 1, 2].map(cluster.start))
  await whole(hubs)
  await cluster.nats.leaderOf(stream)
  const writers = hubs.map(() => new Writer(t, new Author(debate)))
  const writing = writers.map((writer, index) => writer.write(hubs[index], debate))
  await eventually('acknowledgements', () => writers.every(each => each.times.length > 20))
  const gaps = []
  for (let kill = 0; kill < kills; ++kill) {
    const leader = await cluster.nats.leaderOf(stream)
    const killed = Date.now()
    await leader.end('SIGKILL')
    await new Promise(resolve => setTimeout(resolve, 5000))
    await eventually('writing at each hub', () => writers.every(each => each.times.at(-1) > killed + 5000), 60000)
    const longest = ({ times }) => {
      const some = [times.filter(time => time <= killed).at(-1), ...times.filter(time => time > killed)]
      return Math.max(...some.slice(1).map((time, index) => time - some[index]))
    }
    gaps.push(Math.max(...writers.map(longest)))
    await leader.start()
    await cluster.nats.leaderOf(stream)
  }
  for (const writer of writers) writer.stopped = true
  await Promise.all(writing)
  gaps.sort((a, b) => a - b)
  const print = (what, value) => console.log(JSON.stringify({ what, engine: 'hub', value, unit: 'ms' }))
  print('cluster: the longest pause of any writer, the leader killed, median', gaps[Math.floor(gaps.length / 2)])
  print(`cluster: the same, the worst of ${kills}`, gaps.at(-1))
} finally {
  for (const end of endings.reverse()) await end()
}

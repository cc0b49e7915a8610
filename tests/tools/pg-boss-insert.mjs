// Inserts jobs that wait, with pg-boss, in batches of several sizes; says how many rows a second each size reached.
// Arguments: connection, number of rows, batch sizes.
import { PgBoss } from 'pg-boss'

const [connectionString, rows, ...sizes] = process.argv.slice(2)
const boss = new PgBoss({ connectionString, schedule: false, supervise: false, max: 2 })
boss.on('error', error => { throw error })
await boss.start()

// Warm up, so that the first size does not pay for all.
await boss.createQueue('warm')
await boss.insert('warm', Array.from({ length: 1000 }, () => ({ data: {}, startAfter: 60 })))

for (const size of sizes.map(Number)) {
  const queue = `plan-${size}`
  await boss.createQueue(queue)
  const startAfter = new Date(Date.now() + 14 * 86400e3)
  const from = performance.now()
  for (let done = 0; done < +rows; done += size) {
    const jobs = []
    for (let i = done; i < Math.min(done + size, +rows); i++) {
      jobs.push({ data: { session: i >> 5, person: i & 31, kind: 'SameDay' }, startAfter })
    }
    await boss.insert(queue, jobs)
  }
  console.log(JSON.stringify({ size, perSecond: +rows / (performance.now() - from) * 1000 }))
  await boss.deleteAllJobs(queue)
}
await boss.stop({ graceful: false })

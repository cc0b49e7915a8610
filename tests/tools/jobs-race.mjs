// Empty jobs through pg-boss work() or through graphile-worker tuned: jobs a second, from the first fetch until the last is complete.
// Arguments: engine (pg-boss | graphile), connection, number of jobs.
const [engine, connectionString, given] = process.argv.slice(2)
const jobs = +given

let seconds
if (engine === 'pg-boss') {
  const { PgBoss } = await import('pg-boss')
  const boss = new PgBoss({ connectionString, schedule: false, supervise: false, max: 4 })
  boss.on('error', error => { throw error })
  await boss.start()
  await boss.createQueue('race')
  for (let done = 0; done < jobs; done += 1000) {
    await boss.insert('race', Array.from({ length: Math.min(1000, jobs - done) }, () => ({ data: {} })))
  }
  await analyze()
  let taken = 0
  const from = performance.now()
  await new Promise(resolve => {
    boss.work('race', { batchSize: 500, pollingIntervalSeconds: 0.5, burstWhenBatchFull: true, localConcurrency: 2 }, async batch => {
      taken += batch.length
      if (taken >= jobs) resolve()
    })
  })
  await boss.stop({ graceful: true })
  seconds = (performance.now() - from) / 1000
} else {
  const { makeWorkerUtils, run } = await import('graphile-worker')
  const utils = await makeWorkerUtils({ connectionString })
  await utils.migrate()
  for (let done = 0; done < jobs; done += 5000) {
    await utils.addJobs(Array.from({ length: Math.min(5000, jobs - done) }, () => ({ identifier: 'nothing', payload: {} })))
  }
  await analyze()
  let taken = 0
  let last
  const all = new Promise(resolve => { last = resolve })
  const from = performance.now()
  const runner = await run({
    noHandleSignals: true,
    taskList: { nothing: async () => { if (++taken >= jobs) last() } },
    preset: {
      worker: {
        connectionString, concurrentJobs: 24, maxPoolSize: 10, pollInterval: 2000,
        localQueue: { size: 500 }, completeJobBatchDelay: 0, failJobBatchDelay: 0
      }
    }
  })
  await all
  await runner.stop()
  seconds = (performance.now() - from) / 1000
  await utils.release()
}
console.log(JSON.stringify({ engine, jobs, perSecond: jobs / seconds }))
process.exit(0)

async function analyze () {
  const { default: pg } = await import('pg')
  const client = new pg.Client({ connectionString })
  await client.connect()
  await client.query('VACUUM ANALYZE')
  await client.end()
}

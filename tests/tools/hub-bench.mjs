// Many clients of a hub in one process, so that one clock measures from sending a tap until the last of them has heard it. It speaks SignalR's JSON
// protocol on bare web sockets, to cost as little as it can. Reads one job a line as JSON, and answers each with a line.
import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { createInterface } from 'node:readline';
import WebSocket from 'ws';

const End = '\x1e';
const send = (client, message) => client.socket.send(JSON.stringify(message) + End);

const open = (url, cookie, session) => new Promise((resolve, reject) => {
  const client = { session, socket: new WebSocket(url, { headers: { Cookie: cookie }, perMessageDeflate: false }), hear: null };
  client.socket.on('error', reject);
  client.socket.on('open', () => client.socket.send(`{"protocol":"json","version":1}${End}`));
  client.socket.once('message', () => {
    client.socket.on('message', data => {
      if (data.includes('"type":3') && data.includes('"invocationId":"join"')) resolve(client);
      else if (client.hear && data.includes('"type":1,')) client.hear(performance.now(), data);
    });
    send(client, { type: 1, invocationId: 'join', target: 'Join', arguments: [session] });
  });
});

// The i-th client follows the session i modulo the number of sessions, with the i-th cookie.
const openAll = async ({ url, cookies, sessions }, count) => {
  const clients = [];
  while (clients.length < count) {
    const from = clients.length;
    clients.push(...await Promise.all(Array.from({ length: Math.min(25, count - from) }, (_, i) =>
      open(url, cookies[(from + i) % cookies.length], sessions[(from + i) % sessions.length]))));
  }
  clients.ping = setInterval(() => clients.forEach(client => client.socket.send(`{"type":6}${End}`)), 10_000);
  return clients;
};
const closeAll = clients => {
  clearInterval(clients.ping);
  clients.forEach(client => client.socket.terminate());
};

const quantiles = times => {
  const sorted = Float64Array.from(times).sort();
  const at = q => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))];
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
};
const fact = (kind, more) => ({ id: randomUUID(), kind, tappedAt: '2026-08-05T10:05:00Z', ...more });
const record = (client, tap) => send(client, { type: 1, invocationId: 'tap', target: 'Record', arguments: [client.session, [tap]] });

const tapOnce = (clients, tap) => new Promise(resolve => {
  const heard = [];
  const begin = performance.now();
  for (const client of clients) {
    client.hear = (now, data) => {
      client.hear = null;
      heard.push(now - begin);
      if (heard.length === clients.length) resolve({ heard, bytes: data.length });
    };
  }
  record(clients[0], tap);
});

// One tap after the other, in turn on each target; people come and their taps are taken back, so that the register stays as long as a real one.
const seen = async ({ targets, count, rounds, people }) => {
  const results = [];
  for (const target of targets) results.push({ clients: await openAll(target, count), last: null, person: 0, all: [], each: [], bytes: 0 });
  for (let round = -10; round < rounds; round++) {
    for (const result of results) {
      const tap = result.last ? fact('Undone', { undoes: result.last }) : fact('Arrived', { personId: people[result.person++ % people.length] });
      result.last = result.last ? null : tap.id;
      const { heard, bytes } = await tapOnce(result.clients, tap);
      if (round < 0) continue;
      result.all.push(Math.max(...heard));
      result.each.push(...heard);
      result.bytes = Math.max(result.bytes, bytes);
    }
  }
  results.forEach(result => closeAll(result.clients));
  return results.map(result => ({ all: quantiles(result.all), each: quantiles(result.each), bytes: result.bytes }));
};

// So many taps a second whether or not earlier ones were heard; a tap is seen by a client when its id stands in something it heard.
const sustain = async ({ target, count, people, rate, seconds }) => {
  const clients = await openAll(target, count);
  const taps = new Map();
  const times = [];
  const perSession = count / target.sessions.length;
  for (const client of clients) {
    const known = new Set();
    client.hear = (now, data) => {
      for (const [id] of data.toString().matchAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g)) {
        const tap = taps.get(id);
        if (!tap || known.has(id)) continue;
        known.add(id);
        if (++tap.heard === perSession) times.push(now - tap.begin);
      }
    };
  }
  const begin = performance.now();
  let sent = 0;
  while (sent < rate * seconds) {
    for (; sent < Math.min(rate * seconds, (performance.now() - begin) * rate / 1000); sent++) {
      const tap = fact('Arrived', { personId: people[sent % people.length] });
      taps.set(tap.id, { begin: performance.now(), heard: 0 });
      record(clients[sent % count], tap);
    }
    await new Promise(resolve => setTimeout(resolve, 2));
  }
  const until = performance.now() + 5000;
  while (times.length < sent && performance.now() < until) await new Promise(resolve => setTimeout(resolve, 20));
  closeAll(clients);
  const missing = Array.from({ length: sent - times.length }, () => Infinity);
  return { sent, ...quantiles([...times, ...missing]) };
};

for await (const line of createInterface({ input: process.stdin })) {
  const job = JSON.parse(line);
  console.log(JSON.stringify(await (job.what === 'seen' ? seen(job) : sustain(job))));
}

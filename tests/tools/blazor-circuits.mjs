// Opens Blazor circuits the way a browser does, and clients of a bare hub beside them. Reads one command a line, answers with one line of JSON.
import { createInterface } from 'node:readline';
import { HubConnectionBuilder, HttpTransportType, JsonHubProtocol, LogLevel } from '@microsoft/signalr';
import { MessagePackHubProtocol } from '@microsoft/signalr-protocol-msgpack';
import WebSocket from 'ws';

const [address, cookie] = process.argv.slice(2);
const screens = [], hearers = [];
const median = list => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0;
const quantile = (list, q) => [...list].sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * q))] ?? 0;
const wait = ms => new Promise(done => setTimeout(done, ms));

/** A connection that counts what comes in: whole frames as they were before compression, and bytes on the wire. */
function connect(url, protocol) {
  const counted = { frames: 0, socket: null };
  class Counted extends WebSocket {
    constructor(...all) {
      super(...all);
      this.on('open', () => { counted.socket = this._socket; });
      this.on('message', data => {
        const size = data.byteLength ?? data.length;
        counted.frames += size + (size < 126 ? 2 : size < 65536 ? 4 : 10);
      });
    }
  }
  const connection = new HubConnectionBuilder()
    .withUrl(url, { headers: { Cookie: cookie }, transport: HttpTransportType.WebSockets, skipNegotiation: true, WebSocket: Counted })
    .withHubProtocol(protocol).configureLogging(LogLevel.None).build();
  return { connection, seen: () => ({ frames: counted.frames, wire: counted.socket?.bytesRead ?? 0 }) };
}

async function openCircuit(html, url) {
  const markers = [...html.matchAll(/<!--Blazor:(\{.*?\})-->/g)].map(found => JSON.parse(found[1])).filter(marker => marker.descriptor);
  const state = /<!--Blazor-Server-Component-State:(.*?)-->/.exec(html)?.[1] ?? '';
  const protocol = new MessagePackHubProtocol();
  Object.defineProperty(protocol, 'name', { value: 'blazorpack' });
  const { connection, seen } = connect(new URL('_blazor', address).href, protocol);
  const screen = { connection, seen, heard: null };
  const drawn = new Promise((done, failed) => {
    connection.on('JS.RenderBatch', (id, batch) => {
      connection.send('OnRenderCompleted', id, null);
      screen.heard?.(Buffer.from(batch.buffer, batch.byteOffset, batch.byteLength));
      done();
    });
    connection.on('JS.Error', problem => failed(new Error(problem)));
  });
  for (const name of ['JS.AttachComponent', 'JS.EndUpdateRootComponents', 'JS.EndInvokeDotNet']) connection.on(name, () => {});
  connection.on('JS.BeginInvokeJS', handle => handle && connection.send('EndInvokeJSFromDotNet', handle, true, `[${handle},true,null]`));
  await connection.start();
  if (!await connection.invoke('StartCircuit', address, url, '[]', state)) throw new Error('The circuit did not start.');
  await connection.send('UpdateRootComponents', JSON.stringify({ batchId: 1, operations: markers.map((marker, at) => ({ type: 'add', ssrComponentId: at + 1, marker })) }), state);
  await drawn;
  screens.push(screen);
  return screen;
}

/** Circuits of one page; those of a register are told apart by <c>follows</c>. */
async function open({ path, count, follows }) {
  const url = new URL(path, address).href;
  const html = await (await fetch(url, { headers: { Cookie: cookie } })).text();
  for (let left = count; left > 0; left -= 10) {
    const opened = await Promise.all(Array.from({ length: Math.min(left, 10) }, () => openCircuit(html, url)));
    opened.forEach(screen => { screen.follows = follows; });
  }
  await wait(300);
  return { open: screens.length };
}

/** One message to everybody: made by <c>send</c>, told apart by its id; how long until each heard it. */
async function toAll(listeners, send, id) {
  const began = performance.now(), times = [];
  const all = Promise.all(listeners.map(listener => new Promise(done => {
    listener.heard = data => {
      if (!data.includes(id)) return;
      listener.heard = null;
      times.push(performance.now() - began);
      done();
    };
  })));
  const answered = send().then(() => performance.now() - began);
  await Promise.race([all, wait(20000).then(() => { throw new Error(`Only ${times.length} of ${listeners.length} heard it.`); })]);
  return { times, last: Math.max(...times), durable: await answered };
}

const tap = (session, person, id, at) => async () => {
  const answer = await fetch(new URL(`sessions/${session}/facts`, address), {
    method: 'POST', headers: { Cookie: cookie, 'content-type': 'application/json' },
    body: JSON.stringify([{ id, kind: 'Arrived', tappedAt: at, personId: person }]),
  });
  const { refused } = await answer.json();
  if (!answer.ok || refused.length) throw new Error(`The tap was answered ${answer.status} ${JSON.stringify(refused)}`);
};

const summary = rounds => ({
  p50: median(rounds.flatMap(r => r.times)), p95: quantile(rounds.flatMap(r => r.times), 0.95), p99: quantile(rounds.flatMap(r => r.times), 0.99),
  all: median(rounds.map(r => r.last)), durable: median(rounds.map(r => r.durable)),
});

/** Taps of these people one by one, each heard by all circuits of the register before the next. */
async function taps({ session, people, at, pause }) {
  const listeners = screens.filter(screen => screen.follows), rounds = [];
  for (const person of people) {
    const id = crypto.randomUUID();
    rounds.push(await toAll(listeners, tap(session, person, id, at), id));
    await wait(pause);
  }
  return summary(rounds);
}

/** What one circuit receives for a tap, and for the announcement a while later. */
async function bytes({ session, people, at }) {
  const [screen] = screens.filter(one => one.follows), changes = [], said = [];
  for (const person of people) {
    const id = crypto.randomUUID(), before = screen.seen();
    await toAll([screen], tap(session, person, id, at), id);
    await wait(400);
    const after = screen.seen();
    await wait(1600);
    const later = screen.seen();
    changes.push({ frames: after.frames - before.frames, wire: after.wire - before.wire });
    said.push({ frames: later.frames - after.frames, wire: later.wire - after.wire });
  }
  const of = list => ({ frames: median(list.map(b => b.frames)), wire: median(list.map(b => b.wire)), most: Math.max(...list.map(b => b.frames)) });
  return { change: of(changes), said: of(said) };
}

/** Clients of a bare hub that hear as many bytes. */
async function bare({ url, count, size, rounds, pause }) {
  while (hearers.length < count) {
    const { connection, seen } = connect(url, new JsonHubProtocol());
    const hearer = { connection, seen, heard: null };
    connection.on('Heard', text => hearer.heard?.(text));
    await connection.start();
    hearers.push(hearer);
  }
  const results = [];
  for (let round = 0; round < rounds; round++) {
    const id = crypto.randomUUID();
    results.push(await toAll(hearers, () => hearers[0].connection.invoke('Tell', id.padEnd(size, '.')), id));
    await wait(pause);
  }
  return summary(results);
}

const commands = { open, taps, bytes, bare };
for await (const line of createInterface({ input: process.stdin })) {
  const { command, ...given } = JSON.parse(line);
  try {
    console.log(JSON.stringify(await commands[command](given)));
  } catch (problem) {
    console.log(JSON.stringify({ problem: String(problem?.stack ?? problem) }));
  }
}
process.exit(0);

// Many screens without circuits in one process: each joins a session's register and keeps what it hears. Reads lines of JSON:
// {"record":[fact…],"by":[number…],"most":m} sends the facts by these of the connections at once, up to m at a time; {"views":true} says what the screens show by now.
import { createInterface } from 'node:readline';
import { HubConnectionBuilder, HttpTransportType, LogLevel } from '@microsoft/signalr';

const [session, ...screens] = process.argv.slice(2); // a screen is "address|cookie|how many"
const say = (what, data) => console.log(JSON.stringify({ what, data }));

// What a change leads to, for who has the view before it.
const rows = (before, changed, gone) => {
  if (!changed && !gone) return before;
  const news = new Map((changed ?? []).map(row => [row.id, row]));
  const kept = before.filter(row => !gone?.includes(row.id)).map(row => news.get(row.id) ?? row);
  const had = new Set(before.map(row => row.id));
  return [...kept, ...[...news.values()].filter(row => !had.has(row.id))];
};
const apply = (view, { people, walkIns, gone, countFactIds, checks, welcome, ...counts }) => ({
  ...view,
  ...counts,
  people: rows(view.people, people),
  walkIns: rows(view.walkIns, walkIns, gone),
  countFactIds: countFactIds ?? view.countFactIds,
  checks: checks ?? view.checks,
  welcome: welcome ?? view.welcome,
});

async function open(address, cookie) {
  const connection = new HubConnectionBuilder()
    .withUrl(`${address}hubs/register`, { headers: { Cookie: cookie }, transport: HttpTransportType.WebSockets })
    .configureLogging(LogLevel.None)
    .build();
  const screen = { connection, view: null, heard: 0 };
  connection.on('Register', view => Object.assign(screen, { view, heard: screen.heard + 1 }));
  connection.on('Changed', change => Object.assign(screen, { view: apply(screen.view, change), heard: screen.heard + 1 }));
  connection.on('Closed', () => { screen.view = null; });
  await connection.start();
  const first = await connection.invoke('Join', session);
  screen.view ??= first ?? null;
  return screen;
}

const crowd = [];
for (const text of screens) {
  const [address, cookie, count] = text.split('|');
  for (let left = Number(count); left > 0; left -= 20) crowd.push(...await Promise.all(Array.from({ length: Math.min(20, left) }, () => open(address, cookie))));
}
say('joined', crowd.length);

for await (const line of createInterface({ input: process.stdin })) {
  const order = JSON.parse(line);
  if (order.record) {
    const waiting = [...order.record];
    const tappers = order.by.map(number => crowd[number]);
    try {
      await Promise.all(tappers.map(async ({ connection }) => {
        while (waiting.length) await connection.invoke('Record', session, waiting.splice(0, 1 + Math.floor(Math.random() * order.most)));
      }));
      say('recorded');
    } catch (problem) {
      say('refused', problem.message);
    }
  } else {
    const shown = new Map();
    for (const { view } of crowd) {
      const text = JSON.stringify(view);
      shown.set(text, (shown.get(text) ?? 0) + 1);
    }
    say('views', [...shown].map(([text, count]) => ({ count, view: JSON.parse(text) })));
  }
}
await Promise.all(crowd.map(({ connection }) => connection.stop()));

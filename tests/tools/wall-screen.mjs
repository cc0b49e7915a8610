// A wall screen: shows who is here.  node wall-screen.mjs https://groups.example.org/ COOKIE SESSION
import { HubConnectionBuilder } from '@microsoft/signalr';

const [address, cookie, session] = process.argv.slice(2);
const connection = new HubConnectionBuilder()
  .withUrl(new URL('hubs/register', address).href, { headers: { Cookie: cookie } })
  .withAutomaticReconnect({ nextRetryDelayInMilliseconds: () => 2000 })
  .build();
let register;

const show = () => {
  const here = [...register.people, ...register.walkIns].filter(row => row.isHere && !row.hasLeft);
  console.log(`${register.headcount ?? 0} here: ${here.map(row => row.name || 'somebody').join(', ')}`);
};

// Rows that changed take the place of the old ones; new ones come last.
const put = (rows, changed = [], gone = []) => {
  const news = new Map(changed.map(row => [row.id, row]));
  const kept = rows.filter(row => !gone.includes(row.id)).map(row => news.get(row.id) ?? row);
  kept.forEach(row => news.delete(row.id));
  return [...kept, ...news.values()];
};

connection.on('Register', view => {
  register = view;
  show();
});
connection.on('Changed', ({ people, walkIns, gone, ...rest }) => {
  register = { ...register, ...rest, people: put(register.people, people), walkIns: put(register.walkIns, walkIns, gone) };
  show();
});
connection.on('Closed', () => {
  console.log('This register is closed.');
  return connection.stop();
});
connection.onreconnected(() => connection.invoke('Join', session));
await connection.start();
await connection.invoke('Join', session);

// One screen without a circuit: joins a session's register, says each thing it hears as a line of JSON, and records the taps it reads.
import { createInterface } from 'node:readline';
import { HubConnectionBuilder, HttpTransportType, LogLevel } from '@microsoft/signalr';

const [address, cookie, session] = process.argv.slice(2);
const say = (what, data) => console.log(JSON.stringify({ what, data }));
const connection = new HubConnectionBuilder()
  .withUrl(`${address}hubs/register`, { headers: { Cookie: cookie }, transport: HttpTransportType.WebSockets })
  .configureLogging(LogLevel.None)
  .build();
connection.on('Register', view => say('register', view));
connection.on('Changed', change => say('changed', change));
connection.on('Closed', id => say('closed', id));
const call = async (name, ...args) => {
  try {
    say(name, await connection.invoke(name, ...args));
  } catch (problem) {
    say('failed', problem.message);
  }
};
try {
  await connection.start();
  await call('Join', session);
} catch (problem) {
  say('shut out', problem.message);
}
for await (const line of createInterface({ input: process.stdin })) await call('Record', session, JSON.parse(line));
await connection.stop();

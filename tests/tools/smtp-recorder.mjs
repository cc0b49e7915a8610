// An SMTP server that records. Arguments: JSON with { user, password, tls: 'starttls' | 'implicit', dsn: true }, all optional.
// Standard output: one JSON a line, first { port }, then { message } for each message whose final dot was seen and { done } for each order.
// Standard input: one order a line, { id, refuse: { address: code }, refuseAfterDot: code, delay: ms, drop: count }; each sets only what it names.
import { createInterface } from 'node:readline';
import { SMTPServer } from 'smtp-server';

const options = JSON.parse(process.argv[2] ?? '{}');
const rules = { refuse: {}, refuseAfterDot: 0, delay: 0, drop: 0 };
const say = (value) => process.stdout.write(JSON.stringify(value) + '\n');
// "550 5.1.1" is a code and an enhanced one
const refusal = (code) => {
  const [basic, enhanced] = String(code).split(' ');
  return Object.assign(new Error(`${enhanced ? enhanced + ' ' : ''}refused by the test`), { responseCode: Number(basic) });
};

let connections = 0;
const numbers = new Map();

const server = new SMTPServer({
  secure: options.tls === 'implicit',
  hideSTARTTLS: options.tls !== 'starttls',
  authOptional: !options.user,
  allowInsecureAuth: true,
  disableReverseLookup: true,
  hideDSN: !options.dsn,
  logger: false,
  onConnect(session, done) {
    numbers.set(session.id, ++connections);
    done();
  },
  onAuth(auth, session, done) {
    const right = auth.username === options.user && auth.password === options.password;
    return right ? done(null, { user: auth.username }) : done(refusal(535));
  },
  onRcptTo(address, session, done) {
    const code = rules.refuse[address.address.toLowerCase()];
    done(code ? refusal(code) : undefined);
  },
  onData(stream, session, done) {
    const chunks = [];
    stream.on('data', (chunk) => chunks.push(chunk));
    stream.on('end', () => {
      const drop = rules.drop > 0;
      if (drop) rules.drop--;
      const answer = () => {
        if (drop) {
          for (const connection of server.connections) {
            if (connection.session?.id === session.id || connection.id === session.id) connection._socket.destroy();
          }
          return;
        }
        done(rules.refuseAfterDot ? refusal(rules.refuseAfterDot) : null);
      };
      say({
        message: {
          from: session.envelope.mailFrom ? session.envelope.mailFrom.address : '',
          to: session.envelope.rcptTo.map((address) => address.address),
          notify: session.envelope.rcptTo.flatMap((address) => address.dsn?.notify ?? []),
          raw: Buffer.concat(chunks).toString('utf8'),
          connection: numbers.get(session.id),
          secure: session.secure,
          user: session.user ?? null,
          taken: !drop && !rules.refuseAfterDot,
        },
      });
      setTimeout(answer, rules.delay);
    });
  },
});

server.on('error', () => {});
server.listen(0, '127.0.0.1', () => say({ port: server.server.address().port }));

createInterface({ input: process.stdin }).on('line', (line) => {
  const { id, ...order } = JSON.parse(line);
  if (order.refuse) order.refuse = Object.fromEntries(Object.entries(order.refuse).map(([address, code]) => [address.toLowerCase(), code]));
  Object.assign(rules, order);
  say({ done: id });
}).on('close', () => process.exit(0));

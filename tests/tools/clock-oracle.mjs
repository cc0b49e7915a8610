// Reads [{ at, zone }] and answers with what a clock on the wall of that zone shows at each moment, by Node's own zone data.
import { readFileSync } from 'node:fs';

const cases = JSON.parse(readFileSync(0, 'utf8'));
const answers = cases.map(({ at, zone }) => new Intl.DateTimeFormat('sv-SE', {
  timeZone: zone, dateStyle: 'short', timeStyle: 'short',
}).format(new Date(at)));
console.log(JSON.stringify(answers));

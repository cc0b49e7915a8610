// Reads [{ rule, first, take }] and answers with the dates that the npm package rrule makes of each.
import rrule from 'rrule';
import { readFileSync } from 'node:fs';

const cases = JSON.parse(readFileSync(0, 'utf8'));
const answers = cases.map(({ rule, first, take }) => {
  const options = rrule.RRule.parseString(rule);
  const dates = new rrule.RRule({ ...options, dtstart: new Date(`${first}T00:00:00Z`) })
    .all((_, already) => already < take);
  return dates.map(date => date.toISOString().slice(0, 10));
});
console.log(JSON.stringify(answers));

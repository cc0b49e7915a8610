// Twilio's own signature of each case: [{ token, url, form: { name: value } }] in, ["…"] out.
import twilio from 'twilio';

const read = async () => { let text = ''; for await (const chunk of process.stdin) text += chunk; return text; };
const cases = JSON.parse(await read());
console.log(JSON.stringify(cases.map(({ token, url, form }) => twilio.getExpectedTwilioSignature(token, url, form))));

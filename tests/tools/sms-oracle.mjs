// Reads texts and answers with what the npm package sms-segments-calculator says of each.
import sms from 'sms-segments-calculator';
import { readFileSync } from 'node:fs';

const texts = JSON.parse(readFileSync(0, 'utf8'));
const answers = texts.map(text => {
  const message = new sms.SegmentedMessage(text);
  const last = message.segments.at(-1);
  return {
    encoding: message.encodingName,
    parts: message.segmentsCount,
    freeBits: last.freeSizeInBits(),
    messageBits: message.messageSize,
    foreign: [...new Set(message.getNonGsmCharacters())],
  };
});
console.log(JSON.stringify(answers));

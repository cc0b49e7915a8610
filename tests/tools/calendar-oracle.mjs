// Reads calendar objects, a JSON list of texts, and says what another implementation of RFC 5545 understands of each.
import ICAL from 'ical.js'
import { readFileSync } from 'node:fs'
console.log(JSON.stringify(JSON.parse(readFileSync(0, 'utf8')).map((text) => {
  const calendar = new ICAL.Component(ICAL.parse(text))
  const event = new ICAL.Event(calendar.getFirstSubcomponent('vevent'))
  return {
    method: calendar.getFirstPropertyValue('method'),
    uid: event.uid,
    sequence: event.sequence,
    summary: event.summary,
    start: event.startDate.toString(),
    end: event.endDate.toString(),
    status: event.component.getFirstPropertyValue('status'),
  }
})))

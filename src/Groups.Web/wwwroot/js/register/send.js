// Brings waiting taps to the server. A tap leaves the queue only when the server answered for it; sending it again changes nothing there.
import * as store from './store.js';
import { isNow } from './clock.js';

const FIRST = 1000, LONGEST = 20000, PATIENCE = 15000, MOST = 50;
const UNREAD = 'This tap could not be read. Please tap it again.';
let sending, again, timer, pause = FIRST;

/** What stands in the way now: null, 'no-signal' or 'signed-out'. */
export let problem = null;
/** Whether the server answered the last time it was asked. */
export let reached = false;
/** Registers that the server called not theirs. */
export const closed = new Set();
let viewer = null;
const listeners = new Set();

/** Calls back after every try. */
export const onTried = listener => listeners.add(listener);

/** Whose taps are sent from now on. Those of others on this device stay where they are. */
export function sendFor(who) {
  viewer = who;
  return send();
}

/** Sends now; answers when there is nothing left to try. */
export function send() {
  if (!viewer) return Promise.resolve();
  clearTimeout(timer);
  again = true;
  return sending ??= work().finally(() => { sending = undefined; });
}

async function work() {
  while (again) {
    again = false;
    const how = await oneAtATime(() => drain(viewer));
    problem = how;
    listeners.forEach(listener => listener());
    if (how !== 'no-signal') pause = FIRST;
    if (how) break;
  }
  if (problem !== 'no-signal') return;
  timer = setTimeout(send, pause * (0.75 + Math.random() / 2));
  pause = Math.min(pause * 2, LONGEST);
}

/** Among all tabs of this browser. */
const oneAtATime = task => navigator.locks ? navigator.locks.request('groups-register-send', task) : task();

async function drain(who) {
  for (;;) {
    const ready = (await store.waiting(who)).filter(entry => !entry.refused && !entry.gone && (entry.fact.kind !== 'WalkIn' || entry.fact.name));
    if (!ready.length) return null;
    const { session } = ready[0];
    const how = await bring(who, session, ready.filter(entry => entry.session === session).slice(0, MOST).map(entry => entry.fact));
    if (how) return how;
  }
}

/** Asks, without any tap, whether the registers kept on this device are still this viewer's; the answer drops those that are not. */
export async function check() {
  await store.dropDays(day => day.viewer !== viewer);
  for (const day of await store.days()) if (await bring(viewer, day.session, []) === 'no-signal') break;
  listeners.forEach(listener => listener());
}

/** Null when the server answered for these taps in whatever way. */
async function bring(who, session, facts) {
  const answer = await post(who, session, facts);
  reached = answer !== 0;
  const ids = facts.map(fact => fact.id);
  if (answer === 401) await store.dropDays(day => day.viewer === who);
  if (answer === 401 && !isPass(who)) return 'signed-out';
  if (answer === 404 || answer === 401) {
    closed.add(session);
    await store.dropDays(day => day.session === session);
    await store.settle(ids, entry => ({ ...entry, gone: true }));
    return null;
  }
  if (answer === 400) {
    if (facts.length < 2) await store.settle(ids, entry => ({ ...entry, refused: UNREAD }));
    else for (const fact of facts) {
      const how = await bring(who, session, [fact]);
      if (how) return how;
    }
    return null;
  }
  if (typeof answer === 'number') return 'no-signal';
  isNow(answer.now);
  const refused = new Map(answer.refused.map(tap => [tap.id, tap.sentence]));
  await store.settle(ids, entry => refused.has(entry.fact.id) ? { ...entry, refused: refused.get(entry.fact.id) } : null);
  return null;
}

/** Somebody who stands in by a link: it has ended, and there is no account to sign in with. */
const isPass = who => who.startsWith('p');

/** The answer, or the status that says why there is none; 0 for no signal, a page of a hotspot, or a server that is not ready. */
async function post(who, session, facts) {
  const patience = new AbortController();
  const late = setTimeout(() => patience.abort(), PATIENCE);
  try {
    const answer = await fetch(`/sessions/${session}/facts`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'groups-viewer': who },
      body: JSON.stringify(facts),
      redirect: 'manual',
      cache: 'no-store',
      signal: patience.signal,
    });
    if ([400, 401, 404].includes(answer.status)) return answer.status;
    if (!answer.ok) return 0;
    const said = await answer.json();
    return Number.isFinite(said.now) && Array.isArray(said.refused) ? said : 0;
  } catch {
    return 0;
  } finally {
    clearTimeout(late);
  }
}

addEventListener('online', send);
addEventListener('pageshow', send);
document.addEventListener('visibilitychange', () => { if (!document.hidden) send(); });

// What the register keeps on this device: taps that wait, and today's register for opening without signal. Names are only ever
// written sealed by a key that cannot leave this browser. Without crypto.subtle (an address without https) they are not written at all.
const NAME = 'groups-register';
const STORES = ['facts', 'days', 'keys'];
const memory = new Map();
const tabs = 'BroadcastChannel' in self ? new BroadcastChannel(NAME) : null;
const listeners = new Set();
let opening, left = false;

export const canSeal = Boolean(self.crypto?.subtle && self.indexedDB);

/** Calls back when anything kept here changed, in this tab or another. */
export const onChange = listener => listeners.add(listener);
if (tabs) tabs.onmessage = ({ data }) => {
  left ||= data === 'left';
  listeners.forEach(listener => listener());
};
const changed = () => {
  tabs?.postMessage('changed');
  listeners.forEach(listener => listener());
};

const open = () => opening ??= new Promise(resolve => {
  try {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => STORES.forEach(store => request.result.createObjectStore(store));
    request.onsuccess = () => {
      const db = request.result;
      db.onversionchange = db.onclose = () => {
        db.close();
        opening = undefined;
      };
      resolve(db);
    };
    request.onerror = () => resolve(null);
  } catch {
    resolve(null);
  }
});

/** One transaction; answers what the request that `work` returns read. Null where this browser keeps nothing. */
const run = async (mode, work) => {
  const db = await open();
  if (!db) return null;
  return new Promise((resolve, reject) => {
    const transaction = db.transaction(STORES, mode, { durability: 'strict' });
    const request = work(name => transaction.objectStore(name));
    transaction.oncomplete = () => resolve(request?.result ?? null);
    transaction.onerror = transaction.onabort = () => reject(transaction.error);
  });
};

const key = async () => {
  const kept = await run('readonly', store => store('keys').get('names'));
  if (kept) return kept;
  const fresh = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
  let first = fresh;
  await run('readwrite', store => {
    const keys = store('keys');
    const request = keys.get('names');
    request.onsuccess = () => request.result ? first = request.result : keys.put(fresh, 'names');
    return request;
  });
  return first;
};

const seal = async text => {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  return { iv, data: await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, await key(), new TextEncoder().encode(text)) };
};
const unseal = async sealed => new TextDecoder().decode(await crypto.subtle.decrypt({ name: 'AES-GCM', iv: sealed.iv }, await key(), sealed.data));

/** Keeps taps until the server answered for them. */
export async function add(viewer, session, facts) {
  for (const fact of facts) {
    const { name, ...rest } = fact;
    const entry = { viewer, session, fact: name ? rest : fact };
    try {
      if (name && !canSeal) throw new Error('A name is not written in clear.');
      if (name) entry.sealed = await seal(name);
      if (await run('readwrite', store => store('facts').put(entry, fact.id)) === null) throw new Error('This browser keeps nothing.');
    } catch {
      memory.set(fact.id, { viewer, session, fact, memory: true });
    }
  }
  changed();
}

/** What this viewer tapped and the server has not answered for, oldest first, with names. */
export async function waiting(viewer, session) {
  const kept = [...await run('readonly', store => store('facts').getAll()) ?? [], ...memory.values()]
    .filter(entry => entry.viewer === viewer && (!session || entry.session === session))
    .sort((a, b) => a.fact.tappedAt < b.fact.tappedAt ? -1 : a.fact.tappedAt > b.fact.tappedAt ? 1 : a.fact.id < b.fact.id ? -1 : 1);
  return Promise.all(kept.map(async entry => {
    if (!entry.sealed) return entry;
    try {
      return { ...entry, fact: { ...entry.fact, name: await unseal(entry.sealed) } };
    } catch {
      return { ...entry, refused: 'The name cannot be read on this phone any more. Please add them again.' };
    }
  }));
}

/** Writes what became of taps: removed where `change` answers null. */
export async function settle(ids, change = () => null) {
  const wanted = new Set(ids);
  if (!wanted.size) return;
  for (const id of wanted) {
    const entry = memory.get(id);
    const next = entry && change(entry);
    if (next) memory.set(id, next); else memory.delete(id);
  }
  await run('readwrite', store => {
    const facts = store('facts');
    for (const id of wanted) {
      facts.get(id).onsuccess = event => {
        const next = event.target.result && change(event.target.result);
        if (next) facts.put(next, id); else facts.delete(id);
      };
    }
  });
  changed();
}

/** Keeps a register for opening it without signal, until `until` (this device's milliseconds). */
export async function keepDay(viewer, session, until, content) {
  if (!canSeal || left) return;
  const sealed = await seal(JSON.stringify(content));
  if (!left) await run('readwrite', store => store('days').put({ viewer, session, until, sealed }, session));
}

/** The registers kept for today; those whose day is over are deleted first. */
export async function days() {
  const all = await run('readonly', store => store('days').getAll()) ?? [];
  const over = all.filter(day => day.until <= Date.now());
  if (over.length) await dropDays(day => day.until <= Date.now());
  return Promise.all(all.filter(day => !over.includes(day)).map(async day => ({ ...day, content: JSON.parse(await unseal(day.sealed)) })));
}

/** Deletes the kept registers that fit. */
export const dropDays = fits => run('readwrite', store => {
  const request = store('days').openCursor();
  request.onsuccess = () => {
    const cursor = request.result;
    if (!cursor) return;
    if (fits(cursor.value)) cursor.delete();
    cursor.continue();
  };
});

/** Deletes what is this viewer's, all kept registers, and the key where nobody else's name waits. No open page keeps a register after that. */
export async function wipe(viewer) {
  left = true;
  tabs?.postMessage('left');
  for (const [id, entry] of memory) if (entry.viewer === viewer) memory.delete(id);
  await run('readwrite', store => {
    store('days').clear();
    const request = store('facts').openCursor();
    let others = false;
    request.onsuccess = () => {
      const cursor = request.result;
      if (!cursor) {
        if (!others) store('keys').clear();
        return;
      }
      if (cursor.value.viewer === viewer) cursor.delete(); else others = true;
      cursor.continue();
    };
  });
  changed();
}

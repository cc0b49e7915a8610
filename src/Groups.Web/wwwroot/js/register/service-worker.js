// The server writes the version of the program and the list of modules above this: const VERSION = '…', MODULES = ['…'];
// Only the shell and the crisis card are kept, as anybody would see them who is not signed in. A page with data never is.
const CACHE = `shell-${VERSION}`;
const PATIENCE = 4000;
const CRISIS = '/crisis', OFFLINE = '/offline', PAGES = [CRISIS, OFFLINE];
const asset = path => /^\/js\/register\/|\.css$|^\/icon\.svg$/.test(path);
const fresh = path => fetch(new Request(path, { cache: 'reload', credentials: 'omit' })).then(answer => answer.ok ? answer : Promise.reject(new Error(`${path} is not there`)));

self.addEventListener('install', event => {
  self.skipWaiting();
  event.waitUntil(keepShell());
});

/** The pages, the modules, and the styles that the pages name: their addresses change with what they hold. */
async function keepShell() {
  const cache = await caches.open(CACHE), paths = new Set(MODULES);
  for (const page of PAGES) {
    const answer = await fresh(page), text = await answer.text();
    for (const [, path] of text.matchAll(/<link[^>]* href="([^"]+)"/g)) paths.add(new URL(path, location.origin).pathname);
    await cache.put(page, new Response(text, { headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': answer.headers.get('content-security-policy') ?? "default-src 'self'" } }));
  }
  await Promise.all([...paths].filter(asset).map(async path => cache.put(path, await fresh(path))));
}

self.addEventListener('activate', event => event.waitUntil((async () => {
  await Promise.all((await caches.keys()).filter(name => name.startsWith('shell-') && name !== CACHE).map(name => caches.delete(name)));
  await self.clients.claim();
})()));

self.addEventListener('fetch', event => {
  const { request } = event, { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== location.origin) return;
  const page = request.mode === 'navigate' || request.headers.get('accept')?.includes('blazor-enhanced-nav');
  if (page) {
    const kept = pathname === CRISIS ? CRISIS : pathname === '/' || pathname === OFFLINE || pathname.startsWith('/sessions/') ? OFFLINE : null;
    if (kept) event.respondWith(networkFirst(request, kept));
  } else if (asset(pathname)) event.respondWith(networkFirst(request, pathname));
});

/** The network while it answers in time; a server that is being restarted counts as none. */
async function networkFirst(request, kept) {
  let late;
  const network = fetch(request).then(answer => [502, 503, 504].includes(answer.status) ? Promise.reject(answer) : answer);
  const patience = new Promise((_, give) => { late = setTimeout(give, PATIENCE); });
  try {
    return await Promise.race([network, patience]);
  } catch {
    return await (await caches.open(CACHE)).match(kept) ?? network.catch(problem => problem instanceof Response ? problem : Response.error());
  } finally {
    clearTimeout(late);
  }
}

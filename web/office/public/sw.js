// Lets a till that was opened on this device open again while there is no network: the page, its scripts, and who is
// signed in. Everything else goes to the network as if this file weren't there; nothing of a customer is ever kept here.
const kPages = "homeport-pages";
const kWho = "homeport-who";
const kPatienceMs = 4000;
const kMostAssets = 400;

const kKept = new Set(["/v1/me", "/v1/org_units"]);

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(kPages).then((cache) => cache.add("/")));
  self.skipWaiting();
});
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

// The page tells which files it has loaded before this worker was there.
self.addEventListener("message", (event) => {
  if (event.data?.type !== "keep") return;
  event.waitUntil(keepAll(event.data.urls));
});

async function keepAll(urls) {
  const cache = await caches.open(kPages);
  const who = await caches.open(kWho);
  for (const url of urls) {
    const { origin, pathname } = new URL(url);
    if (origin !== self.location.origin) continue;
    const into = kKept.has(pathname) ? who : cache;
    if (await into.match(url)) continue;
    try {
      await into.add(url);
    } catch {
      // One that is gone by now is not needed.
    }
  }
  const all = await cache.keys();
  for (const old of all.slice(0, Math.max(0, all.length - kMostAssets))) await cache.delete(old);
}

function within(promise, milliseconds) {
  return Promise.race([
    promise,
    new Promise((_, reject) => setTimeout(() => reject(new Error("no answer in time")), milliseconds)),
  ]);
}

/** The network, else what was kept of the same address. */
async function fresh(request, name, key, patienceMs) {
  const cache = await caches.open(name);
  try {
    const answer = await within(fetch(request), patienceMs);
    if (answer.ok && !answer.redirected) await cache.put(key, answer.clone());
    else if (answer.status === 401) await caches.delete(kWho);
    return answer;
  } catch (error) {
    const kept = await cache.match(key);
    if (kept) return kept;
    throw error;
  }
}

async function asset(request) {
  const cache = await caches.open(kPages);
  const kept = await cache.match(request);
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok) await cache.put(request, answer.clone());
  return answer;
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== self.location.origin) return;
  if (request.method === "DELETE" && url.pathname === "/v1/sessions/current") {
    // Whoever signs out leaves nothing behind on this device.
    event.waitUntil(caches.delete(kWho));
    return;
  }
  if (request.method !== "GET") return;
  if (request.mode === "navigate") event.respondWith(fresh(request, kPages, "/", kPatienceMs));
  else if (url.pathname.startsWith("/assets/")) event.respondWith(asset(request));
  else if (kKept.has(url.pathname)) event.respondWith(fresh(request, kWho, request.url, kPatienceMs));
});

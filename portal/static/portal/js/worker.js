/* The service worker: keeps the shell, and for the person signed in on this phone the forms to fill in without signal.
   PORTAL (version, addresses) is written before this text by the server. Pages come from the portal whenever it answers;
   what is kept is shown only when it does not, and only to the person for whom it was kept. */
"use strict";

const SHELL = "shell-" + PORTAL.version;
const PATIENCE = 6000; // milliseconds until a page that does not come is taken from what is kept

self.addEventListener("install", function (event) {
  event.waitUntil(
    caches
      .open(SHELL)
      .then(function (cache) {
        return cache.addAll(PORTAL.files.concat(PORTAL.outbox));
      })
      .then(function () {
        return self.skipWaiting();
      }),
  );
});

self.addEventListener("activate", function (event) {
  event.waitUntil(
    caches
      .keys()
      .then(function (names) {
        const old = names.filter(function (name) {
          return name.startsWith("shell-") && name !== SHELL;
        });
        return Promise.all(
          old.map(function (name) {
            return caches.delete(name);
          }),
        );
      })
      .then(function () {
        return self.clients.claim();
      }),
  );
});

self.addEventListener("fetch", function (event) {
  const request = event.request;
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== self.location.origin) {
    return;
  }
  if (address.pathname.startsWith(PORTAL.static)) {
    event.respondWith(fromShell(request));
  } else if (request.mode === "navigate" && address.pathname.startsWith(PORTAL.desk)) {
    event.respondWith(page(request, address));
  }
});

/* Files carry their digest in their name: what is kept is what the server would send. */
async function fromShell(request) {
  const kept = await caches.match(request);
  if (kept) {
    return kept;
  }
  const answer = await fetch(request);
  if (answer.ok) {
    const cache = await caches.open(SHELL);
    cache.put(request, answer.clone());
  }
  return answer;
}

async function page(request, address) {
  const kept = await keptPage(address.pathname);
  try {
    return await (kept ? impatient(fetch(request)) : fetch(request));
  } catch (error) {
    return kept ? renewed(kept) : Response.redirect(PORTAL.outbox);
  }
}

function impatient(answer) {
  return Promise.race([
    answer,
    new Promise(function (_done, fail) {
      setTimeout(fail, PATIENCE, new Error("no answer"));
    }),
  ]);
}

async function keptPage(path) {
  if (path === PORTAL.outbox) {
    const shell = await caches.open(SHELL);
    return shell.match(path);
  }
  const user = await who();
  if (!user || !(await caches.has("pages-" + user))) {
    return undefined;
  }
  const cache = await caches.open("pages-" + user);
  return cache.match(path);
}

/* A kept form is filled in many times: each time it is another form, with a key of its own. */
async function renewed(answer) {
  const text = await answer.text();
  const fresh = text.replace(/(name="submission"\s+value=")[^"]*/g, "$1" + crypto.randomUUID());
  return new Response(fresh, { headers: { "Content-Type": "text/html; charset=utf-8" } });
}

/* Who is signed in on this phone, as the pages have written it down (outbox.js). */
function who() {
  return new Promise(function (done) {
    const opening = indexedDB.open("outbox", 1);
    opening.onupgradeneeded = function () {
      opening.transaction.abort();
    };
    opening.onerror = function () {
      done(null);
    };
    opening.onsuccess = function () {
      const database = opening.result;
      const asked = database.transaction("facts").objectStore("facts").get("user");
      asked.onsuccess = function () {
        done(asked.result || null);
        database.close();
      };
      asked.onerror = function () {
        done(null);
        database.close();
      };
    };
  });
}

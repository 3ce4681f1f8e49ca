/* The outbox: a form marked data-outbox is first kept on this phone, then sent; where there is no signal it waits.
   Each form has a key made here, so that the portal takes it once however often it is sent. */
(function () {
  "use strict";
  var words = document.getElementById("outbox-words").dataset;
  var KEPT_RECEIPTS = 20;
  var RETRY = 20000; // milliseconds between two tries while something waits
  // An answer that never comes must not keep the next try waiting: milliseconds for a question, for what is sent, and
  // for who is signed in before a page that does not say it is filled.
  var PATIENCE = { ask: 15000, send: 180000, name: 3000 };
  var PAGES_EVERY = 15 * 60 * 1000; // milliseconds until the pages to take along are fetched again

  /* --- what is kept on the phone: forms by key, and a few facts */

  var opened = null;
  function database() {
    opened =
      opened ||
      new Promise(function (done, fail) {
        var opening = indexedDB.open("outbox", 1);
        opening.onupgradeneeded = function () {
          opening.result.createObjectStore("forms", { keyPath: "key" });
          opening.result.createObjectStore("facts");
        };
        opening.onsuccess = function () {
          done(opening.result);
        };
        opening.onerror = function () {
          fail(opening.error);
        };
      });
    return opened;
  }

  function run(store, mode, deed) {
    return database().then(function (db) {
      return new Promise(function (done, fail) {
        var work = db.transaction(store, mode);
        var asked = deed(work.objectStore(store));
        work.oncomplete = function () {
          done(asked.result);
        };
        work.onabort = work.onerror = function () {
          fail(work.error);
        };
      });
    });
  }

  var keep = {
    put: function (form) {
      return run("forms", "readwrite", function (store) {
        return store.put(form);
      });
    },
    get: function (key) {
      return run("forms", "readonly", function (store) {
        return store.get(key);
      });
    },
    drop: function (key) {
      return run("forms", "readwrite", function (store) {
        return store.delete(key);
      });
    },
    fact: function (name) {
      return run("facts", "readonly", function (store) {
        return store.get(name);
      });
    },
    write: function (name, value) {
      return run("facts", "readwrite", function (store) {
        return store.put(value, name);
      });
    },
    own: function () {
      return keep.fact("user").then(function (user) {
        return run("forms", "readonly", function (store) {
          return store.getAll();
        }).then(function (forms) {
          return forms
            .filter(function (form) {
              return form.user === user;
            })
            .sort(function (a, b) {
              return a.made_at < b.made_at ? -1 : 1;
            });
        });
      });
    },
  };

  function pending(forms) {
    return forms.filter(function (form) {
      return form.state !== "sent";
    });
  }

  /* --- filling in: kept first, then sent */

  document.addEventListener(
    "submit",
    function (event) {
      var form = event.target;
      if (!form.matches("[data-outbox]") || form.dataset.plain) {
        return;
      }
      event.preventDefault();
      if (form.dataset.busy) {
        return;
      }
      form.dataset.busy = "yes";
      entryOf(form, event.submitter)
        .then(function (entry) {
          return keep.put(entry).then(function () {
            return send(entry);
          });
        })
        .then(function (entry) {
          delete form.dataset.busy;
          follow(form, entry, event.submitter);
        })
        .catch(function () {
          // It could not be kept. With signal the browser sends the form as it would without this file.
          delete form.dataset.busy;
          if (navigator.onLine) {
            form.dataset.plain = "yes";
            form.requestSubmit(event.submitter);
          } else {
            complain(form, words.notKept, []);
          }
        });
    },
    true,
  );

  function entryOf(form, button) {
    var data = new FormData(form);
    if (button && button.name) {
      data.append(button.name, button.value);
    }
    var fields = [];
    var files = [];
    data.forEach(function (value, name) {
      if (value instanceof File) {
        if (value.size) {
          files.push({ field: name, file: value });
        }
      } else if (name !== "csrfmiddlewaretoken" && name !== "submission") {
        fields.push([name, value]);
      }
    });
    return Promise.all(
      files.map(function (one) {
        return one.file.arrayBuffer().then(function (bytes) {
          return crypto.subtle.digest("SHA-256", bytes).then(function (digest) {
            var blob = new Blob([bytes], { type: one.file.type });
            return { field: one.field, name: one.file.name, type: one.file.type, digest: hex(digest), blob: blob };
          });
        });
      }),
    ).then(function (photos) {
      return keep.fact("user").then(function (user) {
        return {
          key: form.elements.submission.value,
          user: user,
          url: form.getAttribute("action") || location.pathname,
          label: form.dataset.outbox,
          summary: summaryOf(form),
          made_at: new Date().toISOString(),
          fields: fields,
          photos: photos,
          state: "waiting",
          waited: false,
          errors: [],
        };
      });
    });
  }

  function hex(buffer) {
    return Array.prototype.map
      .call(new Uint8Array(buffer), function (byte) {
        return byte.toString(16).padStart(2, "0");
      })
      .join("");
  }

  /* The first words of the form, by which its writer knows it again. */
  function summaryOf(form) {
    return Array.prototype.filter
      .call(form.elements, function (field) {
        return field.matches("input[type=text], textarea, input:not([type])") && field.value.trim();
      })
      .slice(0, 3)
      .map(function (field) {
        return field.value.trim().slice(0, 40);
      })
      .join(" · ");
  }

  function follow(form, entry, button) {
    if (entry.state === "sent") {
      location.assign(entry.url_of_record);
    } else if (entry.state === "refused" && asks(form, entry)) {
      // A question that only the server's page can put; the photos are put back there (reopen).
      form.dataset.plain = "yes";
      form.requestSubmit(button);
    } else if (entry.state === "refused") {
      complain(form, words.fix, entry.errors);
    } else {
      location.assign(words.outbox);
    }
  }

  /* Whether something is wrong with a field that this page does not show yet, such as "is it another one?". */
  function asks(form, entry) {
    return entry.errors.some(function (error) {
      return error.field && !form.elements.namedItem(error.field);
    });
  }

  function complain(form, title, errors) {
    document.querySelectorAll("[data-outbox-errors]").forEach(function (old) {
      old.remove();
    });
    var box = document.createElement("div");
    box.className = "notice error";
    box.setAttribute("role", "alert");
    box.tabIndex = -1;
    box.dataset.outboxErrors = "yes";
    var head = document.createElement("p");
    head.className = "notice-title";
    head.textContent = title;
    var list = document.createElement("ul");
    errors.forEach(function (error) {
      list.append(errorLine(error));
      unfold(form, error.field);
    });
    var text = document.createElement("div");
    text.append(head, list);
    box.append(text);
    form.querySelector(".panel-body").prepend(box);
    box.focus();
  }

  /* A field that is wrong is not left folded away. */
  function unfold(form, name) {
    var field = name && document.getElementById("id_" + name);
    var fold = field && form.contains(field) && field.closest("details");
    while (fold) {
      fold.open = true;
      fold = fold.parentElement.closest("details");
    }
  }

  function errorLine(error) {
    var line = document.createElement("li");
    if (error.field) {
      var link = document.createElement("a");
      link.href = "#id_" + error.field;
      link.textContent = error.label;
      line.append(link, ": ");
    }
    line.append(error.text);
    return line;
  }

  /* --- sending: the photos that have not arrived, then the form */

  function ask(address, options) {
    var given = Object.assign({ credentials: "same-origin", redirect: "manual", cache: "no-store" }, options || {});
    given.headers = Object.assign({ Accept: "application/json" }, given.headers || {});
    if (window.AbortSignal && AbortSignal.timeout) {
      given.signal = AbortSignal.timeout(given.body ? PATIENCE.send : PATIENCE.ask);
    }
    return fetch(address, given);
  }

  function isJson(answer) {
    return (answer.headers.get("Content-Type") || "").indexOf("application/json") === 0;
  }

  function state() {
    return ask(words.state).then(function (answer) {
      if (answer.status === 401) {
        return { user: null };
      }
      return answer.ok && isJson(answer) ? answer.json() : Promise.reject(new Error("no answer"));
    });
  }

  /* Try to send one form; it comes back with its new state, "sent", "refused" or "waiting". */
  function send(entry) {
    return state()
      .then(function (now) {
        if (now.user !== entry.user) {
          entry.note = now.user === null ? "sign-in" : "";
          return wait(entry);
        }
        entry.note = "";
        return sendPhotos(entry, now.csrf).then(function () {
          return entry.state === "refused" ? save(entry) : sendForm(entry, now.csrf);
        });
      })
      .catch(function () {
        return wait(entry);
      });
  }

  function wait(entry) {
    entry.state = "waiting";
    entry.waited = true;
    return save(entry);
  }

  function save(entry) {
    return keep.put(entry).then(function () {
      return entry;
    });
  }

  function sendPhotos(entry, csrf) {
    if (!entry.photos.length) {
      return Promise.resolve();
    }
    var address = words.outbox + entry.key + "/";
    return ask(address)
      .then(function (answer) {
        return answer.json();
      })
      .then(function (there) {
        return entry.photos
          .filter(function (photo) {
            return there.photos.indexOf(photo.digest) < 0 && !there.receipt;
          })
          .reduce(function (before, photo) {
            return before.then(function () {
              return sendPhoto(entry, address, photo, csrf);
            });
          }, Promise.resolve());
      });
  }

  function sendPhoto(entry, address, photo, csrf) {
    // Under the name that the person knows, should something be wrong with it.
    var headers = { "X-CSRFToken": csrf, "X-File-Name": encodeURIComponent(photo.name) };
    var options = { method: "PUT", body: photo.blob, headers: headers };
    return ask(address + "photos/" + photo.digest + "/", options).then(function (answer) {
      if (answer.status === 413) {
        return answer.json().then(function (told) {
          entry.state = "refused";
          entry.errors = [{ text: photo.name + ": " + told.text, field: "" }];
        });
      }
      return answer.ok ? undefined : Promise.reject(new Error("photo"));
    });
  }

  function sendForm(entry, csrf) {
    var data = new FormData();
    entry.fields.forEach(function (field) {
      data.append(field[0], field[1]);
    });
    data.append("submission", entry.key);
    if (entry.waited) {
      data.append("made_at", entry.made_at);
    }
    entry.photos.forEach(function (photo) {
      data.append("staged", photo.field + ":" + photo.digest);
    });
    return ask(entry.url, { method: "POST", body: data, headers: { "X-CSRFToken": csrf } }).then(function (answer) {
      if (answer.status === 403 || answer.status === 404) {
        entry.state = "refused";
        entry.errors = [{ text: words.gone, field: "" }];
        return save(entry);
      }
      if (!isJson(answer) || answer.status === 424 || answer.status >= 500) {
        return Promise.reject(new Error("not taken"));
      }
      return answer.json().then(function (told) {
        return taken(entry, answer.ok, told);
      });
    });
  }

  function taken(entry, ok, told) {
    if (ok) {
      entry.state = "sent";
      entry.receipt = told.receipt;
      entry.sent_at = new Date().toISOString();
      entry.photos = [];
      entry.fields = [];
      entry.errors = [];
    } else {
      entry.state = "refused";
      entry.errors = told.errors;
    }
    entry.url_of_record = told.url || "";
    return save(entry);
  }

  /* --- by itself: whenever there may be signal again, one tab at a time */

  function sendAll() {
    var work = function () {
      return keep.own().then(function (forms) {
        return forms
          .filter(function (form) {
            return form.state === "waiting";
          })
          .reduce(function (before, form) {
            return before.then(function () {
              return send(form);
            });
          }, Promise.resolve())
          .then(forget);
      });
    };
    return identify()
      .then(function () {
        if (!navigator.locks) {
          return work();
        }
        return navigator.locks.request("outbox", { ifAvailable: true }, function (lock) {
          return lock ? work() : undefined;
        });
      })
      .then(show);
  }

  function forget() {
    return keep.own().then(function (forms) {
      var sent = forms.filter(function (form) {
        return form.state === "sent";
      });
      return Promise.all(
        sent.slice(0, Math.max(sent.length - KEPT_RECEIPTS, 0)).map(function (form) {
          return keep.drop(form.key);
        }),
      );
    });
  }

  function show() {
    return keep.own().then(function (forms) {
      var waiting = pending(forms);
      var note = document.getElementById("outbox-note");
      if (note) {
        note.hidden = !waiting.length;
      }
      document.dispatchEvent(new CustomEvent("outbox:changed", { detail: forms }));
      return waiting;
    });
  }

  /* --- who is signed in on this phone, and leaving */

  document.addEventListener(
    "submit",
    function (event) {
      var form = event.target;
      if (form.getAttribute("action") !== words.signOut || form.dataset.sure) {
        return;
      }
      event.preventDefault();
      event.stopImmediatePropagation();
      keep
        .own()
        .then(function (forms) {
          return !pending(forms).length || window.confirm(words.leave);
        })
        .catch(function () {
          return true;
        })
        .then(function (isSure) {
          if (!isSure) {
            return undefined;
          }
          return leave().then(function () {
            form.dataset.sure = "yes";
            form.requestSubmit();
          });
        });
    },
    true,
  );

  function leave() {
    return keep
      .fact("user")
      .then(function (user) {
        return window.caches ? caches.delete("pages-" + user) : undefined;
      })
      .then(function () {
        return keep.write("user", null);
      })
      .catch(function () {
        return undefined;
      });
  }

  /* Take along the forms that may be needed without signal. */
  function takeAlong() {
    if (!window.caches || !navigator.onLine || !navigator.serviceWorker) {
      return Promise.resolve();
    }
    // Without a worker nothing would show the pages: it comes first, if it comes at all.
    return navigator.serviceWorker.ready
      .then(function () {
        return keep.fact("taken");
      })
      .then(function (taken) {
        if (taken && taken.user === user && Date.now() - taken.at < PAGES_EVERY) {
          return undefined;
        }
        return state().then(function (now) {
          return now.user === user ? fetchPages(now.pages) : undefined;
        });
      });
  }

  function fetchPages(pages) {
    return caches
      .delete("pages-" + user)
      .then(function () {
        return caches.open("pages-" + user);
      })
      .then(function (cache) {
        var wanted = pages.map(function (page) {
          return page.url;
        });
        // The names come last: with them all is there.
        return wanted.concat(words.names).reduce(function (before, address) {
          return before.then(function () {
            return cache.add(address).catch(function () {
              return undefined; // moved on meanwhile: there is nothing to fill in any more
            });
          });
        }, Promise.resolve());
      })
      .then(function () {
        return keep.write("taken", { user: user, at: Date.now(), pages: pages });
      });
  }

  /* Names to choose from lie beside the pages; the portal's own suggestions take their place when it answers. */
  function offerNames() {
    var fields = document.querySelectorAll("form[data-outbox] input[list][hx-get]");
    if (!fields.length || !window.caches || user === null) {
      return;
    }
    caches
      .match(words.names, { cacheName: "pages-" + user })
      .then(function (kept) {
        return kept ? kept.json() : {};
      })
      .then(function (names) {
        fields.forEach(function (field) {
          var place = document.getElementById(field.getAttribute("list"));
          offer(place, names[field.getAttribute("hx-get")] || []);
          // The portal says "none" to an empty field, or nothing at all: then the kept names are there again.
          field.addEventListener("htmx:sendError", function () {
            offer(place, names[field.getAttribute("hx-get")] || []);
          });
        });
      })
      .catch(function () {
        return undefined; // nothing is kept: the name is typed whole
      });
  }

  function offer(place, names) {
    if (place && !place.children.length) {
      place.replaceChildren.apply(
        place,
        names.map(function (name) {
          var option = document.createElement("option");
          option.value = name;
          return option;
        }),
      );
    }
  }

  /* --- a form from the outbox is opened again, or a kept page is a day old */

  function reopen() {
    var form = document.querySelector("form[data-outbox]");
    if (!form) {
      return;
    }
    bringUpToDate(form);
    var named = new URLSearchParams(location.search).get("outbox");
    keep.get(named || form.elements.submission.value).then(function (entry) {
      if (!entry || entry.state === "sent") {
        return;
      }
      if (named && !form.querySelector("[data-errors]")) {
        refill(form, entry);
      } else {
        refillPhotos(form, entry);
      }
    });
  }

  function bringUpToDate(form) {
    var now = new Date();
    var today = [now.getFullYear(), pad(now.getMonth() + 1), pad(now.getDate())].join("-");
    form.querySelectorAll("input[type=date]").forEach(function (field) {
      if (field.defaultValue === form.dataset.day && field.value === form.dataset.day) {
        field.value = today;
      }
    });
  }

  function pad(number) {
    return String(number).padStart(2, "0");
  }

  function refill(form, entry) {
    form.elements.submission.value = entry.key;
    form.querySelectorAll("input[type=checkbox], input[type=radio]").forEach(function (box) {
      box.checked = entry.fields.some(function (field) {
        return field[0] === box.name && field[1] === box.value;
      });
    });
    entry.fields.forEach(function (field) {
      var element = form.elements.namedItem(field[0]);
      // The page knows the newest version; what was kept knows an older one.
      if (
        element &&
        field[0] !== "version" &&
        "value" in element &&
        element.type !== "checkbox" &&
        element.type !== "radio"
      ) {
        element.value = field[1];
      }
    });
    refillPhotos(form, entry);
    if (entry.errors.length) {
      complain(form, words.fix, entry.errors);
    }
  }

  function refillPhotos(form, entry) {
    form.querySelectorAll("input[type=file]").forEach(function (input) {
      var carrier = new DataTransfer();
      entry.photos.forEach(function (photo) {
        if (photo.field === input.name) {
          carrier.items.add(new File([photo.blob], photo.name, { type: photo.type }));
        }
      });
      if (carrier.files.length) {
        input.files = carrier.files;
        input.dispatchEvent(new Event("change", { bubbles: true }));
        document.querySelectorAll("[data-photos-again]").forEach(function (notice) {
          notice.hidden = true;
        });
      }
    });
  }

  /* --- from the start */

  var user = words.user ? Number(words.user) : null;
  var ready = user === null ? Promise.race([identify(), pause(PATIENCE.name)]) : arrive(user);

  /* Whoever signs in on this phone finds the own forms only; pages kept for somebody else go. */
  function arrive(person) {
    return keep.fact("user").then(function (before) {
      if (before === person) {
        return undefined;
      }
      var gone = before && window.caches ? caches.delete("pages-" + before) : Promise.resolve();
      return gone.then(function () {
        return keep.write("user", person);
      });
    });
  }

  /* The page of the outbox is kept on the phone and names nobody; whoever comes to it straight after signing in would
     find the forms of who was here before. So it asks, whenever the portal may answer. */
  function identify() {
    if (user !== null) {
      return Promise.resolve();
    }
    return state()
      .then(function (now) {
        return now.user === null ? undefined : arrive(now.user);
      })
      .catch(function () {
        return undefined; // no signal: the last one to sign in on this phone
      });
  }

  function pause(time) {
    return new Promise(function (done) {
      setTimeout(done, time);
    });
  }

  window.portalOutbox = { keep: keep, words: words, sendAll: sendAll, errorLine: errorLine, show: show, ready: ready };

  if (navigator.serviceWorker && user !== null) {
    navigator.serviceWorker.register(words.worker).catch(function () {
      return undefined; // plain http: forms still wait, as long as the page is open
    });
  }
  ready
    .then(function () {
      reopen();
      offerNames();
      return sendAll();
    })
    .then(function () {
      return user === null ? undefined : takeAlong();
    })
    .catch(function () {
      return undefined; // storage is closed: the pages work as they would without this file
    });
  window.addEventListener("online", sendAll);
  document.addEventListener("visibilitychange", function () {
    if (!document.hidden) {
      sendAll();
    }
  });
  setInterval(function () {
    keep.own().then(function (forms) {
      return user === null || pending(forms).length ? sendAll() : undefined;
    });
  }, RETRY);
})();

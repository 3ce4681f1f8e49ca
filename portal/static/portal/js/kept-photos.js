/* Photos chosen on the page behind a link, kept on this phone until they have arrived. The page works without this
   file; without signal the browser itself would forget them. */
(function () {
  "use strict";
  var form = document.querySelector("form[data-keeps-photos]");
  var taken = document.querySelector("[data-taken]");
  if (!form && !taken) {
    return;
  }
  var shelf = form ? form.dataset.draft : taken.dataset.taken;
  // Set when the sheet is sent; only a page that shows it taken in may then throw the photos away.
  var onTheWay = "photos-on-the-way:" + shelf;
  var box = form && form.querySelector("[data-kept-photos]");
  var counts = {};
  var isLeaving = false;

  function run(mode, deed) {
    return new Promise(function (done, fail) {
      var opening = indexedDB.open("kept-photos", 1);
      opening.onupgradeneeded = function () {
        opening.result.createObjectStore("photos");
      };
      opening.onerror = function () {
        fail(opening.error);
      };
      opening.onsuccess = function () {
        var work = opening.result.transaction("photos", mode);
        var asked = deed(work.objectStore("photos"));
        work.oncomplete = function () {
          opening.result.close();
          done(asked.result);
        };
        work.onabort = work.onerror = function () {
          opening.result.close();
          fail(work.error);
        };
      };
    });
  }

  // The keys of this sheet begin with its address: another sheet on the same phone has others.
  function own() {
    return IDBKeyRange.bound(shelf + "\n", shelf + "\n\uffff");
  }

  function clear() {
    return run("readwrite", function (store) {
      return store.delete(own());
    });
  }

  function flag(value) {
    try {
      if (value) {
        localStorage.setItem(onTheWay, value);
      } else {
        localStorage.removeItem(onTheWay);
      }
    } catch (error) {
      // A phone that keeps nothing: the photos are then sent with the form or not at all.
    }
  }

  function isOnTheWay() {
    try {
      return localStorage.getItem(onTheWay) !== null;
    } catch (error) {
      return false;
    }
  }

  function total() {
    return Object.keys(counts).reduce(function (sum, name) {
      return sum + counts[name];
    }, 0);
  }

  function tell() {
    box.hidden = !total();
    box.textContent = box.dataset.kept + " " + total() + ". " + box.dataset.how;
  }

  function put(input) {
    var files = Array.prototype.slice.call(input.files);
    counts[input.name] = files.length;
    return run("readwrite", function (store) {
      var key = shelf + "\n" + input.name;
      return files.length ? store.put(files, key) : store.delete(key);
    }).then(tell, function () {
      box.hidden = !total();
      box.textContent = box.dataset.notKept;
    });
  }

  function back() {
    return run("readonly", function (store) {
      return store.getAllKeys(own());
    })
      .then(function (keys) {
        return Promise.all(
          keys.map(function (key) {
            return run("readonly", function (store) {
              return store.get(key);
            }).then(function (files) {
              var input = form.elements.namedItem(key.slice(shelf.length + 1));
              if (!input || input.files.length) {
                return;
              }
              var kept = new DataTransfer();
              files.forEach(function (file) {
                kept.items.add(file);
              });
              input.files = kept.files;
              counts[input.name] = files.length;
              var again = form.querySelector("[data-choose-again]");
              if (again) {
                again.hidden = true;
              }
              var more = input.closest("details");
              if (more) {
                more.open = true;
              }
              input.dispatchEvent(new Event("change", { bubbles: true }));
            });
          }),
        );
      })
      .then(tell, function () {
        // Nothing can be read here, so nothing was kept.
      });
  }

  if (taken && isOnTheWay()) {
    flag(null);
    clear();
    if (!form) {
      return;
    }
  } else if (form) {
    flag(null);
    back();
  }
  if (!form) {
    return;
  }
  form.addEventListener("change", function (event) {
    if (event.target.type === "file") {
      put(event.target);
    }
  });
  form.addEventListener(
    "submit",
    function () {
      if (navigator.onLine) {
        isLeaving = true;
        flag("yes");
      }
    },
    true,
  );
  // The browser asks before the page is left with photos that have not been sent.
  window.addEventListener("beforeunload", function (event) {
    if (!isLeaving && total()) {
      event.preventDefault();
    }
  });
})();

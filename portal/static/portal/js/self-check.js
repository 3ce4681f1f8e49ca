/* The sheet of a self-check: keeps what is typed, lets a paper be keyed in with 1 to 4, copies words for a chat.
   Every page works without this file. */
(function () {
  "use strict";
  var WAIT = 1500; // milliseconds after the last key

  /* --- words to paste into a chat */

  document.querySelectorAll("[data-copy]").forEach(function (button) {
    button.hidden = false;
    button.addEventListener("click", function () {
      var field = document.getElementById(button.dataset.copy);
      var copied = navigator.clipboard
        ? navigator.clipboard.writeText(field.value)
        : Promise.reject(new Error("no clipboard"));
      copied
        .catch(function () {
          // Without https there is no clipboard: the old way.
          field.focus();
          field.select();
          document.execCommand("copy");
        })
        .then(function () {
          button.textContent = button.dataset.copied;
        });
    });
  });

  /* --- keys 1 to 4 in the grid: answer, and on to the next item */

  document.querySelectorAll("[data-sheet-grid]").forEach(function (grid) {
    grid.addEventListener("keydown", function (event) {
      var line = event.target.closest(".sheet-item");
      if (!line || event.target.matches("textarea, input:not([type=radio])") || event.ctrlKey || event.metaKey) {
        return;
      }
      var choice = line.querySelectorAll("input[type=radio]")[Number(event.key) - 1];
      if (!choice || "1234".indexOf(event.key) < 0) {
        return;
      }
      event.preventDefault();
      choice.checked = true;
      choice.dispatchEvent(new Event("change", { bubbles: true }));
      var needs = line.querySelector(".when-present input, .when-present textarea");
      if (event.key === "2" || event.key === "3") {
        needs.focus();
        return;
      }
      var next = line.nextElementSibling;
      while (next && !next.querySelector("input[type=radio]")) {
        next = next.nextElementSibling;
      }
      var target = next
        ? next.querySelector("input[type=radio]:checked") || next.querySelector("input[type=radio]")
        : grid.closest("form").querySelector("[name=signed]");
      target.focus();
    });
  });

  /* --- keeping what is typed: on the server where there is signal, else on this phone */

  var form = document.querySelector("form[data-draft]");
  if (!form) {
    return;
  }
  var status = form.querySelector("[data-draft-status]");
  var shelf = "self-check:" + form.dataset.draft;
  var timer = 0;
  var isLeaving = false;

  function fields() {
    var data = new FormData(form);
    var kept = [];
    data.forEach(function (value, name) {
      if (typeof value === "string" && name !== "csrfmiddlewaretoken" && name !== "submission" && name !== "version") {
        kept.push([name, value]);
      }
    });
    return kept;
  }

  function shelve(kept) {
    try {
      localStorage.setItem(shelf, JSON.stringify(kept));
    } catch (error) {
      // A phone that keeps nothing: the server's copy has to do.
    }
  }

  function clear() {
    try {
      localStorage.removeItem(shelf);
    } catch (error) {
      // Nothing was kept.
    }
  }

  function isItem(name) {
    return /^i\d+_/.test(name);
  }

  function say(text) {
    status.textContent = text;
  }

  function keep() {
    var kept = fields();
    shelve(kept);
    if (!navigator.onLine) {
      say(status.dataset.offline);
      return;
    }
    var body = new FormData();
    kept.forEach(function (pair) {
      body.append(pair[0], pair[1]);
    });
    var token = form.querySelector("[name=csrfmiddlewaretoken]");
    if (token) {
      body.append("csrfmiddlewaretoken", token.value);
    }
    fetch(form.dataset.draft, { method: "POST", body: body, credentials: "same-origin" })
      .then(function (answer) {
        return answer.json();
      })
      .then(function (answer) {
        if (isLeaving) {
          return;
        }
        if (answer.saved) {
          // The server keeps the items; who signs stays on this phone until the sheet is sent.
          shelve(
            kept.filter(function (pair) {
              return !isItem(pair[0]);
            }),
          );
          say(status.dataset.saved + " " + answer.saved);
        } else if (answer.error) {
          say(answer.error);
        }
      })
      .catch(function () {
        say(status.dataset.offline);
      });
  }

  function restore() {
    var kept = null;
    try {
      kept = JSON.parse(localStorage.getItem(shelf) || "null");
    } catch (error) {
      kept = null;
    }
    if (!kept) {
      return;
    }
    kept.forEach(function (pair) {
      var field = form.elements.namedItem(pair[0]);
      if (!field) {
        return;
      }
      if (field instanceof RadioNodeList) {
        field.value = pair[1];
      } else if (field.type !== "file" && field.type !== "submit") {
        field.value = pair[1];
      }
    });
    if (
      kept.some(function (pair) {
        return isItem(pair[0]);
      })
    ) {
      say(status.dataset.restored);
    }
  }

  // A sheet that comes back with its faults shows what was typed already.
  if (!form.querySelector("[data-errors]")) {
    restore();
  }
  form.addEventListener("input", function () {
    clearTimeout(timer);
    timer = setTimeout(keep, WAIT);
  });
  window.addEventListener("online", keep);
  // The next page may have been made before what is under way arrives: the phone's own copy stays whole for it.
  window.addEventListener("beforeunload", function () {
    isLeaving = true;
  });
  form.addEventListener(
    "submit",
    function (event) {
      clearTimeout(timer);
      if (form.matches("[data-outbox]")) {
        // The outbox keeps it, photos included.
        isLeaving = true;
        clear();
        return;
      }
      if (!navigator.onLine) {
        event.preventDefault();
        event.stopImmediatePropagation();
        shelve(fields());
        say(status.dataset.offline);
        status.scrollIntoView({ block: "center" });
        return;
      }
      isLeaving = true;
      shelve(fields());
      window.addEventListener("pagehide", function () {
        clear();
      });
    },
    true,
  );
})();

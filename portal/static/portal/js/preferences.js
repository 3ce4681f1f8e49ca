/* Large type and light or dark, kept on this device. Runs in <head>, before the first paint, so that nothing flashes.
   Without JavaScript the system's own light or dark holds and the buttons stay hidden. */
(function () {
  "use strict";
  var root = document.documentElement;
  var dark = window.matchMedia("(prefers-color-scheme: dark)");

  function recall(name) {
    try {
      return localStorage.getItem(name);
    } catch (error) {
      return null; // storage is closed in some private windows and webviews
    }
  }

  function keep(name, value) {
    try {
      localStorage.setItem(name, value);
    } catch (error) {
      /* the choice then lasts for this page only */
    }
  }

  function isDark() {
    var chosen = root.getAttribute("data-bs-theme");
    return chosen ? chosen === "dark" : dark.matches;
  }

  var pressed = {
    type: function () {
      return root.classList.contains("large");
    },
    theme: isDark,
  };

  var toggle = {
    type: function () {
      keep("type", root.classList.toggle("large") ? "large" : "normal");
    },
    theme: function () {
      var next = isDark() ? "light" : "dark";
      root.setAttribute("data-bs-theme", next);
      keep("theme", next);
    },
  };

  root.classList.add("js");
  root.classList.toggle("large", recall("type") === "large");
  if (/^(light|dark)$/.test(recall("theme"))) {
    root.setAttribute("data-bs-theme", recall("theme"));
  }

  document.addEventListener("DOMContentLoaded", function () {
    var buttons = document.querySelectorAll("[data-preference]");

    function show() {
      buttons.forEach(function (button) {
        button.hidden = false;
        button.setAttribute("aria-pressed", String(pressed[button.dataset.preference]()));
      });
    }

    buttons.forEach(function (button) {
      button.addEventListener("click", function () {
        toggle[button.dataset.preference]();
        show();
      });
    });
    if (dark.addEventListener) {
      dark.addEventListener("change", show);
    }
    show();
  });
})();

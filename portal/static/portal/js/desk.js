/* The desk's small conveniences. Every page works without this file. */
(function () {
  "use strict";
  var PHOTO_SIDE = 2000; // pixels; sharp enough to read a nameplate, small enough for a bad signal

  /* A form that changes something is sent once, however often the button is pressed. */
  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (form.method !== "post" || event.defaultPrevented) {
      return;
    }
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    // After the browser has read the form: a disabled button would not send its own name and value.
    setTimeout(function () {
      eachButton(form, function (button) {
        button.disabled = true;
        button.setAttribute("aria-busy", "true");
      });
    });
  });

  // The back button shows the page as it was left, with its buttons disabled: wake them.
  window.addEventListener("pageshow", function () {
    document.querySelectorAll("form[data-sent]").forEach(wake);
  });

  document.addEventListener("htmx:afterRequest", function (event) {
    if (event.target.matches && event.target.matches("form[data-sent]")) {
      wake(event.target);
    }
  });

  function eachButton(form, deed) {
    Array.prototype.forEach.call(form.elements, function (element) {
      if (element.type === "submit") {
        deed(element);
      }
    });
  }

  function wake(form) {
    delete form.dataset.sent;
    eachButton(form, function (button) {
      button.disabled = false;
      button.removeAttribute("aria-busy");
    });
  }

  /* When an answer does not come, say so instead of leaving the old rows as if they were new. */
  function complain(event) {
    if (event.target.closest && event.target.closest("form[data-outbox]")) {
      return; // filled in without signal: what is asked while typing may stay unanswered
    }
    var notice = document.getElementById("no-answer");
    if (notice) {
      notice.hidden = false;
    }
  }
  document.addEventListener("htmx:sendError", complain);
  document.addEventListener("htmx:responseError", complain);
  document.addEventListener("htmx:beforeSend", function () {
    var notice = document.getElementById("no-answer");
    if (notice) {
      notice.hidden = true;
    }
  });

  /* Menus made of <details> close when one looks elsewhere. */
  function closeMenus(except) {
    document.querySelectorAll("details.menu[open]").forEach(function (menu) {
      if (!menu.contains(except)) {
        menu.open = false;
      }
    });
  }
  document.addEventListener("click", function (event) {
    closeMenus(event.target);
  });
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape") {
      closeMenus(null);
    }
  });

  /* One box ticks them all, and the bar says how many are chosen. */
  document.addEventListener("change", function (event) {
    var box = event.target;
    if (box.matches("[data-select-all]")) {
      box
        .closest("table")
        .querySelectorAll("tbody input[type=checkbox]")
        .forEach(function (each) {
          each.checked = box.checked;
        });
    }
    if (box.type === "checkbox" && box.closest("#results")) {
      var chosen = document.querySelectorAll("#results tbody input[type=checkbox]:checked").length;
      document.querySelectorAll("[data-chosen]").forEach(function (place) {
        place.textContent = chosen;
      });
    }
  });

  /* A list of errors takes the focus, so that it is read out and the first link is one key away. */
  var errors = document.querySelector("[data-errors]");
  if (errors) {
    errors.focus();
  }

  /* Photos are shown before they are sent, and shrunk so that they arrive on a bad signal.
     What the browser cannot read (HEIC in most) goes as it is; the server converts it. */
  document.addEventListener("change", function (event) {
    var input = event.target;
    if (input.type !== "file" || (input.accept || "").indexOf("image/") !== 0) {
      return;
    }
    Promise.all(Array.prototype.map.call(input.files, shrink)).then(function (files) {
      if (window.DataTransfer) {
        var carrier = new DataTransfer();
        files.forEach(function (file) {
          carrier.items.add(file);
        });
        input.files = carrier.files;
      }
      preview(input, files);
    });
  });

  function shrink(file) {
    if (!window.createImageBitmap) {
      return Promise.resolve(file);
    }
    return createImageBitmap(file, { imageOrientation: "from-image" })
      .then(function (picture) {
        var scale = PHOTO_SIDE / Math.max(picture.width, picture.height);
        if (scale >= 1) {
          return file;
        }
        var canvas = document.createElement("canvas");
        canvas.width = Math.round(picture.width * scale);
        canvas.height = Math.round(picture.height * scale);
        canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
        return new Promise(function (done) {
          canvas.toBlob(
            function (blob) {
              var name = file.name.replace(/\.\w+$/, "") + ".jpg";
              done(
                blob && blob.size < file.size
                  ? new File([blob], name, { type: "image/jpeg", lastModified: file.lastModified })
                  : file,
              );
            },
            "image/jpeg",
            0.85,
          );
        });
      })
      .catch(function () {
        return file;
      });
  }

  function preview(input, files) {
    var strip = input.parentNode.querySelector(".photo-strip");
    if (!strip) {
      strip = document.createElement("ul");
      strip.className = "photo-strip";
      input.insertAdjacentElement("afterend", strip);
    }
    strip.querySelectorAll("img").forEach(function (old) {
      URL.revokeObjectURL(old.src);
    });
    strip.replaceChildren();
    files.forEach(function (file) {
      var item = document.createElement("li");
      var picture = document.createElement("img");
      picture.alt = file.name;
      picture.src = URL.createObjectURL(file);
      picture.onerror = function () {
        item.textContent = file.name;
      };
      item.append(picture);
      strip.append(item);
    });
  }
})();

/* Where somebody stands is kept only if the button is pressed, and shown as given until it is taken out again. */
(function () {
  "use strict";
  document.querySelectorAll("[data-place]").forEach(function (box) {
    var fields = box.querySelectorAll("input");
    var take = box.querySelector("[data-place-take]");
    var drop = box.querySelector("[data-place-drop]");
    var words = box.querySelector("[data-place-words]");

    function show(name) {
      words.textContent = words.dataset[name];
      drop.hidden = name !== "given";
    }

    if (!navigator.geolocation) {
      return;
    }
    box.hidden = false;
    show(fields[0].value ? "given" : "none");
    take.addEventListener("click", function () {
      navigator.geolocation.getCurrentPosition(
        function (found) {
          fields[0].value = found.coords.latitude.toFixed(5);
          fields[1].value = found.coords.longitude.toFixed(5);
          show("given");
        },
        function () {
          show("refused");
        },
        { enableHighAccuracy: true, timeout: 15000 }
      );
    });
    drop.addEventListener("click", function () {
      fields[0].value = fields[1].value = "";
      show("none");
    });
  });
})();

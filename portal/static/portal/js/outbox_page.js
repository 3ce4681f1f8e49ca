/* The page of the outbox: what waits on this phone, what was sent, and which forms can be filled in without signal. */
(function () {
  "use strict";
  var outbox = window.portalOutbox;
  var words = outbox.words;
  var list = document.getElementById("outbox-forms");
  var TONES = { waiting: "due", sent: "done", refused: "late" };

  function draw(forms) {
    list.replaceChildren.apply(list, forms.slice().reverse().map(card));
    document.getElementById("outbox-empty").hidden = forms.length > 0;
    document.getElementById("outbox-list").hidden = forms.length === 0;
    document.getElementById("outbox-sign-in").hidden = !forms.some(function (form) {
      return form.note === "sign-in" && form.state === "waiting";
    });
  }

  function card(form) {
    var item = document.createElement("li");
    item.className = "outbox-form";
    item.dataset.state = form.state;
    item.append(text("strong", form.label), badge(form));
    if (form.summary) {
      item.append(text("p", form.summary));
    }
    item.append(text("p", facts(form), "muted"));
    if (form.errors.length) {
      var errors = document.createElement("ul");
      errors.className = "outbox-errors";
      form.errors.forEach(function (error) {
        errors.append(outbox.errorLine({ text: (error.label ? error.label + ": " : "") + error.text }));
      });
      item.append(errors);
    }
    item.append(buttons(form));
    return item;
  }

  function text(tag, content, css) {
    var element = document.createElement(tag);
    element.textContent = content;
    element.className = css || "";
    return element;
  }

  function badge(form) {
    return text("span", words[form.state], "badge " + TONES[form.state]);
  }

  function facts(form) {
    var parts = [words.made + " " + local(form.made_at)];
    if (form.photos.length) {
      parts.push(form.photos.length + " " + words.photos);
    }
    if (form.receipt) {
      parts.push(words.receipt + " " + form.receipt);
    }
    return parts.join(" · ");
  }

  function local(moment) {
    return new Date(moment).toLocaleString(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" });
  }

  function buttons(form) {
    var row = document.createElement("div");
    row.className = "btn-row";
    if (form.url_of_record) {
      row.append(link(words.open, form.url_of_record));
    }
    if (form.state !== "sent") {
      row.append(link(words.edit, form.url + "?outbox=" + form.key));
    }
    var drop = text("button", words.drop, "btn");
    drop.type = "button";
    drop.addEventListener("click", function () {
      if (form.state === "sent" || window.confirm(words.dropSure)) {
        outbox.keep.drop(form.key).then(outbox.show);
      }
    });
    row.append(drop);
    return row;
  }

  function link(label, address) {
    var element = text("a", label, "btn");
    element.href = address;
    return element;
  }

  function drawPages() {
    return Promise.all([outbox.keep.fact("taken"), outbox.keep.fact("user")]).then(function (found) {
      var taken = found[0];
      var pages = taken && taken.user === found[1] ? taken.pages : [];
      var place = document.getElementById("outbox-pages");
      place.replaceChildren.apply(
        place,
        pages.map(function (page) {
          var item = document.createElement("li");
          var anchor = text("a", page.label);
          anchor.href = page.url;
          item.append(anchor);
          return item;
        }),
      );
      document.getElementById("outbox-taken").hidden = !pages.length;
      document.getElementById("outbox-nobody").hidden = Boolean(found[1]);
    });
  }

  document.addEventListener("outbox:changed", function (event) {
    draw(event.detail);
    drawPages();
  });
  document.getElementById("outbox-send").addEventListener("click", outbox.sendAll);
  outbox.ready.then(outbox.show);
})();

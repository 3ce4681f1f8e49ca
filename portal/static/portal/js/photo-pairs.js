/* Photo pairs: the old photo laid over the camera's picture, so that the new one is taken from the same place.
   And the place where the phone is, if the person presses the button. Every page works without this file. */
(function () {
  "use strict";
  var STRENGTH = 45; // percent: both pictures can be told apart

  function element(name, className, text) {
    var one = document.createElement(name);
    one.className = className;
    if (text) {
      one.textContent = text;
    }
    return one;
  }

  function button(className, text) {
    var one = element("button", className, text);
    one.type = "button";
    return one;
  }

  /* Where both photos are taken on one page, the first one chosen is the old one. */
  function follow(place) {
    var source = document.getElementById(place.dataset.ghostFrom);
    source.addEventListener("change", function () {
      var list = place.querySelector(".photos");
      var picture = element("img", "");
      var item = element("li", "photo");
      place.hidden = !source.files.length;
      list.replaceChildren();
      if (source.files.length) {
        picture.src = URL.createObjectURL(source.files[0]);
        picture.alt = source.files[0].name;
        item.append(picture);
        list.append(item);
      }
    });
  }

  /* The old photo is shown by the page; the camera opens on request only. */
  document.querySelectorAll("[data-ghost-for]").forEach(function (place) {
    if (place.dataset.ghostFrom) {
      follow(place);
    }
    var field = document.getElementById(place.dataset.ghostFor);
    if (!field || !navigator.mediaDevices || !navigator.mediaDevices.getUserMedia || !window.DataTransfer) {
      return;
    }
    var open = button("btn", place.dataset.take);
    open.addEventListener("click", function () {
      camera(place, field);
    });
    place.append(open);
  });

  function camera(place, field) {
    var words = place.dataset;
    navigator.mediaDevices
      .getUserMedia({ video: { facingMode: "environment", width: { ideal: 1920 } }, audio: false })
      .then(function (stream) {
        show(place, field, stream);
      })
      .catch(function () {
        var said = place.querySelector(".ghost-refused") || element("p", "ghost-refused form-text", words.refused);
        said.setAttribute("role", "status");
        place.append(said);
      });
  }

  function show(place, field, stream) {
    var words = place.dataset;
    var dialog = element("dialog", "ghost-camera");
    var stage = element("div", "ghost-stage");
    var video = element("video", "");
    var ghost = element("img", "");
    var strength = element("input", "");
    var label = element("label", "ghost-strength", words.strength);
    var foot = element("div", "ghost-foot");
    var shoot = button("btn btn-primary", words.shoot);
    var close = button("btn", words.close);
    video.autoplay = video.muted = video.playsInline = true;
    video.srcObject = stream;
    ghost.src = place.querySelector("img").currentSrc || place.querySelector("img").src;
    ghost.alt = "";
    strength.type = "range";
    strength.min = 0;
    strength.max = 100;
    strength.value = STRENGTH;
    ghost.style.opacity = STRENGTH / 100;
    strength.addEventListener("input", function () {
      ghost.style.opacity = strength.value / 100;
    });
    label.append(strength);
    stage.append(video, ghost);
    foot.append(label, shoot, close);
    dialog.append(stage, foot);
    document.body.append(dialog);
    shoot.addEventListener("click", function () {
      take(video, field).then(function () {
        dialog.close();
      });
    });
    close.addEventListener("click", function () {
      dialog.close();
    });
    dialog.addEventListener("close", function () {
      stream.getTracks().forEach(function (track) {
        track.stop();
      });
      dialog.remove();
    });
    dialog.showModal();
  }

  /* What the camera shows becomes one more file of the field, as if it had been chosen there. */
  function take(video, field) {
    var canvas = document.createElement("canvas");
    canvas.width = video.videoWidth;
    canvas.height = video.videoHeight;
    canvas.getContext("2d").drawImage(video, 0, 0);
    return new Promise(function (done) {
      canvas.toBlob(
        function (blob) {
          if (blob) {
            var carrier = new DataTransfer();
            Array.prototype.forEach.call(field.files, function (file) {
              carrier.items.add(file);
            });
            carrier.items.add(new File([blob], "after-" + Date.now() + ".jpg", { type: "image/jpeg" }));
            field.files = carrier.files;
            field.dispatchEvent(new Event("change", { bubbles: true }));
          }
          done();
        },
        "image/jpeg",
        0.9,
      );
    });
  }

  /* The place is asked of the phone only when the person says so, and can be taken away again. */
  document.querySelectorAll("input[data-position]").forEach(function (field) {
    if (!navigator.geolocation) {
      return;
    }
    var add = button("btn", field.dataset.position);
    var said = element("span", "form-text", "");
    said.setAttribute("aria-live", "polite");
    field.after(add, said);
    add.addEventListener("click", function () {
      if (field.value) {
        field.value = said.textContent = "";
        return;
      }
      navigator.geolocation.getCurrentPosition(function (found) {
        field.value = found.coords.latitude.toFixed(5) + "," + found.coords.longitude.toFixed(5);
        said.textContent = " " + field.value;
      });
    });
  });
})();

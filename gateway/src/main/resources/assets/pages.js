// What the pages do beyond forms and links. Everything here is a convenience.
(function () {
  "use strict";

  function typing(element) {
    return element.closest("input, textarea, select, [contenteditable]") !== null;
  }

  // Whoever speaks to the machine, or rests a hand on the keyboard, can switch single keys off.
  function singleKeys() {
    return window.localStorage.getItem("single-keys") !== "off";
  }

  function showSingleKeys() {
    var keys = document.querySelector("[data-keys]");
    if (keys && document.querySelector("input[type=search]")) {
      var button = keys.querySelector("button");
      button.setAttribute("aria-pressed", singleKeys());
      keys.querySelector("span").textContent = singleKeys() ? button.dataset.on : button.dataset.off;
      keys.hidden = false;
    }
  }

  showSingleKeys();
  document.addEventListener("click", function (event) {
    if (event.target.closest("[data-keys] button")) {
      window.localStorage.setItem("single-keys", singleKeys() ? "off" : "on");
      showSingleKeys();
    }
  });

  // A tab that is open can be seen, also where not all of them can.
  function showTab() {
    var tab = document.querySelector(".tabs [aria-current]");
    if (tab) {
      tab.parentElement.scrollLeft = tab.offsetLeft - (tab.parentElement.clientWidth - tab.offsetWidth) / 2;
    }
  }

  showTab();
  window.addEventListener("resize", showTab);

  var first = "";
  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    if (event.key === "Escape") {
      var panel = document.getElementById("panel");
      if (panel && panel.firstElementChild) {
        panel.replaceChildren();
        return;
      }
      var cancel = document.querySelector("[data-escape]");
      if (cancel) {
        cancel.click();
      }
      return;
    }
    if (typing(event.target) || !singleKeys()) {
      return;
    }
    if (event.key === "/") {
      var search = document.querySelector("input[type=search]");
      if (search) {
        event.preventDefault();
        search.focus();
      }
    } else if (first === "g" && event.key === "c" && document.querySelector(".top input[type=search]")) {
      window.location.assign("/dashboard/customers");
    }
    first = event.key;
  });

  function showCopies(within) {
    if (navigator.clipboard) {
      within.querySelectorAll("[data-copy]").forEach(function (button) {
        button.hidden = false;
      });
    }
  }

  document.addEventListener("click", function (event) {
    var button = event.target.closest("[data-copy]");
    if (button) {
      navigator.clipboard.writeText(button.dataset.copy).then(function () {
        var text = button.textContent;
        button.textContent = document.body.dataset.copied;
        window.setTimeout(function () {
          button.textContent = text;
        }, 2000);
      });
    }
  });

  showCopies(document);
  document.addEventListener("htmx:load", function (event) {
    showCopies(event.detail.elt);
  });

  // What is shown as the price belongs to the choice before this one.
  document.addEventListener("change", function (event) {
    if (event.target.closest("#choose")) {
      document.querySelectorAll("button[form=buy]").forEach(function (button) {
        button.disabled = true;
      });
    }
  });

  // The outcome of a request arrives by itself, while somebody looks.
  var live = null;

  function hangUp() {
    if (live) {
      live.close();
      live = null;
    }
  }

  function listen() {
    var waiting = document.querySelector("[data-live]");
    if (!waiting || document.hidden) {
      hangUp();
      return;
    }
    if (live) {
      return;
    }
    var stream = new EventSource(waiting.dataset.live);
    live = stream;
    stream.addEventListener("decided", function () {
      hangUp();
      htmx.trigger(waiting, "decided");
    });
    stream.addEventListener("waiting", function () {
      var long = document.querySelector("[data-long]");
      if (long) {
        long.hidden = false;
      }
    });
    // A stream that is refused stays closed. The page itself then finds out why.
    stream.addEventListener("error", function () {
      if (stream.readyState === EventSource.CLOSED && live === stream) {
        window.setTimeout(function () {
          if (live === stream) {
            live = null;
            htmx.trigger(waiting, "decided");
          }
        }, 3000);
      }
    });
  }

  document.addEventListener("visibilitychange", listen);
  document.addEventListener("htmx:afterSettle", listen);
  window.addEventListener("pagehide", hangUp);
  listen();

  // The help stands beside the page until it is closed, with its button or with Esc.
  document.addEventListener("htmx:afterSwap", function (event) {
    if (event.detail.target.id === "panel") {
      event.detail.target.querySelectorAll("[data-beside]").forEach(function (head) {
        head.hidden = false;
        head.querySelector("[data-close]").focus();
      });
    }
  });
  document.addEventListener("click", function (event) {
    if (event.target.closest("#panel [data-close]")) {
      document.getElementById("panel").replaceChildren();
    }
  });

  // How much of a file has been sent.
  document.addEventListener("htmx:xhr:progress", function (event) {
    var form = event.target.closest("[data-progress]");
    if (form && event.detail.lengthComputable) {
      var bar = form.querySelector("progress");
      bar.hidden = false;
      bar.value = (100 * event.detail.loaded) / event.detail.total;
    }
  });
  document.addEventListener("htmx:afterRequest", function (event) {
    var form = event.target.closest("[data-progress]");
    if (form) {
      form.querySelector("progress").hidden = true;
    }
  });

  // The session has ended: the page itself leads to signing in, and comes back here. A form is sent
  // without a script, for a page that keeps what was entered.
  document.addEventListener("htmx:responseError", function (event) {
    if (event.detail.xhr.status !== 499) {
      return;
    }
    var form = event.detail.elt.closest("form");
    if (form && event.detail.requestConfig.verb === "post") {
      form.submit();
    } else {
      window.location.reload();
    }
  });

  // An answer without the part that was asked for is a page of its own.
  document.addEventListener("htmx:beforeSwap", function (event) {
    var wanted = event.detail.requestConfig.elt.getAttribute("hx-select");
    if (wanted && event.detail.shouldSwap && event.detail.serverResponse.indexOf('id="' + wanted.slice(1) + '"') < 0) {
      event.detail.shouldSwap = false;
      window.location.reload();
    }
  });
})();

// What the pages do beyond forms and links. Everything here is a convenience.
(function () {
  "use strict";

  function typing(element) {
    return element.closest("input, textarea, select, [contenteditable]") !== null;
  }

  var first = "";
  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    if (event.key === "Escape") {
      var cancel = document.querySelector("[data-escape]");
      if (cancel) {
        cancel.click();
      }
      return;
    }
    if (typing(event.target)) {
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

  // Nobody looks: the outcome is asked for when somebody does.
  document.addEventListener("htmx:beforeRequest", function (event) {
    if (document.hidden && event.detail.elt.id === "outcome") {
      event.preventDefault();
    }
  });

  // The session has ended: the page itself leads to signing in, and comes back here.
  document.addEventListener("htmx:responseError", function (event) {
    if (event.detail.xhr.status === 499) {
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

// Before the page is drawn: light or dark as the system is, and the time zone for the server.
(function () {
  "use strict";
  var dark = window.matchMedia("(prefers-color-scheme: dark)");
  function look() {
    document.documentElement.setAttribute("data-bs-theme", dark.matches ? "dark" : "light");
  }
  look();
  document.documentElement.classList.add("scripted");
  dark.addEventListener("change", look);
  var zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (zone) {
    document.cookie = "zone=" + zone + ";path=/;max-age=31536000;samesite=lax" + (window.location.protocol === "https:" ? ";secure" : "");
  }
})();

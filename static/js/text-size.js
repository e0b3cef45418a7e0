// Keeps the size of letters a contestant chose. Runs before the page is drawn, so it is no module.
(function () {
  var root = document.documentElement;
  try {
    var kept = localStorage.getItem("text-size");
    if (kept) root.setAttribute("data-text", kept);
  } catch (error) { /* storage may be forbidden; the usual size then */ }

  function show() {
    var chosen = root.getAttribute("data-text") || "usual";
    document.querySelectorAll("[data-text-size]").forEach(function (button) {
      button.setAttribute("aria-pressed", String(button.getAttribute("data-text-size") === chosen));
    });
  }

  document.addEventListener("DOMContentLoaded", function () {
    document.querySelectorAll(".text-size").forEach(function (group) { group.hidden = false; });
    show();
  });
  document.addEventListener("click", function (event) {
    var button = event.target.closest("[data-text-size]");
    if (!button) return;
    root.setAttribute("data-text", button.getAttribute("data-text-size"));
    try { localStorage.setItem("text-size", button.getAttribute("data-text-size")); } catch (error) { /* as above */ }
    show();
  });
})();

// Officials' pages: the menu, errors in focus, one sending of a form, select-all boxes, printing.
// Scripts do not import each other: every file is asked for by an address that changes with it.
const wrong = document.querySelector("[data-focus]");
if (wrong) wrong.focus();

// On a phone a list begins below its first field; the other fields open on demand. Those in use stay.
document.querySelectorAll(".filter").forEach((filter) => {
  const fields = [...filter.querySelectorAll(".field")].slice(1);
  const used = fields.some((field) => field.querySelector("input, select")?.value);
  if (fields.length < 2 || used || !matchMedia("(max-width: 767.98px)").matches) return;
  const open = filter.querySelector(".filter-open");
  filter.classList.add("filter-folded");
  open.hidden = false;
  open.addEventListener("click", () => {
    filter.classList.remove("filter-folded");
    open.hidden = true;
    fields[0].querySelector("input, select").focus();
  });
});

// On a phone the view one is in may lie outside of the row of tabs.
document.querySelectorAll(".tabs [aria-current]").forEach((tab) => {
  const row = tab.parentElement;
  row.scrollLeft = tab.offsetLeft - row.offsetLeft - (row.clientWidth - tab.offsetWidth) / 2;
});

document.addEventListener("click", (event) => {
  document.querySelectorAll("details.menu-phone[open]").forEach((menu) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
});

// A form is sent once, however often its button is pressed.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post") return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "yes";
});
window.addEventListener("pageshow", () => {
  document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent);
});

document.addEventListener("change", (event) => {
  const all = event.target.closest("[data-check-all]");
  if (!all) return;
  document.querySelectorAll(`input[name="${all.dataset.checkAll}"]`).forEach((box) => {
    box.checked = all.checked;
  });
});

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) window.print();
});

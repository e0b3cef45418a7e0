// Shows in the form of a question only what its kind needs; without this script everything is shown.
const form = document.querySelector("[data-kind-form]");
const kind = form.querySelector("[name=kind]");
const credit = form.querySelector("[name=credit]");

function show() {
  form.querySelectorAll("[data-kinds]").forEach((part) => {
    part.hidden = !part.dataset.kinds.split(" ").includes(kind.value);
  });
  form.querySelectorAll("[data-credits]").forEach((part) => {
    part.hidden = part.dataset.credits !== credit.value;
  });
}

kind.addEventListener("change", show);
credit.addEventListener("change", show);
show();

// Reads an answer from a question's fields and shows one in them, for every way of answering.
const typedField = (section) => section.querySelector("[data-typed]");

function orderOf(section) {
  const list = section.querySelector(".order");
  const items = [...list.children];
  return items.map((item, place) => Number(item.dataset.item) * items.length + place).sort((a, b) => a - b);
}

export function readAnswer(section) {
  const { way } = section.dataset;
  if (way === "line" || way === "text") return typedField(section).value;
  if (way === "order") return orderOf(section);
  if (way === "match") return [...section.querySelectorAll("select")].filter((one) => one.value).map((one) => Number(one.value)).sort((a, b) => a - b);
  return [...section.querySelectorAll("input:checked")].map((input) => Number(input.value));
}

export function writeAnswer(section, choice) {
  const { way } = section.dataset;
  if (way === "line" || way === "text") {
    const field = typedField(section);
    const text = typeof choice === "string" ? choice : "";
    if (field !== document.activeElement && field.value !== text) field.value = text;
    countWords(section);
  } else if (way === "order") {
    writeOrder(section, choice);
  } else if (way === "match") {
    section.querySelectorAll("select").forEach((select) => {
      const kept = [...select.options].find((one) => one.value && choice.includes(Number(one.value)));
      select.value = kept ? kept.value : "";
    });
  } else {
    section.querySelectorAll("input").forEach((input) => {
      input.checked = choice.includes(Number(input.value));
      input.closest(".option").classList.toggle("chosen", input.checked);
    });
  }
}

function writeOrder(section, choice) {
  const list = section.querySelector(".order");
  const items = [...list.children];
  list.classList.toggle("is-kept", choice.length > 0);
  if (choice.length === items.length && String(choice) !== String(orderOf(section))) {
    const placed = choice.map((code) => [code % items.length, Math.floor(code / items.length)]).sort((a, b) => a[0] - b[0]);
    placed.forEach(([, item]) => list.append(items.find((one) => Number(one.dataset.item) === item)));
  }
  number(list);
}

function number(list) {
  [...list.children].forEach((item, place, all) => {
    item.querySelector(".order-place").textContent = `${place + 1}.`;
    item.querySelector('[data-move="-1"]').disabled = place === 0;
    item.querySelector('[data-move="1"]').disabled = place === all.length - 1;
  });
}

// Moves a line one place and keeps the finger's button in focus; says whether anything moved.
export function moveLine(button) {
  const item = button.closest("li");
  const other = button.dataset.move === "-1" ? item.previousElementSibling : item.nextElementSibling;
  if (!other) return false;
  if (button.dataset.move === "-1") other.before(item);
  else other.after(item);
  number(item.parentElement);
  (button.disabled ? item.querySelector("button:not(:disabled)") : button).focus();
  return true;
}

export function countWords(section) {
  const place = section.querySelector("[data-words]");
  if (!place) return;
  const words = typedField(section).value.trim().split(/\s+/).filter(Boolean).length;
  place.textContent = place.dataset.words.replace("{count}", words);
}

// The blueprint while it is typed: sums and shares at once, and a moment later what the server says:
// which cells lack questions, how many papers there are, what they let expect.
// Without this script the button "Check" does the same.
const form = document.querySelector("[data-blueprint]");
const PAUSE = 350;
let timer = 0;
let turn = 0;

function count(input) {
  return /^\d{1,3}$/.test(input.value.trim()) ? Number(input.value) : 0;
}

function sum(inputs) {
  return Array.from(inputs).reduce((total, input) => total + count(input), 0);
}

function paintSums(table) {
  const columns = [];
  table.querySelectorAll("tbody tr").forEach((row) => {
    const inputs = Array.from(row.querySelectorAll("input"));
    inputs.forEach((input, place) => { columns[place] = (columns[place] || 0) + count(input); });
    row.querySelector("td:last-child").firstElementChild.textContent = sum(inputs);
  });
  const total = columns.reduce((all, value) => all + value, 0);
  const sums = Array.from(table.querySelectorAll("[data-sums] td"));
  const shares = Array.from(table.querySelectorAll("[data-shares] td"));
  sums.slice(0, -1).forEach((cell, place) => { cell.textContent = columns[place] || 0; });
  shares.slice(0, -1).forEach((cell, place) => {
    cell.textContent = `${total ? Math.round((100 * (columns[place] || 0)) / total) : 0}%`;
  });
  sums[sums.length - 1].textContent = total;
  const shown = table.closest(".section").querySelector("[data-total]");
  if (shown) shown.textContent = total;
}

// What the bank has stands beside each cell; sections of one kind draw from the same questions.
function paintShortage() {
  const inputs = Array.from(form.querySelectorAll("[data-matrix] tbody input"));
  const key = (input) => {
    const section = input.closest(".section");
    return `${input.name.split("-", 3).join("-")} ${section.querySelector("select").value}`;
  };
  const wanted = {};
  inputs.forEach((input) => { wanted[key(input)] = (wanted[key(input)] || 0) + count(input); });
  inputs.forEach((input) => {
    const has = Number(input.dataset.has);
    const all = wanted[key(input)];
    paintCell(input, { has, missing: Math.max(0, all - has), scarce: all === has ? 1 : 0 });
  });
}

function paintCell(input, told) {
  const table = input.closest("[data-matrix]").dataset;
  const wanted = count(input);
  input.dataset.has = told.has;
  const isShort = wanted > 0 && told.missing > 0;
  const isScarce = wanted > 0 && told.scarce > 0;
  const cell = input.closest("td");
  cell.classList.toggle("cell-short", isShort);
  cell.classList.toggle("cell-scarce", isScarce);
  const words = isShort ? table.missing : isScarce ? table.just : table.has;
  cell.querySelector(".hint").textContent = words.replace("{count}", isShort ? told.missing : told.has);
}

async function ask() {
  const own = ++turn;
  const answer = await fetch(form.dataset.check, {
    method: "POST", body: new FormData(form), headers: { Accept: "application/json" },
  });
  if (!answer.ok || own !== turn) return;
  const told = await answer.json();
  Object.entries(told.cells).forEach(([name, cell]) => {
    const input = form.elements[name];
    if (input) paintCell(input, cell);
  });
  form.querySelector("[data-panel]").innerHTML = told.panel;
}

function changed() {
  form.querySelectorAll("[data-matrix]").forEach(paintSums);
  paintShortage();
  clearTimeout(timer);
  timer = setTimeout(() => { ask().catch(() => {}); }, PAUSE);
}

if (form) {
  form.addEventListener("input", changed);
  form.addEventListener("change", changed);
}

// The roll: a tick is sent in the background and its line comes back; a name is found without marks.
// Without this script every tick is a form that loads the page anew.
const list = document.querySelector("[data-roll]");

function take(text, row) {
  const fresh = new DOMParser().parseFromString(text, "text/html");
  const head = fresh.getElementById("roll-head");
  const line = fresh.getElementById(row.id);
  if (!head || !line) return false;
  document.getElementById("roll-head").replaceWith(document.importNode(head, true));
  const wasIn = row.contains(document.activeElement);
  row.replaceWith(document.importNode(line, true));
  if (wasIn) document.querySelector(`#${CSS.escape(row.id)} .roll-tick`).focus();
  return true;
}

// What cannot be shown in place, such as a refusal, is sent as the page itself would.
function leave(form, said) {
  const mark = document.createElement("input");
  mark.type = "hidden";
  mark.name = "mark";
  mark.value = said.get("mark");
  form.append(mark);
  form.submit();
}

list?.addEventListener("submit", async (event) => {
  const form = event.target;
  const row = form.closest(".roll-row");
  const said = new FormData(form);
  if (event.submitter?.name) said.set(event.submitter.name, event.submitter.value);
  event.preventDefault();
  row.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(form.action, { method: "POST", body: said, headers: { Accept: "text/html" } });
    const text = answer.ok ? await answer.text() : "";
    const waits = new DOMParser().parseFromString(text, "text/html").querySelector(".notice-warn");
    if (!answer.ok || waits || !take(text, row)) leave(form, said);
  } catch (error) {
    leave(form, said);
  }
});

// The first ten are shown; the button below names how many there are more and shows the next.
const more = document.querySelector("[data-roll-more]");
const step = Number(more?.dataset.step ?? 0);
let shown = step;
let wanted = "";

function show() {
  let found = 0;
  let below = 0;
  for (const row of list.children) {
    const fits = row.dataset.key.includes(wanted);
    found += fits ? 1 : 0;
    const isBelow = fits && !wanted && found > shown;
    below += isBelow ? 1 : 0;
    row.hidden = !fits || isBelow;
  }
  document.querySelector("[data-roll-none]").hidden = found > 0;
  more.hidden = below === 0;
  const button = more.querySelector("button");
  button.textContent = button.dataset.words.replace("COUNT", below);
}

more?.addEventListener("click", () => {
  const first = list.children[shown];
  shown += step;
  show();
  first?.querySelector(".roll-tick")?.focus();
});

const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase().trim();

document.querySelector("[data-roll-search]")?.addEventListener("input", (event) => {
  wanted = plain(event.target.value);
  show();
});

if (list) show();

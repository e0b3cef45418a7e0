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

const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase().trim();

document.querySelector("[data-roll-search]")?.addEventListener("input", (event) => {
  const wanted = plain(event.target.value);
  let found = 0;
  for (const row of list.children) {
    row.hidden = !row.dataset.key.includes(wanted);
    found += row.hidden ? 0 : 1;
  }
  document.querySelector("[data-roll-none]").hidden = found > 0;
});

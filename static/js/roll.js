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

list?.addEventListener("submit", async (event) => {
  const form = event.target;
  const row = form.closest(".roll-row");
  event.preventDefault();
  row.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form), headers: { Accept: "text/html" } });
    const text = answer.ok ? await answer.text() : "";
    const waits = new DOMParser().parseFromString(text, "text/html").querySelector(".notice-warn");
    if (!answer.ok || waits || !take(text, row)) form.submit();
  } catch (error) {
    form.submit();
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

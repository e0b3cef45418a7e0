// Turns every <details data-confirm> into a button with a dialog. Without this script the question
// opens in place.
function attach(details) {
  const box = details.querySelector(".confirm-box");
  const summary = details.querySelector("summary");
  if (!box || !summary || !window.HTMLDialogElement) return;
  const dialog = document.createElement("dialog");
  const heading = box.querySelector("h2");
  heading.id = heading.id || `question-${Math.random().toString(36).slice(2)}`;
  dialog.setAttribute("aria-labelledby", heading.id);

  summary.addEventListener("click", (event) => {
    event.preventDefault();
    dialog.append(box);
    document.body.append(dialog);
    dialog.showModal();
  });
  dialog.addEventListener("click", (event) => {
    if (event.target.closest(".confirm-close")) dialog.close();
  });
  dialog.addEventListener("close", () => {
    details.append(box);
    dialog.remove();
    summary.focus();
  });
}

function attachAll(root) {
  root.querySelectorAll("details[data-confirm]").forEach(attach);
}

attachAll(document);
document.addEventListener("live", (event) => attachAll(event.target));

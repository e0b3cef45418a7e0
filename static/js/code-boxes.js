// The three boxes of a code: typing moves on, pasting fills all, a line counts what was typed.
// Without this script they are plain fields of one form.
const SIGNS = /[^0-9A-Z]/g;

function clean(text) {
  return text.toUpperCase().replace(SIGNS, "");
}

function fill(boxes, start, text) {
  let rest = clean(text);
  for (let index = start; index < boxes.length && rest; index += 1) {
    boxes[index].value = rest.slice(0, boxes[index].maxLength);
    rest = rest.slice(boxes[index].maxLength);
    boxes[index].focus();
  }
}

function attach(group) {
  const boxes = Array.from(group.querySelectorAll("input"));
  const counter = document.getElementById(group.dataset.counter || "");
  const all = boxes.reduce((sum, box) => sum + box.maxLength, 0);

  const count = () => {
    const typed = boxes.reduce((sum, box) => sum + clean(box.value).length, 0);
    if (counter) counter.textContent = counter.dataset.words.replace("{typed}", typed).replace("{all}", all);
  };

  boxes.forEach((box, index) => {
    box.addEventListener("input", () => {
      const value = clean(box.value);
      if (value.length > box.maxLength) fill(boxes, index, value);
      else if (value !== box.value) box.value = value;
      if (value.length === box.maxLength && index + 1 < boxes.length) boxes[index + 1].focus();
      count();
    });
    box.addEventListener("keydown", (event) => {
      if (event.key === "Backspace" && !box.value && index > 0) boxes[index - 1].focus();
    });
    box.addEventListener("paste", (event) => {
      const text = (event.clipboardData || window.clipboardData).getData("text");
      event.preventDefault();
      const everything = clean(text).length >= all;
      fill(boxes, everything ? 0 : index, text);
      count();
    });
  });
  count();
}

document.querySelectorAll("[data-code-boxes]").forEach(attach);

// The receipt or the result as a picture, drawn on the contestant's own device: for those who keep or show it.
const place = document.querySelector("[data-picture]");
const words = JSON.parse(place.querySelector("script").textContent);
const WIDTH = 720;
const SIDE = 40;
const FACE = 'system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif';

function lines(pen, text, width) {
  const found = [""];
  for (const word of String(text).split(" ")) {
    const longer = found[found.length - 1] ? `${found[found.length - 1]} ${word}` : word;
    if (pen.measureText(longer).width <= width) found[found.length - 1] = longer;
    else found.push(word);
  }
  return found;
}

function write(pen, text, look) {
  pen.font = `${look.weight || 400} ${look.size}px ${FACE}`;
  pen.fillStyle = look.colour || "#1c1a19";
  const step = Math.round(look.size * 1.35);
  const rows = lines(pen, text, look.width || WIDTH - 2 * SIDE);
  rows.forEach((row, number) => pen.fillText(row, look.left || SIDE, look.top + step * (number + 1) - step / 4));
  return look.top + rows.length * step;
}

function draw(pen) {
  pen.fillStyle = "#fffaf0";
  pen.fillRect(0, 0, WIDTH, 4000);
  pen.fillStyle = "#850b12";
  pen.fillRect(0, 0, WIDTH, 96);
  pen.fillStyle = "#ffcd00";
  pen.fillRect(0, 96, WIDTH, 6);
  write(pen, words.heading, { size: 26, weight: 700, colour: "#ffffff", top: words.heading.length > 44 ? 12 : 28 });
  let top = write(pen, words.round, { size: 22, colour: "#5c544c", top: 130 });
  top = write(pen, words.title, { size: 36, weight: 700, top: top + 8 });
  top = write(pen, words.unit, { size: 24, colour: "#5c544c", top: top + 4 }) + 24;
  if ("right" in words) top = drawRight(pen, top);
  for (const [label, value] of words.facts) {
    write(pen, label, { size: 24, colour: "#5c544c", top: top + 12, width: 230 });
    top = write(pen, value, { size: 24, top: top + 12, left: SIDE + 250, width: WIDTH - 2 * SIDE - 250 }) + 12;
    pen.fillStyle = "#d9cfc4";
    pen.fillRect(SIDE, top, WIDTH - 2 * SIDE, 2);
  }
  return top + 40;
}

function drawRight(pen, top) {
  pen.fillStyle = "#ffffff";
  pen.fillRect(SIDE, top, WIDTH - 2 * SIDE, 150);
  pen.fillStyle = "#ffcd00";
  pen.fillRect(SIDE, top, 10, 150);
  write(pen, words.right, { size: 92, weight: 700, colour: "#850b12", top: top + 14, left: SIDE + 50 });
  const beside = SIDE + 80 + pen.measureText(String(words.right)).width;
  write(pen, words.of[0], { size: 28, top: top + 34, left: beside });
  write(pen, words.of[1], { size: 28, top: top + 72, left: beside });
  return top + 174;
}

function picture() {
  const sheet = document.createElement("canvas");
  sheet.width = WIDTH;
  sheet.height = draw(sheet.getContext("2d"));
  draw(sheet.getContext("2d"));
  return sheet.toDataURL("image/png");
}

const button = place.querySelector("[data-save]");
button.addEventListener("click", () => {
  const address = picture();
  const image = place.querySelector("img");
  image.src = address;
  image.hidden = false;
  place.querySelector("[data-how]").hidden = false;
  const link = document.createElement("a");
  link.href = address;
  link.download = button.dataset.name;
  link.click();
});
place.hidden = false;

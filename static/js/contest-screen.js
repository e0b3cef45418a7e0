// The hall's screen: asks every 2 seconds, with ETag; the server sends parts that are ready to show.
// Pages of a table turn every 10 seconds; the clock moves by itself between two answers.
const ASK_EVERY = 2000;
const TURN_EVERY = 10000;
const STALE_AFTER = 15000;
const SOON_OVER = 30;

const stage = document.getElementById("stage");
const late = document.getElementById("late");
const state = { etag: null, feed: null, heardAt: performance.now(), page: 0, shown: "" };

function clockWords(seconds) {
  const whole = Math.abs(Math.trunc(seconds));
  return `${String(Math.floor(whole / 60)).padStart(2, "0")}:${String(whole % 60).padStart(2, "0")}`;
}

function draw() {
  const pages = state.feed.pages;
  state.page %= pages.length;
  if (pages[state.page] === state.shown) return;
  state.shown = pages[state.page];
  stage.innerHTML = state.shown;
  tick();
}

function turn() {
  if (!state.feed || state.feed.pages.length < 2) return;
  state.page += 1;
  draw();
}

function tick() {
  late.hidden = performance.now() - state.heardAt < STALE_AFTER;
  const clock = state.feed && state.feed.clock;
  const digits = stage.querySelector("[data-clock]");
  if (!clock || !digits) return;
  const passed = clock.is_running ? (performance.now() - state.heardAt) / 1000 : 0;
  const used = clock.seconds + passed;
  const left = clock.limit_seconds === null ? used : Math.ceil(clock.limit_seconds - used);
  digits.textContent = clockWords(left);
  const label = stage.querySelector("[data-label]");
  if (label) label.textContent = left < 0 ? stage.dataset.over : left <= SOON_OVER ? stage.dataset.soon : stage.dataset.left;
  const rest = stage.querySelector("[data-rest]");
  if (rest && clock.limit_seconds) rest.setAttribute("width", `${Math.max((100 * left) / clock.limit_seconds, 0)}%`);
}

// The server's own hour (UTC+7), as offices write it.
function heard(answer) {
  const at = new Date(answer.headers.get("Date"));
  const hour = `${(at.getUTCHours() + 7) % 24}h${String(at.getUTCMinutes()).padStart(2, "0")}`;
  late.textContent = late.dataset.words.replace("{hour}", hour);
  state.heardAt = performance.now();
}

async function ask() {
  try {
    const headers = { Accept: "application/json" };
    if (state.etag) headers["If-None-Match"] = state.etag;
    const answer = await fetch(stage.dataset.feed, { headers, cache: "no-store" });
    if (answer.status === 200) {
      state.etag = answer.headers.get("ETag");
      state.feed = await answer.json();
      heard(answer);
      draw();
    } else if (answer.status === 304) {
      // An unchanged clock went on meanwhile: what passed is added, so it does not jump back.
      const clock = state.feed.clock;
      if (clock && clock.is_running) clock.seconds += (performance.now() - state.heardAt) / 1000;
      heard(answer);
    }
  } catch (error) { /* the sign for old figures shows after a while */ }
  setTimeout(ask, ASK_EVERY);
}

setInterval(turn, TURN_EVERY);
setInterval(tick, 250);
ask();

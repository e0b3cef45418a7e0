// The exam page: one question at a time; every answer is sent at once and tried again until it is kept.
import { secondsLeft, tellTime, watchClock } from "./quiz-clock.js";
import { countWords, moveLine, readAnswer, writeAnswer } from "./quiz-answers.js";
import { Sender } from "./quiz-sender.js";

const exam = document.querySelector("[data-exam]");
const words = exam.dataset;
const sections = [...exam.querySelectorAll("[data-question]")];
const links = [...document.querySelectorAll("[data-go]")];
const status = document.querySelector("[data-status]");
const flags = new Set();
let current = 0;

const sender = new Sender(words.token, JSON.parse(document.getElementById("kept").textContent), {
  changed: showState,
  time: tellTime,
  gone: leave,
  closed: () => { location.href = words.receipt; },
}, (token) => sections.some((one) => one.dataset.question === token));

const signs = { saved: "tick", saving: "clock", offline: "offline", failed: "warn" };

function say(kind, text) {
  status.className = `status-line status-${kind}`;
  const sign = status.querySelector("use");
  sign.setAttribute("href", sign.getAttribute("href").replace(/#.*/, `#${signs[kind]}`));
  const place = status.querySelector("span");
  if (place.textContent !== text) place.textContent = text;
}

function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (_all, name) => values[name]);
}

const typing = new Map();
const TYPING_PAUSE = 1200;
const LOOK_EVERY = 20000;

// A text is kept when the fingers rest, when the field is left, and before the page goes away.
function keep(section) {
  clearTimeout(typing.get(section));
  typing.delete(section);
  const token = section.dataset.question;
  const choice = readAnswer(section);
  const known = sender.choice(token);
  const isNew = choice.length || known.length ? JSON.stringify(choice) !== JSON.stringify(known) : false;
  if (isNew) sender.answer(token, choice);
}

function keepTyped() {
  [...typing.keys()].forEach(keep);
}

let isGone = false;
function leave(reason) {
  isGone = true;
  say("failed", reason || words.wordGone);
  exam.querySelector("[data-gone]").hidden = false;
}

function showState(token) {
  if (token) {
    const section = sections.find((one) => one.dataset.question === token);
    if (section) showAnswer(section);
  }
  const waiting = sender.waiting();
  if (isGone) { /* the reason stays */ }
  else if (waiting && sender.hasFailed) say("failed", fill(words.wordFailed, { count: waiting }));
  else if (waiting) say("saving", words.wordSaving);
  else if (sender.lastLate) say("offline", words.wordLate);
  else if (sender.lastSaved) say("saved", fill(words.wordSaved, { time: hour(sender.lastSaved) }));
  else say("saving", words.wordNothing);
  sections.forEach((section, index) => {
    const answered = sender.choice(section.dataset.question).length > 0;
    links[index].classList.toggle("answered", answered);
    links[index].classList.toggle("flagged", flags.has(index));
    links[index].classList.toggle("current", index === current);
    const unkept = sender.isWaiting(section.dataset.question);
    section.querySelector("[data-kept]").textContent = unkept ? words.wordMine : "";
  });
  count();
}

function count() {
  const answered = links.filter((link) => link.classList.contains("answered")).length;
  const bar = document.querySelector("[data-exam-bar]");
  if (bar) bar.setAttribute("width", `${(100 * answered) / links.length}%`);
  write("[data-count-answered]", words.wordAnswered, answered);
  write("[data-count-empty]", words.wordEmpty, links.length - answered);
  write("[data-count-flagged]", words.wordFlagged, flags.size);
}

function write(selector, text, number) {
  const place = document.querySelector(selector);
  if (place) place.textContent = fill(text, { count: number });
}

// Vietnam's clock, also on a phone that is set to another one.
function hour(milliseconds) {
  const moment = new Date(Number(milliseconds) + 7 * 3600 * 1000);
  return `${moment.getUTCHours()}h${String(moment.getUTCMinutes()).padStart(2, "0")}`;
}

function showAnswer(section) {
  if (!typing.has(section)) writeAnswer(section, sender.choice(section.dataset.question));
}

function go(index, focus) {
  keepTyped();
  current = Math.min(Math.max(index, 0), sections.length - 1);
  sections.forEach((section, place) => { section.hidden = place !== current; });
  const section = sections[current];
  document.querySelector("[data-exam-title]").textContent = fill(words.wordQuestion, { number: section.dataset.number });
  document.querySelector('[data-step="-1"]').disabled = current === 0;
  document.querySelector('[data-step="1"]').disabled = current === sections.length - 1;
  document.querySelector("[data-flag]").setAttribute("aria-pressed", String(flags.has(current)));
  links.forEach((link, place) => {
    if (place === current) link.setAttribute("aria-current", "step");
    else link.removeAttribute("aria-current");
  });
  if (focus) section.querySelector(".question").focus();
  showState();
}

exam.addEventListener("change", (event) => {
  const section = event.target.closest("[data-question]");
  if (!section) return;
  keep(section);
  showAnswer(section);
});
exam.addEventListener("input", (event) => {
  if (!event.target.matches("[data-typed]")) return;
  const section = event.target.closest("[data-question]");
  clearTimeout(typing.get(section));
  typing.set(section, setTimeout(keep, TYPING_PAUSE, section));
  countWords(section);
});
exam.addEventListener("click", (event) => {
  const move = event.target.closest("[data-move]");
  const order = event.target.closest("[data-keep-order]");
  if (order || (move && moveLine(move))) keep(event.target.closest("[data-question]"));
  const step = event.target.closest("[data-step]");
  if (step) go(current + Number(step.dataset.step), true);
  if (event.target.closest("[data-flag]")) {
    if (!flags.delete(current)) flags.add(current);
    go(current);
  }
});
links.forEach((link, index) => link.addEventListener("click", (event) => {
  event.preventDefault();
  go(index, true);
}));
const ARROWS = { ArrowLeft: -1, ArrowRight: 1 };
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.target.matches("[data-typed], select")) return;
  if (ARROWS[event.key]) {
    event.preventDefault();  // else the browser would choose the next option
    go(current + ARROWS[event.key], true);
    return;
  }
  const inputs = [...sections[current].querySelectorAll(".option > input")];
  const place = /^[1-9]$/.test(event.key) ? Number(event.key) - 1 : "abcdefgh".indexOf(event.key.toLowerCase());
  if (event.key.length === 1 && place >= 0 && inputs[place]) inputs[place].click();
});
document.querySelector("[data-finish]").addEventListener("click", (event) => {
  event.preventDefault();
  keepTyped();
  const numbers = [...flags].map((index) => sections[index].dataset.number).join(",");
  const target = `${words.handIn}?flags=${numbers}`;
  sender.flush(10000).then((isKept) => {
    if (isKept) location.href = target;
    else status.scrollIntoView({ block: "end" });  // it says how many wait, and the page keeps trying
  });
});

function look() {
  if (document.visibilityState === "visible" && secondsLeft()) sender.look().catch(() => {});
}
document.addEventListener("visibilitychange", () => { keepTyped(); sender.hurry(); look(); });
setInterval(look, LOOK_EVERY);
window.addEventListener("online", () => sender.hurry());
window.addEventListener("beforeunload", (event) => {
  keepTyped();
  if (sender.waiting() && !isGone) event.preventDefault();
});

sections.forEach(showAnswer);
const wanted = /^#q(\d+)$/.exec(location.hash);
go(wanted ? Number(wanted[1]) - 1 : 0);
watchClock((left) => {
  if (left === 300 || left === 60) say("offline", fill(words.wordMinutes, { count: left / 60 }));
  if (left === 0) {
    keepTyped();
    say("offline", words.wordOver);
    sender.flush().then(() => setTimeout(() => { if (!secondsLeft()) location.href = words.receipt; }, 7000));
  }
});
sender.hurry();

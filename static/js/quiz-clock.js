// The clock of a page: counts down to the server's deadline, whatever the phone's own clock says.
const place = document.querySelector("[data-clock]");
const page = document.querySelector("[data-deadline]");
const started = performance.now();
let serverNow = Number(page.dataset.now);
let deadline = Number(page.dataset.deadline);
let readAt = started;

export function tellTime(now, end) {
  serverNow = now;
  readAt = performance.now();
  deadline = end;
}

function serverTime() {
  return serverNow + performance.now() - readAt;
}

export function secondsLeft() {
  return Math.max(0, Math.ceil((deadline - serverTime()) / 1000));
}

export function watchClock(each) {
  const tick = () => {
    const left = secondsLeft();
    const text = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
    if (place) place.textContent = text;
    each(left);
  };
  tick();
  setInterval(tick, 1000);
}

if (page.hasAttribute("data-countdown")) {
  watchClock((left) => {
    if (left === 0) setTimeout(() => { location.href = page.dataset.receipt; }, 8000);
  });
}

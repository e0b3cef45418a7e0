// Clocks of the desk move by themselves between two answers of the server:
// <strong data-clock data-since="…" data-limit="420">. Times are the server's, in seconds; the page
// says once what the server's clock showed (data-server-now), so a wrong clock here does no harm.
const body = document.querySelector("[data-server-now]");
const ahead = body ? Number(body.dataset.serverNow) - performance.now() / 1000 : 0;

function words(seconds) {
  const whole = Math.max(Math.floor(seconds), 0);
  return `${String(Math.floor(whole / 60)).padStart(2, "0")}:${String(whole % 60).padStart(2, "0")}`;
}

function tick() {
  const now = performance.now() / 1000 + ahead;
  document.querySelectorAll("[data-clock][data-since]").forEach((clock) => {
    const used = now - Number(clock.dataset.since);
    const limit = Number(clock.dataset.limit || 0);
    clock.textContent = words(clock.dataset.clock === "left" ? limit - used : used);
    const bar = clock.dataset.bar && document.getElementById(clock.dataset.bar);
    const filled = bar && bar.querySelector(".bar-own");
    if (filled && limit) filled.setAttribute("width", `${Math.min((100 * used) / limit, 100)}%`);
    const over = clock.dataset.over && document.getElementById(clock.dataset.over);
    if (over) over.hidden = !limit || used <= limit;
  });
}

if (body) setInterval(tick, 500);
tick();

// Keeps parts of a page fresh: <section id="board" data-live="3"> is fetched every 3 seconds from
// the page's own address (or data-live-url) and replaced when the server sends another one.
// The server sends that part alone, or 304 as long as nothing changed. A part that comes back without data-live ends
// the asking; a hidden page does not ask. A fresh part sends the event "live".

const LONGEST_WAIT = 60;

function isBusy(part) {
  return part.contains(document.activeElement) && document.activeElement.matches("input, select, textarea")
    || Boolean(document.querySelector("dialog[open]"));
}

function swap(part, text) {
  const fresh = new DOMParser().parseFromString(text, "text/html").getElementById(part.id);
  if (!fresh) return part;
  if (fresh.innerHTML === part.dataset.shown) return part;
  const node = document.importNode(fresh, true);
  node.dataset.shown = fresh.innerHTML;
  part.replaceWith(node);
  node.dispatchEvent(new CustomEvent("live", { bubbles: true }));
  return node;
}

async function ask(part, state) {
  const headers = { Accept: "text/html", "X-Live-Part": part.id };
  if (state.etag) headers["If-None-Match"] = state.etag;
  const answer = await fetch(part.dataset.liveUrl || location.href, { headers, cache: "no-store" });
  if (answer.status === 304) return part;
  if (!answer.ok) throw new Error(String(answer.status));
  state.etag = answer.headers.get("ETag");
  return swap(part, await answer.text());
}

function watch(first) {
  const state = { etag: null, failures: 0 };
  let part = first;

  const next = () => {
    const seconds = Number(part.dataset.live);
    if (!seconds || !part.isConnected) return;
    setTimeout(turn, 1000 * Math.min(seconds * 2 ** state.failures, LONGEST_WAIT));
  };

  const turn = async () => {
    if (!document.hidden && !isBusy(part)) {
      try {
        part = await ask(part, state);
        state.failures = 0;
      } catch (error) {
        state.failures += 1;
      }
      document.documentElement.toggleAttribute("data-stale", state.failures > 1);
    }
    next();
  };

  next();
}

document.querySelectorAll("[data-live][id]").forEach(watch);

// Keeps what was answered until the server says it is on disk: the newest of each question wins.
const FIRST_WAIT = 800;
const LONGEST_WAIT = 15000;

function random(length) {
  const signs = "abcdefghijklmnopqrstuvwxyz0123456789";
  const numbers = crypto.getRandomValues(new Uint8Array(length));
  return [...numbers].map((number) => signs[number % signs.length]).join("");
}

// Some browsers inside other apps have no storage; then answers live as long as the page.
function storage() {
  try { return window.localStorage; } catch (_error) { return null; }
}

export class Sender {
  constructor(token, kept, told, knows = () => true) {
    this.token = token;
    this.knows = knows;
    this.told = told;
    this.client = random(8);
    this.answers = new Map();
    this.pending = new Map();
    this.place = `hoithi:${token.split(".")[0]}`;
    this.wait = FIRST_WAIT;
    this.hasFailed = false;
    this.isSending = false;
    this.lastSaved = null;
    this.lastLate = false;
    Object.entries(kept).forEach(([question, row]) => this.take(question, row));
    this.remember();
  }

  // What the server has, with the moment of the newest.
  take(question, row) {
    this.answers.set(question, row);
    const saved = new Date(row.saved_at);
    if (!this.lastSaved || saved > this.lastSaved) this.lastSaved = saved;
  }

  remember() {
    const store = storage();
    if (!store) return;
    try {
      const left = JSON.parse(store.getItem(this.place) || "{}");
      Object.entries(left).forEach(([question, row]) => {
        const known = this.answers.get(question);
        if (!known || row.seq > known.seq) {
          this.answers.set(question, row);
          this.pending.set(question, row);
        }
      });
    } catch (_error) { store.removeItem(this.place); }
  }

  write() {
    const store = storage();
    if (!store) return;
    try { store.setItem(this.place, JSON.stringify(Object.fromEntries(this.pending))); } catch (_error) { /* full */ }
  }

  choice(question) {
    const row = this.answers.get(question);
    return row ? row.choice : [];
  }

  waiting() { return this.pending.size; }

  isWaiting(question) { return this.pending.has(question); }

  answer(question, choice) {
    const known = this.answers.get(question);
    const row = { seq: (known ? known.seq : 0) + 1, client: this.client, choice, key: random(20), at: Date.now() };
    this.answers.set(question, row);
    this.pending.set(question, row);
    this.write();
    this.told.changed(question);
    this.hurry();
  }

  hurry() {
    clearTimeout(this.timer);
    this.send();
  }

  // Says whether everything is kept, at the latest when the patience is over.
  flush(patience = Infinity) {
    const end = Date.now() + patience;
    this.hurry();
    return new Promise((done) => {
      const look = () => {
        if (!this.pending.size || Date.now() > end) done(!this.pending.size);
        else setTimeout(look, 100);
      };
      look();
    });
  }

  // Asks what the server has: another tab may have answered, or the deadline may have moved.
  async look() {
    const reply = await fetch("/thi/answers", { headers: { Accept: "application/json" } });
    if (reply.status === 403) return this.leave(reply);
    if (!reply.ok) return;
    const deadline = Number(reply.headers.get("X-Deadline"));
    const { answers } = await reply.json();
    const own = Object.entries(answers).filter(([question]) => this.knows(question));
    if (!own.length && Object.keys(answers).length) return;
    if (deadline) this.told.time(Number(reply.headers.get("X-Server-Time")), deadline);
    own.forEach(([question, row]) => {
      const known = this.answers.get(question);
      if (this.pending.has(question) || (known && row.seq <= known.seq)) return;
      this.take(question, row);
      this.told.changed(question);
    });
  }

  async send() {
    if (this.isSending || !this.pending.size) return;
    this.isSending = true;
    const [question, row] = this.pending.entries().next().value;
    const outcome = await this.put(question, row).catch(() => "later");
    this.isSending = false;
    if (outcome === "kept") {
      this.wait = FIRST_WAIT;
      this.hasFailed = false;
    } else if (outcome === "later") {
      this.hasFailed = true;
      this.timer = setTimeout(() => this.send(), this.wait * (0.75 + Math.random() / 2));
      this.wait = Math.min(this.wait * 2, LONGEST_WAIT);
    }
    this.told.changed(question);
    if (outcome === "kept" && this.pending.size) this.send();
  }

  async put(question, row) {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), 10000);
    const reply = await fetch(`/thi/answers/${question}`, {
      method: "PUT",
      keepalive: true,
      signal: stop.signal,
      headers: { "Content-Type": "application/json", Accept: "application/json", "X-Attempt-Token": this.token, "Idempotency-Key": row.key },
      body: JSON.stringify({ seq: row.seq, client: row.client, choice: row.choice, at: row.at }),
    }).finally(() => clearTimeout(timer));
    if (reply.ok) return this.keep(question, row, reply, await reply.json());
    if (reply.status === 409) this.told.closed();
    else if (reply.status === 403) await this.leave(reply);
    else if (reply.status === 422 || reply.status === 404) this.drop(question, row);
    else return "later";
    return "refused";
  }

  // The page may store no more: the server says why. What is unsent stays on the device for the next page.
  async leave(reply) {
    const { refused } = await reply.json().catch(() => ({}));
    this.told.gone(refused);
  }

  keep(question, row, reply, stored) {
    this.told.time(Number(reply.headers.get("X-Server-Time")), Number(reply.headers.get("X-Deadline")));
    this.lastSaved = new Date(stored.saved_at);
    this.lastLate = stored.late;
    if (this.pending.get(question) === row) this.pending.delete(question);
    const newest = this.answers.get(question);
    if (!newest || newest === row || stored.seq > newest.seq) this.answers.set(question, stored);
    this.write();
    return "kept";
  }

  drop(question, row) {
    if (this.pending.get(question) === row) this.pending.delete(question);
    this.write();
  }
}

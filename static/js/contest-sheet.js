// A judge's sheet: − and + by the criterion's step, typing with a comma, the total, and the draft that
// keeps itself. Without this script the sheet is a plain form: marks are typed and sent by the button.
// Sums are whole ten-thousandths, never fractions in binary.
const SCALE = 10000;
const PAUSE_BEFORE_SAVING = 900;
const FIRST_REPEAT = 450;
const NEXT_REPEAT = 90;
const LONGEST_WAIT = 30000;

function read(text) {
  const found = /^(\d{1,4})(?:[.,](\d{0,4}))?$/.exec(text.trim());
  return found ? Number(found[1]) * SCALE + Number((found[2] || "").padEnd(4, "0")) : null;
}

function show(value, places = 2) {
  const digits = String(value % SCALE).padStart(4, "0").slice(0, places);
  return `${Math.floor(value / SCALE)},${digits}`;
}

class Row {
  constructor(section) {
    this.section = section;
    this.input = section.querySelector(".mark-input");
    this.open = section.querySelector("[data-open]");
    this.buttons = Array.from(section.querySelectorAll("[data-step]"));
    this.step = Math.abs(read(this.buttons[1].dataset.step));
    this.maximum = read(this.input.dataset.maximum);
  }

  get value() {
    const value = read(this.input.value);
    return value !== null && value <= this.maximum && value % this.step === 0 ? value : null;
  }

  get isWrong() {
    return this.input.value.trim() !== "" && this.value === null;
  }

  words(text) {
    const facts = { name: this.section.querySelector("h2").textContent, maximum: this.input.dataset.maximum, step: this.buttons[1].dataset.step };
    return text.replace(/\{(\w+)\}/g, (_all, name) => facts[name]);
  }

  // From an empty row "+" begins at the lowest mark and "−" at the highest.
  move(up) {
    const now = this.value;
    let next = up ? (now ?? 0) + this.step : (now ?? this.maximum + this.step) - this.step;
    next = Math.min(Math.max(next, 0), this.maximum);
    this.input.value = show(next);
    this.paint();
  }

  paint() {
    const isEmpty = this.input.value.trim() === "";
    if (this.open) this.open.hidden = !isEmpty;
    this.section.classList.toggle("criterion-open", isEmpty);
    this.section.classList.toggle("criterion-error", this.isWrong);
    this.input.setAttribute("aria-invalid", String(this.isWrong));
    const now = this.value;
    this.buttons[0].disabled = now === 0;
    this.buttons[1].disabled = now === this.maximum;
  }
}

class Sheet {
  constructor(form) {
    this.form = form;
    this.rows = Array.from(form.querySelectorAll("[data-criterion]"), (section) => new Row(section));
    this.total = form.querySelector("[data-total]");
    this.left = document.querySelector("[data-left]");
    this.status = document.querySelector("[data-status]");
    this.timer = 0;
    this.failures = 0;
    this.isSending = false;
    this.isChanged = false;
    this.listen();
    this.paint();
  }

  listen() {
    this.rows.forEach((row, index) => {
      row.input.addEventListener("input", () => { row.paint(); this.changed(); });
      row.input.addEventListener("focus", () => row.input.select());
      row.input.addEventListener("change", () => {
        if (row.value !== null) row.input.value = show(row.value);
      });
      row.input.addEventListener("keydown", (event) => this.key(event, index));
      row.buttons.forEach((button, place) => this.press(button, () => { row.move(place === 1); this.changed(); }));
    });
    const note = this.form.elements.note;
    if (note) note.addEventListener("input", () => this.changed());
    this.form.addEventListener("submit", () => clearTimeout(this.timer));
    window.addEventListener("online", () => this.save());
    document.addEventListener("visibilitychange", () => { if (document.hidden) this.save(); });
  }

  key(event, index) {
    const next = this.rows[index + 1];
    if (event.key === "Enter" && next) {
      event.preventDefault();
      next.input.focus();
    }
  }

  // Held down, a button repeats itself.
  press(button, act) {
    let timer = 0;
    let isHeld = false;
    const stop = () => { clearTimeout(timer); isHeld = false; };
    const repeat = () => { isHeld = true; act(); timer = setTimeout(repeat, NEXT_REPEAT); };
    button.addEventListener("pointerdown", () => { timer = setTimeout(repeat, FIRST_REPEAT); });
    ["pointerup", "pointerleave", "pointercancel"].forEach((name) => {
      button.addEventListener(name, () => { const wasHeld = isHeld; stop(); button.dataset.held = wasHeld ? "yes" : ""; });
    });
    button.addEventListener("click", () => {
      if (button.dataset.held) button.dataset.held = "";
      else act();
    });
    button.addEventListener("contextmenu", (event) => event.preventDefault());
  }

  changed() {
    this.isChanged = true;
    this.paint();
    clearTimeout(this.timer);
    const wrong = this.rows.find((row) => row.isWrong);
    if (wrong) this.say("failed", wrong.words(this.form.dataset.wrong));
    this.timer = setTimeout(() => this.save(), PAUSE_BEFORE_SAVING);
  }

  paint() {
    const sum = this.rows.reduce((total, row) => total + (row.value ?? 0), 0);
    this.total.textContent = this.rows.some((row) => row.value !== null) ? show(sum) : "–";
    this.rows.forEach((row) => row.paint());
    if (!this.left) return;
    const open = this.rows.filter((row) => row.value === null).length;
    const words = open ? this.left.dataset.words.replace("{left}", open) : this.left.dataset.none;
    this.left.textContent = words;
  }

  say(kind, words) {
    this.status.className = `status-line status-${kind}`;
    this.status.querySelector("span").textContent = words;
    const signs = { saved: "tick", saving: "clock", offline: "offline", failed: "warn" };
    const use = this.status.querySelector("use");
    use.setAttribute("href", use.getAttribute("href").replace(/#.*$/, `#${signs[kind]}`));
  }

  async save() {
    clearTimeout(this.timer);
    if (!this.isChanged || this.isSending || this.rows.some((row) => row.isWrong)) return;
    this.isSending = true;
    this.isChanged = false;
    this.say("saving", this.form.dataset.saving);
    try {
      await this.send();
      this.failures = 0;
    } catch (error) {
      this.isChanged = true;
      this.failures += 1;
      this.say("offline", this.form.dataset.offline);
      this.timer = setTimeout(() => this.save(), Math.min(1000 * 2 ** this.failures, LONGEST_WAIT));
    }
    this.isSending = false;
    if (this.isChanged && !this.failures) this.changed();
  }

  async send() {
    const answer = await fetch(this.form.dataset.save, {
      method: "POST",
      body: new FormData(this.form),
      headers: { Accept: "application/json" },
    });
    if (answer.status >= 500) throw new Error(String(answer.status));
    const reply = await answer.json();
    if (answer.ok) {
      this.form.elements.version.value = reply.version;
      this.say("saved", reply.words);
    } else {
      this.say("failed", reply.refused);
    }
  }
}

const form = document.querySelector("form[data-sheet]");
if (form) new Sheet(form);

// The receipt of a paper that time closed: sends what this device still holds. It is kept as late, not counted.
import { Sender } from "./quiz-sender.js";

const place = document.querySelector("[data-late]");
const nothing = () => {};
const sender = new Sender(place.dataset.token, {}, { changed: nothing, time: nothing, gone: nothing, closed: nothing });

if (sender.waiting()) {
  place.hidden = false;
  sender.flush().then(() => { place.querySelector("[data-late-words]").textContent = place.dataset.wordSent; });
}

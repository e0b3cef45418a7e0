// The blueprint while it is typed: sums of rows and columns, and which cells ask for too much.
// Without this script the server says the same after sending.
const table = document.querySelector("[data-matrix]");

function count(input) {
  return /^\d{1,3}$/.test(input.value.trim()) ? Number(input.value) : 0;
}

function sum(inputs) {
  return Array.from(inputs).reduce((total, input) => total + count(input), 0);
}

function paint() {
  const columns = [];
  table.querySelectorAll("tbody tr").forEach((row) => {
    const inputs = Array.from(row.querySelectorAll("input"));
    inputs.forEach((input, place) => {
      columns[place] = (columns[place] || 0) + count(input);
      const has = Number(input.dataset.has);
      const wanted = count(input);
      const cell = input.closest("td");
      cell.classList.toggle("cell-short", wanted > has);
      cell.classList.toggle("cell-scarce", wanted > 0 && wanted === has);
      const words = wanted > has ? table.dataset.missing : wanted > 0 && wanted === has ? table.dataset.just : table.dataset.has;
      cell.querySelector(".hint").textContent = words.replace("{count}", wanted > has ? wanted - has : has);
    });
    row.querySelector("td:last-child").firstElementChild.textContent = sum(inputs);
  });
  const foot = Array.from(table.querySelectorAll("tfoot td"));
  foot.slice(0, -1).forEach((cell, place) => { cell.textContent = columns[place] || 0; });
  foot[foot.length - 1].textContent = columns.reduce((total, value) => total + value, 0);
}

if (table) table.addEventListener("input", paint);

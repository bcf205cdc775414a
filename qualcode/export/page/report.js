// The page of the report: everything is computed from the data in the page; nothing is fetched.
"use strict";

const data = JSON.parse(document.getElementById("data").textContent);
const label = data.labels;
const FIRST = 100;
const state = { rows: "theme", columns: "respondent", cell: null, shown: FIRST, place: null };

const ancestors = data.codes.map((code, at) => {
  const line = [];
  for (let here = at; here !== null; here = data.codes[here].parent) line.push(here);
  return line;
});

function el(tag, properties = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name in node && name !== "list") node[name] = value;
    else node.setAttribute(name, value);
  }
  node.append(...children);
  return node;
}

const byId = (id) => document.getElementById(id);
const chosen = (name) => byId(`filter-${name}`)?.value ?? "";

function textOf(unit) {
  if (unit.text !== undefined) return unit.text;
  const whole = data.transcripts[unit.transcript].text;
  return unit.parts.map(([start, end]) => whole.slice(start, end)).join(" […] ");
}

function columnOf(unit, columns = state.columns) {
  if (columns === "respondent") return data.people[unit.person].id;
  if (columns === "transcript") return data.transcripts[unit.transcript].id;
  return data.people[unit.person].attributes[columns] ?? "";
}

function passes(unit) {
  const code = chosen("code");
  if (code !== "" && !ancestors[unit.code].includes(Number(code))) return false;
  for (const name of ["respondent", ...data.attributes]) {
    if (chosen(name) !== "" && columnOf(unit, name) !== chosen(name)) return false;
  }
  for (const name of ["topic", "because", "stance"]) {
    if (chosen(name) !== "" && !(unit[name] ?? "").split("; ").includes(chosen(name))) return false;
  }
  const wanted = byId("search").value.trim().toLocaleLowerCase();
  return wanted === "" || textOf(unit).toLocaleLowerCase().includes(wanted);
}

const key = (unit) => `${unit.transcript}:${unit.number}`;

function count(units) {
  // A sentence under two sub-codes of a theme counts once for that theme.
  const cells = new Map();
  for (const unit of units) {
    for (const row of ancestors[unit.code]) {
      const place = `${row}\u0000${columnOf(unit)}`;
      if (!cells.has(place)) cells.set(place, new Set());
      cells.get(place).add(key(unit));
    }
  }
  return cells;
}

function peopleOf(units, row) {
  return new Set(units.filter((unit) => ancestors[unit.code].includes(row)).map((unit) => unit.person)).size;
}

function headers() {
  if (state.columns === "respondent") return data.people.map((person) => person.id);
  if (state.columns === "transcript") return data.transcripts.map((transcript) => transcript.id);
  return [...new Set(data.people.map((person) => person.attributes[state.columns] ?? ""))].sort();
}

function drawMatrix(units) {
  const cells = count(units);
  const columns = headers();
  const most = Math.max(1, ...[...cells.values()].map((found) => found.size));
  const head = el("tr", {}, el("th", { scope: "col" }, label.theme), ...columns.map((name) => el("th", { scope: "col" }, name)),
    el("th", { scope: "col" }, label.respondents));
  const body = data.codes.flatMap((code, row) => {
    if (state.rows === "theme" && code.parent !== null) return [];
    const numbers = columns.map((column) => {
      const n = cells.get(`${row}\u0000${column}`)?.size ?? 0;
      const status = data.status[state.columns]?.[row]?.[column] ?? "complete";
      const unknown = status !== "complete";
      const shown = n === 0 && unknown ? data.marks[status] : `${n}${unknown ? "*" : ""}`;
      const pressed = state.cell !== null && state.cell.row === row && state.cell.column === column;
      const button = el("button", { type: "button", "aria-pressed": String(pressed), "data-n": n,
        "aria-label": `${code.name}, ${column}: ${n}${unknown ? `, ${label[status]}` : ""}`, tabIndex: -1 }, shown);
      button.style.setProperty("--share", String(n / most));
      button.dataset.row = String(row);
      button.dataset.column = column;
      return el("td", {}, button);
    });
    return [el("tr", {}, el("th", { scope: "row", className: code.parent === null ? "" : "sub", title: code.definition }, code.name),
      ...numbers, el("td", { className: "total" }, String(peopleOf(units, row))))];
  });
  byId("matrix").replaceChildren(el("thead", {}, head), el("tbody", {}, ...body));
  const buttons = [...byId("matrix").querySelectorAll("button")];
  (buttons.find((button) => button.getAttribute("aria-pressed") === "true") ?? buttons[0])?.setAttribute("tabindex", "0");
}

function inCell(unit) {
  return state.cell === null || (ancestors[unit.code].includes(state.cell.row) && columnOf(unit) === state.cell.column);
}

function distinct(units) {
  const found = new Map();
  for (const unit of units) {
    const theme = ancestors[unit.code].at(-1);
    const place = `${key(unit)}:${theme}`;
    if (found.has(place)) found.get(place).codes.add(unit.code);
    else found.set(place, { unit, codes: new Set([unit.code]) });
  }
  return [...found.values()];
}

function drawQuotes(units) {
  const quotes = distinct(units.filter(inCell));
  byId("count").textContent = (quotes.length === 1 ? label.found_one : label.found.replace("{n}", String(quotes.length)))
    + (state.cell === null ? "" : ` – ${data.codes[state.cell.row].name}, ${state.cell.column}`);
  const items = quotes.slice(0, state.shown).map(({ unit, codes }) => quoteItem(unit, codes));
  byId("quotes").replaceChildren(...items);
  byId("more").hidden = quotes.length <= state.shown;
  byId("none").hidden = quotes.length > 0;
}

function quoteItem(unit, codes) {
  const person = data.people[unit.person];
  const who = [person.id, ...data.shown.map((name) => person.attributes[name])].filter(Boolean).join(", ");
  const place = `${data.transcripts[unit.transcript].id}, ${label.turn} ${unit.turn + 1}`;
  const names = [...codes].map((code) => data.codes[code].name).join("; ");
  const extra = [unit.stance, unit.because && `${label.because}: ${unit.because}`].filter(Boolean).join(" – ");
  const from = el("div", { className: "from" }, `${who} (${place}) – ${names}${extra ? ` – ${extra}` : ""}`);
  const words = person.quoted ? `‘${textOf(unit)}’` : label.no_consent;
  const item = el("li", {}, el("div", { className: "quote" }, words), from);
  item.dataset.unit = key(unit);
  if (data.full && person.quoted) {
    const button = el("button", { type: "button" }, label.in_transcript);
    button.addEventListener("click", () => showTranscript(unit));
    from.append(button);
  }
  return item;
}

function spansOf(transcript, here) {
  const units = data.units.filter((unit) => unit.transcript === transcript && passes(unit));
  return units.flatMap((unit) => unit.parts.map(([from, to]) => ({ from, to, here: key(unit) === here })));
}

function pieces(text, start, end, all) {
  // Flat pieces between all borders of units, so that marks never nest.
  const spans = all.filter((span) => span.from < end && span.to > start);
  const borders = [...new Set([start, end, ...spans.flatMap((span) => [Math.max(span.from, start), Math.min(span.to, end)])])]
    .sort((a, b) => a - b);
  return borders.slice(1).map((to, at) => {
    const covering = spans.filter((span) => span.from < to && span.to > borders[at]);
    const words = text.slice(borders[at], to);
    if (covering.length === 0) return words;
    return el("mark", { className: covering.some((span) => span.here) ? "here" : "" }, words);
  });
}

function showTranscript(unit) {
  state.place = key(unit);
  const transcript = data.transcripts[unit.transcript];
  const close = el("button", { type: "button" }, label.close);
  close.addEventListener("click", closeTranscript);
  const spans = spansOf(unit.transcript, state.place);
  const turns = transcript.turns.flatMap((turn) => {
    const spoken = el("p", { className: turn.asks ? "turn asks" : "turn" },
      ...(turn.speaker ? [el("b", {}, `${turn.speaker}: `)] : []), ...pieces(transcript.text, turn.start, turn.end, spans));
    return turn.topic ? [el("p", { className: "asked" }, turn.topic), spoken] : [spoken];
  });
  byId("transcript").replaceChildren(el("h2", {}, transcript.id, close), ...turns);
  byId("transcript").hidden = false;
  byId("sides").classList.remove("alone");
  for (const item of byId("quotes").children) item.classList.toggle("here", item.dataset.unit === state.place);
  byId("transcript").querySelector("mark.here")?.scrollIntoView({ block: "center" });
}

function closeTranscript() {
  byId("transcript").hidden = true;
  byId("sides").classList.add("alone");
  byId("quotes").querySelector("li.here button")?.focus();
}

function draw() {
  const units = data.units.filter(passes);
  drawMatrix(units);
  drawQuotes(units);
}

function choose(button) {
  const cell = { row: Number(button.dataset.row), column: button.dataset.column };
  const again = state.cell !== null && state.cell.row === cell.row && state.cell.column === cell.column;
  state.cell = again ? null : cell;
  state.shown = FIRST;
  draw();
  byId("matrix").querySelector(`button[data-row="${cell.row}"][data-column="${CSS.escape(cell.column)}"]`)?.focus();
}

const STEPS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };

function step(event) {
  const by = STEPS[event.key];
  if (!by || event.target.tagName !== "BUTTON") return;
  const rows = [...byId("matrix").tBodies[0].rows].map((row) => [...row.querySelectorAll("button")]);
  const row = rows.findIndex((buttons) => buttons.includes(event.target));
  const next = rows[row + by[0]]?.[rows[row].indexOf(event.target) + by[1]];
  if (!next) return;
  event.preventDefault();
  event.target.tabIndex = -1;
  next.tabIndex = 0;
  next.focus();
}

function options(name, values, titles = values) {
  const select = el("select", { id: `filter-${name}` }, el("option", { value: "" }, label.all),
    ...values.map((value, at) => el("option", { value }, titles[at])));
  return el("label", {}, label[name] ?? name, select);
}

function distinctValues(name) {
  return [...new Set(data.units.flatMap((unit) => (unit[name] ?? "").split("; ")).filter(Boolean))].sort();
}

function filters() {
  const columns = el("select", { id: "columns" },
    ...["respondent", "transcript", ...data.attributes].map((name) => el("option", { value: name }, label[name] ?? name)));
  const rows = el("select", { id: "rows" }, el("option", { value: "theme" }, label.theme), el("option", { value: "code" }, label.codes));
  const indent = (at) => `${"\u2003".repeat(ancestors[at].length - 1)}${data.codes[at].name}`;
  const fields = [
    el("label", {}, label.rows, rows), el("label", {}, label.columns, columns),
    options("code", data.codes.map((_, at) => String(at)), data.codes.map((_, at) => indent(at))),
    options("respondent", data.people.map((person) => person.id)),
    ...data.attributes.map((name) => options(name, [...new Set(data.people.map((person) => person.attributes[name] ?? ""))].filter(Boolean).sort())),
    ...["topic", "because", "stance"].filter((name) => distinctValues(name).length > 1).map((name) => options(name, distinctValues(name))),
    el("label", {}, label.search, el("input", { id: "search", type: "search" })),
  ];
  byId("filters").replaceChildren(...fields);
}

function start() {
  filters();
  byId("filters").addEventListener("submit", (event) => event.preventDefault());
  byId("filters").addEventListener("input", () => {
    state.rows = byId("rows").value;
    if (state.columns !== byId("columns").value) state.cell = null;
    state.columns = byId("columns").value;
    state.shown = FIRST;
    draw();
  });
  byId("matrix").addEventListener("click", (event) => event.target.tagName === "BUTTON" && choose(event.target));
  byId("matrix").addEventListener("keydown", step);
  byId("more").addEventListener("click", () => {
    state.shown += FIRST;
    draw();
  });
  document.addEventListener("keydown", (event) => event.key === "Escape" && !byId("transcript").hidden && closeTranscript());
  draw();
}

start();

/* The table block (all rows at once) and the data_table block (caption, sorting, filter, pages). */
import { el, freshId } from "./dom.js";
import { figure } from "./chart.js";
import { icon } from "./icons.js";
import { textObject } from "./mrkdwn.js";
import { richText } from "./richtext.js";

export function plainTable(block) {
  const [head = [], ...body] = block.rows ?? [];
  const settings = block.column_settings ?? [];
  return el(
    "div",
    { class: "table-frame", tabindex: "0", role: "group", "aria-label": "Table" },
    el(
      "table",
      { class: "table", testid: "table" },
      el("thead", {}, el("tr", {}, head.map((cell, column) => el("th", { scope: "col", class: look(settings[column]) }, content(cell))))),
      el("tbody", {}, body.map((row) => el("tr", {}, row.map((cell, column) => el("td", { class: look(settings[column]) }, content(cell)))))),
    ),
  );
}

function look(setting) {
  return [setting?.align && `align-${setting.align}`, setting?.is_wrapped && "wraps"].filter(Boolean).join(" ") || null;
}

function content(cell) {
  if (cell?.type === "rich_text") return richText(cell);
  if (cell?.type === "raw_number") return cell.text ?? figure(cell.value);
  return typeof cell?.text === "object" ? textObject(cell.text) : (cell?.text ?? "");
}

const wordsOf = (cell) => (cell?.type === "raw_number" ? String(cell.text ?? cell.value) : cell?.type === "rich_text" ? richText(cell).textContent : (cell?.text ?? ""));

function rank(cell) {
  if (cell?.type === "raw_number") return Number(cell.value);
  const words = wordsOf(cell);
  const bare = words.replace(/^[^\d-]*(-?)[^\d]*/, "$1").replace(/[,\s%]/g, "");
  return /^#?-?[\d.,\s]+%?$/.test(words) && bare && !Number.isNaN(Number(bare)) ? Number(bare) : words.toLowerCase();
}

export function dataTable(block) {
  const look = { sorted: null, upward: true, page: 0, filter: "" };
  const root = el("div", { class: "data-table", testid: "data-table" });
  const draw = () => root.replaceChildren(...dataTableParts(block, look, redraw));
  const redraw = (change, focusKey) => {
    Object.assign(look, change);
    draw();
    const again = root.querySelector(`[data-focus-key="${focusKey}"]`);
    again?.focus();
    if (again?.tagName === "INPUT") again.setSelectionRange(again.value.length, again.value.length);
  };
  draw();
  return root;
}

function dataTableParts(block, look, redraw) {
  const [head = [], ...body] = block.rows ?? [];
  const size = block.page_size ?? 5;
  const rows = ordered(body.filter((row) => matches(row, look.filter)), look);
  const pages = Math.max(1, Math.ceil(rows.length / size));
  const page = Math.min(look.page, pages - 1);
  return [
    body.length > size ? filterBox(look, redraw) : null,
    el("div", { class: "table-frame", tabindex: "0", role: "group", "aria-label": block.caption ?? "Table" }, theTable(block, head, rows.slice(page * size, (page + 1) * size), look, redraw)),
    pages > 1 ? pager(page, pages, rows.length, size, redraw) : null,
  ].filter(Boolean);
}

const matches = (row, filter) => !filter || row.some((cell) => wordsOf(cell).toLowerCase().includes(filter.toLowerCase()));

function ordered(rows, { sorted, upward }) {
  if (sorted === null) return rows;
  const compare = (one, two) => (typeof one === typeof two ? (one < two ? -1 : one > two ? 1 : 0) : typeof one === "number" ? -1 : 1);
  return [...rows].sort((one, two) => compare(rank(one[sorted]), rank(two[sorted])) * (upward ? 1 : -1));
}

function filterBox(look, redraw) {
  const id = freshId("filter");
  return el(
    "div",
    { class: "table-filter" },
    icon("search", 14),
    el("label", { class: "hidden", for: id }, "Filter rows"),
    el("input", { id, type: "text", placeholder: "Filter rows", value: look.filter, data: { focusKey: "filter" }, on: { input: (event) => redraw({ filter: event.target.value, page: 0 }, "filter") } }),
  );
}

function theTable(block, head, rows, look, redraw) {
  const named = block.row_header_column_index ?? 0;
  const numeric = head.map((_, column) => (block.rows ?? []).slice(1).every((row) => row[column]?.type === "raw_number"));
  const side = (column) => (numeric[column] ? "align-right" : null);
  const body = (cell, column) => (column === named ? el("th", { scope: "row", class: side(column) }, content(cell)) : el("td", { class: side(column) }, content(cell)));
  return el(
    "table",
    { class: "table" },
    el("caption", {}, block.caption ?? ""),
    el("thead", {}, el("tr", {}, head.map((cell, column) => sortable(cell, column, look, side(column), redraw)))),
    el("tbody", {}, rows.map((row) => el("tr", {}, row.map(body)))),
  );
}

function sortable(cell, column, look, side, redraw) {
  const active = look.sorted === column;
  const turn = () => redraw({ sorted: column, upward: active ? !look.upward : true, page: 0 }, `sort-${column}`);
  const state = active ? (look.upward ? "ascending" : "descending") : "none";
  const mark = active ? icon(look.upward ? "up" : "down", 14) : icon("sort", 12);
  return el("th", { scope: "col", class: side, "aria-sort": state }, el("button", { type: "button", class: `sort${active ? " sorted" : ""}`, data: { focusKey: `sort-${column}` }, on: { click: turn } }, content(cell), mark));
}

function pager(page, pages, total, size, redraw) {
  const step = (to, name, picture) =>
    el("button", { type: "button", class: "icon-button", "aria-label": name, disabled: to < 0 || to >= pages, data: { focusKey: name }, on: { click: () => redraw({ page: to }, name) } }, icon(picture, 16));
  return el(
    "div",
    { class: "pager" },
    el("span", { "aria-live": "polite" }, `${page * size + 1}–${Math.min((page + 1) * size, total)} of ${total}`),
    step(page - 1, "Previous page", "back"),
    step(page + 1, "Next page", "forward"),
  );
}

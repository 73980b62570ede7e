/* The markdown block: the everyday part of Markdown that Slack shows. */
import { el } from "./dom.js";
import { withEmoji } from "./emoji.js";
import { link } from "./mrkdwn.js";

export function markdown(text) {
  const lines = text.replace(/\r\n?/g, "\n").split("\n");
  const page = el("div", { class: "markdown" });
  for (let at = 0; at < lines.length; ) at = takeBlock(lines, at, page);
  return page;
}

const BLOCKS = [
  [/^\s*$/, (lines, at) => at + 1],
  [/^```/, takeFence],
  [/^#{1,6}\s/, takeHeading],
  [/^\s*([-*_])(\s*\1){2,}\s*$/, (lines, at, page) => (page.append(el("hr")), at + 1)],
  [/^>\s?/, takeQuote],
  [/^\s*([-*+]|\d+[.)])\s+/, takeList],
];

function takeBlock(lines, at, page) {
  if (isTable(lines, at)) return takeTable(lines, at, page);
  const [, take] = BLOCKS.find(([pattern]) => pattern.test(lines[at])) ?? [null, takeParagraph];
  return take(lines, at, page);
}

function takeFence(lines, at, page) {
  const end = lines.findIndex((line, position) => position > at && /^```/.test(line));
  const last = end < 0 ? lines.length : end;
  page.append(el("pre", { class: "code-block" }, lines.slice(at + 1, last).join("\n")));
  return last + 1;
}

function takeHeading(lines, at, page) {
  const [, marks, words] = /^(#{1,6})\s+(.*?)\s*#*$/.exec(lines[at]) ?? [null, "#", lines[at]];
  page.append(el("div", { class: `md-heading md-heading-${marks.length}`, role: "heading", "aria-level": Math.min(marks.length + 2, 6) }, inline(words)));
  return at + 1;
}

function takeQuote(lines, at, page) {
  const quoted = [];
  while (at < lines.length && /^>/.test(lines[at])) quoted.push(lines[at++].replace(/^>\s?/, ""));
  page.append(el("blockquote", {}, markdown(quoted.join("\n"))));
  return at;
}

function takeList(lines, at, page) {
  const ordered = /^\s*\d/.test(lines[at]);
  const list = el(ordered ? "ol" : "ul", { class: "rich-list" });
  for (; at < lines.length; at++) {
    const match = /^(\s*)(?:[-*+]|\d+[.)])\s+(.*)$/.exec(lines[at]);
    if (!match) break;
    list.append(listEntry(match[1].length, match[2]));
  }
  page.append(list);
  return at;
}

function listEntry(spaces, words) {
  const task = /^\[([ xX])\]\s+(.*)$/.exec(words);
  const depth = Math.min(Math.floor(spaces / 2), 8);
  if (!task) return el("li", { class: `indent-${depth}` }, inline(words));
  const done = task[1] !== " ";
  return el("li", { class: `task indent-${depth}` }, el("span", { role: "img", "aria-label": done ? "done" : "to do" }, done ? "☑ " : "☐ "), inline(task[2]));
}

function takeParagraph(lines, at, page) {
  const words = [];
  while (at < lines.length && lines[at].trim() && !(words.length && BLOCKS.some(([pattern]) => pattern.test(lines[at])))) words.push(lines[at++]);
  page.append(el("p", {}, words.flatMap((line, position) => (position ? [el("br"), ...inline(line)] : inline(line)))));
  return at;
}

const isTable = (lines, at) => /\|/.test(lines[at]) && /^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$/.test(lines[at + 1] ?? "") && /-/.test(lines[at + 1] ?? "");
const cells = (line) => line.trim().replace(/^\||\|$/g, "").split("|").map((cell) => cell.trim());

function takeTable(lines, at, page) {
  const head = cells(lines[at]);
  const body = [];
  for (at += 2; at < lines.length && /\|/.test(lines[at]); at++) body.push(cells(lines[at]));
  const row = (tag) => (words) => el("tr", {}, words.map((cell) => el(tag, tag === "th" ? { scope: "col" } : {}, inline(cell))));
  page.append(el("div", { class: "table-frame" }, el("table", { class: "table" }, el("thead", {}, row("th")(head)), el("tbody", {}, body.map(row("td"))))));
  return at;
}

const SPANS = [
  [/^\\([\\`*_~[\]()#>|-])/, (match) => document.createTextNode(match[1])],
  [/^`([^`]+)`/, (match) => el("code", {}, match[1])],
  [/^\[([^\]]+)\]\(([^)\s]+)\)/, (match) => link(match[2], inline(match[1]))],
  [/^\*\*(?=\S)([\s\S]*?\S)\*\*/, (match) => el("strong", {}, inline(match[1]))],
  [/^__(?=\S)([\s\S]*?\S)__/, (match) => el("strong", {}, inline(match[1]))],
  [/^~~(?=\S)([\s\S]*?\S)~~/, (match) => el("s", {}, inline(match[1]))],
  [/^\*(?=[^\s*])([^*]*[^\s*])\*/, (match) => el("em", {}, inline(match[1]))],
  [/^_(?=[^\s_])([^_]*[^\s_])_(?![\p{L}\p{N}])/u, (match) => el("em", {}, inline(match[1]))],
  [/^https?:\/\/[^\s<>]*[^\s<>.,;:!?'")\]]/, (match) => link(match[0], [match[0]])],
];

function inline(text) {
  const nodes = [];
  let run = "";
  const flush = () => run && (nodes.push(document.createTextNode(withEmoji(run))), (run = ""));
  for (let at = 0; at < text.length; ) {
    const found = SPANS.map(([pattern, build]) => [pattern.exec(text.slice(at)), build]).find(([match]) => match);
    if (found) {
      flush();
      nodes.push(found[1](found[0]));
      at += found[0][0].length;
    } else run += text[at++];
  }
  flush();
  return nodes;
}

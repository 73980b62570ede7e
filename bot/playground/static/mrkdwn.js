/* Slack's mrkdwn (*bold*, _italic_, ~strike~, `code`, quotes, <links>, <@people>, :emoji:) as page nodes. */
import { el } from "./dom.js";
import { emojiByName, withEmoji } from "./emoji.js";
import { channelName, nameOf } from "./people.js";
import { channelById, openChannel, personById, store } from "./store.js";
import { slackDate } from "./time.js";

const STYLES = { "*": "strong", "_": "em", "~": "s" };
const WORD = /[\p{L}\p{N}]/u;

export const unescape = (text) => text.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&");

/* A text object of Block Kit, {type: plain_text | mrkdwn, text}. */
export function textObject(text) {
  if (!text) return document.createDocumentFragment();
  if (typeof text === "string") return plain(text);
  return text.type === "mrkdwn" ? mrkdwn(text.text ?? "") : plain(text.text ?? "");
}

export function plain(text) {
  return document.createTextNode(withEmoji(text));
}

export function mrkdwn(text) {
  const page = document.createDocumentFragment();
  text.split(/```\n?([\s\S]*?)\n?```/).forEach((piece, position) => {
    if (position % 2) page.append(el("pre", { class: "code-block" }, unescape(piece)));
    else page.append(...paragraphs(piece, position > 0));
  });
  return page;
}

function paragraphs(text, afterCode) {
  const lines = (afterCode ? text.replace(/^\n/, "") : text).split("\n");
  const nodes = [];
  for (let at = 0; at < lines.length; ) {
    const quoted = [];
    while (at < lines.length && quoteOf(lines[at]) !== null) quoted.push(quoteOf(lines[at++]));
    if (quoted.length) nodes.push(el("blockquote", {}, inlineLines(quoted)));
    const spoken = [];
    while (at < lines.length && quoteOf(lines[at]) === null) spoken.push(lines[at++]);
    if (spoken.length) nodes.push(...inlineLines(spoken));
  }
  return nodes;
}

function quoteOf(line) {
  const match = /^(?:&gt;|>)\s?(.*)$/.exec(line);
  return match ? match[1] : null;
}

function inlineLines(lines) {
  return lines.flatMap((line, position) => (position ? [el("br"), ...inline(line)] : inline(line)));
}

const SPANS = [
  [/^`([^`\n]+)`/, (match) => el("code", {}, unescape(match[1]))],
  [/^<([^<>\n]+)>/, (match) => angled(match[1])],
  [/^:([a-z0-9_+-]+):(?::skin-tone-\d:)?/, (match) => emoji(match[1])],
  [/^https?:\/\/[^\s<>|]*[^\s<>|.,;:!?'")\]]/, (match) => link(unescape(match[0]), [unescape(match[0])])],
];

function inline(text) {
  const nodes = [];
  let run = "";
  const flush = () => run && (nodes.push(document.createTextNode(unescape(run))), (run = ""));
  for (let at = 0; at < text.length; ) {
    const span = spanAt(text, at) ?? styledAt(text, at);
    if (span) {
      flush();
      nodes.push(span.node);
      at += span.length;
    } else run += text[at++];
  }
  flush();
  return nodes;
}

function spanAt(text, at) {
  const rest = text.slice(at);
  for (const [pattern, build] of SPANS) {
    const match = pattern.exec(rest);
    const node = match && build(match);
    if (node) return { node, length: match[0].length };
  }
  return null;
}

/* A star opens bold only at a word's start and closes only at a word's end, so that 2*3*4 stays arithmetic. */
function styledAt(text, at) {
  const tag = STYLES[text[at]];
  if (!tag || /\s/.test(text[at + 1] ?? " ") || WORD.test(text[at - 1] ?? "")) return null;
  const end = closing(text, at);
  if (end < 0) return null;
  return { node: el(tag, {}, inline(text.slice(at + 1, end))), length: end - at + 1 };
}

function closing(text, at) {
  for (let end = at + 1; end < text.length; end++) {
    if (text[end] === "`" || text[end] === "<") end = skip(text, end);
    else if (text[end] === text[at] && end > at + 1 && !/\s/.test(text[end - 1]) && !WORD.test(text[end + 1] ?? "")) return end;
  }
  return -1;
}

function skip(text, at) {
  const end = text.indexOf(text[at] === "<" ? ">" : "`", at + 1);
  return end < 0 ? at : end;
}

function emoji(name) {
  const picture = emojiByName(name);
  return picture ? el("span", { role: "img", "aria-label": name.replaceAll("_", " "), class: "emoji" }, picture) : null;
}

/* What a person typed in angle brackets is none of Slack's: it stays the text it is. */
function angled(inside) {
  const [target, ...words] = inside.split("|");
  const label = words.join("|");
  if (!/^(@[UW]\w|#[CG]\w|!|https?:|mailto:|tel:)/i.test(target)) return null;
  if (target.startsWith("@")) return mention(target.slice(1), label);
  if (target.startsWith("#")) return channelLink(target.slice(1), label);
  if (target.startsWith("!")) return special(target.slice(1), label);
  return link(unescape(target), label ? inline(label) : [unescape(target.replace(/^mailto:/, ""))]);
}

export function mention(id, label) {
  const known = personById(id) !== null;
  const name = known || !label ? nameOf(id) : unescape(label);
  return el("span", { class: `mention${id === store.as ? " mention-me" : ""}` }, `@${name}`);
}

export function channelLink(id, label) {
  const name = label ? unescape(label) : channelName(id);
  if (!channelById(id)) return el("span", { class: "mention" }, `#${name}`);
  return el("button", { type: "button", class: "mention mention-channel", on: { click: () => openChannel(id) } }, `#${name}`);
}

function special(order, label) {
  const [name, seconds, pattern, href] = order.split("^");
  if (name === "date") return dateNode(seconds, pattern, href, unescape(label));
  if (["here", "channel", "everyone"].includes(name)) return el("span", { class: "mention mention-all" }, `@${name}`);
  return document.createTextNode(label ? unescape(label) : `@${name}`);
}

export function dateNode(seconds, pattern, href, fallback) {
  const words = slackDate(seconds, pattern, fallback);
  const node = el("time", { datetime: isoOf(seconds) }, words);
  return href ? link(href, [node]) : node;
}

function isoOf(seconds) {
  const when = new Date(Number(seconds) * 1000);
  return Number.isNaN(when.getTime()) ? null : when.toISOString();
}

/* Only web and mail addresses become links: a `javascript:` one stays the text it is. */
export function link(href, children) {
  if (!/^(https?:|mailto:|tel:)/i.test(href)) return el("span", {}, children);
  return el("a", { href, target: "_blank", rel: "noopener noreferrer" }, children);
}

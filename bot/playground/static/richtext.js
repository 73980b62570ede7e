/* The rich_text block: sections, lists, quotes, preformatted text and the styled runs inside them. */
import { el } from "./dom.js";
import { emojiByName } from "./emoji.js";
import { channelLink, dateNode, link, mention } from "./mrkdwn.js";

export function richText(block) {
  return el("div", { class: "rich-text" }, (block.elements ?? []).map(part));
}

function part(piece) {
  if (piece.type === "rich_text_list") return list(piece);
  if (piece.type === "rich_text_quote") return el("blockquote", {}, runs(piece));
  if (piece.type === "rich_text_preformatted") return el("pre", { class: "code-block" }, runs(piece));
  return el("div", { class: "rich-section" }, runs(piece));
}

function list(piece) {
  const indent = piece.indent ?? 0;
  const ordered = piece.style === "ordered";
  const traits = { class: `rich-list indent-${Math.min(indent, 8)}${piece.border ? " bordered" : ""}` };
  if (ordered && piece.offset) traits.start = piece.offset + 1;
  return el(ordered ? "ol" : "ul", traits, (piece.elements ?? []).map((entry) => el("li", {}, runs(entry))));
}

const runs = (piece) => (piece.elements ?? []).map(run);

const RUNS = {
  text: (piece) => document.createTextNode(piece.text ?? ""),
  link: (piece) => link(piece.url, [piece.text || piece.url]),
  user: (piece) => mention(piece.user_id),
  channel: (piece) => channelLink(piece.channel_id),
  usergroup: (piece) => el("span", { class: "mention" }, `@${piece.usergroup_id}`),
  broadcast: (piece) => el("span", { class: "mention mention-all" }, `@${piece.range}`),
  emoji: (piece) => emoji(piece),
  date: (piece) => dateNode(piece.timestamp, piece.format, piece.url, piece.fallback),
  color: (piece) => el("span", { class: "colour" }, el("span", { class: "colour-dot", style: { background: piece.value } }), piece.value),
};

function run(piece) {
  const node = RUNS[piece.type]?.(piece) ?? document.createTextNode(piece.text ?? "");
  return styled(node, piece.style);
}

function emoji(piece) {
  const picture = piece.unicode ? fromCodePoints(piece.unicode) : emojiByName(piece.name);
  if (!picture) return document.createTextNode(`:${piece.name}:`);
  return el("span", { role: "img", "aria-label": piece.name.replaceAll("_", " "), class: "emoji" }, picture);
}

const fromCodePoints = (unicode) => String.fromCodePoint(...unicode.split("-").map((point) => parseInt(point, 16)));

const TAGS = { bold: "strong", italic: "em", strike: "s", underline: "u", code: "code" };

function styled(node, style) {
  return Object.entries(TAGS).reduceRight((inner, [name, tag]) => (style?.[name] ? el(tag, {}, inner) : inner), node);
}

/* Every template the coach can speak, drawn as Slack would, with the plain text that notifications fall back to. */
import { fetchGallery } from "./api.js";
import { renderBlocks } from "./blocks.js";
import { el, freshId } from "./dom.js";
import { icon } from "./icons.js";
import { mrkdwn, plain } from "./mrkdwn.js";
import { appAvatar } from "./people.js";
import { appName } from "./store.js";
import { toast } from "./toasts.js";

const LANGUAGES = [["en-US", "English"], ["de-DE", "Deutsch"]];

let before = null;
let locale = LANGUAGES[0][0];

export async function openGallery() {
  const root = document.getElementById("gallery");
  before = document.activeElement;
  root.hidden = false;
  document.getElementById("workspace").inert = true;
  root.replaceChildren(el("p", { class: "gallery-wait" }, "Fetching every template…"));
  try {
    draw(root, await fetchGallery());
  } catch (problem) {
    closeGallery();
    toast(`The gallery could not be fetched. ${problem.message}`, "error");
  }
}

export function closeGallery() {
  const root = document.getElementById("gallery");
  root.hidden = true;
  root.replaceChildren();
  document.getElementById("workspace").inert = Boolean(document.querySelector("[data-testid=modal]"));
  before?.focus();
}

export const galleryIsOpen = () => !document.getElementById("gallery").hidden;

function draw(root, entries) {
  const preview = el("div", { class: "gallery-preview", tabindex: "0", role: "region", "aria-label": "Preview", "aria-live": "off" });
  const list = el("div", { class: "gallery-list" });
  const count = el("span", { class: "gallery-count", role: "status" });
  const searchId = freshId("gallery-search");
  const search = el("input", { id: searchId, type: "search", class: "field-input", placeholder: "Search by name or words", testid: "gallery-search", on: { input: () => fill(search.value) } });
  const inLanguage = () => entries.filter((entry) => (entry.locale ?? locale) === locale);
  let chosen = inLanguage()[0] ?? null;

  const pick = (entry) => {
    chosen = entry;
    for (const button of list.querySelectorAll("button")) button.setAttribute("aria-current", String(button.dataset.name === entry.name));
    preview.lang = entry.locale ?? "";
    preview.replaceChildren(...sample(entry));
    preview.scrollTop = 0;
  };
  const fill = (wanted) => {
    const told = inLanguage();
    const found = told.filter((entry) => `${entry.name} ${entry.title ?? ""} ${entry.text ?? ""}`.toLowerCase().includes(wanted.trim().toLowerCase()));
    count.textContent = `${found.length} of ${told.length}`;
    list.replaceChildren(...grouped(found, pick, chosen));
    if (found.length && !found.includes(chosen)) list.querySelector("button").click();
  };

  const languages = languageButtons((wanted) => {
    locale = wanted;
    const same = inLanguage().find((entry) => entry.name === chosen?.name);
    fill(search.value);
    if (same) pick(same);
  });

  root.replaceChildren(
    el("header", { class: "gallery-header" }, el("h2", {}, "Gallery of messages"), count, languages, el("button", { type: "button", class: "icon-button", "aria-label": "Close the gallery", testid: "gallery-close", on: { click: closeGallery } }, icon("close"))),
    el("div", { class: "gallery-side" }, el("label", { class: "hidden", for: searchId }, "Search the gallery"), search, list),
    preview,
  );
  fill("");
  if (chosen) pick(chosen);
  search.focus();
}

function languageButtons(choose) {
  const buttons = LANGUAGES.map(([code, words]) => {
    const press = () => {
      for (const one of buttons) one.setAttribute("aria-pressed", String(one.dataset.locale === code));
      choose(code);
    };
    return el("button", { type: "button", class: "button small", lang: code, "aria-pressed": String(code === locale), testid: "gallery-language", data: { locale: code }, on: { click: press } }, words);
  });
  return el("div", { class: "gallery-languages", role: "group", "aria-label": "Language of the messages" }, buttons);
}

const FEW = 3;

/* By folder, or by the first word where several share it; the rest under one heading at the end. */
function grouped(entries, pick, chosen) {
  const folders = byFolder(entries);
  const large = [...folders].filter(([, inside]) => inside.length >= FEW);
  const rest = [...folders].filter(([, inside]) => inside.length < FEW).flatMap(([, inside]) => inside);
  return [...large, ...(rest.length ? [["more", rest]] : [])].map(([folder, inside]) =>
    el("section", { "aria-label": folder }, el("h3", { class: "menu-heading" }, folder), el("ul", {}, inside.map((entry) => el("li", {}, entryButton(entry, pick, chosen))))),
  );
}

const folderOf = (entry) => entry.name.split(/[/ ,:]/)[0];

function byFolder(entries) {
  const folders = new Map();
  for (const entry of entries) folders.set(folderOf(entry), [...(folders.get(folderOf(entry)) ?? []), entry]);
  return folders;
}

function entryButton(entry, pick, chosen) {
  const words = entry.name.replace(/^[^/]*\//, "").replaceAll("_", " ");
  return el("button", { type: "button", class: "gallery-entry", testid: "gallery-entry", "aria-current": String(entry === chosen), data: { name: entry.name }, on: { click: () => pick(entry) } }, words);
}

/* ---- one sample ---- */

const SURFACES = { message: "Message", home: "Home tab", modal: "Form" };

function sample(entry) {
  return [
    el("div", { class: "sample-head" }, el("h3", { testid: "gallery-name" }, entry.name), el("span", { class: "badge" }, SURFACES[entry.surface] ?? entry.surface)),
    el("div", { class: `sample sample-${entry.surface}`, testid: "gallery-sample" }, frame(entry)),
    el("div", { class: "sample-fallback" }, el("h4", {}, "Fallback text, for notifications and screen readers"), el("p", { testid: "gallery-text" }, entry.text ? mrkdwn(entry.text) : "(none)")),
  ];
}

function frame(entry) {
  const drawn = entry.blocks?.length ? renderBlocks(entry.blocks, samplePlace(entry)) : [el("div", {}, mrkdwn(entry.text ?? ""))];
  if (entry.surface === "modal") return [el("div", { class: "modal-header" }, appAvatar("s"), el("h4", { class: "modal-title" }, plain(titleOf(entry)))), el("div", { class: "modal-body" }, drawn)];
  if (entry.surface === "home") return el("div", { class: "home" }, drawn);
  const head = el("div", { class: "message-head" }, el("span", { class: "message-name" }, appName()), el("span", { class: "app-badge" }, "APP"), el("span", { class: "message-time" }, "09:00"));
  return el("div", { class: "message" }, el("div", { class: "message-gutter" }, appAvatar("m")), el("div", { class: "message-main" }, head, el("div", { class: "message-text" }, drawn)));
}

const titleOf = (entry) => (typeof entry.title === "object" ? entry.title?.text : entry.title) ?? "";

function samplePlace(entry) {
  return { surface: entry.surface, form: new Map(), act: async () => toast("This is a sample: pressing it does nothing here."), options: async () => ({ options: [] }) };
}

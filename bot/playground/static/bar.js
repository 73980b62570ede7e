/* The strip above the workspace: the playground's own controls, plainly not part of Slack. */
import { el, replaceKeepingFocus } from "./dom.js";
import { galleryIsOpen, closeGallery, openGallery } from "./gallery.js";
import { icon } from "./icons.js";
import { openMenu, openPanel } from "./menu.js";
import { order } from "./api.js";
import { refresh, store, tell } from "./store.js";
import { startStory } from "./story.js";
import { barMoment, dayKey, fullMoment, now, opened } from "./time.js";
import { orToast } from "./toasts.js";
import { toggleTools, toolsAreOpen } from "./tools.js";
import { showWelcome } from "./welcome.js";

let signature = null;
let winding = false;

export function drawBar(root) {
  const state = JSON.stringify([store.state.now, store.state.zone, store.as, theme(), winding, store.online, toolsAreOpen()]);
  if (state === signature) return;
  signature = state;
  replaceKeepingFocus(
    root,
    el("span", { class: "bar-name" }, el("strong", {}, "Playground"), el("span", { class: "bar-note" }, store.online ? "local · nothing leaves this machine · a clock of its own" : "connection lost, trying again…")),
    clock(),
    el("span", { class: "bar-space" }),
    tools().map(toolButton),
    moreButton(),
  );
}

const tools = () => [
  { testid: "story", drawing: "play", words: "Walk the story", press: startStory },
  { testid: "gallery-open", drawing: "gallery", words: "Gallery", press: () => (galleryIsOpen() ? closeGallery() : openGallery()) },
  { testid: "tools-open", drawing: "tools", words: "Tools", press: toggleTools, open: toolsAreOpen() },
  { testid: "help", drawing: "help", words: "First steps", press: firstSteps, bare: true },
  { testid: "theme", drawing: theme() === "dark" ? "sun" : "moon", words: theme() === "dark" ? "Light theme" : "Dark theme", press: turnTheme, bare: true },
];

function toolButton({ testid, drawing, words, press, open, bare }) {
  const traits = { type: "button", class: `bar-button bar-tool${bare ? " bare" : ""}`, "aria-label": words, title: words, "aria-expanded": open === undefined ? null : String(open), testid, data: { focusKey: testid } };
  return el("button", { ...traits, on: { click: press } }, icon(drawing, 16), bare ? null : el("span", {}, words));
}

/* In a narrow window the tools stand in one menu. */
function moreButton() {
  const choices = () => tools().map(({ testid, drawing, words, press }) => ({ label: words, icon: icon(drawing, 16), testid: `more-${testid}`, pick: press }));
  const button = el("button", { type: "button", class: "bar-button only-narrow", "aria-label": "Playground menu", "aria-haspopup": "menu", testid: "bar-more", data: { focusKey: "bar-more" }, on: { click: () => openMenu(button, choices(), { label: "Playground menu", end: true }) } }, icon("more"));
  return button;
}

function firstSteps() {
  if (galleryIsOpen()) closeGallery();
  showWelcome();
  document.querySelector("[data-testid=welcome]")?.scrollIntoView();
}

/* ---- the clock ---- */

function clock() {
  const button = el(
    "button",
    { type: "button", class: "bar-button clock", "aria-haspopup": "dialog", "aria-label": `The clock: ${fullMoment(now())}. Wind it`, "aria-busy": String(winding), title: `${fullMoment(now())}, ${store.state.zone}`, testid: "clock", data: { now: store.state.now, focusKey: "clock" }, on: { click: () => openPanel(button, clockPanel, { label: "Wind the clock", testid: "clock-panel" }) } },
    icon("clock", 16),
    el("span", { class: "clock-face" }, barMoment(now())),
    icon("down", 14),
  );
  return button;
}

function clockPanel(close) {
  const turn = (testid, words, note, body) => el("button", { type: "button", class: "menu-choice", testid, on: { click: () => (close(), wind(body)) } }, el("span", { class: "menu-words" }, words, note ? el("span", { class: "menu-note" }, note) : null));
  const day = el("input", { type: "date", class: "field-input", "aria-label": "Day", testid: "clock-date", value: dayKey(now()), min: dayKey(now()) });
  const hour = el("input", { type: "time", class: "field-input", "aria-label": "Time", testid: "clock-time", value: "09:00" });
  const set = (event) => {
    event.preventDefault();
    if (!day.value || !hour.value) return;
    close();
    wind({ to: `${day.value}T${hour.value}:00` });
  };
  return [
    el("div", { class: "menu-heading" }, `Now ${fullMoment(now())}`),
    el("p", { class: "panel-note" }, `This clock is the playground's own and opens on ${fullMoment(opened())}. Winding it forward lets gives age, contingencies lapse and asks fall due.`),
    turn("clock-1h", "One hour on", null, { by: "1h" }),
    turn("clock-1d", "One day on", null, { by: "1d" }),
    turn("clock-next-morning", "Next morning", "09:00", { by: "next-morning" }),
    turn("clock-1w", "One week on", null, { by: "1w" }),
    el("form", { class: "clock-form", on: { submit: set } }, day, hour, el("button", { type: "submit", class: "button small", testid: "clock-set" }, "Set")),
  ];
}

async function wind(body) {
  winding = true;
  tell();
  const answer = await order("clock", body);
  await refresh().catch(() => {});
  winding = false;
  orToast(answer);
  tell();
}

/* ---- light and dark ---- */

const KEY = "giveget.playground.theme";

export function theme() {
  return document.documentElement.dataset.theme;
}

export function chooseTheme() {
  const asked = localStorage.getItem(KEY);
  document.documentElement.dataset.theme = asked ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
}

function turnTheme() {
  const next = theme() === "dark" ? "light" : "dark";
  localStorage.setItem(KEY, next);
  document.documentElement.dataset.theme = next;
  tell();
}

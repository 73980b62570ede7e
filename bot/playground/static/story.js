/* The story player: a deal played step by step through the same hands, with a caption of what happens. */
import { fetchStories } from "./api.js";
import { el } from "./dom.js";
import { icon } from "./icons.js";
import { actAs, channelById, openChannel, pause, personById, send, showApp, store, tell, untouched } from "./store.js";
import { orToast, toast } from "./toasts.js";
import { startAgain } from "./tools.js";

const BREATH = 2200;

const story = { name: "", choices: [], shown: false, caption: "", deed: "", on: "", step: 0, of: null, done: false, playing: false, busy: false };
let signature = null;

/* In a workspace where something was said already, the story would meet what it does not expect. */
export async function startStory() {
  if (!story.step && !untouched() && !(await startAgain("The story begins in a fresh workspace."))) return;
  if (!(await learnChoices())) return;
  story.shown = true;
  story.caption ||= "Played by the people of this workspace. Press “Next step” to begin.";
  tell();
  document.querySelector("[data-testid=story-next]")?.focus();
}

async function learnChoices() {
  try {
    story.choices = await fetchStories();
    story.name ||= story.choices[0].name;
  } catch (problem) {
    toast(`The stories could not be fetched. ${problem.message}`, "error");
  }
  return story.choices.length > 0;
}

export const storyIsShown = () => story.shown;

export function forgetStory() {
  Object.assign(story, { shown: false, caption: "", deed: "", on: "", step: 0, of: null, done: false, playing: false });
}

export function drawStory(root) {
  const now = JSON.stringify(story);
  if (now === signature) return;
  signature = now;
  root.hidden = !story.shown;
  const focused = document.activeElement?.dataset.testid;
  root.replaceChildren(caption(), controls());
  if (focused?.startsWith("story-")) root.querySelector(`[data-testid=${focused}]`)?.focus();
}

function caption() {
  const count = story.step ? `Step ${story.step}${story.of ? ` of ${story.of}` : ""}` : "The story";
  return el("div", { class: "story-caption", role: "status", testid: "story-caption" }, el("strong", {}, story.done ? "The end" : count), el("span", {}, story.caption), story.deed ? el("span", { class: "story-deed", testid: "story-deed" }, story.deed, " ", el("code", {}, story.on)) : null);
}

function choice() {
  const options = story.choices.map(({ name, about }) => el("option", { value: name, selected: name === story.name }, about || name));
  return el("select", { class: "story-choice", "aria-label": "Which story", disabled: story.busy, testid: "story-choice", on: { change: (event) => ((story.name = event.target.value), tell()) } }, options);
}

function controls() {
  const close = el("button", { type: "button", class: "icon-button", "aria-label": "Close the story", testid: "story-close", on: { click: closeStory } }, icon("close", 16));
  return el("div", { class: "story-controls" }, story.step ? null : choice(), story.done ? againButton() : [nextButton(), allButton()], close);
}

function nextButton() {
  return el("button", { type: "button", class: "button small primary", disabled: story.busy || story.playing, testid: "story-next", on: { click: nextStep } }, icon("next", 14), el("span", {}, "Next step"));
}

function allButton() {
  const words = story.playing ? "Pause" : "Play all";
  return el("button", { type: "button", class: "button small", disabled: story.busy && !story.playing, testid: "story-all", on: { click: story.playing ? stop : playAll } }, icon(story.playing ? "pause" : "play", 14), el("span", {}, words));
}

function againButton() {
  const again = async () => (await startAgain()) && startStory();
  return el("button", { type: "button", class: "button small", testid: "story-again", on: { click: again } }, icon("reset", 14), el("span", {}, "Reset and play again"));
}

function closeStory() {
  story.shown = false;
  story.playing = false;
  tell();
}

const stop = () => ((story.playing = false), tell());

async function playAll() {
  story.playing = true;
  while (story.playing && !story.done && (await nextStep())) await pause(BREATH);
  stop();
}

async function nextStep() {
  story.busy = true;
  tell();
  const answer = await send("story", { name: story.name, step: "next" });
  story.busy = false;
  if (orToast(answer)) await follow(answer);
  tell();
  return answer.ok;
}

/* Goes where the step happened, so that one sees it through the eyes of the one who acted. */
async function follow(answer) {
  const { caption, deed, on, step, of, done } = answer;
  Object.assign(story, { caption, deed, on, step, of, done });
  if (personById(answer.as)) await actAs(answer.as);
  if (answer.place) showApp(answer.place);
  else if (channelById(answer.channel)) openChannel(answer.channel);
}

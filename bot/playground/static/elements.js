/* Block Kit's interactive elements. Each keeps its value in the form it stands in (`spot.form`) and, where Slack would
   tell the app at once, sends a click.

   spot: {surface, blockId, form, dispatch, labels, act(click) → Promise, options(search) → Promise}
   form: a Map "block action" → the value as Slack's `state.values` has it. */
import { el, freshId } from "./dom.js";
import { combobox } from "./combobox.js";
import { confirmed } from "./confirm.js";
import { icon } from "./icons.js";
import { openMenu } from "./menu.js";
import { textObject } from "./mrkdwn.js";
import { avatar, channelIcon, nameOf } from "./people.js";
import { store } from "./store.js";
import { withEmoji } from "./emoji.js";

const wordsOf = (text) => withEmoji(text?.text ?? "");

export function element(piece, spot) {
  const build = ELEMENTS[piece.type];
  return build ? build(piece, spot) : el("span", { class: "unknown-block" }, `(${piece.type} is not shown in the playground)`);
}

const ELEMENTS = {
  button,
  overflow,
  image: (piece) => picture(piece, "accessory-image"),
  static_select: (piece, spot) => select(piece, spot, staticChoices(piece)),
  multi_static_select: (piece, spot) => select(piece, spot, staticChoices(piece)),
  external_select: (piece, spot) => select(piece, spot, externalChoices(piece, spot)),
  multi_external_select: (piece, spot) => select(piece, spot, externalChoices(piece, spot)),
  users_select: (piece, spot) => select(piece, spot, peopleChoices()),
  multi_users_select: (piece, spot) => select(piece, spot, peopleChoices()),
  conversations_select: (piece, spot) => select(piece, spot, conversationChoices(piece.filter)),
  multi_conversations_select: (piece, spot) => select(piece, spot, conversationChoices(piece.filter)),
  channels_select: (piece, spot) => select(piece, spot, conversationChoices({ include: ["public"] })),
  multi_channels_select: (piece, spot) => select(piece, spot, conversationChoices({ include: ["public"] })),
  radio_buttons: radios,
  checkboxes,
  datepicker: (piece, spot) => moment(piece, spot, "date"),
  timepicker: (piece, spot) => moment(piece, spot, "time"),
  datetimepicker: (piece, spot) => moment(piece, spot, "datetime-local"),
  plain_text_input: textInput,
  number_input: textInput,
  email_text_input: textInput,
  url_text_input: textInput,
  rich_text_input: textInput,
  feedback_buttons: feedbackButtons,
  icon_button: iconButton,
  workflow_button: button,
};

/* ---- values ---- */

const keyOf = (piece, spot) => `${spot.blockId} ${piece.action_id}`;
const kept = (piece, spot) => spot.form?.get(keyOf(piece, spot));

function keep(piece, spot, value) {
  spot.form?.set(keyOf(piece, spot), { type: piece.type, ...value });
}

/* Slack's names for the chosen thing, by type of element. */
export const VALUE_FIELD = {
  plain_text_input: "value", number_input: "value", email_text_input: "value", url_text_input: "value", rich_text_input: "rich_text_value",
  static_select: "selected_option", external_select: "selected_option", radio_buttons: "selected_option", overflow: "selected_option",
  multi_static_select: "selected_options", multi_external_select: "selected_options", checkboxes: "selected_options",
  users_select: "selected_user", multi_users_select: "selected_users",
  conversations_select: "selected_conversation", multi_conversations_select: "selected_conversations",
  channels_select: "selected_channel", multi_channels_select: "selected_channels",
  datepicker: "selected_date", timepicker: "selected_time", datetimepicker: "selected_date_time",
};

const INITIAL_FIELD = {
  static_select: "initial_option", external_select: "initial_option", radio_buttons: "initial_option",
  multi_static_select: "initial_options", multi_external_select: "initial_options", checkboxes: "initial_options",
  users_select: "initial_user", multi_users_select: "initial_users",
  conversations_select: "initial_conversation", multi_conversations_select: "initial_conversations",
  channels_select: "initial_channel", multi_channels_select: "initial_channels",
  datepicker: "initial_date", timepicker: "initial_time", datetimepicker: "initial_date_time",
};

/* What the element holds now: what the person left in it, else what the app put there. */
function held(piece, spot) {
  const field = VALUE_FIELD[piece.type];
  const value = kept(piece, spot);
  if (value && field in value) return value[field];
  return initial(piece);
}

function initial(piece) {
  if (piece.default_to_current_conversation && piece.type === "conversations_select") return store.place.id ?? null;
  const several = /^multi_|checkboxes/.test(piece.type);
  return piece[INITIAL_FIELD[piece.type] ?? "initial_value"] ?? (several ? [] : null);
}

export function rememberInitial(piece, spot) {
  if (VALUE_FIELD[piece.type] && piece.type !== "overflow" && !kept(piece, spot)) keep(piece, spot, { [VALUE_FIELD[piece.type]]: initial(piece) });
}

const dispatches = (spot) => spot.dispatch !== false;

/* Asks when the element wants to be asked about, tells the app, and shows that it is waiting meanwhile. */
async function tellApp(piece, spot, value, node) {
  if (piece.confirm && !(await confirmed(piece.confirm))) return false;
  node?.setAttribute("aria-busy", "true");
  await spot.act({ action_id: piece.action_id, block_id: spot.blockId, element: piece, value });
  node?.removeAttribute("aria-busy");
  return true;
}

const focusKey = (piece, spot) => `${spot.blockId}/${piece.action_id}`;

/* ---- buttons ---- */

function button(piece, spot) {
  const style = piece.style ? ` ${piece.style}` : "";
  const traits = { class: `button${style}`, testid: "block-button", title: piece.accessibility_label, "aria-label": piece.accessibility_label, data: { focusKey: focusKey(piece, spot), actionId: piece.action_id ?? "" } };
  const press = () => node.getAttribute("aria-busy") !== "true" && tellApp(piece, spot, piece.value ?? null, node);
  const node = piece.url
    ? el("a", { ...traits, href: safeUrl(piece.url), target: "_blank", rel: "noopener noreferrer", on: { click: press } }, textObject(piece.text))
    : el("button", { ...traits, type: "button", on: { click: press } }, el("span", { class: "button-words" }, textObject(piece.text)));
  return node;
}

const safeUrl = (url) => (/^(https?:|mailto:|slack:)/i.test(url) ? url : null);

function overflow(piece, spot) {
  const pick = (option) => (option.url ? open(safeUrl(option.url), "_blank", "noopener") : null, tellApp(piece, spot, option, node));
  const choices = (piece.options ?? []).map((option) => ({ label: wordsOf(option.text), note: option.description ? wordsOf(option.description) : null, testid: "option", pick: () => pick(option) }));
  const node = el(
    "button",
    { type: "button", class: "button overflow", "aria-label": piece.accessibility_label ?? "More options", "aria-haspopup": "menu", testid: "overflow", data: { focusKey: focusKey(piece, spot), actionId: piece.action_id ?? "" }, on: { click: () => openMenu(node, choices, { label: "More options", end: true }) } },
    icon("dots", 18),
  );
  return node;
}

function feedbackButtons(piece, spot) {
  const one = (choice, name, drawing) => {
    const label = choice.accessibility_label ?? wordsOf(choice.text) ?? name;
    const node = el("button", { type: "button", class: "icon-button", title: wordsOf(choice.text), "aria-label": label, testid: "block-button", data: { focusKey: `${focusKey(piece, spot)}/${name}` }, on: { click: () => tellApp(piece, spot, choice.value ?? null, node) } }, icon(drawing, 16));
    return node;
  };
  return el("span", { class: "feedback" }, one(piece.positive_button, "Good", "thumb_up"), one(piece.negative_button, "Bad", "thumb_down"));
}

function iconButton(piece, spot) {
  const drawing = { trash: "trash" }[piece.icon] ?? "dots";
  const label = piece.accessibility_label ?? wordsOf(piece.text);
  const node = el("button", { type: "button", class: "icon-button", title: wordsOf(piece.text), "aria-label": label, testid: "block-button", data: { focusKey: focusKey(piece, spot) }, on: { click: () => tellApp(piece, spot, piece.value ?? null, node) } }, icon(drawing, 16));
  return node;
}

/* ---- selects ---- */

const optionChoice = (option) => ({ key: option.value, label: wordsOf(option.text), note: option.description ? wordsOf(option.description) : null, wire: option });

function filtered(groups, query) {
  const wanted = query.trim().toLowerCase();
  if (!wanted) return groups;
  return groups.map((group) => ({ ...group, choices: group.choices.filter((choice) => choice.label.toLowerCase().includes(wanted)) }));
}

function optionGroups(source) {
  if (source.option_groups) return source.option_groups.map((group) => ({ heading: wordsOf(group.label), choices: group.options.map(optionChoice) }));
  return [{ choices: (source.options ?? []).map(optionChoice) }];
}

function staticChoices(piece) {
  return { load: (query) => Promise.resolve(filtered(optionGroups(piece), query)), named: optionChoice };
}

function externalChoices(piece, spot) {
  const load = async (query) => optionGroups((await spot.options?.({ action_id: piece.action_id, block_id: spot.blockId, value: query })) ?? {});
  return { load, named: optionChoice, minQuery: piece.min_query_length ?? 3 };
}

function peopleChoices() {
  const named = (id) => ({ key: id, label: nameOf(id), note: store.state.people.find((person) => person.id === id)?.title, picture: avatar(id, "s"), wire: id });
  const all = () => store.state.people.filter((person) => person.kind !== "bot" && person.kind !== "deactivated").map((person) => named(person.id));
  return { load: (query) => Promise.resolve(filtered([{ choices: all() }], query)), named };
}

const CONVERSATION = { channel: "public", private: "private", dm: "im" };

function conversationChoices(filter) {
  const fits = (channel) => (filter?.include ?? ["public", "private"]).includes(CONVERSATION[channel.kind]) && !(filter?.exclude_external_shared_channels && channel.shared);
  const named = (id) => {
    const channel = store.state.channels.find((one) => one.id === id);
    return { key: id, label: channel?.name ?? id, picture: channel ? channelIcon(channel, 14) : null, wire: id };
  };
  const all = () => store.state.channels.filter((channel) => fits(channel) && !channel.archived).map((channel) => named(channel.id));
  return { load: (query) => Promise.resolve(filtered([{ choices: all() }], query)), named };
}

function select(piece, spot, { load, named, minQuery = 0 }) {
  const several = piece.type.startsWith("multi_");
  const value = held(piece, spot);
  const chosen = several ? (value ?? []).map(named) : value ? [named(value)] : [];
  rememberInitial(piece, spot);
  const changed = async (picked) => {
    const wires = picked.map((choice) => choice.wire);
    keep(piece, spot, { [VALUE_FIELD[piece.type]]: several ? wires : (wires[0] ?? null) });
    if (!dispatches(spot) || (!several && !wires.length)) return;
    const sent = await tellApp(piece, spot, several ? wires.map((wire) => wire.value ?? wire) : wires[0], node);
    if (!sent) node.clear();
  };
  const node = combobox({ load, chosen, several, minQuery, most: piece.max_selected_items, placeholder: wordsOf(piece.placeholder) || null, onChange: changed, labels: spot.labels ?? { "aria-label": wordsOf(piece.placeholder) || "Choose" }, focusKey: focusKey(piece, spot), testid: "select" });
  node.dataset.actionId = piece.action_id ?? "";
  return node;
}

/* ---- radio buttons and checkboxes ---- */

function optionLine(kind, option, traits) {
  const id = freshId("choice");
  return el(
    "div",
    { class: "choice" },
    el("input", { type: kind, id, ...traits }),
    el("label", { for: id }, textObject(option.text), option.description ? el("span", { class: "choice-note" }, textObject(option.description)) : null),
  );
}

function radios(piece, spot) {
  const name = freshId("radio");
  const now = held(piece, spot)?.value;
  rememberInitial(piece, spot);
  const pick = (option) => {
    keep(piece, spot, { selected_option: option });
    if (dispatches(spot)) tellApp(piece, spot, option, node);
  };
  const lines = (piece.options ?? []).map((option, at) =>
    optionLine("radio", option, { name, checked: option.value === now, data: { focusKey: `${focusKey(piece, spot)}/${at}` }, on: { change: () => pick(option) } }),
  );
  const node = el("div", { class: "choices", role: "radiogroup", data: { actionId: piece.action_id ?? "" }, ...(spot.labels ?? {}) }, lines);
  return node;
}

function checkboxes(piece, spot) {
  const ticked = new Set((held(piece, spot) ?? []).map((option) => option.value));
  rememberInitial(piece, spot);
  const turn = (option, on) => {
    if (on) ticked.add(option.value);
    else ticked.delete(option.value);
    const chosen = piece.options.filter((one) => ticked.has(one.value));
    keep(piece, spot, { selected_options: chosen });
    if (dispatches(spot)) tellApp(piece, spot, chosen.map((one) => one.value), node);
  };
  const lines = (piece.options ?? []).map((option, at) =>
    optionLine("checkbox", option, { checked: ticked.has(option.value), data: { focusKey: `${focusKey(piece, spot)}/${at}` }, on: { change: (event) => turn(option, event.target.checked) } }),
  );
  const node = el("div", { class: "choices", role: "group", data: { actionId: piece.action_id ?? "" }, ...(spot.labels ?? {}) }, lines);
  return node;
}

/* ---- days and times ---- */

const localFromSeconds = (seconds) => (seconds ? new Date(seconds * 1000 - new Date(seconds * 1000).getTimezoneOffset() * 60_000).toISOString().slice(0, 16) : "");
const secondsFromLocal = (text) => (text ? Math.floor(new Date(text).getTime() / 1000) : null);

function moment(piece, spot, kind) {
  const full = kind === "datetime-local";
  const value = held(piece, spot);
  rememberInitial(piece, spot);
  const read = () => (full ? secondsFromLocal(input.value) : input.value || null);
  let told = value;
  const changed = () => {
    keep(piece, spot, { [VALUE_FIELD[piece.type]]: read() });
    if (dispatches(spot) && read() && isWhole(kind, input.value) && read() !== told) tellApp(piece, spot, (told = read()), input);
  };
  const traits = spot.labels ?? { "aria-label": wordsOf(piece.placeholder) || { date: "Date", time: "Time" }[kind] || "Date and time" };
  const input = el("input", { type: kind, class: "field-input field-moment", value: full ? localFromSeconds(value) : (value ?? ""), ...traits, data: { focusKey: focusKey(piece, spot), actionId: piece.action_id ?? "" }, on: { change: changed, input: changed } });
  return input;
}

/* While a year is typed digit by digit the field already reads 0002, 0020 …: not a day to tell the app. */
const isWhole = (kind, text) => kind === "time" || Number(text.slice(0, 4)) >= 1900;

/* ---- typed fields ---- */

const KEYBOARD = { number_input: "decimal", email_text_input: "email", url_text_input: "url" };

function textInput(piece, spot) {
  const long = piece.multiline || piece.type === "rich_text_input";
  const value = held(piece, spot);
  rememberInitial(piece, spot);
  const changed = () => {
    keep(piece, spot, { [VALUE_FIELD[piece.type]]: written(piece, input.value) });
    count?.replaceChildren(left(piece, input.value));
    if (dispatches(spot) && piece.dispatch_action_config?.trigger_actions_on?.includes("on_character_entered")) soon(() => tell());
  };
  const tell = () => tellApp(piece, spot, input.value, input);
  const entered = (event) => event.key === "Enter" && !long && !event.isComposing && onEnter(event, piece, spot, tell);
  const traits = {
    class: "field-input", placeholder: wordsOf(piece.placeholder) || null, maxlength: null, value: typed(value), inputmode: KEYBOARD[piece.type], autocomplete: "off",
    "aria-describedby": spot.labels?.["aria-describedby"], ...(spot.labels ?? { "aria-label": wordsOf(piece.placeholder) || "Text" }),
    data: { focusKey: focusKey(piece, spot), actionId: piece.action_id ?? "" }, on: { input: changed, keydown: entered },
  };
  const input = long ? el("textarea", { ...traits, rows: 4 }) : el("input", { type: "text", ...traits });
  const count = piece.max_length ? el("span", { class: "field-count", "aria-hidden": "true" }, left(piece, typed(value))) : null;
  return count ? el("div", { class: "field-frame" }, input, count) : input;
}

function onEnter(event, piece, spot, tell) {
  const triggers = piece.dispatch_action_config?.trigger_actions_on ?? ["on_enter_pressed"];
  if (!dispatches(spot) || !triggers.includes("on_enter_pressed")) return;
  event.preventDefault();
  event.stopPropagation();
  tell();
}

function left(piece, text) {
  const room = piece.max_length - [...text].length;
  return room > Math.min(100, piece.max_length * 0.2) ? "" : String(room);
}

const typed = (value) => (value && typeof value === "object" ? plainOf(value) : (value ?? ""));
const plainOf = (rich) => (rich.elements ?? []).map((section) => (section.elements ?? []).map((run) => run.text ?? "").join("")).join("\n");

function written(piece, text) {
  if (!text) return null;
  if (piece.type !== "rich_text_input") return text;
  return { type: "rich_text", elements: [{ type: "rich_text_section", elements: [{ type: "text", text }] }] };
}

let waiting;
function soon(go) {
  clearTimeout(waiting);
  waiting = setTimeout(go, 400);
}

/* ---- pictures: only from this machine, since nothing here reaches out ---- */

export function picture(piece, look) {
  const source = piece.image_url ?? "";
  if (/^data:image\//.test(source) || isLocal(source)) return el("img", { class: look, src: source, alt: piece.alt_text ?? "" });
  return el("span", { class: `${look} picture-stand-in`, role: "img", "aria-label": piece.alt_text ?? "Picture", title: "The playground stays offline: pictures from other hosts are not loaded" }, icon("picture", 20), look === "block-image" ? el("span", {}, piece.alt_text ?? "") : null);
}

function isLocal(source) {
  try {
    return source !== "" && new URL(source, location.href).origin === location.origin;
  } catch {
    return false;
  }
}

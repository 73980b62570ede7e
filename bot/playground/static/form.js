/* What a form holds, as Slack's `state.values`, and what Slack's own client refuses before the app is asked. */
import { VALUE_FIELD } from "./elements.js";

const stateful = (piece) => piece && piece.type in VALUE_FIELD && piece.type !== "overflow";

function piecesOf(block) {
  const pieces = block.type === "input" ? [block.element] : block.type === "section" ? [block.accessory] : block.type === "actions" ? block.elements : [];
  return (pieces ?? []).filter(stateful);
}

/* {block_id: {action_id: {type, value | selected_option | …}}} of every field that stands in the view. */
export function stateOf(view, form) {
  const state = {};
  view.blocks.forEach((block, position) => {
    const blockId = block.block_id ?? `block-${position}`;
    for (const piece of piecesOf(block)) {
      const value = form.get(`${blockId} ${piece.action_id}`);
      if (value) (state[blockId] ??= {})[piece.action_id] = value;
    }
  });
  return state;
}

/* Fills a fresh form with the values the server kept for the view. */
export function fromState(values) {
  const form = new Map();
  for (const [blockId, actions] of Object.entries(values ?? {})) for (const [actionId, value] of Object.entries(actions)) form.set(`${blockId} ${actionId}`, value);
  return form;
}

/* {block_id: sentence} for the fields that are empty, too short, too long or not what their type says. */
export function problemsIn(view, form) {
  const problems = {};
  view.blocks.forEach((block, position) => {
    if (block.type !== "input") return;
    const blockId = block.block_id ?? `block-${position}`;
    const value = form.get(`${blockId} ${block.element.action_id}`)?.[VALUE_FIELD[block.element.type]];
    const problem = isEmpty(value) ? (block.optional ? null : "Please complete this required field.") : misfit(block.element, value);
    if (problem) problems[blockId] = problem;
  });
  return problems;
}

const isEmpty = (value) => value === null || value === undefined || value === "" || (Array.isArray(value) && !value.length);

function misfit(piece, value) {
  if (piece.type === "number_input") return wrongNumber(piece, value);
  if (piece.type === "email_text_input") return /^\S+@\S+\.\S+$/.test(value) ? null : "Please enter a valid email address.";
  if (piece.type === "url_text_input") return /^https?:\/\/\S+$/i.test(value) ? null : "Please enter a valid URL.";
  if (typeof value !== "string") return null;
  const length = [...value].length;
  if (piece.min_length && length < piece.min_length) return `Please enter at least ${piece.min_length} characters.`;
  if (piece.max_length && length > piece.max_length) return `Please enter at most ${piece.max_length} characters (now ${length}).`;
  return null;
}

function wrongNumber(piece, text) {
  const number = Number(text);
  if (Number.isNaN(number)) return "Please enter a number.";
  if (!piece.is_decimal_allowed && !Number.isInteger(number)) return "Please enter a whole number.";
  if (piece.min_value !== undefined && number < Number(piece.min_value)) return `Please enter ${piece.min_value} or more.`;
  if (piece.max_value !== undefined && number > Number(piece.max_value)) return `Please enter ${piece.max_value} or less.`;
  return null;
}

/* Emoji by the names people type in Slack. A name that is not here stays as it was typed. */

const NAMES = {
  smile: "😄", smiley: "😃", grinning: "😀", blush: "😊", slightly_smiling_face: "🙂", wink: "😉", joy: "😂", sweat_smile: "😅",
  thinking_face: "🤔", neutral_face: "😐", confused: "😕", disappointed: "😞", cry: "😢", sob: "😭", angry: "😠", rage: "😡",
  heart_eyes: "😍", sunglasses: "😎", hugging_face: "🤗", upside_down_face: "🙃", relieved: "😌", sleeping: "😴", zipper_mouth_face: "🤐",
  "+1": "👍", thumbsup: "👍", "-1": "👎", thumbsdown: "👎", clap: "👏", wave: "👋", pray: "🙏", muscle: "💪", ok_hand: "👌",
  raised_hands: "🙌", handshake: "🤝", point_right: "👉", point_left: "👈", point_up: "☝️", point_down: "👇", writing_hand: "✍️", eyes: "👀",
  raised_hand: "✋", hand: "✋", crossed_fingers: "🤞", bow: "🙇", shrug: "🤷", speech_balloon: "💬", thought_balloon: "💭",
  heart: "❤️", green_heart: "💚", blue_heart: "💙", yellow_heart: "💛", purple_heart: "💜", broken_heart: "💔", sparkles: "✨", star: "⭐",
  star2: "🌟", fire: "🔥", boom: "💥", zap: "⚡", rocket: "🚀", tada: "🎉", confetti_ball: "🎊", balloon: "🎈", gift: "🎁", trophy: "🏆",
  medal: "🏅", dart: "🎯", crown: "👑", gem: "💎", bulb: "💡", mag: "🔍", bell: "🔔", no_bell: "🔕", mega: "📣", loudspeaker: "📢",
  white_check_mark: "✅", heavy_check_mark: "✔️", ballot_box_with_check: "☑️", x: "❌", negative_squared_cross_mark: "❎", o: "⭕",
  warning: "⚠️", exclamation: "❗", question: "❓", grey_question: "❔", grey_exclamation: "❕", bangbang: "‼️", interrobang: "⁉️",
  no_entry: "⛔", no_entry_sign: "🚫", octagonal_sign: "🛑", construction: "🚧", rotating_light: "🚨", information_source: "ℹ️",
  arrow_right: "➡️", arrow_left: "⬅️", arrow_up: "⬆️", arrow_down: "⬇️", arrow_upper_right: "↗️", arrow_lower_right: "↘️",
  arrows_counterclockwise: "🔄", repeat: "🔁", leftwards_arrow_with_hook: "↩️", arrow_right_hook: "↪️", left_right_arrow: "↔️",
  fast_forward: "⏩", rewind: "⏪", arrow_forward: "▶️", heavy_plus_sign: "➕", heavy_minus_sign: "➖", scales: "⚖️", balance_scale: "⚖️",
  calendar: "📅", date: "📅", spiral_calendar_pad: "🗓️", clock1: "🕐", clock9: "🕘", hourglass: "⌛", hourglass_flowing_sand: "⏳",
  alarm_clock: "⏰", stopwatch: "⏱️", timer_clock: "⏲️", watch: "⌚", zzz: "💤", snail: "🐌", turtle: "🐢",
  memo: "📝", pencil: "📝", pencil2: "✏️", page_facing_up: "📄", page_with_curl: "📃", clipboard: "📋", bookmark_tabs: "📑", bookmark: "🔖",
  file_folder: "📁", open_file_folder: "📂", card_index_dividers: "🗂️", books: "📚", book: "📖", newspaper: "📰", scroll: "📜", receipt: "🧾",
  chart_with_upwards_trend: "📈", chart_with_downwards_trend: "📉", bar_chart: "📊", pushpin: "📌", round_pushpin: "📍", paperclip: "📎",
  link: "🔗", lock: "🔒", unlock: "🔓", closed_lock_with_key: "🔐", key: "🔑", shield: "🛡️", gear: "⚙️", wrench: "🔧", hammer: "🔨",
  money_with_wings: "💸", moneybag: "💰", dollar: "💵", euro: "💶", pound: "💷", credit_card: "💳", coin: "🪙", currency_exchange: "💱",
  briefcase: "💼", office: "🏢", house: "🏠", phone: "☎️", telephone_receiver: "📞", email: "📧", envelope: "✉️", inbox_tray: "📥",
  outbox_tray: "📤", package: "📦", computer: "💻", seedling: "🌱", deciduous_tree: "🌳", herb: "🌿", four_leaf_clover: "🍀", sunny: "☀️",
  coffee: "☕", beers: "🍻", pizza: "🍕", cake: "🍰", red_circle: "🔴", large_blue_circle: "🔵", large_green_circle: "🟢",
  large_yellow_circle: "🟡", large_orange_circle: "🟠", white_circle: "⚪", black_circle: "⚫", white_large_square: "⬜", black_large_square: "⬛",
  large_green_square: "🟩", large_yellow_square: "🟨", large_red_square: "🟥", small_blue_diamond: "🔹", small_orange_diamond: "🔸",
  one: "1️⃣", two: "2️⃣", three: "3️⃣", four: "4️⃣", five: "5️⃣", robot_face: "🤖", bust_in_silhouette: "👤", busts_in_silhouette: "👥",
  see_no_evil: "🙈", hear_no_evil: "🙉", speak_no_evil: "🙊", ghost: "👻", snowflake: "❄️", ice_cube: "🧊", mute: "🔇", speaker: "🔈",
};

export const emojiByName = (name) => NAMES[name] ?? null;

export function withEmoji(text) {
  return text.replace(/:([a-z0-9_+-]+):/g, (typed, name) => emojiByName(name) ?? typed);
}

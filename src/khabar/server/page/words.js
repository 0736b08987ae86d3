// The two languages of the page: every word of the interface and the names of labels come from words.json.

export const LANGUAGES = ["ar", "en"];
const WORDS = await (await fetch("/page/words.json")).json();
const REMEMBERED = "khabar.language";
let language = remembered();

export function currentLanguage() {
  return language;
}

// A word of the interface; {name} in it is replaced by values.name.
export function word(key, values = {}) {
  return WORDS[language][key].replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ""));
}

// The name of a label, polarity or role of ours; a model with labels of its own keeps them.
export function labelName(label) {
  return label === "none" ? word("none") : Object.hasOwn(WORDS[language].labels, label) ? WORDS[language].labels[label] : label;
}

export function score(probability) {
  return `${Math.round(probability * 100)}%`;
}

export function switchLanguage() {
  language = LANGUAGES.find((other) => other !== language);
  try {
    localStorage.setItem(REMEMBERED, language);
  } catch {
    // Without storage the choice lasts as long as the page.
  }
}

// Put the words of the current language into the page: texts, accessible names, direction, title.
export function speak() {
  const root = document.documentElement;
  root.lang = language;
  root.dir = language === "ar" ? "rtl" : "ltr";
  document.title = word("title");
  for (const element of document.querySelectorAll("[data-word]")) element.textContent = word(element.dataset.word);
  for (const element of document.querySelectorAll("[data-name]")) element.setAttribute("aria-label", word(element.dataset.name));
  const button = document.getElementById("language");
  button.textContent = word("language");
  button.lang = LANGUAGES.find((other) => other !== language);
}

function remembered() {
  try {
    const found = localStorage.getItem(REMEMBERED);
    return LANGUAGES.includes(found) ? found : "ar";
  } catch {
    return "ar";
  }
}

// Words as the search compares them: the same however they are typed. All of it is by rule, so that
// it holds for any site; names that are spelt in different ways are compared by their sound.

// A number is one word with or without its separators; so is a word with an apostrophe.
const WORD =
  /(?<!\d)\d{1,3}(?:[.,'’\u00a0\u202f ]\d{3})+(?!\d)|[\p{L}\p{N}\p{M}]+(?:['’ʼ]\p{L}+)*/gu;
const HAS_CYRILLIC = /\p{Script=Cyrillic}/u;

// Letters that have no accent to take off.
const PLAIN = { ß: "ss", ł: "l", ø: "o", đ: "d", æ: "ae", œ: "oe", ı: "i" };

const ROMAN = {
  а: "a", б: "b", в: "v", г: "h", ґ: "g", д: "d", е: "e", ё: "e", є: "e", ж: "zh", з: "z",
  и: "i", і: "i", ї: "i", й: "i", к: "k", л: "l", м: "m", н: "n", о: "o", п: "p", р: "r",
  с: "s", т: "t", у: "u", ў: "u", ф: "f", х: "h", ц: "ts", ч: "ch", ш: "sh", щ: "sh", ъ: "",
  ы: "i", ь: "", э: "e", ю: "iu", я: "ia",
}; // prettier-ignore

const fold = (text) =>
  text
    .toLowerCase()
    .replace(/['’ʼ]s$/u, "")
    .normalize("NFKD")
    .replace(/[\p{M}'’ʼ]/gu, "")
    .replace(/[ßłøđæœı]/g, (letter) => PLAIN[letter]);

// A word without the ending of its plural, in English, or without its last vowels, in Cyrillic.
export const stem = (word) => {
  if (HAS_CYRILLIC.test(word)) return word.replace(/(?<=.{3})[аеиоуыэюяєіьй]+$/u, "");
  if (word.length < 4 || !word.endsWith("s") || /(?:ss|us|is)$/.test(word)) return word;
  if (/.{2}ies$/.test(word)) return `${word.slice(0, -3)}y`;
  if (/(?:[sxz]|ch|sh)es$/.test(word)) return word.slice(0, -2);
  return word.slice(0, -1);
};

const romanised = (word) => word.replace(/\p{Script=Cyrillic}/gu, (letter) => ROMAN[letter] ?? "");

// How a name sounds, about: Kyiv and Kiev, Zelenskyy and Zelensky, Donbas and Donbass, Zaporizhzhia
// and Zaporozhye have one sound each. Vowels are two, a and any other; a last vowel does not count.
export const soundOf = (word) =>
  romanised(word)
    .replace(/sch|shch/g, "sh")
    .replace(/kh|g/g, "h")
    .replace(/ck|q|c(?!h)/g, "k")
    .replace(/tz/g, "ts")
    .replace(/ph|f|w/g, "v")
    .replace(/zh|j(?=[aou])/g, "z")
    .replace(/x/g, "ks")
    .replace(/[eiouyj]+a?$|a+$/g, "")
    .replace(/[eiouyj]+/g, "i")
    .replace(/(.)\1+/g, "$1");

const folded = new Map(); // word as written → folded, for the words that come again and again

const foldWord = (written) => {
  if (!folded.has(written)) {
    const isNumber = /^\d/.test(written) && !/\p{L}/u.test(written);
    const word = isNumber ? written.replace(/\D/g, "") : fold(written);
    const thousands = word.replace(/^(\d{1,3})k$/, "$1000");
    folded.set(written, { folded: thousands, stem: stem(thousands) });
  }
  return folded.get(written);
};

// The words of a text in order: each as it stands there, its place, folded, and its stem.
export const wordsIn = (text) =>
  [...text.matchAll(WORD)].map(({ 0: written, index }) => ({
    written,
    start: index,
    ...foldWord(written),
  }));

// Whether one typing mistake makes one word of the other: a letter too many, too few or wrong, or two
// exchanged.
export const isOneMistakeFrom = (a, b) => {
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  const [restA, restB] = [a.slice(start), b.slice(start)];
  return (
    restA.slice(1) === restB ||
    restA === restB.slice(1) ||
    restA.slice(1) === restB.slice(1) ||
    (restA.slice(2) === restB.slice(2) && restA[0] === restB[1] && restA[1] === restB[0])
  );
};

// The words that only one of two texts has: the same rules as in text/word_diff.py.
const FEWEST = 2; // fewer words in common in a row are chance
const ENOUGH_ALIKE = 0.4;
const MOST_WORDS = 1000;

// Returns the longest run of words in common within a part of both texts, the first of several.
const longestRun = (old, fresh, part) => {
  let best = { inOld: part.oldStart, inFresh: part.freshStart, size: 0 };
  let above = [];
  for (let i = part.oldStart; i < part.oldEnd; i += 1) {
    const row = [];
    for (let j = part.freshStart; j < part.freshEnd; j += 1) {
      if (old[i] !== fresh[j]) continue;
      const size = (above[j - 1] || 0) + 1;
      row[j] = size;
      if (size > best.size) best = { inOld: i - size + 1, inFresh: j - size + 1, size };
    }
    above = row;
  }
  return best;
};

const runsInCommon = (old, fresh, part) => {
  const run = longestRun(old, fresh, part);
  if (!run.size) return [];
  const before = { ...part, oldEnd: run.inOld, freshEnd: run.inFresh };
  const after = { ...part, oldStart: run.inOld + run.size, freshStart: run.inFresh + run.size };
  return [...runsInCommon(old, fresh, before), run, ...runsInCommon(old, fresh, after)];
};

const shared = (old, fresh) => {
  if (Math.max(old.length, fresh.length) > MOST_WORDS) return [];
  const whole = { oldStart: 0, oldEnd: old.length, freshStart: 0, freshEnd: fresh.length };
  return runsInCommon(old, fresh, whole).filter((run) => run.size >= FEWEST);
};

// Returns a text as parts, each its own or in common; `starts` says where those in common begin.
const divided = (words, starts) => {
  const parts = [];
  let at = 0;
  for (const { start, size } of [...starts, { start: words.length, size: 0 }]) {
    if (start > at) parts.push({ isOwn: true, text: words.slice(at, start).join(" ") });
    if (size) parts.push({ isOwn: false, text: words.slice(start, start + size).join(" ") });
    at = start + size;
  }
  return parts;
};

const undivided = (words) => [{ isOwn: false, text: words.join(" ") }];

// Returns both texts as parts; those that have little in common as one part each.
export const compareWords = (oldText, freshText) => {
  const [old, fresh] = [oldText, freshText].map((text) => text.split(/\s+/).filter(Boolean));
  const runs = shared(old, fresh);
  const inCommon = runs.reduce((sum, run) => sum + run.size, 0);
  if (2 * inCommon < ENOUGH_ALIKE * (old.length + fresh.length)) {
    return [undivided(old), undivided(fresh)];
  }
  return [
    divided(
      old,
      runs.map(({ inOld, size }) => ({ start: inOld, size })),
    ),
    divided(
      fresh,
      runs.map(({ inFresh, size }) => ({ start: inFresh, size })),
    ),
  ];
};

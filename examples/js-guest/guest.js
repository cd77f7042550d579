// The guest: runs inside the component, in the JavaScript engine that componentize-js puts there.

/** `greet` of guest.wit. */
export function greet(name) {
  console.log(`greeting ${name}`);
  return `Hello, ${name}!`;
}

/** `interface words` of guest.wit. */
export const words = {
  countWords(text) {
    const counts = new Map();
    // No \p{…}: this engine is built without the tables of Unicode properties.
    for (const word of text.toLowerCase().split(/[\s.,;:!?()"„“”«»]+/u)) {
      if (word === '') continue;
      counts.set(word, (counts.get(word) ?? 0) + 1);
    }
    return [...counts]
      .map(([word, count]) => ({ word, count }))
      .sort((a, b) => b.count - a.count || (a.word < b.word ? -1 : 1));
  },
};

// Node's own import, which test files don't have: vitest takes theirs.
module.exports = (url) => import(url);

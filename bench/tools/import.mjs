// Imports a module, whose top level makes the instance; prints how many nanoseconds that takes.
const start = performance.now();
await import(process.argv[2]);
console.log((performance.now() - start) * 1e6);

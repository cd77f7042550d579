// What guests/async.ts imports: a promise that is settled already.
export const host = (x: number): Promise<number> => Promise.resolve(x + 1);

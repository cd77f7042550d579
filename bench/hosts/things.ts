// What guests/resources.ts imports.

let live = 0;

export class Thing {
  readonly value: number;

  constructor(value: number) {
    this.value = value;
    live++;
  }

  get(): number {
    return this.value;
  }

  [Symbol.dispose](): void {
    live--;
  }
}

export const liveThings = (): number => live;

// call-list-records.d.ts
/** @module World call-list-records */
export {};

export interface Person {
  name: string;
  age?: number | undefined;
}

export function echo(l: Array<Person>): Array<Person>;

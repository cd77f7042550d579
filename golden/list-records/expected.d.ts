// list-records.d.ts
/** @module World list-records */
export {};

export interface Person {
  id: number;
  firstName: string;
  tags: Array<string>;
}

export function echo(people: Array<Person>): Array<Person>;

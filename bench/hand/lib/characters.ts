// Up to 32 characters: `String.fromCharCode` with exactly as many arguments takes 1 ns for each; a call of
// TextDecoder takes 65.

export const SHORT = 32;

/** The characters whose code units are `a[i]` and so on: at most 32. */
export function charactersAt(a: Uint8Array | Uint16Array, i: number, length: number): string {
  const make = String.fromCharCode;
  switch (length) {
    case 0: return '';
    case 1: return make(a[i]!);
    case 2: return make(a[i]!, a[i + 1]!);
    case 3: return make(a[i]!, a[i + 1]!, a[i + 2]!);
    case 4: return make(a[i]!, a[i + 1]!, a[i + 2]!, a[i + 3]!);
    case 5: return make(a[i]!, a[i + 1]!, a[i + 2]!, a[i + 3]!, a[i + 4]!);
    case 6: return make(a[i]!, a[i + 1]!, a[i + 2]!, a[i + 3]!, a[i + 4]!, a[i + 5]!);
    case 7: return make(a[i]!, a[i + 1]!, a[i + 2]!, a[i + 3]!, a[i + 4]!, a[i + 5]!, a[i + 6]!);
    case 8: return make(
      a[i]!, a[i + 1]!, a[i + 2]!, a[i + 3]!, a[i + 4]!, a[i + 5]!, a[i + 6]!, a[i + 7]!,
    );
    case 9: return make(
      a[i]!, a[i + 1]!, a[i + 2]!, a[i + 3]!, a[i + 4]!, a[i + 5]!, a[i + 6]!, a[i + 7]!,
      a[i + 8]!,
    );
    case 10: return make(
      a[i]!, a[i + 1]!, a[i + 2]!, a[i + 3]!, a[i + 4]!, a[i + 5]!, a[i + 6]!, a[i + 7]!,
      a[i + 8]!, a[i + 9]!,
    );
    case 11: return make(
      a[i]!, a[i + 1]!, a[i + 2]!, a[i + 3]!, a[i + 4]!, a[i + 5]!, a[i + 6]!, a[i + 7]!,
      a[i + 8]!, a[i + 9]!, a[i + 10]!,
    );
    case 12: return make(
      a[i]!, a[i + 1]!, a[i + 2]!, a[i + 3]!, a[i + 4]!, a[i + 5]!, a[i + 6]!, a[i + 7]!,
      a[i + 8]!, a[i + 9]!, a[i + 10]!, a[i + 11]!,
    );
    case 13: return make(
      a[i]!, a[i + 1]!, a[i + 2]!, a[i + 3]!, a[i + 4]!, a[i + 5]!, a[i + 6]!, a[i + 7]!,
      a[i + 8]!, a[i + 9]!, a[i + 10]!, a[i + 11]!, a[i + 12]!,
    );
    case 14: return make(
      a[i]!, a[i + 1]!, a[i + 2]!, a[i + 3]!, a[i + 4]!, a[i + 5]!, a[i + 6]!, a[i + 7]!,
      a[i + 8]!, a[i + 9]!, a[i + 10]!, a[i + 11]!, a[i + 12]!, a[i + 13]!,
    );
    case 15: return make(
      a[i]!, a[i + 1]!, a[i + 2]!, a[i + 3]!, a[i + 4]!, a[i + 5]!, a[i + 6]!, a[i + 7]!,
      a[i + 8]!, a[i + 9]!, a[i + 10]!, a[i + 11]!, a[i + 12]!, a[i + 13]!, a[i + 14]!,
    );
    case 16: return make(
      a[i]!, a[i + 1]!, a[i + 2]!, a[i + 3]!, a[i + 4]!, a[i + 5]!, a[i + 6]!, a[i + 7]!,
      a[i + 8]!, a[i + 9]!, a[i + 10]!, a[i + 11]!, a[i + 12]!, a[i + 13]!, a[i + 14]!, a[i + 15]!,
    );
    case 17: return make(
      a[i]!, a[i + 1]!, a[i + 2]!, a[i + 3]!, a[i + 4]!, a[i + 5]!, a[i + 6]!, a[i + 7]!,
      a[i + 8]!, a[i + 9]!, a[i + 10]!, a[i + 11]!, a[i + 12]!, a[i + 13]!, a[i + 14]!, a[i + 15]!,
      a[i + 16]!,
    );
    case 18: return make(
      a[i]!, a[i + 1]!, a[i + 2]!, a[i + 3]!, a[i + 4]!, a[i + 5]!, a[i + 6]!, a[i + 7]!,
      a[i + 8]!, a[i + 9]!, a[i + 10]!, a[i + 11]!, a[i + 12]!, a[i + 13]!, a[i + 14]!, a[i + 15]!,
      a[i + 16]!, a[i + 17]!,
    );
    case 19: return make(
      a[i]!, a[i + 1]!, a[i + 2]!, a[i + 3]!, a[i + 4]!, a[i + 5]!, a[i + 6]!, a[i + 7]!,
      a[i + 8]!, a[i + 9]!, a[i + 10]!, a[i + 11]!, a[i + 12]!, a[i + 13]!, a[i + 14]!, a[i + 15]!,
      a[i + 16]!, a[i + 17]!, a[i + 18]!,
    );
    case 20: return make(
      a[i]!, a[i + 1]!, a[i + 2]!, a[i + 3]!, a[i + 4]!, a[i + 5]!, a[i + 6]!, a[i + 7]!,
      a[i + 8]!, a[i + 9]!, a[i + 10]!, a[i + 11]!, a[i + 12]!, a[i + 13]!, a[i + 14]!, a[i + 15]!,
      a[i + 16]!, a[i + 17]!, a[i + 18]!, a[i + 19]!,
    );
    case 21: return make(
      a[i]!, a[i + 1]!, a[i + 2]!, a[i + 3]!, a[i + 4]!, a[i + 5]!, a[i + 6]!, a[i + 7]!,
      a[i + 8]!, a[i + 9]!, a[i + 10]!, a[i + 11]!, a[i + 12]!, a[i + 13]!, a[i + 14]!, a[i + 15]!,
      a[i + 16]!, a[i + 17]!, a[i + 18]!, a[i + 19]!, a[i + 20]!,
    );
    case 22: return make(
      a[i]!, a[i + 1]!, a[i + 2]!, a[i + 3]!, a[i + 4]!, a[i + 5]!, a[i + 6]!, a[i + 7]!,
      a[i + 8]!, a[i + 9]!, a[i + 10]!, a[i + 11]!, a[i + 12]!, a[i + 13]!, a[i + 14]!, a[i + 15]!,
      a[i + 16]!, a[i + 17]!, a[i + 18]!, a[i + 19]!, a[i + 20]!, a[i + 21]!,
    );
    case 23: return make(
      a[i]!, a[i + 1]!, a[i + 2]!, a[i + 3]!, a[i + 4]!, a[i + 5]!, a[i + 6]!, a[i + 7]!,
      a[i + 8]!, a[i + 9]!, a[i + 10]!, a[i + 11]!, a[i + 12]!, a[i + 13]!, a[i + 14]!, a[i + 15]!,
      a[i + 16]!, a[i + 17]!, a[i + 18]!, a[i + 19]!, a[i + 20]!, a[i + 21]!, a[i + 22]!,
    );
    case 24: return make(
      a[i]!, a[i + 1]!, a[i + 2]!, a[i + 3]!, a[i + 4]!, a[i + 5]!, a[i + 6]!, a[i + 7]!,
      a[i + 8]!, a[i + 9]!, a[i + 10]!, a[i + 11]!, a[i + 12]!, a[i + 13]!, a[i + 14]!, a[i + 15]!,
      a[i + 16]!, a[i + 17]!, a[i + 18]!, a[i + 19]!, a[i + 20]!, a[i + 21]!, a[i + 22]!, a[i + 23]!,
    );
    case 25: return make(
      a[i]!, a[i + 1]!, a[i + 2]!, a[i + 3]!, a[i + 4]!, a[i + 5]!, a[i + 6]!, a[i + 7]!,
      a[i + 8]!, a[i + 9]!, a[i + 10]!, a[i + 11]!, a[i + 12]!, a[i + 13]!, a[i + 14]!, a[i + 15]!,
      a[i + 16]!, a[i + 17]!, a[i + 18]!, a[i + 19]!, a[i + 20]!, a[i + 21]!, a[i + 22]!, a[i + 23]!,
      a[i + 24]!,
    );
    case 26: return make(
      a[i]!, a[i + 1]!, a[i + 2]!, a[i + 3]!, a[i + 4]!, a[i + 5]!, a[i + 6]!, a[i + 7]!,
      a[i + 8]!, a[i + 9]!, a[i + 10]!, a[i + 11]!, a[i + 12]!, a[i + 13]!, a[i + 14]!, a[i + 15]!,
      a[i + 16]!, a[i + 17]!, a[i + 18]!, a[i + 19]!, a[i + 20]!, a[i + 21]!, a[i + 22]!, a[i + 23]!,
      a[i + 24]!, a[i + 25]!,
    );
    case 27: return make(
      a[i]!, a[i + 1]!, a[i + 2]!, a[i + 3]!, a[i + 4]!, a[i + 5]!, a[i + 6]!, a[i + 7]!,
      a[i + 8]!, a[i + 9]!, a[i + 10]!, a[i + 11]!, a[i + 12]!, a[i + 13]!, a[i + 14]!, a[i + 15]!,
      a[i + 16]!, a[i + 17]!, a[i + 18]!, a[i + 19]!, a[i + 20]!, a[i + 21]!, a[i + 22]!, a[i + 23]!,
      a[i + 24]!, a[i + 25]!, a[i + 26]!,
    );
    case 28: return make(
      a[i]!, a[i + 1]!, a[i + 2]!, a[i + 3]!, a[i + 4]!, a[i + 5]!, a[i + 6]!, a[i + 7]!,
      a[i + 8]!, a[i + 9]!, a[i + 10]!, a[i + 11]!, a[i + 12]!, a[i + 13]!, a[i + 14]!, a[i + 15]!,
      a[i + 16]!, a[i + 17]!, a[i + 18]!, a[i + 19]!, a[i + 20]!, a[i + 21]!, a[i + 22]!, a[i + 23]!,
      a[i + 24]!, a[i + 25]!, a[i + 26]!, a[i + 27]!,
    );
    case 29: return make(
      a[i]!, a[i + 1]!, a[i + 2]!, a[i + 3]!, a[i + 4]!, a[i + 5]!, a[i + 6]!, a[i + 7]!,
      a[i + 8]!, a[i + 9]!, a[i + 10]!, a[i + 11]!, a[i + 12]!, a[i + 13]!, a[i + 14]!, a[i + 15]!,
      a[i + 16]!, a[i + 17]!, a[i + 18]!, a[i + 19]!, a[i + 20]!, a[i + 21]!, a[i + 22]!, a[i + 23]!,
      a[i + 24]!, a[i + 25]!, a[i + 26]!, a[i + 27]!, a[i + 28]!,
    );
    case 30: return make(
      a[i]!, a[i + 1]!, a[i + 2]!, a[i + 3]!, a[i + 4]!, a[i + 5]!, a[i + 6]!, a[i + 7]!,
      a[i + 8]!, a[i + 9]!, a[i + 10]!, a[i + 11]!, a[i + 12]!, a[i + 13]!, a[i + 14]!, a[i + 15]!,
      a[i + 16]!, a[i + 17]!, a[i + 18]!, a[i + 19]!, a[i + 20]!, a[i + 21]!, a[i + 22]!, a[i + 23]!,
      a[i + 24]!, a[i + 25]!, a[i + 26]!, a[i + 27]!, a[i + 28]!, a[i + 29]!,
    );
    case 31: return make(
      a[i]!, a[i + 1]!, a[i + 2]!, a[i + 3]!, a[i + 4]!, a[i + 5]!, a[i + 6]!, a[i + 7]!,
      a[i + 8]!, a[i + 9]!, a[i + 10]!, a[i + 11]!, a[i + 12]!, a[i + 13]!, a[i + 14]!, a[i + 15]!,
      a[i + 16]!, a[i + 17]!, a[i + 18]!, a[i + 19]!, a[i + 20]!, a[i + 21]!, a[i + 22]!, a[i + 23]!,
      a[i + 24]!, a[i + 25]!, a[i + 26]!, a[i + 27]!, a[i + 28]!, a[i + 29]!, a[i + 30]!,
    );
    default: return make(
      a[i]!, a[i + 1]!, a[i + 2]!, a[i + 3]!, a[i + 4]!, a[i + 5]!, a[i + 6]!, a[i + 7]!,
      a[i + 8]!, a[i + 9]!, a[i + 10]!, a[i + 11]!, a[i + 12]!, a[i + 13]!, a[i + 14]!, a[i + 15]!,
      a[i + 16]!, a[i + 17]!, a[i + 18]!, a[i + 19]!, a[i + 20]!, a[i + 21]!, a[i + 22]!, a[i + 23]!,
      a[i + 24]!, a[i + 25]!, a[i + 26]!, a[i + 27]!, a[i + 28]!, a[i + 29]!, a[i + 30]!, a[i + 31]!,
    );
  }
}

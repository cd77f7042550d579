// What a debugger that stands at a breakpoint tells by the DevTools protocol, of Node and of Chromium.

/** `Debugger.paused`, as far as it is looked at. */
export interface Paused {
  readonly callFrames: readonly CallFrame[];
}

export interface CallFrame {
  readonly functionName: string;
  /** Both count from 0. */
  readonly location: { readonly lineNumber: number; readonly columnNumber?: number };
}

/** The innermost frames, to the trampoline by which the host has called. */
export const namesOf = ({ callFrames }: Paused): string[] => callFrames.slice(0, 4).map(({ functionName }) => functionName);

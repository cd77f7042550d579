/** Whether two types are the same: a value of exactly this type. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends (<T>() => T extends B ? 1 : 2) ? true : false;

/** `equal<Expected>()(value)` compiles if the value's type is just that one. */
export declare function equal<Expected>(): <Actual>(value: Actual & (Same<Expected, Actual> extends true ? unknown : never)) => void;

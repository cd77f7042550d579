/**
 * Implementation limits, in one place. They are those of the reference decoder, so that both accept the same
 * components (the spec leaves them to implementations: core spec, appendix “Implementation Limitations”).
 * They bound what hostile bytes can make the decoder allocate and how deep it recurses.
 */

/** Bytes of a name or any other string. */
export const MAX_NAME_BYTES = 100_000;

// Index spaces and vectors of components.

/**
 * Definitions of the root component and all components in it, and declarations of types, together. The
 * reference decoder has no such bound: it keeps nothing of a definition but its type.
 */
export const MAX_DEFINITIONS = 1_000_000;

/** Types in one index space, component or core. */
export const MAX_TYPES = 1_000_000;
/** Functions, and every other index space without a smaller bound. */
export const MAX_FUNCTIONS = 1_000_000;
export const MAX_IMPORTS = 1_000_000;
export const MAX_EXPORTS = 1_000_000;
export const MAX_TAGS = 1_000_000;
/** Core modules, components, instances (core and component together) and values: of each. */
export const MAX_MODULES = 1_000;
export const MAX_COMPONENTS = 1_000;
export const MAX_INSTANCES = 1_000;
export const MAX_VALUES = 1_000;
/** Arguments of an instantiation, inline exports of an instance. */
export const MAX_INSTANTIATION_ARGUMENTS = 100_000;
export const MAX_INSTANTIATION_EXPORTS = 100_000;
export const MAX_START_ARGUMENTS = 1_000;
export const MAX_CANONICAL_OPTIONS = 10;

// Types of components.

export const MAX_FUNCTION_PARAMS = 1_000;
export const MAX_FUNCTION_RESULTS = 1_000;
export const MAX_RECORD_FIELDS = 10_000;
export const MAX_VARIANT_CASES = 10_000;
export const MAX_TUPLE_TYPES = 10_000;
export const MAX_ENUM_CASES = 10_000;
/** What is read before validation refuses more than 32. */
export const MAX_FLAGS_DECODED = 1_000;
/** Declarations of a component or instance type. */
export const MAX_TYPE_DECLARATIONS = 1_000_000;
/** Declarations of a core module type. */
export const MAX_MODULE_TYPE_DECLARATIONS = 100_000;
/** `list<list<…>>`: how deep value types refer to each other. */
export const MAX_TYPE_DEPTH = 100;
/** 1 + the sizes of all types referred to. */
export const MAX_EFFECTIVE_TYPE_SIZE = 1_000_000;
/** Bytes of a value in linear memory (Binary.md, Type Definitions: `elem_size(t, 'i64')`). */
export const MAX_VALUE_BYTES: number = 2 ** 28 - 1;
/** Steps that validation takes beyond those in proportion to the bytes (validate/work.ts). */
export const MAX_VALIDATION_STEPS = 250_000;
export const MAX_VALIDATION_STEPS_PER_BYTE = 1;
/** Components in components, and component types in component types: bounds the decoder's recursion. */
export const MAX_NESTING_DEPTH = 100;
/** Attributes of one name. */
export const MAX_NAME_ATTRIBUTES = 100;

// Core modules.

export const MAX_MODULE_BYTES: number = 2 ** 30;
export const MAX_CORE_TABLES = 100;
export const MAX_CORE_MEMORIES = 100;
export const MAX_CORE_GLOBALS = 1_000_000;
export const MAX_CORE_ELEMENT_SEGMENTS = 100_000;
export const MAX_CORE_ELEMENTS = 10_000_000;
export const MAX_CORE_DATA_SEGMENTS = 100_000;
export const MAX_CORE_STRUCT_FIELDS = 10_000;
export const MAX_CORE_SUPERTYPES = 1;
/** How many declared supertypes lie above a type. */
export const MAX_CORE_SUBTYPE_DEPTH = 63;
export const MAX_CORE_FUNCTION_BODY_BYTES = 7_654_321;

/** Features of core WebAssembly that not every engine has, each with the sections of a module that needs it. */
export const CORE_FEATURES: Readonly<Record<string, string>> = {
  'multiple memories': '05050200010001',
  'memory64': '0503010401',
  'exception references': '010401600000030201000a0d010b0002401f400102000b0b0b',
  'garbage collection': '0105015f017800',
  'typed function references': '0109026000006001630000030201010a08010600200014000b',
  'tail calls': '010401600000030201000a0601040012000b',
  'relaxed SIMD': '0105016000017b030201000a2b012900fd0c00000000000000000000000000000000fd0c00000000000000000000'
    + '000000000000fd80020b',
  'threads': '050401030101',
  'extended constant expressions': '0609017f00410141016a0b',
};

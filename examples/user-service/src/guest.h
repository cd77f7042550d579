// What both guests share: the canonical ABI's view of strings and lists, two allocators, small text tools.
//
// There is no libc here, so that the components import nothing. Mirrors "Flattening", "Storing" and
// "Despecialization" of CanonicalABI.md: on wasm32 the layout of a record is that of the C struct.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define EXPORT(name) __attribute__((export_name(name)))
#define IMPORT(module, name) __attribute__((import_module(module), import_name(name)))

// A WIT string: UTF-8, not terminated.
typedef struct {
  const char *data;
  uint32_t length;
} text;

// A WIT list; its reader knows the element type.
typedef struct {
  void *data;
  uint32_t length;
} list;

// The text of a string literal, for expressions and for initialisers of constants.
#define TEXT(literal) ((text)TEXT_INIT(literal))
#define TEXT_INIT(literal) { (literal), sizeof(literal) - 1 }

// Memory that lives until heap_free: a free list for each power of two.
void *heap_allocate(size_t size);
void heap_free(void *block);

// Memory that lives for one call from outside: arguments (cabi_realloc), temporaries and results.
// An export ends with scratch_reset, or leaves that to its post-return when its result is in memory.
void *scratch_allocate(size_t size);
void scratch_reset(void);

bool text_equals(text a, text b);
bool text_equals_ignoring_case(text a, text b);
// The number of Unicode scalar values.
uint32_t text_characters(text value);
text text_of_number(uint32_t number);
// CONCAT(a, b, …): the texts in a row, in scratch memory.
#define CONCAT(...) text_concat((text[]){__VA_ARGS__}, sizeof((text[]){__VA_ARGS__}) / sizeof(text))
text text_concat(const text *parts, size_t count);
// A copy on the heap; an empty text has no block.
text text_keep(text value);
void text_release(text kept);

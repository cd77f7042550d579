// The small text tools of guest.h.
#include "guest.h"

bool text_equals(text a, text b) {
  if (a.length != b.length) return false;
  for (uint32_t i = 0; i < a.length; i++) {
    if (a.data[i] != b.data[i]) return false;
  }
  return true;
}

static char ascii_lower(char c) { return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c; }

bool text_equals_ignoring_case(text a, text b) {
  if (a.length != b.length) return false;
  for (uint32_t i = 0; i < a.length; i++) {
    if (ascii_lower(a.data[i]) != ascii_lower(b.data[i])) return false;
  }
  return true;
}

uint32_t text_characters(text value) {
  uint32_t count = 0;
  for (uint32_t i = 0; i < value.length; i++) {
    if ((value.data[i] & 0xc0) != 0x80) count++; // not a continuation byte
  }
  return count;
}

text text_of_number(uint32_t number) {
  char *digits = scratch_allocate(10);
  uint32_t start = 10;
  do {
    digits[--start] = '0' + number % 10;
    number /= 10;
  } while (number);
  return (text){digits + start, 10 - start};
}

text text_concat(const text *parts, size_t count) {
  uint32_t length = 0;
  for (size_t i = 0; i < count; i++) length += parts[i].length;
  char *joined = scratch_allocate(length);
  uint32_t end = 0;
  for (size_t i = 0; i < count; i++) {
    __builtin_memcpy(joined + end, parts[i].data, parts[i].length);
    end += parts[i].length;
  }
  return (text){joined, length};
}

text text_keep(text value) {
  if (value.length == 0) return TEXT("");
  char *copy = heap_allocate(value.length);
  __builtin_memcpy(copy, value.data, value.length);
  return (text){copy, value.length};
}

void text_release(text kept) {
  if (kept.length) heap_free((void *)kept.data);
}
